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
    guard let stream = opendir("\(path)/new") else { throw MailFolderError("cannot read \(path)/new", errno) }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if !name.hasPrefix(".") { names.append(name) }
    }
    return names.sorted()
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
}

/// Why the folder of incoming mail cannot be used.
package struct MailFolderError: Error, Sendable, CustomStringConvertible {
  package let description: String

  /// Whether there is no file, but a link, a pipe or a folder, so that no later try reads it.
  let isNoMessage: Bool

  init(_ what: String, _ errorNumber: Int32, isNoMessage: Bool = false) {
    self.isNoMessage = isNoMessage
    description = "\(what): \(String(cString: strerror(errorNumber)))"
  }
}
