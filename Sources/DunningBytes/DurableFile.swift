package import Glibc

/// The system calls by which a file outlives a crash, there as a whole or not at all; each blocks.
package enum DurableFile {
  /// Writes a file, over one that is there, and has its content and its name on disk when it returns.
  ///
  /// It is written under the name with `.new` behind it, and then gets its own. The mode is subject to the umask.
  package static func write(_ bytes: [UInt8], to file: String, mode: mode_t = 0o600) throws(FileFailure) {
    let draft = try FileDraft(file + ".new", mode: mode)
    try draft.append(bytes)
    try draft.publish(as: file)
  }

  /// Makes a file that is not there yet, with this mode whatever the umask, and has its content on disk; its name is
  /// durable after ``sync(folder:)`` or ``move(_:in:)``.
  package static func create(_ file: String, _ bytes: [UInt8], mode: mode_t) throws(FileFailure) {
    let descriptor = open(file, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw FileFailure("cannot create \(file)", errno) }
    do throws(FileFailure) {
      try append(bytes, to: descriptor, file)
      guard fchmod(descriptor, mode) == 0 else { throw FileFailure("cannot set the mode of \(file)", errno) }
      guard fsync(descriptor) == 0 else { throw FileFailure("cannot sync \(file)", errno) }
    } catch {
      Glibc.close(descriptor)
      unlink(file)
      throw error
    }
    guard Glibc.close(descriptor) == 0 else { throw FileFailure("cannot close \(file)", errno) }
  }

  /// Gives files their names, one after the other, and makes that durable.
  ///
  /// - Parameter folder: where the new names are.
  package static func move(_ files: [(from: String, to: String)], in folder: String) throws(FileFailure) {
    for file in files where rename(file.from, file.to) != 0 {
      throw FileFailure("cannot move \(file.from) to \(file.to)", errno)
    }
    do throws(FileFailure) {
      try sync(folder: folder)
    } catch {
      throw FileFailure(error.what, error.errorNumber, isInPlace: true)
    }
  }

  /// Makes durable which names a folder has.
  package static func sync(folder: String) throws(FileFailure) {
    let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw FileFailure("cannot open \(folder)", errno) }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else { throw FileFailure("cannot sync \(folder)", errno) }
  }

  /// Makes a folder that may be there already, and has its name on disk.
  package static func makeFolder(_ path: String, mode: mode_t = 0o700) throws(FileFailure) {
    if mkdir(path, mode) == 0 { return try sync(folder: parent(of: path)) }
    guard errno == EEXIST else { throw FileFailure("cannot make the folder \(path)", errno) }
  }

  /// Takes a name away; one that is not there is no mistake.
  package static func remove(_ file: String) throws(FileFailure) {
    guard unlink(file) == 0 || errno == ENOENT else { throw FileFailure("cannot remove \(file)", errno) }
  }

  package static func exists(_ file: String) throws(FileFailure) -> Bool {
    if access(file, F_OK) == 0 { return true }
    guard errno == ENOENT else { throw FileFailure("cannot look for \(file)", errno) }
    return false
  }

  /// The folder that a path lies in.
  package static func parent(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// Writes all of the bytes.
  static func append(_ bytes: [UInt8], to descriptor: Int32, _ file: String) throws(FileFailure) {
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes {
        Glibc.write(descriptor, $0.baseAddress.map { $0 + written }, $0.count - written)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw FileFailure("cannot write \(file)", count < 0 ? errno : ENOSPC) }
      written += count
    }
  }
}
