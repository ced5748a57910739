package import Dunning
import FoundationEssentials
import GRDB

extension Docket {
  /// Takes what is due (T2): opens notices and attempts, and answers the work, or how long to sleep.
  ///
  /// A claim is judged anew with the rules of this moment, so nothing that a stored plan says is ever sent blindly.
  /// - Parameters:
  ///   - messageID: names a notice to a recipient, always alike (RFC 5322 3.6.4).
  ///   - transport: the word for the attempts' record.
  package func takeDue(
    now: Instant, limit: Int, rulebook: Rulebook, transport: String,
    messageID: @escaping @Sendable (NoticeID, EmailAddress, Creditor) -> String
  ) async throws(DocketError) -> DueWork {
    try await write(isWorkOfEngine: true) { db in
      guard try Self.mode(rulebook: rulebook, in: db).isArmed else { return .nothing(until: nil) }
      let taking = Taking(db: db, now: now, rulebook: rulebook, transport: transport, messageID: messageID)
      var due = try taking.followUps(limit: limit)
      due += try taking.retries(limit: limit - due.count)
      due += try taking.steps(limit: limit - due.count)
      if !due.isEmpty { return .notices(due) }
      return .nothing(until: try Self.nextMoment(in: db))
    }
  }

  /// The earliest moment at which something is due.
  static func nextMoment(in db: Database) throws -> Instant? {
    try Int64.fetchOne(
      db,
      sql: """
        SELECT min(at) FROM (
          SELECT min(next_at) AS at FROM claim WHERE next_at IS NOT NULL
          UNION ALL SELECT min(at) FROM follow_up WHERE at IS NOT NULL
          UNION ALL SELECT min(next_attempt_at) FROM notice WHERE next_attempt_at IS NOT NULL)
        """
    ).map(Instant.init(milliseconds:))
  }
}

/// One pass over what is due, inside one transaction.
private struct Taking {
  let db: Database
  let now: Instant
  let rulebook: Rulebook
  let transport: String
  let messageID: (NoticeID, EmailAddress, Creditor) -> String

  /// What comes back today: promises are judged before anything about their claims is decided, notes are sent to the
  /// creditor.
  func followUps(limit: Int) throws -> [DueNotice] {
    var due: [DueNotice] = []
    while due.count < limit {
      let ids = try Int64.fetchAll(
        db, sql: "SELECT id FROM follow_up WHERE at <= ? ORDER BY at, id LIMIT ?",
        arguments: [now.milliseconds, limit - due.count])
      if ids.isEmpty { break }
      due += try ids.compactMap { number in
        try Docket.apart(in: db) {
          try follow(FollowUpID(number))
        } orElse: {
          try setAside(FollowUpID(number), $0)
        }
      }
    }
    return due
  }

  private func follow(_ id: FollowUpID) throws -> DueNotice? {
    let followUp = try Docket.followUp(id, in: db)
    try db.execute(
      sql: "UPDATE follow_up SET at = NULL, state = ? WHERE id = ?",
      arguments: [(followUp.kind == .promise ? FollowUp.State.done : .due).rawValue, id.number])
    if followUp.kind == .promise {
      try Docket.judgePromise(of: followUp.claim, rulebook: rulebook, now: now, in: db)
      return nil
    }
    let record = try Docket.record(followUp.claim, in: db)
    if followUp.kind == .limitation {
      let history = try Docket.history(of: followUp.claim, in: db).map(\.completion)
      try Docket.watchLimitation(of: record, history: history, rulebook: rulebook, now: now, in: db)
      // What is settled needs no warning any more.
      guard record.claim.state.isOpen else {
        try db.execute(sql: "UPDATE follow_up SET state = 'done' WHERE id = ?", arguments: [id.number])
        return nil
      }
    }
    let data = ["follow_up": id.description, "note": followUp.note]
    try Journal.append(Event(.followUpDue, claim: followUp.claim, actor: .daemon, data: data), at: now, in: db)
    // It stands on `status` in any case.
    guard let creditor = rulebook.creditors[followUp.creditor] else { return nil }
    return try open(followUp, about: record, creditor: creditor)
  }

