extension Rulebook {
  /// Whether two claims are written about together: same debtor, currency and policy, and that policy groups.
  package func sharesNotices(_ claim: Claim, with other: Claim) -> Bool {
    claim.draft.groupKey == other.draft.groupKey && groupsByDebtor(claim)
  }

  /// Whether this claim's notices may speak of the debtor's other claims as well.
  package func groupsByDebtor(_ claim: Claim) -> Bool { policies[claim.draft.policy]?.groupBy == .debtor }

  /// The next notice about claims that share their notices, or about one claim alone.
  ///
  /// It goes out when the first of them has waited long enough since the debtor was last written to; then every claim
  /// whose own moment has come goes along, so that a debtor with many claims gets one message and none is starved. What
  /// is not due yet is never mixed with what is late: a demand must not list it.
  package func nextNotice(among standings: [Standing], lastContact: Instant? = nil, now: Instant) -> NoticePlan? {
    var first: NoticePlan.Part?
    for standing in standings {
      let decision = next(for: standing.claim, history: standing.history, now: now, lastContact: lastContact)
      guard let planned = decision.planned, first.map({ planned.at < $0.planned.at }) ?? true else { continue }
      first = NoticePlan.Part(standing: standing, planned: planned)
    }
    guard let first, let policy = policies[first.claim.draft.policy] else { return nil }
    let parts = standings.count == 1 ? [first] : companions(of: first, among: standings)
    return NoticePlan(at: first.planned.at, parts: parts, policy: policy)
  }

  private func companions(of first: NoticePlan.Part, among standings: [Standing]) -> [NoticePlan.Part] {
    let parts = standings.lazy.compactMap { standing -> NoticePlan.Part? in
      if standing.claim.id == first.claim.id { return first }
      let decision = next(for: standing.claim, history: standing.history, now: first.planned.at)
      guard let planned = decision.planned, planned.at <= first.planned.at,
        planned.step.isBeforeDue == first.planned.step.isBeforeDue
      else { return nil }
      return NoticePlan.Part(standing: standing, planned: planned)
    }
    return Array(parts.prefix(Limits.claimsPerNoticeMax))
  }

  /// Every notice that would go out before a moment if nobody paid and each was sent on time.
  package func course(
    of standings: [Standing], lastContact: Instant? = nil, now: Instant, until: Instant
  ) -> [NoticePlan] {
    var (standings, lastContact, now, course) = (standings, lastContact, now, [NoticePlan]())
    // Every notice moves at least one claim up by a rung.
    let noticesMax = standings.count * Limits.stepsMax
    while course.count < noticesMax,
      let notice = nextNotice(among: standings, lastContact: lastContact, now: now), notice.at < until
    {
      course.append(notice)
      complete(notice, in: &standings)
      (lastContact, now) = (notice.at, notice.at)
    }
    return course
  }

  /// Writes into the histories that a notice went out at its moment.
  package func complete(_ notice: NoticePlan, in standings: inout [Standing]) {
    let payBy = payBy(notice)
    for index in standings.indices {
      guard let part = notice.parts.first(where: { $0.claim.id == standings[index].claim.id }) else { continue }
      standings[index].history.append(Completion(step: part.planned.step.name, at: notice.at, payBy: payBy))
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
