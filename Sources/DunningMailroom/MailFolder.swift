import DunningBytes
import DunningInbound
import Glibc

/// The folder of a Maildir into which mail is delivered for the daemon.
///
/// - Source: <https://cr.yp.to/proto/maildir.html>
struct MailFolder: Sendable {
  let path: String

  /// The names of what waits, in the order of their delivery as far as names tell it.
  ///
  /// - Throws: ``MailFolderError`` when the folder cannot be read.
  func waiting() throws(MailFolderError) -> [String] {
    try FolderListing(of: "\(path)/new").items.filter(\.isNamed).map(\.name)
  }

  /// What lies in `new` under a name that cannot be read nor changed, or cannot be looked at, and why.
  ///
  /// - Throws: ``MailFolderError`` when the folder cannot be read.
  func unnamed() throws(MailFolderError) -> [(name: String, because: String)] {
    try FolderListing(of: "\(path)/new").items.filter { !$0.isNamed }.map { item in
      let words = item.trouble.map { "cannot be looked at: \(String(cString: strerror($0)))" }
      return (item.name, words ?? "has a name that is not UTF-8, and cannot be given another")
    }
  }

  /// The bytes of a message, at most one more than a message may have.
  ///
  /// - Throws: ``MailFolderError`` when it is no file that can be read.
  func read(_ name: String) throws(MailFolderError) -> [UInt8] {
    let file = "\(path)/new/\(name)"
    do throws(FileFailure) {
      let reader = try FileReader(file, flags: O_NOFOLLOW | O_NONBLOCK)
      guard try reader.isRegular() else { throw FileFailure("\(file) is no file", EINVAL) }
      return try reader.rest(atMost: IncomingLimits.messageBytesMax + 1)
    } catch {
      // What O_NOFOLLOW says of a link, any open of a socket, and we of the rest.
      let isNoMessage = [ELOOP, ENXIO, EINVAL].contains(error.errorNumber)
      throw MailFolderError(error.what, error.errorNumber, isNoMessage: isNoMessage)
    }
  }

  /// Marks a message as seen: it moves to `cur`.
  ///
  /// - Throws: ``MailFolderError`` when it stays where it is.
  func putAway(_ name: String) throws(MailFolderError) {
    let seen = name.contains(":2,") ? name : "\(name):2,S"
    guard rename("\(path)/new/\(name)", "\(path)/cur/\(seen)") == 0 else {
      throw MailFolderError("cannot move \(path)/new/\(name) to cur", errno)
    }
  }

  /// Lays a message aside that a person has to read: into the folder `.rejected` below, which mail programs show, or
  /// flagged into `cur` where none can be made.
  ///
  /// - Returns: where it lies now.
  /// - Throws: ``MailFolderError`` when it stays where it is.
  func setAside(_ name: String) throws(MailFolderError) -> String {
    // Whether they can be made, or are there, the move below tells.
    for folder in ["", "/cur", "/new", "/tmp"] { mkdir(rejected + folder, 0o700) }
    let bare = name.split(separator: ":2,").first.map(String.init) ?? name
    for target in ["\(rejected)/cur/\(bare):2,", "\(path)/cur/\(bare):2,F"] {
      if rename("\(path)/new/\(name)", target) == 0 { return target }
    }
    throw MailFolderError("cannot lay \(path)/new/\(name) aside", errno)
  }

  /// How many messages wait for a person, those that lie aside and those that cannot be named, and why there may be more:
  /// a sentence for each folder that cannot be read.
  func asideCount() -> (count: Int, troubles: [String]) {
    var (count, troubles) = (0, [String]())
    func add(_ more: () throws(MailFolderError) -> Int) {
      do throws(MailFolderError) { count += try more() } catch { troubles.append("\(error)") }
    }
    for name in ["cur", "new"] {
      add { () throws(MailFolderError) in try FolderListing.ifThere("\(rejected)/\(name)")?.items.count ?? 0 }
    }
    add { () throws(MailFolderError) in try unnamed().count }
    return (count, troubles)
  }

  private var rejected: String { "\(path)/.rejected" }
}

/// Why the folder of incoming mail cannot be used.
package struct MailFolderError: Error, Sendable, CustomStringConvertible {
  package let description: String

  /// The system's number of the reason (errno(3)).
  let errorNumber: Int32

  /// Whether there is no file, but a link, a pipe or a folder, so that no later try reads it.
  let isNoMessage: Bool

  init(_ what: String, _ errorNumber: Int32, isNoMessage: Bool = false) {
    (self.errorNumber, self.isNoMessage) = (errorNumber, isNoMessage)
    description = "\(what): \(String(cString: strerror(errorNumber)))"
  }
}