  /// A notice to the creditor.
  private func open(_ followUp: FollowUp, about record: ClaimRecord, creditor: Creditor) throws -> DueNotice {
    try db.execute(
      sql: """
        INSERT INTO notice (creditor, debtor_id, policy, step, tone, state, recipient, currency, total, opened_at,
          message_id, follow_up_id)
        SELECT creditor, debtor_id, '', ?, ?, 'sending', ?, currency, ?, ?, '', ? FROM claim WHERE id = ?
        """,
      arguments: [
        Step.followUp.name, Step.followUp.tone.rawValue, creditor.notify.text, record.claim.outstanding.minorUnits,
        now.milliseconds, followUp.id.number, followUp.claim.number,
      ])
    let id = NoticeID(db.lastInsertedRowID)
    let messageID = messageID(id, creditor.notify, creditor)
    try db.execute(sql: "UPDATE notice SET message_id = ? WHERE id = ?", arguments: [messageID, id.number])
    return DueNotice(
      id: id, attempt: try openAttempt(of: id), claims: [], late: [:],
      followUp: .init(followUp: followUp, record: record),
      creditor: creditor, policy: "", step: .followUp, recipient: creditor.notify, openedAt: now, payBy: nil,
      messageID: messageID, history: [], message: nil, attempts: 1)
  }

  /// A follow-up of which the docket cannot make sense: it stands on `status` for a person.
  private func setAside(_ id: FollowUpID, _ error: any Error) throws {
    try db.execute(sql: "UPDATE follow_up SET at = NULL, state = 'due' WHERE id = ?", arguments: [id.number])
    let data = ["follow_up": id.description, "reason": "\(error)"]
    try Journal.append(Event(.followUpDue, actor: .daemon, data: data), at: now, in: db)
  }

  /// Notices that were written before and whose next try has come.
  func retries(limit: Int) throws -> [DueNotice] {
    try Int64.fetchAll(
      db, sql: "SELECT id FROM notice WHERE next_attempt_at <= ? ORDER BY next_attempt_at, id LIMIT ?",
      arguments: [now.milliseconds, limit]
    ).compactMap { number in
      try Docket.apart(in: db) {
        try retake(NoticeID(number))
      } orElse: {
        try setAside(NoticeID(number), $0)
      }
    }
  }

  /// Claims whose next step has come. Claims that turn out to have nothing due after all are planned anew, and the look
  /// goes on until there is work or nothing is left.
  func steps(limit: Int) throws -> [DueNotice] {
    var due: [DueNotice] = []
    while due.count < limit {
      let ids = try Int64.fetchAll(
        db, sql: "SELECT id FROM claim WHERE next_at <= ? ORDER BY next_at, id LIMIT ?",
        arguments: [now.milliseconds, limit - due.count])
      if ids.isEmpty { break }
      due += try ids.compactMap { number in
        try Docket.apart(in: db) {
          try take(ClaimID(number))
        } orElse: {
          try Docket.setAside(ClaimID(number), because: $0, now: now, in: db)
        }
      }
    }
    return due
  }

  private func take(_ id: ClaimID) throws -> DueNotice? {
    let record = try Docket.record(id, in: db)
    // Whatever stands in its way, a claim that is not among those that can be written about now is planned anew.
    let set = try Docket.standings(
      try Docket.sharing(record, rulebook: rulebook, in: db), rulebook: rulebook, in: db)
    guard let plan = rulebook.nextNotice(among: set.standings, lastContact: set.lastContact, now: now),
      plan.at <= now, let creditor = rulebook.creditors[record.claim.draft.creditor]
    else {
      try Docket.replan(id, rulebook: rulebook, now: now, in: db)
      return nil
    }
    let notice = try open(plan, creditor: creditor)
    // What shares the notice's debtor but is not in it keeps its distance from here on.
    try Docket.replanSharing(record, rulebook: rulebook, now: now, in: db)
    if !plan.parts.contains(where: { $0.claim.id == id }) {
      try Docket.replan(id, rulebook: rulebook, now: now, in: db)
    }
    return notice
  }

