import Dunning
import DunningSQL

extension Taking {
  /// Notices that were written before and whose next try has come.
  func retries(limit: Int) throws -> [DueNotice] {
    try transaction.dueRetries(at: now, limit).compactMap { id in
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
    let letter = try transaction.letter(of: id)?.bytes
    guard let creditor = rulebook.creditors[notice.creditor],
      let parcel = try transaction.message(of: id).map({ Parcel(message: $0, letter: letter) })
        ?? letter.map({ Parcel(message: nil, letter: $0) })
    else {
      try transaction.drop(id, because: "it can no longer be sent")
      return nil
    }
    let parts = try transaction.parts(of: id)
    let notes = try transaction.followUps(about: id)
    let register = try transaction.registerMailing(of: id)
    switch try verdict(on: notice, parts, notes, isRegister: register != nil) {
    case .goes(let step):
      let recipient = try EmailAddress(parsing: notice.recipient)
      let deliveries = try transaction.deliveries(of: id)
      let channels = waiting(deliveries)
      if channels.contains(.email), let turn = try transaction.turn(of: recipient, limits) {
        try postpone(id, until: turn)
        return nil
      }
      let unreached = try transaction.unreachedAttempts(of: id)
      let attempts = try openAttempts(of: id, channels, isPrinted: !deliveries.isEmpty)
      try transaction.replanAbout(id)
      return DueNotice(
        id: id, attempt: attempts.email, claims: parts.map(\.record), late: [:], notes: [],
        creditor: creditor, policy: notice.policy, step: step, recipient: recipient,
        openedAt: notice.openedAt, payBy: notice.payBy, messageID: notice.messageID, history: [],
        message: parcel.message, letter: parcel.letter, postAttempt: attempts.letter, approved: permission.approved,
        register: register?.month,
        isPartlyGone: deliveries.contains(where: \.hasGone), attempts: notice.attempts + 1, unreached: unreached)
    case .waits(let moment):
      try postpone(id, until: moment)
      try transaction.replanAbout(id)
    case .lapses(let reason):
      try transaction.drop(id, because: reason)
    }
    return nil
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
    try transaction.setState(.failed, of: id, completedAt: now, lastReply: "it cannot be sent: \(error)")
    for claim in try transaction.claims(of: id).chains {
      let event = Event(.noticeFailed, claim: claim, notice: id, actor: .daemon, data: ["reply": "\(error)"])
      try transaction.journal(event)
    }
  }

  private enum Verdict {
    case goes(Step)
    case waits(until: Instant)
    case lapses(String)
  }

  private func verdict(
    on notice: Notice, _ parts: [NoticePart], _ notes: [FollowUp], isRegister: Bool
  ) throws -> Verdict {
    // What was booked in a month does not lapse.
    if isRegister { return .goes(.register) }
    return try notes.isEmpty ? verdict(on: notice, parts) : verdict(on: notes)
  }

  /// Notes go back to the creditor until somebody has done what they say.
  private func verdict(on notes: [FollowUp]) -> Verdict {
    notes.allSatisfy { $0.state == .done } ? .lapses("what it reminds of is done") : .goes(.followUp)
  }

  /// Every claim in it has its say: one that lapses or waits is enough.
  private func verdict(on notice: Notice, _ parts: [NoticePart]) throws -> Verdict {
    let earliest = try keepingDistance(notice, parts)
    var (leading, wait): (Step?, Instant?)
    for part in parts {
      let history = try transaction.history(of: part.record.claim.id).map(\.completion)
      let departure = rulebook.departure(
        of: part.step, openedAt: notice.openedAt, for: part.record.claim.withoutObstacle, history: history,
        now: earliest)
      switch verdict(on: notice, about: part, departure) {
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
  private func keepingDistance(_ notice: Notice, _ parts: [NoticePart]) throws -> Instant {
    guard let first = parts.first,
      let contact = try transaction.lastContact(about: first.record.claim, asking: notice.id)
    else { return now }
    let moments = parts.compactMap { rulebook.moment(of: $0.step, for: $0.record.claim, after: contact) }
    return max(now, moments.min() ?? now)
  }

  private func verdict(
    on notice: Notice, about part: NoticePart, _ departure: PlannedDeparture?
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
}
