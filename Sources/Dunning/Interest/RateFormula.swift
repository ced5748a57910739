/// How a rate comes about: a fixed one, or a reference rate of certain days, times a factor, plus a margin.
package struct RateFormula: Hashable, Sendable {
  package enum Basis: Hashable, Sendable {
    case fixed(Percent)
    /// ``RateTable/name``.
    case series(String)
  }

  /// The day whose reference rate counts, spelled as in the rule's file.
  package enum Reference: String, Sendable, CaseIterable {
    /// The day itself: the first interest day where the rate is fixed, else each day.
    case day
    /// 1 January or 1 July at the beginning of the half-year (Directive 2011/7/EU art. 3 (3), BGB § 247).
    case halfYear = "half-year"
    /// 31 December or 30 June before the half-year (SI 2002/1675 art. 4; GPN-INT 2.2).
    case dayBeforeHalfYear = "day-before-half-year"
    /// The day the contract was made.
    case contract
  }

  package let basis: Basis
  package let factor: Factor
  /// Percentage points on top.
  package let margin: Percent
  /// True when the rate follows its reference, false when it is frozen as interest begins.
  package let floats: Bool
  package let reference: Reference
  /// True for a rate per day, which no day count touches; its yearly form is 365 times it.
  package let isDaily: Bool

  package init(
    _ basis: Basis, factor: Factor = .one, margin: Percent = .zero, floats: Bool = false, reference: Reference = .day,
    isDaily: Bool = false
  ) {
    self.basis = basis
    self.factor = factor
    self.margin = margin
    self.floats = floats
    self.reference = reference
    self.isDaily = isDaily
  }

  func with(factor: Factor) -> RateFormula {
    RateFormula(basis, factor: factor, margin: margin, floats: floats, reference: reference, isDaily: isDaily)
  }

  var series: String? {
    if case .series(let name) = basis { name } else { nil }
  }
}

extension CivilDate {
  /// 1 January or 1 July, whichever came last.
  package var halfYearStart: CivilDate {
    let (year, month, _) = components
    return CivilDate(year: year, month: month < 7 ? 1 : 7, day: 1) ?? self
  }

  package var nextHalfYear: CivilDate { halfYearStart.adding(months: 6) }

  var nextYear: CivilDate { CivilDate(year: components.year + 1, month: 1, day: 1) ?? self }
}
