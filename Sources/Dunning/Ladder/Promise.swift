/// A debtor's word to pay by a day, or by instalments on several days.
package struct Promise: Hashable, Sendable {
  package struct Instalment: Hashable, Sendable {
    /// The last day on which it can be paid in time, in the debtor's zone.
    package let due: CivilDate
    package let amount: Money

    package init(due: CivilDate, amount: Money) {
      self.due = due
      self.amount = amount
    }
  }

  /// What became of one instalment when its day had passed.
  package enum Outcome: String, Sendable, CaseIterable {
    case kept
    case partlyKept = "partly-kept"
    case broken
  }

  /// At least one, by ascending day.
  package let instalments: [Instalment]
  /// What had been paid on the claim when the promise was made; it does not count towards it.
  package let paidBefore: Money

  package init(instalments: [Instalment], paidBefore: Money) {
    self.instalments = instalments
    self.paidBefore = paidBefore
  }

  /// Splits a sum into instalments: the first on a day, the others a span apart, each counted from the first so that the
  /// 31st stays the last of the month; the last one takes what the division leaves.
  ///
  /// - Parameter amount: each instalment but the last; nil divides the sum evenly by `count`.
  /// - Throws: ``RuleError`` `.invalidPromise` when that makes no plan.
  package static func plan(
    for sum: Money, first: CivilDate, every span: Span, amount: Money?, count: Int?
  ) throws(RuleError) -> [Instalment] {
    let each = try eachInstalment(of: sum, amount: amount, count: count)
    let number = Int((sum.minorUnits + each.minorUnits - 1) / each.minorUnits)
    let planned = min(count ?? number, number)
    guard planned <= RuleLimits.instalmentsMax else {
      throw RuleError(
        .invalidPromise, "that would be \(planned) instalments",
        hint: "at most \(RuleLimits.instalmentsMax) can be kept; make them larger")
    }
    return (0..<planned).map { index in
      let isLast = index == planned - 1
      let before = each.minorUnits * Int64(index)
      return Instalment(
        due: Span(span.count * index, span.unit).day(after: first, calendar: .weekdays),
        amount: isLast ? Money(minorUnits: sum.minorUnits - before, currency: sum.currency) : each)
    }
  }

  /// Divides instalments among claims in the order in which money of their debtor is set against them, so that whoever pays
  /// each on its day has kept what was promised of every claim.
  ///
  /// - Parameter open: what is open of each claim, in that order; in all as much as the instalments come to.
  package static func shares(of instalments: [Instalment], among open: [Money]) -> [[Instalment]] {
    var left = instalments.map(\.amount.minorUnits)
    return open.map { sum in
      var rest = sum.minorUnits
      return instalments.indices.compactMap { index in
        let part = min(rest, left[index])
        guard part > 0 else { return nil }
        (rest, left[index]) = (rest - part, left[index] - part)
        return Instalment(due: instalments[index].due, amount: Money(minorUnits: part, currency: sum.currency))
      }
    }
  }

  private static func eachInstalment(of sum: Money, amount: Money?, count: Int?) throws(RuleError) -> Money {
    if let amount, amount.isPositive, amount.minorUnits <= sum.minorUnits { return amount }
    if amount == nil, let count, (1...RuleLimits.instalmentsMax).contains(count), Int64(count) <= sum.minorUnits {
      return Money(minorUnits: sum.minorUnits / Int64(count), currency: sum.currency)
    }
    throw RuleError(
      .invalidPromise, "\(sum.decimal) \(sum.currency.code) cannot be divided like that",
      hint: "give a number of instalments from 1 to \(RuleLimits.instalmentsMax), or an amount of at most the open sum")
  }

  /// What has become of an instalment, from what is paid on the claim in all: instalments are filled in their order, so
  /// who pays early has kept the later ones too.
  package func outcome(of index: Int, paid: Money) -> Outcome {
    let received = paid.minorUnits - paidBefore.minorUnits
    let before = instalments[..<index].reduce(0) { $0 + $1.amount.minorUnits }
    if received >= before + instalments[index].amount.minorUnits { return .kept }
    return received > before ? .partlyKept : .broken
  }
}
