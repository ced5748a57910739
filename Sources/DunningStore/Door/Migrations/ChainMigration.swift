import Crypto
import Dunning
import DunningBytes
import DunningChain
import DunningSQL

/// Chains what a docket of an earlier version holds, a page at a time, and binds the messages in it by one hash.
///
/// What was written before is taken as it is found: a chain proves what has not changed since.
struct ChainMigration {
  let sql: SQLConnection
  let randomBytes: (Int) -> [UInt8]
  let now: Instant

  func run() throws {
    let docketKey = randomBytes(DocketLimits.caseKeyBytes)
    let entry = Entry(sql: sql, now: now, actor: .daemon)
    try entry.set(.docketKey, Hex.text(docketKey))
    try giveKeys()
    let count = try chainClaims() + chainDocket(docketKey)
    // A new docket begins with the entry that says so.
    guard count > 0 else { return }
    let data: [JournalKey: String] = [
      .entries: String(count), .messages: try entry.digest(.messages).text,
      .mails: try entry.digest(.incoming).text,
    ]
    try entry.journal(Event(.journalChained, actor: .daemon, data: data))
  }

  private func giveKeys() throws {
    var last: Int64 = 0
    while true {
      let ids = try sql.all(
        "SELECT id FROM claim WHERE id > ? ORDER BY id LIMIT ?", .number(last),
        .number(Int64(DocketLimits.chainPage))
      ) { $0.number(0) }
      guard let end = ids.last else { return }
      let keys = randomBytes(ids.count * DocketLimits.caseKeyBytes)
      for (index, id) in ids.enumerated() {
        let first = index * DocketLimits.caseKeyBytes
        try sql.run(
          "UPDATE claim SET case_key = ? WHERE id = ?", .bytes(Array(keys[first..<first + DocketLimits.caseKeyBytes])),
          .number(id))
      }
      last = end
    }
  }

  /// - Returns: how many entries were chained.
  private func chainClaims() throws -> Int {
    var (claim, entry, count) = (Int64(0), Int64(0), 0)
    var end = (claim: Int64(0), link: ChainLink.genesis)
    while true {
      let page = try sql.all(
        """
        SELECT \(ChainedRow.columns), claim.case_key FROM event JOIN claim ON claim.id = event.claim_id
        WHERE event.claim_id IS NOT NULL AND (event.claim_id, event.id) > (?, ?)
        ORDER BY event.claim_id, event.id LIMIT ?
        """, .number(claim), .number(entry), .number(Int64(DocketLimits.chainPage)), read: ChainedRow.init)
      guard let last = page.last, let lastClaim = last.claim else { return count }
      for row in page {
        guard let number = row.claim?.number else { continue }
        if number != end.claim { end = (number, .genesis) }
        end.link = try chain(row, behind: end.link, key: row.key)
      }
      (claim, entry, count) = (lastClaim.number, last.id, count + page.count)
    }
  }

  private func chainDocket(_ key: [UInt8]) throws -> Int {
    var (entry, link, count) = (Int64(0), ChainLink.genesis, 0)
    while true {
      let page = try sql.all(
        """
        SELECT \(ChainedRow.columns), NULL FROM event WHERE claim_id IS NULL AND id > ? ORDER BY id LIMIT ?
        """, .number(entry), .number(Int64(DocketLimits.chainPage)), read: ChainedRow.init)
      guard let last = page.last else { return count }
      for row in page { link = try chain(row, behind: link, key: key) }
      (entry, count) = (last.id, count + page.count)
    }
  }

  private func chain(_ row: ChainedRow, behind link: ChainLink, key: [UInt8]) throws -> ChainLink {
    let commitment = ChainEntry.commitment(to: row.data.utf8, key: key)
    let next = link.next(row.entry(seq: link.seq + 1, commitment: commitment).canonicalJSON)
    try sql.run(
      "UPDATE event SET seq = ?, hash = ? WHERE id = ?", .number(next.seq), .bytes(next.hash), .number(row.id))
    return next
  }
}
