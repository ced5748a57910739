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

  /// The same with what is known of one claim.
  func saying(_ draft: ClaimDraft) -> InterestTerms {
    let known = options.saying(dueBasis: draft.dueBasis, received: draft.received, contracted: draft.contracted)
    return InterestTerms(rule: rule, known: known)
  }

  /// Options that were held against the rule before.
  private init(rule: InterestRule, known options: InterestOptions) {
    self.rule = rule
    self.options = options
  }

  package var dayCount: DayCount { options.dayCount ?? rule.dayCount }
  /// When the invoice or the goods were received, where the law's days run from it: nil where it wants the invoice to
  /// point them out and it did not.
  var received: CivilDate? { rule.withoutDateNeedsNotice && !options.noticesDays ? nil : options.received }
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

  /// A request to pay that reached the debtor, or is taken to have.
  package struct Request: Hashable, Sendable {
    package let received: CivilDate
    /// The last day of the time that it gives; nil when it gives none.
    package let term: CivilDate?
    /// False for a reminder, which announces nothing.
    package let isDemand: Bool
    /// False where it is only known that it was sent.
    package let isProved: Bool

    package init(received: CivilDate, term: CivilDate? = nil, isDemand: Bool = true, isProved: Bool = true) {
      self.received = received
      self.term = term
      self.isDemand = isDemand
      self.isProved = isProved
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
  /// In the order in which they were received.
  package let requests: [Request]
  /// What the due day is taken for where the terms do not say.
  package let unsaid: DueBasis

  /// - Throws: ``RuleError`` `.invalidAmount` when a sum is in another currency or larger than any that is kept.
  package init(
    terms: InterestTerms, principal: Money, due: CivilDate, asOf: CivilDate, payments: [Payment] = [],
    costs: Money? = nil, requests: [Request] = [], unsaid: DueBasis = .agreed
  ) throws(RuleError) {
    self.terms = terms
    self.principal = principal
    self.due = due
    self.asOf = asOf
    self.payments = payments
    self.costs = costs ?? Money(minorUnits: 0, currency: principal.currency)
    self.requests = requests.sorted { $0.received < $1.received }
    self.unsaid = unsaid
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

  package var dueBasis: DueBasis { terms.options.dueBasis ?? unsaid }

  /// The first demand that the debtor received, at all or from a day on.
  func demand(from day: CivilDate? = nil) -> Request? {
    requests.first { $0.isDemand && (day ?? $0.received) <= $0.received }
  }
}
