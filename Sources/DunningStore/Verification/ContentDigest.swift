import Crypto
import DunningBytes
import DunningSQL

/// One hash over the hashes of all messages of a kind up to a number: how those are bound that the journal of an earlier
/// version does not name.
struct ContentDigest: Hashable, Sendable {
  enum Kind: Sendable {
    case messages
    case incoming

    /// The table and its number.
    fileprivate var source: (table: String, number: String) {
      switch self {
      case .messages: ("message", "notice_id")
      case .incoming: ("incoming", "id")
      }
    }
  }

  let last: Int64
  let count: Int
  let hash: [UInt8]

  /// `LAST COUNT HASH`.
  var text: String { "\(last) \(count) \(Hex.text(hash))" }
}

extension Reading {
  /// Over all that there are.
  func digest(_ kind: ContentDigest.Kind) throws -> ContentDigest {
    let (table, number) = kind.source
    let last = try sql.first("SELECT coalesce(max(\(number)), 0) FROM \(table)") { $0.number(0) } ?? 0
    return try digest(kind, upTo: last)
  }

  /// Over those up to a number, in their order.
  func digest(_ kind: ContentDigest.Kind, upTo last: Int64) throws -> ContentDigest {
    let (table, number) = kind.source
    var (hash, position, count) = (SHA256(), Int64(0), 0)
    while true {
      let page = try sql.all(
        "SELECT \(number), sha256 FROM \(table) WHERE \(number) > ? AND \(number) <= ? ORDER BY \(number) LIMIT ?",
        .number(position), .number(last), .number(Int64(DocketLimits.chainPage))
      ) { (number: $0.number(0), hash: $0.bytes(1)) }
      guard let end = page.last else { break }
      for row in page { hash.update(data: Array("\(row.number) \(Hex.text(row.hash))\n".utf8)) }
      (position, count) = (end.number, count + page.count)
    }
    return ContentDigest(last: last, count: count, hash: Array(hash.finalize()))
  }
}
