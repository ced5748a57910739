/// What late payment has come to by a day, with all the working, so that it can be checked by hand.
package struct InterestStatement: Hashable, Sendable {
  /// A span of days with one rate and one base; both ends bear interest.
  package struct Segment: Hashable, Sendable {
    package let from: CivilDate
    package let until: CivilDate
    /// As the day count has them.
    package let days: Int
    /// A year.
    package let rate: Percent
    /// The principal left, and interest that bears interest itself.
    package let base: Money
    /// Rounded half-up.
    package let amount: Money
    /// With four more decimals than the currency has, cut off: what ``amount`` was before rounding.
    package let unrounded: String
  }

  /// What became of one payment.
  package struct Allocation: Hashable, Sendable {
    package let date: CivilDate
    package let amount: Money
    package let toCosts: Money
    package let toInterest: Money
    package let toPrincipal: Money
    /// What was left over when nothing was owed any more.
    package let excess: Money

    package init(
      date: CivilDate, amount: Money, toCosts: Money, toInterest: Money, toPrincipal: Money, excess: Money
    ) {
      self.date = date
      self.amount = amount
      self.toCosts = toCosts
      self.toInterest = toInterest
      self.toPrincipal = toPrincipal
      self.excess = excess
    }
  }

  package let terms: InterestTerms
  package let principal: Money
  package let due: CivilDate
  /// The due date after it was moved to a working day, or the end of the time that the law gives after receipt.
  package let deadline: CivilDate
  package let asOf: CivilDate
  /// The first interest day; nil when it cannot be said, e.g. without a demand.
  package let starts: CivilDate?
  package let segments: [Segment]
  /// Accrued in all.
  package let interest: Money
  /// The fixed sum, owed from ``compensationFrom`` on.
  package internal(set) var compensation: Money
  package let compensationFrom: CivilDate?
  /// The principal on which it was counted.
  package let compensationBase: Money
  /// As they were named, without ``compensation``.
  package let costs: Money
  package let paid: [Allocation]
  /// ``costs`` and ``compensation``, less what was paid on them.
  package internal(set) var costsLeft: Money
  package internal(set) var interestLeft: Money
  package internal(set) var principalLeft: Money
  /// What the creditor forgoes of what has accrued, taken off what is left; nil where nothing is forgone.
  package internal(set) var forgone: Money?
  /// The last day on which the claim is certainly not barred; nil where the rule does not say.
  package let limitation: CivilDate?
  /// Why a figure may still change; empty when all of it is known.
  package let provisionalBecause: [String]
  /// The statutes, and each reference rate that was used, with its source.
  package let sources: [String]
  /// What a reader should know besides.
  package let notes: [String]

  /// ``InterestRule/citations``, those of the fixed sum only where one is asked or announced.
  package var citations: [String: String] {
    let rule = terms.rule
    guard !compensation.isPositive, fixedSumAhead == nil else { return rule.citations }
    return rule.citations.merging(rule.interestCitations) { _, own in own }
  }

  package var isProvisional: Bool { !provisionalBecause.isEmpty }

  /// What is still owed in all.
  package var total: Money {
    Money(
      minorUnits: costsLeft.minorUnits + interestLeft.minorUnits + principalLeft.minorUnits,
      currency: principal.currency)
  }

  package var excess: Money {
    Money(minorUnits: paid.reduce(0) { $0 + $1.excess.minorUnits }, currency: principal.currency)
  }
}
