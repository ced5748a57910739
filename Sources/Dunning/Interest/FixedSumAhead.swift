/// The fixed sum that a demand has to name, since it will be owed once the days that the demand gives are over.
///
/// - Source: BW 6:96 (6); HR 2016-11-25, ECLI:NL:HR:2016:2704.
package struct FixedSumAhead: Hashable, Sendable {
  package let fixedSum: FixedSum
  /// Full days, from the day after the demand was received.
  package let days: Int
  /// The principal on which the sum is counted.
  package let debt: Money

  package init(fixedSum: FixedSum, days: Int, debt: Money) {
    self.fixedSum = fixedSum
    self.days = days
    self.debt = debt
  }

  /// The sum for all of them together; nil when there are none, or when their laws differ.
  ///
  /// - Source: BW 6:96 (7): claims that one demand can name are added up before the scale is applied.
  package static func sum(of parts: [FixedSumAhead]) -> Money? {
    guard let first = parts.first, parts.allSatisfy({ $0.fixedSum == first.fixedSum && $0.days == first.days }) else {
      return nil
    }
    let debt = Money.sum(parts.map(\.debt), in: first.fixedSum.currency)
    return Money(minorUnits: first.fixedSum.sum(for: debt.minorUnits), currency: debt.currency)
  }
}

extension InterestStatement {
  /// What a demand of this day has to announce; nil where the law wants no such demand, where the debt is not in default
  /// yet (a demand before that has no effect), or where the sum is owed already.
  package var fixedSumAhead: FixedSumAhead? {
    guard let days = terms.rule.demandDays, let fixedSum = terms.rule.fixedSum, fixedSum.currency == principal.currency,
      let starts, starts <= asOf, compensationFrom.map({ $0 > asOf }) ?? true, principalLeft.isPositive
    else { return nil }
    return FixedSumAhead(fixedSum: fixedSum, days: days, debt: principalLeft)
  }
}