  private func open(_ plan: NoticePlan, creditor: Creditor) throws -> DueNotice {
    let (claim, step) = (plan.lead.claim, plan.lead.planned.step)
    let payBy = rulebook.payBy(step, for: claim, sentAt: now)
    let needsApproval = plan.parts.contains { $0.planned.step.approval == .required }
    let id = try insertNotice(plan, payBy: payBy, needsApproval: needsApproval)
    let messageID = messageID(id, claim.draft.debtor.email, creditor)
    try db.cachedStatement(sql: "UPDATE notice SET message_id = ? WHERE id = ?")
      .execute(arguments: [messageID, id.number])
    let history = try plan.parts.flatMap { try Docket.history(of: $0.claim.id, in: db) }
    let claims = try plan.parts.map { try take($0, into: id) }
    return DueNotice(
      id: id, attempt: needsApproval ? nil : try openAttempt(of: id), claims: claims, late: try late(plan),
      followUp: nil,
      creditor: creditor, policy: claim.draft.policy, step: step, recipient: claim.draft.debtor.email, openedAt: now,
      payBy: payBy,
      messageID: messageID, history: Docket.SentStep.distinct(history), message: nil,
      attempts: needsApproval ? 0 : 1)
  }

  /// A demand asks for interest and compensation; before it nobody is threatened with them.
  private func late(_ plan: NoticePlan) throws -> [ClaimID: InterestStatement] {
    guard plan.lead.planned.step.tone == .demand else { return [:] }
    let pairs = try plan.parts.compactMap { part -> (ClaimID, InterestStatement)? in
      let day = (rulebook.zone(for: part.claim) ?? .utc).date(at: now)
      return rulebook.late(
        part.claim, payments: try Docket.payments(of: part.claim, in: db), history: part.standing.history, asOf: day
      ).map { (part.claim.id, $0) }
    }
    return Dictionary(pairs) { first, _ in first }
  }

  private func insertNotice(_ plan: NoticePlan, payBy: CivilDate?, needsApproval: Bool) throws -> NoticeID {
    let (claim, step) = (plan.lead.claim, plan.lead.planned.step)
    try db.cachedStatement(
      sql: """
        INSERT INTO notice (creditor, debtor_id, policy, step, tone, state, recipient, currency, total, opened_at,
          pay_by, message_id)
        SELECT creditor, debtor_id, policy, ?, ?, ?, ?, currency, ?, ?, ?, '' FROM claim WHERE id = ?
        """
    ).execute(arguments: [
      step.name, step.tone.rawValue, (needsApproval ? Notice.State.awaitingApproval : .sending).rawValue,
      claim.draft.debtor.email.text, plan.outstanding.minorUnits, now.milliseconds, payBy?.iso, claim.id.number,
    ])
    return NoticeID(db.lastInsertedRowID)
  }

  /// Binds a claim's step to the notice, which bars its next one from here on.
  private func take(_ part: NoticePlan.Part, into notice: NoticeID) throws -> ClaimRecord {
    let (claim, planned) = (part.claim, part.planned)
    if claim.state != .open { try resume(claim) }
    for skipped in planned.skipped {
      let data = ["step": skipped.step, "reason": skipped.reason]
      try Journal.append(Event(.stepSkipped, claim: claim.id, actor: .daemon, data: data), at: now, in: db)
    }
    // After the pause was lifted the revision is another one than in the record.
    let current = try Docket.record(claim.id, in: db)
    try db.cachedStatement(
      sql: "INSERT INTO notice_claim (notice_id, claim_id, step, outstanding, revision) VALUES (?, ?, ?, ?, ?)"
    ).execute(arguments: [
      notice.number, claim.id.number, planned.step.name, claim.outstanding.minorUnits, current.revision,
    ])
    try Docket.setObstacle(.noticeOpen, notice: notice, of: claim.id, in: db)
    let data = ["step": planned.step.name, "because": planned.because.joined(separator: "; ")]
    try Journal.append(
      Event(.noticeOpened, claim: claim.id, notice: notice, actor: .daemon, data: data), at: now, in: db)
    return current
  }

  private func resume(_ claim: Claim) throws {
    try Docket.set(.open, until: nil, reason: nil, of: claim.id, in: db)
    let data = ["reason": "the pause ended"]
    try Journal.append(Event(.claimResumed, claim: claim.id, actor: .daemon, data: data), at: now, in: db)
  }

