import Dunning
import DunningSQL

extension Writing {
  /// What a docket of an earlier version does not tell: from here on the last seal and the follow-ups are missed.
  func noteWhatIsMissed() throws {
    if try setting(.lastSeal) == nil { try set(.lastSeal, try lastSeal()?.words) }
    guard try setting(.followUpsGone) == nil else { return }
    let gone = try sql.first(
      "SELECT coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'follow_up'), 0) - count(*) FROM follow_up"
    ) { $0.number(0) }
    try set(.followUpsGone, String(gone ?? 0))
  }
}

extension Reading {
  func lastSeal() throws -> Seal? {
    try sql.first("SELECT \(Seal.columns) FROM seal ORDER BY number DESC LIMIT 1", read: Seal.init)
  }

  func leaves(after id: Int64, through end: Int64) throws -> [(id: Int64, hash: [UInt8])] {
    try sql.all(
      "SELECT id, hash FROM event WHERE id > ? AND id <= ? ORDER BY id LIMIT ?", .number(id), .number(end),
      .number(Int64(DocketLimits.chainPage))
    ) { ($0.number(0), $0.bytes(1)) }
  }

  /// The last seal, the moment of the first entry after it, and the number of the last one.
  func unsealed() throws -> (last: Seal?, first: Instant?, end: Int64) {
    let last = try lastSeal()
    let first = try sql.first(
      "SELECT at FROM event WHERE id > ? ORDER BY id LIMIT 1", .number(last?.through ?? 0)
    ) { Instant(milliseconds: $0.number(0)) }
    return (last, first, try lastEntry())
  }

}
