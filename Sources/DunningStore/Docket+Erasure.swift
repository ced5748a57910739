package import Dunning
import GRDB

/// How long what is personal is kept after a claim is closed.
package struct Retention: Sendable, Hashable {
  /// By creditor: days after the claim was paid, withdrawn or written off; a creditor who is not here keeps for ever.
  package let days: [String: Int]

  package init(days: [String: Int]) { self.days = days }
}

extension Docket {
  /// Erases what is known of a debtor: all or nothing.
  ///
  /// - Parameter debtor: the debtor's number, name or address.
  /// - Returns: the claims that were erased now.
  /// - Throws: ``DocketError`` `.notFound`, `.ambiguous`; `.wrongState` while a claim is open, on legal hold, or has a
  ///   notice under way.
  package func erase(
    debtor: String, because reason: String, by actor: Actor, now: Instant
  ) async throws(DocketError) -> [ClaimID] {
    let erased = try await write(isWorkOfEngine: true) { db in
      // What is deleted is written over (https://www.sqlite.org/pragma.html#pragma_secure_delete).
      try db.execute(sql: "PRAGMA secure_delete = ON")
      let claims = try Self.findDebtors(debtor, in: db).flatMap { try Self.claims(ofDebtor: $0, in: db) }
      let erasure = Erasure(db: db, actor: actor, reason: reason, now: now)
      return try claims.filter { claim in
        guard try !Self.isErased(claim, in: db) else { return false }
        try erasure.erase(claim)
        return true
      }
    }
    try await removeTraces()
    return erased
  }

  /// Erases the claims whose time is over, and leaves those that something keeps.
  ///
  /// - Returns: how many were erased.
  package func eraseExpired(_ retention: Retention, now: Instant) async throws(DocketError) -> Int {
    guard !retention.days.isEmpty else { return 0 }
    var (last, count) = (Int64(0), 0)
    while true {
      let after = last
      let page = try await read { db in try Self.closed(after: after, in: db) }
      guard let end = page.last?.claim.number else { break }
      last = end
      let today = ZoneRules.utc.date(at: now)
      let expired = page.filter { row in
        guard let days = retention.days[row.creditor], let closed = row.closedAt else { return false }
        return ZoneRules.utc.date(at: closed).adding(days: days) < today
      }.map(\.claim)
      if expired.isEmpty { continue }
      count += try await write(isWorkOfEngine: true) { db in
        try db.execute(sql: "PRAGMA secure_delete = ON")
        let erasure = Erasure(db: db, actor: .daemon, reason: "the time to keep it is over", now: now)
        return try expired.count { claim in
          // What keeps one claim keeps no other.
          let erased: Void? = try Self.apart(in: db) {
            try erasure.erase(claim)
          } orElse: { error in
            guard (error as? DocketError)?.code == .wrongState else { throw error }
          }
          return erased != nil
        }
      }
    }
    if count > 0 { try await removeTraces() }
    return count
  }

  /// Closed claims that are not erased, with the moment at which they were closed last.
  private static func closed(
    after id: Int64, in db: Database
  ) throws -> [(claim: ClaimID, creditor: String, closedAt: Instant?)] {
    try db.all(
      """
      SELECT id, creditor, (SELECT max(at) FROM event WHERE claim_id = claim.id
          AND event IN ('claim-paid', 'claim-withdrawn', 'claim-written-off'))
      FROM claim WHERE state IN ('paid', 'withdrawn', 'written-off') AND state <> 'open' AND case_key IS NOT NULL
        AND id > ? ORDER BY id LIMIT ?
      """, .number(id), .number(Int64(DocketLimits.replanBatch))
    ) { (ClaimID($0.number(0)), $0.text(1), $0.numberIfAny(2).map(Instant.init(milliseconds:))) }
  }

  /// Takes away what an erasure leaves beside the database: files, and the log of what was written.
  private func removeTraces() async throws(DocketError) {
    try await write(isWorkOfEngine: true) { [attachments] db in
      try Self.removeGoneContents(attachments, in: db)
    }
    // A reader may hold the log; then the next checkpoint takes it away.
    _ = try? await pool.writeWithoutTransaction { db in try db.checkpoint(.truncate) }
  }
}
