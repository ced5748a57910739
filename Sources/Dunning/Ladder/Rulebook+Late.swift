extension Rulebook {
  /// What late payment of a claim has come to by a day under its policy; nil when the policy asks for nothing.
  ///
  /// A credit note counts as if less had been owed from the start; money that went back as if it had never come. Rules
  /// that need a demand count from the day after the first demand went out, when it has surely reached the debtor.
  package func late(
    _ claim: Claim, payments: [Payment], history: [Completion], asOf day: CivilDate
  ) -> InterestStatement? {
    guard let policy = policies[claim.draft.policy], policy.lateTerms != nil, let zone = zone(for: claim) else {
      return nil
    }
    let owed = claim.draft.amount
    let credited = Money.sum(payments.lazy.filter { $0.kind == .creditNote }.map(\.amount), in: owed.currency)
    let principal = Money(minorUnits: max(0, owed.minorUnits - credited.minorUnits), currency: owed.currency)
    return lateSum(
      principal: principal, due: claim.draft.due.date(in: zone),
      payments: payments.keptMoney.map { ($0.date, $0.amount) },
      demandReceived: demands(in: history, zone).first, policy: policy, asOf: day)
  }

  /// The last day on which a claim is certainly not barred by limitation; nil when its policy names no rule that knows.
  package func limitation(of claim: Claim, history: [Completion]) -> CivilDate? {
    guard let policy = policies[claim.draft.policy], let limitation = policy.lateTerms?.rule.limitation,
      let zone = zone(for: claim)
    else { return nil }
    let due = claim.draft.due.date(in: zone)
    // Each demand starts the time anew where demands do, and only while it still runs.
    return demands(in: history, zone).reduce(limitation.lastDay(due: due, demand: nil)) { last, received in
      received <= last ? max(last, limitation.lastDay(due: due, demand: received)) : last
    }
  }

  /// The days on which the demands that went out have surely reached the debtor.
  private func demands(in history: [Completion], _ zone: ZoneRules) -> [CivilDate] {
    history.filter { $0.tone == .demand }.map { zone.date(at: $0.at).adding(days: 1) }
  }
}

extension [Payment] {
  /// The money that came in and stayed: what went back is taken from the latest payments before it.
  fileprivate var keptMoney: [Payment] {
    var kept: [Payment] = []
    for payment in sorted(by: { $0.date < $1.date }) where payment.kind != .creditNote {
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
