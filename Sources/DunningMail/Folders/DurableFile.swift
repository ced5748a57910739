import Glibc

/// A system call on a file that failed.
struct FileFailure: Error, CustomStringConvertible {
  let what: String
  let errorNumber: Int32
  /// Whether the file had been moved by then.
  var isAfterMove = false

  var description: String { "\(what): \(String(cString: strerror(errorNumber)))" }
}

/// The system calls by which a file outlives a crash; each blocks.
enum DurableFile {
  /// Makes a file that is not there yet, whatever the umask, and makes its content durable.
  static func create(_ file: String, _ bytes: [UInt8], mode: mode_t) throws(FileFailure) {
    let descriptor = open(file, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw FileFailure(what: "cannot create \(file)", errorNumber: errno) }
    do throws(FileFailure) {
      try writeAll(bytes, to: descriptor, file)
      guard fchmod(descriptor, mode) == 0 else {
        throw FileFailure(what: "cannot set the mode of \(file)", errorNumber: errno)
      }
      guard fsync(descriptor) == 0 else { throw FileFailure(what: "cannot sync \(file)", errorNumber: errno) }
    } catch {
      Glibc.close(descriptor)
      unlink(file)
      throw error
    }
    guard Glibc.close(descriptor) == 0 else { throw FileFailure(what: "cannot close \(file)", errorNumber: errno) }
  }

  /// Makes durable which names a directory has.
  static func sync(directory: String) throws(FileFailure) {
    let descriptor = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw FileFailure(what: "cannot open \(directory)", errorNumber: errno) }
    defer { Glibc.close(descriptor) }
    guard fsync(descriptor) == 0 else { throw FileFailure(what: "cannot sync \(directory)", errorNumber: errno) }
  }

  static func exists(_ file: String) throws(FileFailure) -> Bool {
    if access(file, F_OK) == 0 { return true }
    guard errno == ENOENT else { throw FileFailure(what: "cannot look for \(file)", errorNumber: errno) }
    return false
  }

  private static func writeAll(_ bytes: [UInt8], to descriptor: Int32, _ file: String) throws(FileFailure) {
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes {
        Glibc.write(descriptor, $0.baseAddress.map { $0 + written }, $0.count - written)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw FileFailure(what: "cannot write \(file)", errorNumber: count < 0 ? errno : ENOSPC) }
      written += count
    }
  }
}
