import Crypto
import DunningBytes
import GRDB

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

    /// Over all that there are.
    func upToNow(in db: Database) throws -> ContentDigest {
      let (table, number) = source
      let last = try db.first("SELECT coalesce(max(\(number)), 0) FROM \(table)") { $0.number(0) } ?? 0
      return try upTo(last, in: db)
    }

    /// Over those up to a number, in their order.
    func upTo(_ last: Int64, in db: Database) throws -> ContentDigest {
      let (table, number) = source
      var (hash, position, count) = (SHA256(), Int64(0), 0)
      while true {
        let page = try db.all(
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

  static let messages = Kind.messages
  static let incoming = Kind.incoming

  let last: Int64
  let count: Int
  let hash: [UInt8]

  /// `LAST COUNT HASH`.
  var text: String { "\(last) \(count) \(Hex.text(hash))" }
}
