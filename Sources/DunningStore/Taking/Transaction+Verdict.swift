import Dunning
import DunningSQL

/// What the rules of this moment say of a notice that was written before.
enum NoticeVerdict {
  case goes(Step)
  case waits(until: Instant)
  case lapses(String)
}

/// What a claim was taken into the notice with.
private struct Part {
  let record: ClaimRecord
  let step: String
  /// What was open then, in minor units.
  let outstanding: Int64
}

extension Transaction {
  /// Whether the rules would send a written notice now.
  func verdict(on notice: Notice, about subject: DueNotice.Subject) throws -> NoticeVerdict {
    switch subject {
    // What was booked in a month does not lapse.
    case .register: .goes(.register)
    case .refused: .goes(.refusedFile)
    // Yesterday's mail is no news any more once today's has left.
    case .word(let mailing): try isOutdone(mailing) ? .lapses("a later one was sent") : .goes(mailing.step)
    // Notes go back to the creditor until somebody has done what they say.
    case .notes(let notes):
      notes.allSatisfy { $0.followUp.state == .done } ? .lapses("what it reminds of is done") : .goes(.followUp)
    case .account(let account): try verdict(on: notice, about: account)
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
  private func verdict(on notice: Notice, _ parts: [Part]) throws -> NoticeVerdict {
    if notice.state == .sent, let reason = try outdoes(notice, parts) { return .lapses(reason) }
    let earliest = try keepingDistance(notice, parts)
    let copies = try mailing(of: notice.id, to: notice.recipient).mailing.cc.keys
    var (leading, wait): (Step?, Instant?)
    for part in parts {
      // For those whom a notice that is sent had not reached its own step is still the one to come.
      let history = try history(of: part.record.claim.id).filter { $0.messageID != notice.messageID }.map(\.completion)
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
    return leading.map(NoticeVerdict.goes) ?? .lapses("it is about no claim")
  }

  /// Why nobody is to get a notice any more that others have got: their claims have gone on.
  private func outdoes(_ notice: Notice, _ parts: [Part]) throws -> String? {
    let isLaterWritten = try sql.first(
      """
      SELECT 1 FROM notice_claim AS own JOIN notice_claim AS other ON other.claim_id = own.claim_id
      JOIN notice ON notice.id = other.notice_id
      WHERE own.notice_id = ?1 AND other.notice_id > ?1 AND notice.state <> \(Notice.State.dropped.sql) LIMIT 1
      """, .number(notice.id.number)
    ) { _ in true }
    if isLaterWritten == true { return "a later one was written" }
    return parts.contains { $0.record.next.map { $0.at <= now } ?? false } ? "the next step is due" : nil
  }

  /// Now, or the first moment at which one of the claims keeps its distance to what the debtor got meanwhile: approvals
  /// and servers take days, and other notices do not wait for them.
  private func keepingDistance(_ notice: Notice, _ parts: [Part]) throws -> Instant {
    guard let first = parts.first,
      let contact = try lastContact(about: first.record.claim, asking: notice.id)
    else { return now }
    let moments = parts.compactMap { rulebook.moment(of: $0.step, for: $0.record.claim, after: contact) }
    return max(now, moments.min() ?? now)
  }

  private func verdict(
    on notice: Notice, about part: Part, _ departure: PlannedDeparture?, copies: [String]
  ) -> NoticeVerdict {
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
