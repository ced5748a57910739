import Dunning
import DunningSQL

extension Judging {
  /// The claim and all others that may be written about in the same notice, by ascending number.
  func sharing(_ record: ClaimRecord) throws -> [ClaimRecord] {
    let claim = record.claim
    guard rulebook.groupsByDebtor(claim) else { return [record] }
    return try sql.all(
      """
      \(ClaimRecord.selection) WHERE claim.debtor_id = (SELECT debtor_id FROM claim WHERE id = ?)
        AND claim.currency = ? AND claim.policy = ? AND claim.state IN ('open', 'paused', 'promised')
        AND claim.obstacle IS NULL
      ORDER BY claim.id LIMIT ?
      """,
      .number(claim.id.number), .text(claim.draft.amount.currency.code), .text(claim.draft.policy),
      .number(Int64(DocketLimits.debtorClaimsMax)), read: ClaimRecord.init)
  }

  func standings(_ records: [ClaimRecord]) throws -> StandingSet {
    StandingSet(
      standings: try records.map {
        Standing($0.claim, history: try history(of: $0.claim.id).map(\.completion))
      },
      lastContact: try records.first.flatMap { try lastContact(about: $0.claim) })
  }

  /// When the debtor was last written to about any claim that shares notices with this one; nil where every claim has
  /// notices of its own. What is written and may leave counts from the moment at which it is to.
  ///
  /// - Parameters:
  ///   - debtor: the debtor's number in the docket, where the claim is not in it yet.
  ///   - asking: a notice that is to leave itself: only what went out, or may have, counts for it, so that of two that
  ///     wait one goes first.
  func lastContact(about claim: Claim, debtor: Int64? = nil, asking: NoticeID? = nil) throws -> Instant? {
    guard rulebook.groupsByDebtor(claim) else { return nil }
    let values: [SQLValue] = [
      SQLValue(debtor), .number(claim.id.number), .text(claim.draft.amount.currency.code), .text(claim.draft.policy),
    ]
    let moment =
      if let asking {
        try sql.first(Selection.contactBeforeNotice, values + [.number(asking.number)]) { $0.numberIfAny(0) }
      } else {
        try sql.first(Selection.contact, values) { $0.numberIfAny(0) }
      }
    return moment.flatMap { $0 }.map(Instant.init(milliseconds:))
  }
}

extension Transaction {
  /// Decides anew for the claims of a notice, and for those that share notices with them.
  func replanAbout(_ notice: NoticeID) throws {
    try replan(try claims(of: notice))
  }

  /// Decides anew for claims that share a notice, and for those that may share the next one with them.
  func replan(_ claims: [ClaimID]) throws {
    let records = try claims.map { try replan($0) }
    guard let first = records.first else { return }
    try replanSharing(first)
  }

  /// Decides anew for the debtor's other claims after a notice was opened, sent or dropped: they keep their distance
  /// from it.
  func replanSharing(_ record: ClaimRecord) throws {
    for other in try sharing(record) where other.claim.id != record.claim.id {
      try replan(other.claim.id)
    }
  }

}

private enum Selection {
  private static let ofGroup = """
    FROM notice WHERE debtor_id = coalesce(?, (SELECT debtor_id FROM claim WHERE id = ?)) AND currency = ? AND policy = ?
    """
  private static let lastAttempt = "(SELECT max(started_at) FROM attempt WHERE notice_id = notice.id)"

  static let contact = """
    SELECT max(CASE WHEN state = 'sent' THEN completed_at WHEN state IN ('pending', 'deferred') THEN next_attempt_at
      ELSE \(lastAttempt) END)
    \(ofGroup) AND state IN ('sent', 'sending', 'in-doubt', 'pending', 'deferred')
    """

  static let contactBeforeNotice = """
    SELECT max(CASE WHEN state = 'sent' THEN completed_at ELSE \(lastAttempt) END)
    \(ofGroup) AND state IN ('sent', 'sending', 'in-doubt') AND id <> ?
    """
}
