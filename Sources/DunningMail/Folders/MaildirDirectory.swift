import DunningBytes
import Glibc

/// The system calls of a Maildir; each blocks.
///
/// - Source: <https://cr.yp.to/proto/maildir.html>
struct MaildirDirectory: Sendable {
  typealias Failure = FileFailure

  let path: String

  /// The path of a message that was delivered, also if a reader has seen it and given it flags.
  func find(_ id: String) throws(Failure) -> String? {
    let fresh = "\(path)/new/\(id)"
    if try DurableFile.exists(fresh) { return fresh }
    return try entry(of: id, in: "\(path)/cur").map { "\(path)/cur/\($0)" }
  }

  func isInTmp(_ id: String) throws(Failure) -> Bool { try DurableFile.exists("\(path)/tmp/\(id)") }

  func check() throws(Failure) {
    try makeDirectories()
    for folder in ["tmp", "new", "cur"] where access("\(path)/\(folder)", W_OK | X_OK) != 0 {
      throw Failure("cannot write to \(path)/\(folder)", errno)
    }
  }

  /// Writes `tmp/id`, over what an earlier try may have left there, and makes its content durable.
  func write(_ bytes: [UInt8], id: String) throws(Failure) {
    try makeDirectories()
    let file = "\(path)/tmp/\(id)"
    // A left-over is replaced and not reused: somebody might hold it open, or its mode might differ.
    try DurableFile.remove(file)
    try DurableFile.create(file, bytes, mode: 0o600)
  }

  /// Moves `tmp/id` to `new/id` and makes that durable.
  func move(_ id: String) throws(Failure) {
    try DurableFile.move([(from: "\(path)/tmp/\(id)", to: "\(path)/new/\(id)")], in: "\(path)/new")
  }

  /// Takes a message away, wherever it lies in the folder. Where there is no such folder, nothing is done.
  func remove(_ id: String) throws(Failure) {
    let delivered = try find(id)
    for file in [delivered, "\(path)/tmp/\(id)"].compactMap({ $0 }) where try DurableFile.exists(file) {
      try DurableFile.remove(file)
      try DurableFile.sync(folder: DurableFile.parent(of: file))
    }
  }

  // MARK: Parts

  private func makeDirectories() throws(Failure) {
    var isNew = false
    for folder in [path, "\(path)/tmp", "\(path)/new", "\(path)/cur"] {
      if mkdir(folder, 0o700) == 0 {
        isNew = true
      } else if errno != EEXIST {
        throw Failure("cannot make the directory \(folder)", errno)
      }
    }
    if isNew { try DurableFile.sync(folder: path) }
  }

  /// The name in a directory that is `id`, alone or with flags behind a colon.
  private func entry(of id: String, in directory: String) throws(Failure) -> String? {
    guard let stream = opendir(directory) else {
      if errno == ENOENT { return nil }
      throw Failure("cannot read \(directory)", errno)
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
