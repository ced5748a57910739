extension Rulebook {
  /// Whether this claim's notices may speak of the debtor's other claims as well.
  package func groupsByDebtor(_ claim: Claim) -> Bool { policies[claim.draft.policy]?.groupBy == .debtor }

  /// The next notice about claims that share their notices, or about one claim alone: see ``Course/next(_:)``.
  package func nextNotice(among standings: [Standing], lastContact: Instant? = nil, now: Instant) -> NoticePlan? {
    var course = Course(standings, lastContact: lastContact, now: now)
    return course.next(self)
  }

  /// Every notice that would go out before a moment if nobody paid and each was sent on time.
  package func course(
    of standings: [Standing], lastContact: Instant? = nil, now: Instant, until: Instant
  ) -> CourseNotices {
    CourseNotices(Course(standings, lastContact: lastContact, now: now), self, until: until)
  }

  /// Why the holidays of these days are not certain where a claim's debtor is; empty when they are.
  package func provisional(for claim: Claim, days: [CivilDate]) -> [String] {
    var unknown: [WorkCalendar] = []
    let calendar = calendar(for: claim)
    if days.contains(where: calendar.isProvisional) { unknown.append(calendar) }
    // A due day rolls by the holidays of the place of payment.
    if let rolling = rollingCalendar(for: claim), rolling.name != calendar.name, let horizon = rolling.horizon,
      lastDayInTime(of: claim) > horizon
    {
      unknown.append(rolling)
    }
    return unknown.compactMap { calendar in
      calendar.horizon.map { "the holidays of \(calendar.name) are certain until \($0.iso) only" }
    }
  }

  /// The one day printed in a notice until which the debtor is to pay, as its leading step sets it.
  package func payBy(_ notice: NoticePlan) -> CivilDate? {
    payBy(notice.lead.planned.step, for: notice.lead.claim, sentAt: notice.at)
  }
}

extension ClaimDraft {
  /// What claims that share a notice have in common.
  package struct GroupKey: Hashable, Sendable {
    package let creditor: String
    package let debtor: String
    package let currency: Currency
    package let policy: String
  }

  package var groupKey: GroupKey {
    GroupKey(creditor: creditor, debtor: debtor.key, currency: amount.currency, policy: policy)
  }
}
