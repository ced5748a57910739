// SQLite lays a log over whatever file it lies beside: its frames vouch for themselves, but say nothing of the file
// (https://www.sqlite.org/walformat.html). So each log says beside which state of the file it was begun: by a number
// over the header of the file, in a place of that header that is left to programs, the user version
// (https://www.sqlite.org/fileformat2.html#the_database_header). A header has the number of the log before it, so that none
// comes back.

/// Ties logs to the file that they are begun beside.
struct LogBond: Sendable {
  /// The header as it lies in the file now; nil where it cannot be read.
  let header: @Sendable () -> [UInt8]?

  /// Has the log say beside which state of the file it is, as a part of the transaction that is under way.
  func tie(_ sql: SQLConnection) throws {
    // A file that is just being made has no header yet, and nothing that a log could be laid over.
    guard let header = header(), header.count == WriteAheadLog.headerBytes else { return }
    let number = Self.number(of: header)
    let known = try sql.first("PRAGMA user_version") { $0.number(0) }
    if known != Int64(number) { try sql.run("PRAGMA user_version = \(number)") }
  }

  /// A number over a header, 1 to 2³¹ - 1 (FNV-1a, folded).
  static func number(of header: some Sequence<UInt8>) -> Int32 {
    let hash = header.reduce(0xCBF2_9CE4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    return max(1, Int32((hash ^ hash >> 32) & 0x7FFF_FFFF))
  }
}
