import Dunning
import DunningSQL

// Steps whose moment has come: of each claim the rules are asked again, and what they say now is taken.

extension Taking {
  /// Claims whose next step has come. Claims that turn out to have nothing due after all are planned anew, and the look
  /// goes on until there is work, nothing is left, or enough was judged for one transaction.
  func steps(limit: Int) throws -> [DueNotice] {
    var (due, judged) = ([DueNotice](), 0)
    while due.count < limit, judged < DocketLimits.judgedPerTaking {
      let claims = try nextClaims(limit - due.count)
      if claims.isEmpty { break }
      judged += claims.count
      due += try claims.compactMap { id in
        try transaction.apart {
          try take(id)
        } orElse: {
          try transaction.setAside(id, because: $0)
        }
      }
    }
    return due
  }

  private func take(_ id: ClaimID) throws -> DueNotice? {
    let record = try transaction.record(id)
    // Whatever stands in its way, a claim that is not among those that can be written about now is planned anew.
    let set = try transaction.standings(sharing: record)
    guard let plan = rulebook.nextNotice(among: set.standings, lastContact: set.lastContact, now: now),
      plan.at <= now, let creditor = rulebook.creditors[record.claim.draft.creditor]
    else {
      try planAnew(id)
      return nil
    }
    if let reason = try stale(plan) {
      for claim in [id] + plan.parts.map(\.claim.id) { try transaction.setNext(.nothing(reason), of: claim) }
      return nil
    }
    if let turn = try transaction.turn(of: plan.lead.claim.draft.mailing, limits) {
      try postpone([id] + plan.parts.map(\.claim.id), until: turn)
      return nil
    }
    let notice = try open(plan, of: set.records, creditor: creditor)
    // What shares the notice's debtor but is not in it keeps its distance from here on.
    try transaction.replanSharing(record)
    if !plan.parts.contains(where: { $0.claim.id == id }) {
      try transaction.replan(id)
    }
    return notice
  }

  /// Why a notice has to wait for newer statements.
  private func stale(_ plan: NoticePlan) throws -> Decision.Reason? {
    for part in plan.parts {
      if let reason = try transaction.staleness(of: part.planned.step, for: part.claim, at: now) { return reason }
    }
    return nil
  }

  /// What nothing can be written about now must not stay due, or it would be looked at for ever.
  private func planAnew(_ id: ClaimID) throws {
    let record = try transaction.replan(id)
    guard let next = record.next, next.at <= now else { return }
    throw DocketError(.failed, "its step \(quoted(next.step)) is due, but no notice can be written for it")
  }

  /// Lets claims wait for the turn of a destination that is full; they are judged again then.
  private func postpone(_ claims: [ClaimID], until turn: Instant) throws {
    let moment = SQLValue.number(turn.milliseconds)
    for id in claims {
      try sql.run("UPDATE claim SET next_at = ? WHERE id = ? AND next_at < ?", moment, .number(id.number), moment)
    }
  }

  private func open(_ plan: NoticePlan, of records: [ClaimRecord], creditor: Creditor) throws -> DueNotice {
    let (claim, step) = (plan.lead.claim, plan.lead.planned.step)
    let payBy = rulebook.payBy(step, for: claim, sentAt: now)
    let unknown = try transaction.lateUnknown(plan.parts.map(\.claim), tone: step.tone, at: now)
    // A demand that lacks the interest it should have is seen by a person, where the policy does not let it go.
    let lacksInterest = unknown != nil && rulebook.policies[claim.draft.policy]?.withoutInterest != .allowed
    let approvals = try plan.parts.flatMap { part in
      [part.planned.step.approval, try transaction.approvalOfWhatWaited(part.claim.id)]
    }
    let approval = (approvals + [lacksInterest ? .required : .none]).max { $0.number < $1.number } ?? .none
    let needsApproval = approval != .none
    let history = try plan.parts.flatMap { try transaction.history(of: $0.claim.id) }
    let mailing = claim.draft.mailing
    let channels = try channels(of: step, mailing)
    let id = try insertNotice(plan, payBy: payBy, approval: approval)
    let messageID = messageID(id, mailing.to.first?.address ?? creditor.from.address, creditor)
    let copies = channels.contains(.email) ? creditor.copies(of: step.name) : []
    let recipients = try transaction.insertRecipients(mailing, copies, of: id)
    try sql.run("UPDATE notice SET message_id = ? WHERE id = ?", .text(messageID), .number(id.number))
    var opened: [JournalKey: String] = [
      .to: mailing.text, .total: plan.outstanding.decimal, .messageID: messageID,
      .tone: step.tone.rawValue, .approval: approval.rawValue,
    ]
    opened[.payBy] = payBy?.iso
    opened[.withoutInterest] = unknown
    (opened[.recipients], opened[.debtor]) = (recipients, claim.draft.debtor.name)
    let late = try transaction.late(plan.parts.map(\.claim), tone: step.tone, at: now)
    let claims = try plan.parts.map { part in
      try take(
        part, of: records.first { $0.claim.id == part.claim.id }, into: id, late: late[part.claim.id], opened: opened)
    }
    let attempts = try transaction.openWays(
      channels, of: id, waits: needsApproval, transport: transport)
    return DueNotice(
      id: id,
      subject: .claims(
        DueNotice.Claims(
          records: claims, policy: claim.draft.policy, payBy: payBy, late: late,
          credited: try transaction.credited(plan.parts.map(\.claim)), history: SentStep.distinct(history))),
      creditor: creditor, step: step, mailing: mailing, copies: copies, openedAt: now, messageID: messageID,
      attempt: attempts.email, postAttempt: attempts.letter, attempts: needsApproval ? 0 : 1)
  }

