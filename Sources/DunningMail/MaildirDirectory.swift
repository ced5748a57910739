import Glibc

/// The system calls of a Maildir; each blocks.
///
/// - Source: <https://cr.yp.to/proto/maildir.html>
struct MaildirDirectory: Sendable {
  /// A system call that failed.
  struct Failure: Error, CustomStringConvertible {
    let what: String
    let errorNumber: Int32
    /// Whether the file had been moved by then.
    var isAfterMove = false

    var description: String { "\(what): \(String(cString: strerror(errorNumber)))" }
  }

  let path: String

  /// The path of a message that was delivered, also if a reader has seen it and given it flags.
  func find(_ id: String) throws(Failure) -> String? {
    let fresh = "\(path)/new/\(id)"
    if try exists(fresh) { return fresh }
    return try entry(of: id, in: "\(path)/cur").map { "\(path)/cur/\($0)" }
  }

  func isInTmp(_ id: String) throws(Failure) -> Bool { try exists("\(path)/tmp/\(id)") }

  func check() throws(Failure) {
    try makeDirectories()
    for folder in ["tmp", "new", "cur"] where access("\(path)/\(folder)", W_OK | X_OK) != 0 {
      throw Failure(what: "cannot write to \(path)/\(folder)", errorNumber: errno)
    }
  }

  /// Writes `tmp/id`, over what an earlier try may have left there, and makes its content durable.
  func write(_ bytes: [UInt8], id: String) throws(Failure) {
    try makeDirectories()
    let file = "\(path)/tmp/\(id)"
    // A left-over is replaced and not reused: somebody might hold it open, or its mode might differ.
    guard unlink(file) == 0 || errno == ENOENT else {
      throw Failure(what: "cannot replace \(file)", errorNumber: errno)
    }
    let descriptor = open(file, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw Failure(what: "cannot create \(file)", errorNumber: errno) }
    do throws(Failure) {
      try writeAll(bytes, to: descriptor, file)
      guard fsync(descriptor) == 0 else { throw Failure(what: "cannot sync \(file)", errorNumber: errno) }
    } catch {
      Glibc.close(descriptor)
      unlink(file)
      throw error
    }
    guard Glibc.close(descriptor) == 0 else { throw Failure(what: "cannot close \(file)", errorNumber: errno) }
  }

  /// Moves `tmp/id` to `new/id` and makes that durable.
  func move(_ id: String) throws(Failure) {
    guard rename("\(path)/tmp/\(id)", "\(path)/new/\(id)") == 0 else {
      throw Failure(what: "cannot move \(id) to \(path)/new", errorNumber: errno)
    }
    do throws(Failure) {
      try sync(directory: "\(path)/new")
    } catch {
      throw Failure(what: error.what, errorNumber: error.errorNumber, isAfterMove: true)
    }
  }

  // MARK: Parts

  private func makeDirectories() throws(Failure) {
    var isNew = false
    for folder in [path, "\(path)/tmp", "\(path)/new", "\(path)/cur"] {
      if mkdir(folder, 0o700) == 0 {
        isNew = true
      } else if errno != EEXIST {
        throw Failure(what: "cannot make the directory \(folder)", errorNumber: errno)
      }
    }
    if isNew { try sync(directory: path) }
  }

  private func writeAll(_ bytes: [UInt8], to descriptor: Int32, _ file: String) throws(Failure) {
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes {
        Glibc.write(descriptor, $0.baseAddress.map { $0 + written }, $0.count - written)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw Failure(what: "cannot write \(file)", errorNumber: count < 0 ? errno : ENOSPC) }
      written += count
    }
  }

  private func sync(directory: String) throws(Failure) {
    let descriptor = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw Failure(what: "cannot open \(directory)", errorNumber: errno) }
    defer { Glibc.close(descriptor) }
    guard fsync(descriptor) == 0 else { throw Failure(what: "cannot sync \(directory)", errorNumber: errno) }
  }

  private func exists(_ file: String) throws(Failure) -> Bool {
    if access(file, F_OK) == 0 { return true }
    guard errno == ENOENT else { throw Failure(what: "cannot look for \(file)", errorNumber: errno) }
    return false
  }

  /// The name in a directory that is `id`, alone or with flags behind a colon.
  private func entry(of id: String, in directory: String) throws(Failure) -> String? {
    guard let stream = opendir(directory) else {
      if errno == ENOENT { return nil }
      throw Failure(what: "cannot read \(directory)", errorNumber: errno)
    }
    defer { closedir(stream) }
    while let entry = readdir(stream) {
      let match: String? = withUnsafeBytes(of: &entry.pointee.d_name) { name in
        guard name.starts(with: id.utf8), [0, UInt8(ascii: ":")].contains(name[id.utf8.count]) else { return nil }
        return String(decoding: name.prefix { $0 != 0 }, as: UTF8.self)
      }
      if let match { return match }
    }
    return nil
  }
}
