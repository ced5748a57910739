import Dunning
import GRDB
import Glibc

/// Tells a docket that was put back from a backup, or copied, from one that has stayed where it was: such a one does not
/// know what went out meanwhile, or has a twin that writes to the same people.
struct DocketOrigin {
  /// The path of the database.
  let file: String

  private var seenFile: String { file + "-seen" }

  /// Holds a docket that has not stayed where it was, once, and writes down where it is now.
  func holdIfDoubtful(_ db: Database, now: Instant) throws {
    let place = place
    let known = try Settings.value(.place, in: db)
    // A docket of an earlier version does not know its place yet.
    if let known, let reason = doubt(known, place, try Self.height(in: db)) {
      try Settings.set(.mode, "held", in: db)
      try Settings.set(.heldBecause, reason, in: db)
      try Journal.append(Event(.held, actor: .daemon, data: ["reason": reason]), at: now, in: db)
    }
    // Not at every start, which must do without room on the disk.
    if known != place { try Settings.set(.place, place, in: db) }
  }

  /// Writes down beside the database how far its journal has come. It may be behind after a crash, and never ahead.
  ///
  /// - Throws: ``DocketError`` `.busy` when the file cannot be written.
  func note(_ height: Int64) throws(DocketError) {
    let descriptor = open(seenFile, O_WRONLY | O_CREAT | O_CLOEXEC, 0o600)
    defer { if descriptor >= 0 { close(descriptor) } }
    let digits = String(height)
    let text = Array((String(repeating: "0", count: max(0, 19 - digits.count)) + digits).utf8)
    guard descriptor >= 0, pwrite(descriptor, text, text.count, 0) == text.count else {
      throw DocketError(.busy, "cannot write \(seenFile): \(String(cString: strerror(errno)))", hint: "free space?")
    }
  }

  static func height(in db: Database) throws -> Int64 {
    try Int64.fetchOne(db, sql: "SELECT id FROM event ORDER BY id DESC LIMIT 1") ?? 0
  }

  private func doubt(_ known: String, _ place: String, _ height: Int64) -> String? {
    let seen = seen
    if seen > height {
      return "the docket was put back: its journal ends with entry \(height), and \(seen) had been written here"
    }
    return known == place ? nil : "the docket was copied or restored: it lies in another file than before"
  }

  /// The number of the file, which a copy does not share.
  private var place: String {
    var status = stat()
    return stat(file, &status) == 0 ? "\(status.st_ino)" : ""
  }

  private var seen: Int64 {
    let descriptor = open(seenFile, O_RDONLY | O_CLOEXEC)
    // A folder without it has seen nothing.
    guard descriptor >= 0 else { return 0 }
    defer { close(descriptor) }
    var bytes = [UInt8](repeating: 0, count: 19)
    let count = max(0, pread(descriptor, &bytes, bytes.count, 0))
    return Int64(String(decoding: bytes.prefix(count), as: UTF8.self)) ?? 0
  }
}