  /// The ways that a step goes here: without a print spool its letter travels with the e-mail alone, and without an
  /// address it goes by post alone.
  private func channels(of step: Step, _ mailing: Mailing) throws -> [Step.Channel] {
    let channels = step.channels.filter { $0 == .letter ? printsLetters : !mailing.isEmpty }
    guard !channels.isEmpty else {
      throw DocketError(
        .failed,
        "its step \(quoted(step.name)) sends "
          + (mailing.isEmpty ? "an e-mail, and there is no address" : "a letter, and there is no print spool"))
    }
    return channels
  }

  private func insertNotice(_ plan: NoticePlan, payBy: CivilDate?, approval: Step.Approval) throws -> NoticeID {
    let (claim, step) = (plan.lead.claim, plan.lead.planned.step)
    return NoticeID(
      try sql.inserted(
        """
        INSERT INTO notice (creditor, debtor_id, policy, step, tone, state, recipient, currency, total, opened_at,
          pay_by, needs_approval, message_id, addressee, scope)
        SELECT creditor, debtor_id, policy, ?, ?, ?, ?, currency, ?, ?, ?, ?, '', ?, ? FROM claim WHERE id = ?
        """,
        .text(step.name), .text(step.tone.rawValue),
        .text((approval == .none ? Notice.State.sending : .awaitingApproval).rawValue),
        .text(claim.draft.mailing.text), .number(plan.outstanding.minorUnits), .number(now.milliseconds),
        SQLValue(payBy?.iso), .number(approval.number), .text(claim.draft.debtor.name),
        SQLValue(claim.draft.mailing.scope), .number(claim.id.number)))
  }

  /// Binds a claim's step to the notice, which bars its next one from here on.
  ///
  /// - Parameters:
  ///   - late: what it asks for late payment; nil where it asks for nothing.
  ///   - opened: what the journal says of the notice as a whole.
  private func take(
    _ part: NoticePlan.Part, of record: ClaimRecord?, into notice: NoticeID, late: InterestStatement?,
    opened: [JournalKey: String]
  ) throws -> ClaimRecord {
    let (claim, planned) = (part.claim, part.planned)
    if claim.state != .open { try resume(claim) }
    for skipped in planned.skipped {
      let data: [JournalKey: String] = [.step: skipped.step, .reason: skipped.reason]
      try transaction.journal(Event(.stepSkipped, claim: claim.id, actor: .daemon, data: data))
    }
    let beyond = late.map(claim.beyond)
    let stays = beyond != nil && rulebook.policies[claim.draft.policy]?.settles == .all
    let earlier = try noticesOfEarlierDeadlines(about: claim)
    // After a pause was lifted the revision is another one than in the record.
    let isCurrent = claim.state == .open
    let current = try (isCurrent ? record : nil) ?? transaction.record(claim.id)
    try sql.run(
      """
      INSERT INTO notice_claim (notice_id, claim_id, step, outstanding, revision, beyond, stays, earlier)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      """,
      .number(notice.number), .number(claim.id.number), .text(planned.step.name),
      .number(claim.outstanding.minorUnits), .number(current.revision), SQLValue(beyond?.minorUnits),
      .number(stays ? 1 : 0), .number(earlier))
    try transaction.setObstacle(.noticeOpen(notice), of: claim.id)
    // Whoever approves it reads what may still move it.
    let days = [
      (rulebook.zone(for: claim) ?? .utc).date(at: now), rulebook.payBy(planned.step, for: claim, sentAt: now),
    ]
    let provisional = rulebook.provisional(for: claim, days: days.compactMap { $0 }).map { "provisional: \($0)" }
    var own: [JournalKey: String] = [
      .step: planned.step.name, .because: (planned.because + provisional).joined(separator: "; "),
      .outstanding: claim.outstanding.decimal,
    ]
    own[.beyond] = beyond?.decimal
    if stays { own[.settles] = Policy.Settles.all.rawValue }
    if earlier > 0 { own[.earlier] = String(earlier) }
    let data = opened.merging(own) { _, own in own }
    try transaction.journal(Event(.noticeOpened, claim: claim.id, notice: notice, actor: .daemon, data: data))
    return current
  }

  private func noticesOfEarlierDeadlines(about claim: Claim) throws -> Int64 {
    let history = try transaction.history(of: claim.id).map(\.completion)
    return Int64(history.count - rulebook.current(history, of: claim).count)
  }

  private func resume(_ claim: Claim) throws {
    try transaction.set(.open, until: nil, reason: nil, of: claim.id)
    try transaction.journal(
      Event(.claimResumed, claim: claim.id, actor: .daemon, data: [.reason: "the pause ended"]))
  }
}
