extension Rulebook {
  /// What late payment of a claim has come to by a day, where that can be said: see
  /// ``lateSum(of:payments:history:asOf:)``.
  package func late(
    _ claim: Claim, payments: [Payment], history: [Completion], asOf day: CivilDate
  ) -> InterestStatement? {
    lateSum(of: claim, payments: payments, history: history, asOf: day).statement?.forgoing(claim.draft.waiver.part)
  }

  /// What late payment of a claim has come to by a day under its policy, or why nobody can say.
  ///
  /// What the creditor forgoes a part of is in it as a whole: see ``InterestStatement/forgoing(_:)``.
  /// A credit note counts as if less had been owed from the start; money that went back as if it had never come. A request
  /// to pay counts from the day on which it is proved to have come, else from the working day after it went out.
  package func lateSum(
    of claim: Claim, payments: [Payment], history: [Completion], asOf day: CivilDate
  ) -> LateSum {
    guard !claim.draft.waiver.isAll, let policy = policies[claim.draft.policy], let zone = zone(for: claim) else {
      return .nothing
    }
    let owed = claim.draft.amount
    let credited = Money.sum(payments.lazy.filter { $0.kind.isGivenUp }.map(\.amount), in: owed.currency)
    let principal = Money(minorUnits: max(0, owed.minorUnits - credited.minorUnits), currency: owed.currency)
    return lateSum(
      principal: principal, due: claim.draft.due.date(in: zone),
      payments: payments.keptMoney.map { ($0.date, $0.amount) },
      requests: requests(in: history, zone, calendar(for: claim)),
      terms: policy.terms(for: claim.draft.debtor.kind).saying(claim.draft), asOf: day)
  }

  /// The last day on which a claim is certainly not barred by limitation; nil when its policy names no rule that knows.
  /// Only a demand that is proved to have reached the debtor moves it.
  package func limitation(of claim: Claim, history: [Completion]) -> CivilDate? {
    limitation(of: claim) { zone, calendar in
      history.filter { $0.tone == .demand }.compactMap(\.received)
    }
  }

  /// The same if every demand that went out has reached the debtor: later than ``limitation(of:history:)`` where that
  /// matters and has not been proved, else the same day.
  package func limitationIfReceived(of claim: Claim, history: [Completion]) -> CivilDate? {
    limitation(of: claim) { zone, calendar in
      requests(in: history, zone, calendar).filter(\.isDemand).map(\.received)
    }
  }

  private func limitation(
    of claim: Claim, demands: (ZoneRules, WorkCalendar) -> [CivilDate]
  ) -> CivilDate? {
    guard let policy = policies[claim.draft.policy],
      let limitation = policy.calendarTerms(for: claim.draft.debtor.kind)?.rule.limitation,
      let zone = zone(for: claim)
    else { return nil }
    let due = claim.draft.due.date(in: zone)
    // Each demand starts the time anew where demands do, and only while it still runs.
    return demands(zone, calendar(for: claim)).sorted().reduce(limitation.lastDay(due: due, demand: nil)) {
      last, received in
      received <= last ? max(last, limitation.lastDay(due: due, demand: received)) : last
    }
  }

  /// The requests to pay among what went out.
  private func requests(
    in history: [Completion], _ zone: ZoneRules, _ calendar: WorkCalendar
  ) -> [InterestCase.Request] {
    history.filter { $0.tone >= .reminder }.map { completion in
      let sent = zone.date(at: completion.at)
      return InterestCase.Request(
        received: completion.received ?? calendar.rolled(sent.adding(days: 1)), term: completion.payBy,
        isDemand: completion.tone == .demand, isProved: completion.received != nil)
    }
  }
}

extension Policy.Terms {
  /// The same with what is known of one claim.
  fileprivate func saying(_ draft: ClaimDraft) -> Policy.Terms {
    if case .by(let terms) = self { .by(terms.saying(draft)) } else { self }
  }
}

extension [Payment] {
  /// The money that came in and stayed: what went back is taken from the latest payments before it.
  fileprivate var keptMoney: [Payment] {
    var kept: [Payment] = []
    for payment in sorted(by: { $0.date < $1.date }) where !payment.kind.isGivenUp {
      guard payment.kind.reopens else {
        kept.append(payment)
        continue
      }
      var back = payment.amount.minorUnits
      while back > 0, let last = kept.popLast() {
        let rest = last.amount.minorUnits - back
        back -= last.amount.minorUnits
        if rest > 0 { kept.append(last.keeping(rest)) }
      }
    }
    return kept
  }
}

extension Payment {
  fileprivate func keeping(_ minorUnits: Int64) -> Payment {
    Payment(
      externalID: externalID, kind: kind, amount: Money(minorUnits: minorUnits, currency: amount.currency), date: date,
      recordedAt: recordedAt)
  }
}
