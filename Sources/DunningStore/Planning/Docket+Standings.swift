package import Dunning
import GRDB

/// Claims that share their notices, and when their debtor was last written to.
package struct StandingSet: Sendable {
  package let standings: [Standing]
  package let lastContact: Instant?
}

extension Docket {
  /// Claims that have a next step by a moment, in the sets that share their notices, by the least number in each set:
  /// a page of the plan.
  ///
  /// - Parameter limit: how many claims it looks at; fewer when those of one debtor are many.
  /// - Returns: a page of sets, and the claim after which the next page begins; nil after the last page.
  package func plannedSets(
    until: Instant, after cursor: ClaimID?, limit: Int, rulebook: Rulebook
  ) async throws(DocketError) -> (sets: [StandingSet], cursor: ClaimID?) {
    try await read { db in
      let records = try db.all(
        "\(ClaimRecord.selection) WHERE claim.next_at <= ? AND claim.id > ? ORDER BY claim.id LIMIT ?",
        .number(until.milliseconds), .number(cursor?.number ?? 0), .number(Int64(limit)), read: ClaimRecord.init)
      var (sets, claims, last) = ([StandingSet](), 0, cursor)
      for record in records {
        // A set is never parted, so that a page may have more claims than the limit, but no further set then.
        guard claims < limit else { return (sets, last) }
        last = record.claim.id
        if try Self.isPlannedWithAnother(record, until: until, rulebook: rulebook, in: db) { continue }
        let set = try Self.sharing(record, rulebook: rulebook, in: db)
        claims += set.count
        sets.append(try Self.standings(set, rulebook: rulebook, in: db))
      }
      return (sets, records.count == limit ? records.last?.claim.id : nil)
    }
  }

  /// Whether the claim's set has another claim with a next step by a moment and a lesser number.
  private static func isPlannedWithAnother(
    _ record: ClaimRecord, until: Instant, rulebook: Rulebook, in db: Database
  ) throws -> Bool {
    let claim = record.claim
    guard rulebook.groupsByDebtor(claim) else { return false }
    return try db.first(
      """
      SELECT 1 FROM claim WHERE debtor_id = (SELECT debtor_id FROM claim WHERE id = ?1) AND id < ?1
        AND currency = ?2 AND policy = ?3 AND state IN ('open', 'paused', 'promised') AND obstacle IS NULL
        AND next_at <= ?4 LIMIT 1
      """, .number(claim.id.number), .text(claim.draft.amount.currency.code), .text(claim.draft.policy),
      .number(until.milliseconds)
    ) { _ in true } ?? false
  }

  /// The claim and all others that may be written about in the same notice, by ascending number.
  static func sharing(_ record: ClaimRecord, rulebook: Rulebook, in db: Database) throws -> [ClaimRecord] {
    let claim = record.claim
    guard rulebook.groupsByDebtor(claim) else { return [record] }
    return try db.all(
      """
      \(ClaimRecord.selection) WHERE claim.debtor_id = (SELECT debtor_id FROM claim WHERE id = ?)
        AND claim.currency = ? AND claim.policy = ? AND claim.state IN ('open', 'paused', 'promised')
        AND claim.obstacle IS NULL
      ORDER BY claim.id LIMIT ?
      """,
      .number(claim.id.number), .text(claim.draft.amount.currency.code), .text(claim.draft.policy),
      .number(Int64(DocketLimits.debtorClaimsMax)), read: ClaimRecord.init)
  }

  static func standings(_ records: [ClaimRecord], rulebook: Rulebook, in db: Database) throws -> StandingSet {
    StandingSet(
      standings: try records.map {
        Standing($0.claim, history: try history(of: $0.claim.id, in: db).map(\.completion))
      },
      lastContact: try records.first.flatMap { try lastContact(about: $0.claim, rulebook: rulebook, in: db) })
  }

  /// When the debtor was last written to about any claim that shares notices with this one; nil where every claim has
  /// notices of its own. What is written and may leave counts from the moment at which it is to.
  ///
  /// - Parameters:
  ///   - debtor: the debtor's number in the docket, where the claim is not in it yet.
  ///   - asking: a notice that is to leave itself: only what went out, or may have, counts for it, so that of two that
  ///     wait one goes first.
  static func lastContact(
    about claim: Claim, debtor: Int64? = nil, asking: NoticeID? = nil, rulebook: Rulebook, in db: Database
  ) throws -> Instant? {
    guard rulebook.groupsByDebtor(claim) else { return nil }
    return try db.first(
      """
      SELECT max(CASE
          WHEN state = 'sent' THEN completed_at
          WHEN state IN ('pending', 'deferred') THEN next_attempt_at
          ELSE (SELECT max(started_at) FROM attempt WHERE notice_id = notice.id) END)
        FROM notice
        WHERE debtor_id = coalesce(?5, (SELECT debtor_id FROM claim WHERE id = ?1)) AND currency = ?2 AND policy = ?3
          AND (state IN ('sent', 'sending', 'in-doubt') OR ?4 IS NULL AND state IN ('pending', 'deferred'))
          AND id IS NOT ?4
      """,
      .number(claim.id.number), .text(claim.draft.amount.currency.code), .text(claim.draft.policy),
      SQLValue(asking?.number), SQLValue(debtor)
    ) { $0.numberIfAny(0).map(Instant.init(milliseconds:)) } ?? nil
  }

  /// Decides anew for the claims of a notice, and for those that share notices with them.
  static func replanAbout(_ notice: NoticeID, rulebook: Rulebook, now: Instant, in db: Database) throws {
    try replan(try claims(of: notice, in: db), rulebook: rulebook, now: now, in: db)
  }

  /// Decides anew for claims that share a notice, and for those that may share the next one with them.
  static func replan(_ claims: [ClaimID], rulebook: Rulebook, now: Instant, in db: Database) throws {
    let records = try claims.map { try replan($0, rulebook: rulebook, now: now, in: db) }
    guard let first = records.first else { return }
    try replanSharing(first, rulebook: rulebook, now: now, in: db)
  }

  /// Decides anew for the debtor's other claims after a notice was opened, sent or dropped: they keep their distance
  /// from it.
  static func replanSharing(_ record: ClaimRecord, rulebook: Rulebook, now: Instant, in db: Database) throws {
    for other in try sharing(record, rulebook: rulebook, in: db) where other.claim.id != record.claim.id {
      try replan(other.claim.id, rulebook: rulebook, now: now, in: db)
    }
  }
}
