import DunningBytes
import Glibc

/// The system calls of a print spool; each blocks.
struct SpoolDirectory: Sendable {
  /// What a folder holds of a letter.
  enum Holding: Hashable, Sendable {
    /// The letter itself, where a print shop finds it.
    case letter
    /// What was written before it was let go.
    case draft
    case nothing
  }

  let path: String

  /// - Returns: whether the folder holds the letter with these very bytes; false when there is none.
  /// - Throws: ``FileFailure``, also when another letter has its name.
  func holds(_ id: String, _ pdf: [UInt8]) throws(FileFailure) -> Bool {
    guard try DurableFile.exists(file(id)) else { return false }
    // One that cannot be read is not known to be this one.
    guard (try? content(of: file(id), atMost: pdf.count)) == pdf else {
      throw FileFailure("another letter lies at \(file(id)); move it away", EEXIST)
    }
    return true
  }

  /// What is there of a letter whose hand-over was cut short.
  func holding(_ id: String) throws(FileFailure) -> Holding {
    if try DurableFile.exists(file(id)) { return .letter }
    return try DurableFile.exists(draft(id, "pdf")) ? .draft : .nothing
  }

  /// The folder is not made: where nobody has made it, nobody prints.
  func check() throws(FileFailure) {
    var status = stat()
    guard stat(path, &status) == 0 else { throw FileFailure("there is no print spool at \(path)", errno) }
    guard status.st_mode & S_IFMT == S_IFDIR else { throw FileFailure("the print spool \(path) is no folder", ENOTDIR) }
    guard access(path, W_OK | X_OK) == 0 else {
      throw FileFailure("cannot write to \(path)", errno)
    }
  }

  /// Writes letter and slip under names that no print shop looks for, over what an earlier try left, and makes both
  /// durable: what is missing after a crash was moved.
  func write(_ id: String, pdf: [UInt8], slip: [UInt8]) throws(FileFailure) {
    try check()
    for (suffix, bytes) in [("json", slip), ("pdf", pdf)] {
      let file = draft(id, suffix)
      try DurableFile.remove(file)
      // The print shop's account reads it by its group.
      try DurableFile.create(file, bytes, mode: 0o640)
    }
    try DurableFile.sync(folder: path)
  }

  /// Moves the slip into place and then the letter, so that a letter which is there has its slip, and makes that durable.
  func move(_ id: String) throws(FileFailure) {
    try DurableFile.move(["json", "pdf"].map { (from: draft(id, $0), to: "\(path)/\(id).\($0)") }, in: path)
  }

  /// Takes back what was written and not let go.
  func discard(_ id: String) {
    // A left-over does no harm: it is hidden, and replaced by the next try.
    for suffix in ["json", "pdf"] { unlink(draft(id, suffix)) }
  }

  /// Takes a letter, its slip and what was never let go of it away.
  ///
  /// - Throws: ``FileFailure``, also when another letter, or the slip of another, has its name.
  func remove(_ letter: PrintSpool.Letter) throws(FileFailure) {
    let (pdf, slip) = (file(letter.id), "\(path)/\(letter.id).json")
    if try DurableFile.exists(pdf) {
      guard letter.isPDF(try content(of: pdf, atMost: Self.letterBytesMax)) else {
        throw FileFailure("another letter lies at \(pdf), and was left there", EEXIST)
      }
    } else if try DurableFile.exists(slip) {
      guard letter.isSlip(try content(of: slip, atMost: Self.slipBytesMax)) else {
        throw FileFailure("the slip of another letter lies at \(slip), and was left there", EEXIST)
      }
    }
    var isChanged = false
    for file in [pdf, slip, draft(letter.id, "pdf"), draft(letter.id, "json")] where try DurableFile.exists(file) {
      try DurableFile.remove(file)
      isChanged = true
    }
    if isChanged { try DurableFile.sync(folder: path) }
  }

  /// Others may write into the folder as well, and a pipe in a letter's place would hold whoever opens it.
  private func content(of file: String, atMost limit: Int) throws(FileFailure) -> [UInt8] {
    let reader = try FileReader(file, flags: O_NOFOLLOW | O_NONBLOCK)
    guard try reader.isRegular() else { throw FileFailure("what lies at \(file) is no file", EINVAL) }
    let bytes = try reader.rest(atMost: limit + 1)
    guard bytes.count <= limit else { throw FileFailure("\(file) has more than \(limit) bytes", EFBIG) }
    return bytes
  }

  private static let letterBytesMax = 64 << 20
  private static let slipBytesMax = 1 << 20

  func file(_ id: String) -> String { "\(path)/\(id).pdf" }

  private func draft(_ id: String, _ suffix: String) -> String { "\(path)/.\(id).\(suffix).tmp" }
}
