/// What each further day of late payment costs: kept finer than money, so that several claims are added up before the
/// sum is rounded.
package struct DailyInterest: Hashable, Sendable {
  /// Ten-thousandths of the currency's minor unit, cut off; from 0.
  package let tenThousandths: Int64

  package init(tenThousandths: Int64) { self.tenThousandths = tenThousandths }

  /// The sum, rounded half-up to the minor unit; nil when 64 bits do not hold it.
  package static func sum(of parts: [DailyInterest], in currency: Currency) -> Money? {
    var sum: Int64 = 0
    for part in parts {
      let (next, overflow) = sum.addingReportingOverflow(part.tenThousandths)
      guard !overflow else { return nil }
      sum = next
    }
    let (whole, rest) = sum.quotientAndRemainder(dividingBy: 10_000)
    return Money(minorUnits: whole + (rest >= 5_000 ? 1 : 0), currency: currency)
  }
}

extension InterestStatement {
  /// What one day more adds, at the rate and on the base of the last one; nil when no interest is running, or when a
  /// payment of the last day has changed the base.
  package var daily: DailyInterest? {
    guard let last = segments.last, last.until == asOf, principalLeft.isPositive, last.rate > .zero,
      paid.allSatisfy({ $0.date < asOf })
    else { return nil }
    let yearDays = terms.dayCount.yearDays(from: asOf.adding(days: 1))
    // Millionths of one percent are 10⁸ to the whole, ten-thousandths of a unit 10⁴.
    let grown = Int128(last.base.minorUnits) * Int128(last.rate.millionths) / (10_000 * Int128(yearDays))
    return Int64(exactly: grown).map(DailyInterest.init)
  }
}
