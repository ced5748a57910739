import DunningBytes
import Glibc

/// A folder into which files are put for the daemon.
struct DropFolder: Sendable {
  let path: String

  /// What is seen of a file without reading it: while it grows, it is another one.
  struct Look: Hashable {
    let size: Int64
    let seconds: Int
    let nanoseconds: Int
    let inode: UInt64
  }

  /// The files that lie there, by their names.
  ///
  /// - Throws: ``MailFolderError`` when the folder cannot be read.
  func files() throws(MailFolderError) -> [(name: String, look: Look)] {
    try FolderListing(of: path).items.filter { $0.isNamed && $0.isFile }.map { item in
      let (name, status) = (item.name, item.status)
      let changed = status.st_mtim
      return (
        name,
        Look(
          size: Int64(status.st_size), seconds: changed.tv_sec, nanoseconds: changed.tv_nsec,
          inode: UInt64(status.st_ino))
      )
    }
  }

  /// What lies there and is no file, so that it is left lying: its name, and what it is.
  ///
  /// - Throws: ``MailFolderError`` when the folder cannot be read.
  func others() throws(MailFolderError) -> [(name: String, kind: String)] {
    try FolderListing(of: path).items.compactMap { item in
      let name = item.name
      if let trouble = item.trouble { return (name, "it cannot be looked at: \(String(cString: strerror(trouble)))") }
      return switch item.status.st_mode & S_IFMT {
      case S_IFREG: item.isNamed ? nil : (name, "a file whose name is not UTF-8")
      case S_IFDIR: Self.own.contains(name) ? nil : (name, "a folder")
      case S_IFLNK: (name, "a symbolic link")
      case S_IFIFO: (name, "a pipe")
      default: (name, "no file")
      }
    }
  }

  /// Where what was not taken in is laid.
  static let refused = "refused"
  /// Where that is laid about which a person is asked.
  static let asked = "asked"
  /// Where what was taken in is laid.
  static let done = "done"

  /// The folders that are made in it.
  private static let own: Set<String> = [done, refused, asked]

  /// How many files lie aside in a folder of this name, without the reasons beside them; none where it was never made.
  ///
  /// - Throws: ``MailFolderError`` when it is there and cannot be read.
  func count(aside: String) throws(MailFolderError) -> Int {
    let items = try FolderListing.ifThere("\(path)/\(aside)")?.items ?? []
    let names = items.filter { $0.isNamed && $0.isFile }.map(\.name)
    let all = Set(names)
    return names.count { !($0.hasSuffix(".txt") && all.contains(String($0.dropLast(4)))) }
  }

  /// Whether nothing lies aside under a name, or a number behind it, but what has this content.
  ///
  /// - Parameter aside: the name of the folder, which need not be there.
  /// - Throws: ``MailFolderError`` when that cannot be told.
  func holdsNothing(under name: String, but content: [UInt8], aside: String) throws(MailFolderError) -> Bool {
    let folder = "\(path)/\(aside)"
    for item in try FolderListing.ifThere(folder)?.items ?? [] where Self.isNamesake(item.name, of: name) {
      guard item.isNamed, item.isFile, Int(item.status.st_size) == content.count else { return false }
      guard try DropFolder(path: folder).read(item.name) == content else { return false }
    }
    return true
  }

  /// `a.xml` and `a.xml.1` are of `a.xml`.
  private static func isNamesake(_ other: String, of name: String) -> Bool {
    other == name || other.hasPrefix("\(name).") && Int(other.dropFirst(name.count + 1)) != nil
  }

  /// The bytes of a file, at most one more than a statement may have.
  ///
  /// - Throws: ``MailFolderError``.
  func read(_ name: String) throws(MailFolderError) -> [UInt8] {
    let file = "\(path)/\(name)"
    do throws(FileFailure) {
      let reader = try FileReader(file, flags: O_NOFOLLOW | O_NONBLOCK)
      guard try reader.isRegular() else { throw FileFailure("\(file) is no file", EINVAL) }
      return try reader.rest(atMost: StatementReaderLimits.fileBytesMax + 1)
    } catch {
      throw MailFolderError(error.what, error.errorNumber)
    }
  }

  /// Lays a file aside that was taken in.
  ///
  /// - Throws: ``MailFolderError`` when it stays where it is.
  func putAway(_ name: String) throws(MailFolderError) { _ = try move(name, to: Self.done) }

  /// Lays a file aside that was not taken in, and writes down why beside it.
  ///
  /// - Parameter aside: the name of the folder.
  /// - Returns: where it lies now.
  /// - Throws: ``MailFolderError`` when it stays where it is.
  func lay(_ name: String, in aside: String, because reason: String) throws(MailFolderError) -> String {
    let place = try move(name, to: aside)
    let words = Array((reason + "\n").utf8)
    let descriptor = open("\(place).txt", O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw MailFolderError("cannot write \(place).txt", errno) }
    defer { close(descriptor) }
    guard words.withUnsafeBytes({ write(descriptor, $0.baseAddress, $0.count) }) == words.count else {
      throw MailFolderError("cannot write \(place).txt", errno)
    }
    return place
  }

  /// Under its own name, or with a number where one of that name lies there.
  private func move(_ name: String, to folder: String) throws(MailFolderError) -> String {
    // Whether it can be made, or is there, the move below tells.
    mkdir("\(path)/\(folder)", 0o700)
    for number in 0..<Self.namesakesMax {
      let place = "\(path)/\(folder)/\(name)" + (number == 0 ? "" : ".\(number)")
      // rename(2) would take the place of what lies there.
      if link("\(path)/\(name)", place) == 0 {
        guard unlink("\(path)/\(name)") == 0 else { throw MailFolderError("cannot move \(path)/\(name)", errno) }
        return place
      }
      guard errno == EEXIST else { break }
    }
    throw MailFolderError("cannot move \(path)/\(name) to \(folder)", errno)
  }

  private static let namesakesMax = 10_000
}
