extension Rulebook {
  /// What late payment of one debt has come to by a day under a policy; nil when the policy asks for nothing, or when
  /// the sum cannot be said because no rate of that time is on record.
  package func lateSum(
    principal: Money, due: CivilDate, payments: [(date: CivilDate, amount: Money)], demandReceived: CivilDate?,
    policy: Policy, asOf: CivilDate
  ) -> InterestStatement? {
    guard let terms = policy.lateTerms else { return nil }
    // Nothing here comes from outside any more; without its rate a notice asks for the debt alone.
    return try? statutes.statement(
      of: InterestCase(
        terms: terms, principal: principal, due: due, asOf: asOf,
        payments: payments.map { InterestCase.Payment(date: $0.date, amount: $0.amount) },
        demandReceived: demandReceived), almanac: almanac)
  }
}
