import Dunning
import DunningSQL

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
