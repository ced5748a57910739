extension Rulebook {
  /// What late payment of one debt has come to by a day under these terms.
  ///
  /// - Parameters:
  ///   - terms: those of the policy for the debtor, with what is known of the claim.
  ///   - requests: those that reached the debtor, or are taken to have.
  package func lateSum(
    principal: Money, due: CivilDate, payments: [(date: CivilDate, amount: Money)],
    requests: [InterestCase.Request] = [], terms: Policy.Terms, asOf: CivilDate
  ) -> LateSum {
    switch terms {
    case .nothing: return .nothing
    case .unfit(let misfit): return .unknown(because: "\(misfit.message) (\(misfit.hint))")
    case .by(let terms):
      do throws(RuleError) {
        let item = try InterestCase(
          terms: terms, principal: principal, due: due, asOf: asOf,
          payments: payments.map { InterestCase.Payment(date: $0.date, amount: $0.amount) }, requests: requests,
          unsaid: terms.rule.defaultBy.unsaid)
        return .statement(try statutes.statement(of: item, almanac: almanac))
      } catch {
        return .unknown(because: "\(error.message)\(error.hint.map { " (\($0))" } ?? "")")
      }
    }
  }
}
