/// By which rule late payment costs, and what was chosen in it.
package struct InterestTerms: Hashable, Sendable {
  package let rule: InterestRule
  package let options: InterestOptions

  /// - Throws: ``RuleError`` `.invalidText` when an option is missing or contradicts another one.
  package init(rule: InterestRule, options: InterestOptions) throws(RuleError) {
    if rule.agreed?.isRequired == true, options.rate == nil {
      throw RuleError(.invalidText, "\(rule.id) needs the agreed rate", hint: "give the option rate, e.g. rate=9.5")
    }
    if options.rate != nil, options.uplift != nil {
      throw RuleError(
        .invalidText, "uplift raises the rate by law, not an agreed one", hint: "leave out uplift or rate")
    }
    let isDaily = options.rate.map { $0.period == .day } ?? rule.rate?.isDaily ?? false
    if isDaily, let dayCount = options.dayCount, dayCount != .actual365 {
      throw RuleError(
        .invalidText, "a rate per day takes no day count, so day_count cannot be \(dayCount.rawValue)",
        hint: "leave day_count out")
    }
    self.rule = rule
    self.options = options
  }

  package var dayCount: DayCount { options.dayCount ?? rule.dayCount }
  package var allocation: [InterestRule.Part] { options.allocation ?? rule.allocation }
}

/// A debt whose late-payment sum is asked for.
package struct InterestCase: Hashable, Sendable {
  package struct Payment: Hashable, Sendable {
    package let date: CivilDate
    package let amount: Money

    package init(date: CivilDate, amount: Money) {
      self.date = date
      self.amount = amount
    }
  }

  package let terms: InterestTerms
  /// The debt with its taxes: what the invoice asked for (CJEU C-585/20).
  package let principal: Money
  package let due: CivilDate
  /// The last day that is counted.
  package let asOf: CivilDate
  /// In the order in which they are allocated where several came in on one day.
  package let payments: [Payment]
  /// What was spent on collecting, owed from the first interest day.
  package let costs: Money
  /// When the debtor received a demand.
  package let demandReceived: CivilDate?

  /// - Throws: ``RuleError`` `.invalidAmount` when a sum is in another currency or larger than any that is kept.
  package init(
    terms: InterestTerms, principal: Money, due: CivilDate, asOf: CivilDate, payments: [Payment] = [],
    costs: Money? = nil, demandReceived: CivilDate? = nil
  ) throws(RuleError) {
    self.terms = terms
    self.principal = principal
    self.due = due
    self.asOf = asOf
    self.payments = payments
    self.costs = costs ?? Money(minorUnits: 0, currency: principal.currency)
    self.demandReceived = demandReceived
    for sum in [principal, self.costs] + payments.map(\.amount) {
      guard sum.currency == principal.currency, (0...RuleLimits.minorUnitsMax).contains(sum.minorUnits) else {
        throw RuleError(
          .invalidAmount, "\(sum.decimal) \(sum.currency.code) cannot be counted against \(principal.currency.code)",
          hint: "give all sums in one currency")
      }
    }
    guard payments.count <= RuleLimits.paymentsMax else {
      throw RuleError(.invalidAmount, "there are more than \(RuleLimits.paymentsMax) payments", hint: nil)
    }
  }
}
