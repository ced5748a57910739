import Dunning
import DunningSQL

extension Reading {
  func history(of id: ClaimID) throws -> [SentStep] {
    try sql.all(
      """
      SELECT notice_claim.step, notice.completed_at, notice.pay_by, notice.message_id, notice.tone,
        (SELECT delivered_on FROM posting WHERE posting.notice_id = notice.id),
        (SELECT min(received_at) FROM incoming WHERE incoming.notice_id = notice.id
          AND (kind = \(IncomingMail.Kind.delivered.sql)
            OR kind = \(IncomingMail.Kind.reply.sql) AND lower(sender) = lower(notice.recipient)))
      FROM notice_claim JOIN notice ON notice.id = notice_claim.notice_id
      WHERE notice_claim.claim_id = ? AND notice_claim.live = 1 AND notice.state = ?
      ORDER BY notice.completed_at, notice.id
      """, .number(id.number), .text(Notice.State.sent.rawValue)
    ) { row in
      guard let tone = Step.Tone(rawValue: row.text(4)) else { throw ClaimRecord.damaged("tone of a notice") }
      return SentStep(
        completion: Completion(
          step: row.text(0), tone: tone, at: Instant(milliseconds: row.number(1)),
          payBy: try row.textIfAny(2).map(CivilDate.init(parsing:)),
          received: try received(letter: row.textIfAny(5), mail: row.numberIfAny(6))),
        messageID: row.text(3), claims: [id])
    }
  }
}

/// The earlier of the days on which a notice is proved to have come: by the post, or by a report of its delivery or an
/// answer from its very address, whose day is that of UTC. That a machine answered proves less. Nil where nothing does.
private func received(letter: String?, mail: Int64?) throws -> CivilDate? {
  let days = [
    try letter.map(CivilDate.init(parsing:)), mail.map { ZoneRules.utc.date(at: Instant(milliseconds: $0)) },
  ]
  return days.compactMap { $0 }.min()
}

extension Judging {
  /// The claim and all others that may be written about in the same notice, by ascending number.
  func sharing(_ record: ClaimRecord) throws -> [ClaimRecord] {
    let claim = record.claim
    guard rulebook.groupsByDebtor(claim) else { return [record] }
    let mailing = claim.draft.mailing
    let group = try sql.all(
      """
      \(ClaimRecord.selection) WHERE claim.debtor_id = (SELECT debtor_id FROM claim WHERE id = ?)
        AND claim.currency = ? AND claim.policy = ? AND claim.state IN \(Claim.State.planned.sql)
        AND claim.obstacle IS NULL AND coalesce(claim.asked, 0) <= 0
      ORDER BY claim.id LIMIT ?
      """,
      .number(claim.id.number), .text(claim.draft.amount.currency.code), .text(claim.draft.policy),
      .number(Int64(DocketLimits.debtorClaimsMax)), read: ClaimRecord.init)
    // What goes to other addresses is not told there.
    return group.filter { $0.claim.draft.mailing == mailing }
  }

  /// The claim and all that shares its notices, as they stand.
  func standings(sharing record: ClaimRecord) throws -> StandingSet { try standings(sharing(record)) }

  func standings(_ records: [ClaimRecord]) throws -> StandingSet {
    StandingSet(
      records: records,
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
      SQLValue(claim.draft.contacts.isEmpty ? nil : claim.draft.mailing.scope),
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

extension Writing {
  /// Plans nothing more for a claim of which the docket cannot make sense, and says so, but only once for one reason: it
  /// is met again whenever everything is planned anew.
  func setAside(_ id: ClaimID, because error: any Error) throws {
    let reason = (error as? DocketError)?.message ?? "\(error)"
    let text = "it cannot be planned: \(reason)"
    let isKnown = try sql.first(
      "SELECT 1 FROM claim WHERE id = ? AND nothing_because = ? AND next_at IS NULL", .number(id.number), .text(text)
    ) { _ in true }
    if isKnown == true { return }
    try sql.run(
      "UPDATE claim SET next_at = NULL, next_step = NULL, nothing_because = ? WHERE id = ?", .text(text),
      .number(id.number))
    try journal(Event(.claimSetAside, claim: id, actor: .daemon, data: [.reason: reason]))
  }

  func setNext(_ decision: Decision, of id: ClaimID) throws {
    try sql.run(
      "UPDATE claim SET next_at = ?, next_step = ?, next_rank = ?, nothing_because = ? WHERE id = ?",
      SQLValue(decision.planned?.at.milliseconds), SQLValue(decision.planned?.step.name), .number(decision.rank),
      SQLValue(decision.nothingBecause), .number(id.number))
  }
}

extension Transaction {
  /// Decides anew for a claim, and for what a credit of its debtor's comes to.
  @discardableResult
  func replan(_ id: ClaimID) throws -> ClaimRecord {
    let record = try record(id)
    let claim = record.claim
    let (debtor, hasCredit) = try debtorAndCredit(of: id)
    // Most debtors have none, and none that has held another claim of theirs, and nothing changes by that.
    guard try hasCredit || claim.charged.isPositive || isAnyCovered(ofDebtor: debtor) else { return try plan(record) }
    try applyCredit(ofDebtor: debtor, in: claim.draft.amount.currency)
    return try plan(id)
  }

  /// Writes down what the decision function says comes next for a claim.
  @discardableResult
  func plan(_ id: ClaimID) throws -> ClaimRecord { try plan(try record(id)) }

  /// - Parameter record: as it stands now.
  private func plan(_ record: ClaimRecord) throws -> ClaimRecord {
    let id = record.claim.id
    // What is over has nothing ahead, whatever went out.
    let isOver = !record.claim.state.isOpen
    let history = isOver ? [] : try history(of: id).map(\.completion)
    let lastContact = isOver ? nil : try lastContact(about: record.claim)
    let decision = rulebook.next(for: record.claim, history: history, now: now, lastContact: lastContact)
    let planned = record.with(decision)
    if planned != record { try setNext(decision, of: id) }
    try watchLimitation(of: record, history: history)
    try watchLadderEnd(of: record.claim, decision, history: history)
    return try moveDueEnd(of: record) ? self.record(id) : planned
  }

  /// Writes down when the debtor of a claim is late, as the rules count now.
  ///
  /// - Returns: whether it is another moment.
  func moveDueEnd(of record: ClaimRecord) throws -> Bool {
    let dueEnd = rulebook.dueEnd(of: record.claim)
    guard dueEnd != record.dueEnd else { return false }
    try sql.run(
      "UPDATE claim SET due_end = ? WHERE id = ?", .number(dueEnd.milliseconds), .number(record.claim.id.number))
    return true
  }

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
      AND scope IS ?
    """
  /// What went out, or may have.
  private static let gone: [Notice.State] = [.sent, .sending, .inDoubt]
  /// What is to go out.
  private static let planned: [Notice.State] = [.pending, .deferred]
  private static let lastAttempt = "(SELECT max(started_at) FROM attempt WHERE notice_id = notice.id)"

  static let contact = """
    SELECT max(CASE WHEN state = \(Notice.State.sent.sql) THEN completed_at WHEN state IN \(planned.sql) THEN next_attempt_at
      ELSE \(lastAttempt) END)
    \(ofGroup) AND state IN \((gone + planned).sql)
    """

  static let contactBeforeNotice = """
    SELECT max(CASE WHEN state = \(Notice.State.sent.sql) THEN completed_at ELSE \(lastAttempt) END)
    \(ofGroup) AND state IN \(gone.sql) AND id <> ?
    """
}
