import Dunning
import DunningSQL

extension Taking {
  /// Notices that were written before and whose next try has come.
  func retries(limit: Int) throws -> [DueNotice] {
    let due = try sql.all(
      "SELECT id FROM notice WHERE next_attempt_at <= ? ORDER BY next_attempt_at, id LIMIT ?",
      .number(now.milliseconds), .number(Int64(limit))
    ) { NoticeID($0.number(0)) }
    return try due.compactMap { id in
      try transaction.apart {
        try retake(id)
      } orElse: {
        try setAside(id, $0)
      }
    }
  }

  /// A written notice may go out again only when the rules would send the very same one now.
  private func retake(_ id: NoticeID) throws -> DueNotice? {
    let notice = try transaction.notice(id)
    let permission = try transaction.permission(for: id)
    guard !permission.lacksApproval else {
      try transaction.setState(.awaitingApproval, of: id)
      return nil
    }
    guard let creditor = rulebook.creditors[notice.creditor], let tone = Step.Tone(rawValue: notice.tone) else {
      try transaction.drop(id, because: "it can no longer be sent")
      return nil
    }
    let subject = try transaction.subject(of: notice, tone: tone)
    switch try verdict(on: notice, about: subject) {
    case .goes(let step):
      return try hand(over: try transaction.written(notice, about: subject, step: step, creditor: creditor))
    case .waits(let moment):
      try postpone(id, until: moment)
      try transaction.replanAbout(id)
    case .lapses(let reason):
      try transaction.drop(id, because: reason)
    }
    return nil
  }

  /// Opens attempts for the ways of a written notice whose turn it is; nil when its destination is full.
  private func hand(over written: DueNotice) throws -> DueNotice? {
    var notice = written
    guard notice.isWritten else {
      try transaction.drop(notice.id, because: "it can no longer be sent")
      return nil
    }
    let deliveries = try transaction.deliveries(of: notice.id)
    let channels = waiting(deliveries)
    if channels.contains(.email), let turn = try transaction.turn(of: notice.mailing, limits) {
      try postpone(notice.id, until: turn)
      return nil
    }
    notice.unreached = try unreachedAttempts(of: notice.id)
    (notice.attempt, notice.postAttempt) = try transaction.openAttempts(
      channels, of: notice.id, isPrinted: !deliveries.isEmpty, transport: transport)
    notice.attempts += 1
    notice.isPartlyGone = deliveries.contains(where: \.hasGone)
    try transaction.replanAbout(notice.id)
    return notice
  }

  /// Attempts that no server was reached with, which say nothing about the notice.
  private func unreachedAttempts(of id: NoticeID) throws -> Int {
    try sql.first(
      "SELECT count(*) FROM attempt WHERE notice_id = ? AND phase = ? AND server IS NULL", .number(id.number),
      .text(Attempt.Phase.deferred.rawValue)
    ) { Int($0.number(0)) } ?? 0
  }

  /// The ways whose turn it is.
  private func waiting(_ deliveries: [NoticeDelivery]) -> [Step.Channel] {
    guard !deliveries.isEmpty else { return [.email] }
    return deliveries.filter { $0.state == .waiting && $0.nextAt <= now }.map(\.channel)
  }

  private func postpone(_ id: NoticeID, until moment: Instant) throws {
    try sql.run(
      "UPDATE notice SET next_attempt_at = ? WHERE id = ?", .number(moment.milliseconds), .number(id.number))
  }

  /// A written notice of which the docket cannot make sense: it waits for a person.
  private func setAside(_ id: NoticeID, _ error: any Error) throws {
    try transaction.giveUp(id, about: try transaction.claims(of: id), because: "it cannot be sent: \(error)")
  }

  /// What a claim was taken into the notice with.
  private struct Part {
    let record: ClaimRecord
    let step: String
    /// What was open then, in minor units.
    let outstanding: Int64
  }

  private enum Verdict {
    case goes(Step)
    case waits(until: Instant)
    case lapses(String)
  }

  private func verdict(on notice: Notice, about subject: DueNotice.Subject) throws -> Verdict {
    switch subject {
    // What was booked in a month does not lapse.
    case .register: .goes(.register)
    // Notes go back to the creditor until somebody has done what they say.
    case .notes(let notes):
      notes.allSatisfy { $0.followUp.state == .done } ? .lapses("what it reminds of is done") : .goes(.followUp)
    case .claims(let claims): try verdict(on: notice, parts(of: notice.id, claims.records))
    }
  }

  private func parts(of id: NoticeID, _ records: [ClaimRecord]) throws -> [Part] {
    let taken = try sql.all(
      "SELECT claim_id, step, outstanding FROM notice_claim WHERE notice_id = ?", .number(id.number)
    ) { (ClaimID($0.number(0)), (step: $0.text(1), outstanding: $0.number(2))) }
    let shares = Dictionary(taken) { first, _ in first }
    return records.compactMap { record in
      shares[record.claim.id].map { Part(record: record, step: $0.step, outstanding: $0.outstanding) }
    }
  }

  /// Every claim in it has its say: one that lapses or waits is enough.
  private func verdict(on notice: Notice, _ parts: [Part]) throws -> Verdict {
    let earliest = try keepingDistance(notice, parts)
    let copies = try transaction.mailing(of: notice.id, to: notice.recipient).mailing.cc.keys
    var (leading, wait): (Step?, Instant?)
    for part in parts {
      let history = try transaction.history(of: part.record.claim.id).map(\.completion)
      let departure = rulebook.departure(
        of: part.step, openedAt: notice.openedAt, for: part.record.claim.withoutObstacle, history: history,
        now: earliest)
      switch verdict(on: notice, about: part, departure, copies: copies) {
      case .lapses(let reason): return .lapses(reason)
      case .waits(let moment): wait = max(wait ?? moment, moment)
      case .goes(let step): if part.step == notice.step { leading = step }
      }
    }
    if let wait { return .waits(until: wait) }
    return leading.map(Verdict.goes) ?? .lapses("it is about no claim")
  }

  /// Now, or the first moment at which one of the claims keeps its distance to what the debtor got meanwhile: approvals
  /// and servers take days, and other notices do not wait for them.
  private func keepingDistance(_ notice: Notice, _ parts: [Part]) throws -> Instant {
    guard let first = parts.first,
      let contact = try transaction.lastContact(about: first.record.claim, asking: notice.id)
    else { return now }
    let moments = parts.compactMap { rulebook.moment(of: $0.step, for: $0.record.claim, after: contact) }
    return max(now, moments.min() ?? now)
  }

  private func verdict(
    on notice: Notice, about part: Part, _ departure: PlannedDeparture?, copies: [String]
  ) -> Verdict {
    let claim = part.record.claim
    guard let departure else { return .lapses("its step is no longer the next one") }
    if claim.draft.mailing.text != notice.recipient || claim.draft.mailing.cc.keys != copies {
      return .lapses("the debtor has another address")
    }
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
}
