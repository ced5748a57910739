import Glibc

/// Files that are there as a whole, on disk, or not at all.
enum DurableFile {
  /// What the system said when a file could not be written.
  struct Failure: Error, CustomStringConvertible {
    let what: String
    let number: Int32

    var description: String { "\(what): \(String(cString: strerror(number)))" }
  }

  /// Writes a file that is not there yet, and has it and its name on disk when it returns.
  ///
  /// - Throws: ``Failure``.
  static func write(_ bytes: [UInt8], to file: String, mode: mode_t) throws(Failure) {
    let fresh = file + ".new"
    unlink(fresh)
    let descriptor = open(fresh, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)
    guard descriptor >= 0 else { throw Failure(what: fresh, number: errno) }
    defer { close(descriptor) }
    try append(bytes, to: descriptor, name: fresh)
    try publish(descriptor, fresh, as: file)
  }

  /// Writes all of the bytes.
  static func append(_ bytes: [UInt8], to descriptor: Int32, name: String) throws(Failure) {
    var written = 0
    while written < bytes.count {
      let count = bytes[written...].withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw Failure(what: name, number: errno) }
      written += count
    }
  }

  /// Puts a written file in its place: its content is on disk before its name is, and its name when this returns.
  static func publish(_ descriptor: Int32, _ fresh: String, as file: String) throws(Failure) {
    guard fsync(descriptor) == 0 else { throw Failure(what: fresh, number: errno) }
    guard rename(fresh, file) == 0 else { throw Failure(what: file, number: errno) }
    try sync(folder: file.lastIndex(of: "/").map { String(file[..<$0]) } ?? ".")
  }

  /// Has the names in a folder on disk.
  static func sync(folder: String) throws(Failure) {
    let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw Failure(what: folder, number: errno) }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else { throw Failure(what: folder, number: errno) }
  }

  /// Makes a folder that may be there already, and has its name on disk.
  static func makeFolder(_ path: String, below parent: String) throws(Failure) {
    if mkdir(path, 0o700) == 0 { return try sync(folder: parent) }
    guard errno == EEXIST else { throw Failure(what: path, number: errno) }
  }
}
