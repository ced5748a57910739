import Glibc

/// What lies in a folder that others fill.
///
/// A file name is bytes, and some programs write them in the character set of another time. What is not UTF-8 could not be
/// named again, so that such a file gets a name that can: each byte that is not ASCII becomes `=XX`.
struct FolderListing {
  struct Item {
    let name: String
    let status: stat
    /// Whether it can be opened by its name; false of a file that could not be renamed, and of what is no file.
    let isNamed: Bool
    /// The system's number of why nothing is known of it but its name (errno(3)); nil where it could be looked at.
    let trouble: Int32?

    init(_ name: String, _ status: stat, isNamed: Bool, trouble: Int32? = nil) {
      (self.name, self.status, self.isNamed, self.trouble) = (name, status, isNamed, trouble)
    }

    var isFile: Bool { trouble == nil && status.st_mode & S_IFMT == S_IFREG }
  }

  /// What lies there, by its name; without what is hidden.
  let items: [Item]

  /// - Throws: ``MailFolderError`` when the folder cannot be read.
  init(of path: String) throws(MailFolderError) {
    guard let stream = opendir(path) else { throw MailFolderError("cannot read \(path)", errno) }
    defer { closedir(stream) }
    var names: [[UInt8]] = []
    while let name = try Self.next(in: stream, of: path) { names.append(name) }
    // Renamed only when all are read: a new name could be read again.
    items = names.filter { $0.first != UInt8(ascii: ".") }.compactMap { Self.item($0, in: path) }
      .sorted { $0.name < $1.name }
  }

  /// The same where the folder need not be there.
  ///
  /// - Returns: nil where there is none, which holds nothing.
  /// - Throws: ``MailFolderError`` when there is one, and it cannot be read.
  static func ifThere(_ path: String) throws(MailFolderError) -> FolderListing? {
    do throws(MailFolderError) {
      return try FolderListing(of: path)
    } catch {
      guard error.errorNumber == ENOENT else { throw error }
      return nil
    }
  }

  /// The next name; nil at the end.
  private static func next(in stream: OpaquePointer, of path: String) throws(MailFolderError) -> [UInt8]? {
    // readdir(3) answers the end and a failure alike.
    errno = 0
    guard let entry = readdir(stream) else {
      guard errno == 0 else { throw MailFolderError("cannot read \(path)", errno) }
      return nil
    }
    return withUnsafeBytes(of: &entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
  }

  /// Nil of what is gone meanwhile.
  private static func item(_ bytes: [UInt8], in folder: String) -> Item? {
    var status = stat()
    guard lstat(at(bytes, in: folder), &status) == 0 else {
      let trouble = errno
      return trouble == ENOENT ? nil : Item(escaped(bytes), status, isNamed: false, trouble: trouble)
    }
    if let name = String(validating: bytes, as: UTF8.self) { return Item(name, status, isNamed: true) }
    let isFile = status.st_mode & S_IFMT == S_IFREG
    guard isFile, let name = rename(bytes, in: folder) else { return Item(escaped(bytes), status, isNamed: false) }
    return Item(name, status, isNamed: true)
  }

  /// - Returns: the new name; nil where it stays as it is.
  private static func rename(_ bytes: [UInt8], in folder: String) -> String? {
    for number in 0..<namesakesMax {
      let name = escaped(bytes) + (number == 0 ? "" : ".\(number)")
      // rename(2) would take the place of what lies there.
      if link(at(bytes, in: folder), "\(folder)/\(name)") == 0 {
        return unlink(at(bytes, in: folder)) == 0 ? name : nil
      }
      guard errno == EEXIST else { return nil }
    }
    return nil
  }

  private static let namesakesMax = 1_000

  private static func escaped(_ bytes: [UInt8]) -> String {
    let digits = Array("0123456789ABCDEF".utf8)
    var name: [UInt8] = []
    for byte in bytes {
      if byte < 0x80 {
        name.append(byte)
      } else {
        name += [UInt8(ascii: "="), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    // No file system has longer ones; what makes it one of many stands at its end.
    return String(decoding: name.suffix(nameBytesMax), as: UTF8.self)
  }

  private static let nameBytesMax = 240

  /// A path whose last part is bytes, ended by a zero.
  private static func at(_ name: [UInt8], in folder: String) -> [CChar] {
    (Array(folder.utf8) + [UInt8(ascii: "/")] + name + [0]).map { CChar(bitPattern: $0) }
  }
}