  /// A written notice may go out again only when the rules would send the very same one now.
  private func retake(_ id: NoticeID) throws -> DueNotice? {
    let notice = try Docket.notice(id, in: db)
    guard let creditor = rulebook.creditors[notice.creditor], let message = try Docket.message(of: id, in: db) else {
      try Docket.drop(id, because: "it can no longer be sent", rulebook: rulebook, now: now, in: db)
      return nil
    }
    let parts = try Docket.parts(of: id, in: db)
    let followUp = try Docket.followUp(of: id, in: db)
    switch try followUp.map(verdict(on:)) ?? verdict(on: notice, parts) {
    case .goes(let step):
      return DueNotice(
        id: id, attempt: try openAttempt(of: id), claims: parts.map(\.record), late: [:], followUp: nil,
        creditor: creditor,
        policy: notice.policy, step: step, recipient: try EmailAddress(parsing: notice.recipient),
        openedAt: notice.openedAt, payBy: notice.payBy, messageID: notice.messageID, history: [], message: message,
        attempts: notice.attempts + 1)
    case .waits(let moment):
      try db.execute(
        sql: "UPDATE notice SET next_attempt_at = ? WHERE id = ?", arguments: [moment.milliseconds, id.number])
    case .lapses(let reason):
      try Docket.drop(id, because: reason, rulebook: rulebook, now: now, in: db)
    }
    return nil
  }

  /// A written notice of which the docket cannot make sense: it waits for a person.
  private func setAside(_ id: NoticeID, _ error: any Error) throws {
    try Docket.setState(.failed, of: id, completedAt: now, lastReply: "it cannot be sent: \(error)", in: db)
    try Journal.append(Event(.noticeFailed, notice: id, actor: .daemon, data: ["reply": "\(error)"]), at: now, in: db)
  }

  private enum Verdict {
    case goes(Step)
    case waits(until: Instant)
    case lapses(String)
  }

  /// A note goes back to the creditor until somebody has done what it says.
  private func verdict(on followUp: FollowUp) -> Verdict {
    followUp.state == .done ? .lapses("the follow-up is done") : .goes(.followUp)
  }

  /// Every claim in it has its say.
  private func verdict(on notice: Notice, _ parts: [Docket.NoticePart]) throws -> Verdict {
    var verdict: Verdict = .lapses("it is about no claim")
    for part in parts {
      let history = try Docket.history(of: part.record.claim.id, in: db).map(\.completion)
      let departure = rulebook.departure(
        of: part.step, openedAt: notice.openedAt, for: part.record.claim.withoutObstacle, history: history, now: now)
      let own = self.verdict(on: notice, about: part, departure)
      if case .lapses = own { return own }
      // They share zone and window, so they wait for the same moment.
      if case .goes(let step) = own, step.name != notice.step, case .goes = verdict { continue }
      verdict = own
    }
    return verdict
  }

  private func verdict(
    on notice: Notice, about part: Docket.NoticePart, _ departure: PlannedDeparture?
  ) -> Verdict {
    let claim = part.record.claim
    guard let departure else { return .lapses("its step is no longer the next one") }
    if claim.draft.debtor.email.text != notice.recipient { return .lapses("the debtor has another address") }
    if claim.outstanding.minorUnits != part.outstanding { return .lapses("another sum is open") }
    if part.step == notice.step, let payBy = notice.payBy,
      let fresh = rulebook.payBy(departure.step, for: claim, sentAt: now)
    {
      let today = rulebook.zone(for: claim)?.date(at: now) ?? ZoneRules.utc.date(at: now)
      let (given, left) = (fresh.dayNumber - today.dayNumber, payBy.dayNumber - today.dayNumber)
      if left * 2 < given { return .lapses("the day until which it asks to pay has come too near") }
    }
    return departure.at > now ? .waits(until: departure.at) : .goes(departure.step)
  }

  private func openAttempt(of id: NoticeID) throws -> Int64 {
    try db.cachedStatement(
      sql: "UPDATE notice SET state = 'sending', attempts = attempts + 1, next_attempt_at = NULL WHERE id = ?"
    ).execute(arguments: [id.number])
    try db.cachedStatement(
      sql: """
        INSERT INTO attempt (notice_id, number, phase, transport, started_at)
        SELECT id, attempts, 'taken', ?, ? FROM notice WHERE id = ?
        """
    ).execute(arguments: [transport, now.milliseconds, id.number])
    return db.lastInsertedRowID
  }
}
