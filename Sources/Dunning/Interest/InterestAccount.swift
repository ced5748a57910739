/// What is owed while the days go by: interest accrues, payments come in, interest may bear interest.
///
/// Interest is counted in whole grains, so that no sum of segments is ever rounded on the way. A grain is one minor unit
/// by 10⁸ (rates have six decimals and a percent sign) by 1,603,080, the least number that 365, 366 and 360 divide.
///
/// Nothing overflows: a base is at most 10¹⁸ (``RuleLimits/owedMinorUnitsMax``), a rate 1.1 · 10¹⁰ millionths (ten times
/// ``RuleLimits/percentMax`` and a margin), a span 8.4 · 10⁴ days (``RuleLimits/years``) and the grains of a day at most
/// 1,603,080 / 360, hence one segment is below 5 · 10³⁶; all that accrued is held below 10¹⁸ minor units, 1.7 · 10³²
/// grains, ten thousand times of which are asked for at most. 128 bits hold 1.7 · 10³⁸.
struct InterestAccount {
  static let grainsPerDayUnit: Int128 = 1_603_080
  static let grains: Int128 = grainsPerDayUnit * 100_000_000

  private(set) var principalLeft: Int64
  private(set) var costsLeft: Int64 = 0
  private var accrued: Int128 = 0
  private var interestPaid: Int64 = 0
  /// Unpaid interest that bears interest itself.
  private var capitalised: Int64 = 0
  let dayCount: DayCount
  let rounding: InterestOptions.Rounding

  init(principal: Int64, dayCount: DayCount, rounding: InterestOptions.Rounding) {
    principalLeft = principal
    self.dayCount = dayCount
    self.rounding = rounding
  }

  /// All interest so far, rounded half-up to the minor unit: the one place where a sum of segments is rounded.
  var interest: Int64 { Self.rounded(accrued) }
  var interestLeft: Int64 { interest - interestPaid }
  /// What bears interest now.
  var base: Int64 { principalLeft + capitalised }

  /// Adds what accrues on the ``base`` over a span in which nothing changes, and answers its grains.
  mutating func accrue(from first: CivilDate, through last: CivilDate, at rate: Percent) throws(RuleError) -> Int128 {
    let days = Int128(dayCount.days(from: first, through: last))
    let perDay = Self.grainsPerDayUnit / Int128(dayCount.yearDays(from: first))
    let grown = Int128(base) * Int128(rate.millionths) * days * perDay
    accrued += rounding == .lines ? Int128(Self.rounded(grown)) * Self.grains : grown
    guard accrued / Self.grains + Int128(principalLeft) + Int128(costsLeft) < Int128(RuleLimits.owedMinorUnitsMax)
    else {
      throw RuleError(.invalidAmount, "the interest is larger than any sum this program keeps", hint: "check the dates")
    }
    return grown
  }

  /// From now on the interest due so far bears interest: it enters the base as a whole number of minor units, rounded
  /// half-up, while ``interest`` goes on with the exact sum.
  mutating func capitalise() { capitalised = interestLeft }

  mutating func charge(costs: Int64) { costsLeft += costs }

  /// Takes a payment off what is owed, in this order; the oldest interest first.
  mutating func pay(
    _ amount: Int64, _ order: [InterestRule.Part]
  ) -> (parts: [InterestRule.Part: Int64], excess: Int64) {
    var (left, parts) = (amount, [InterestRule.Part: Int64]())
    for part in order {
      let taken = min(left, owed(part))
      take(taken, off: part)
      parts[part] = taken
      left -= taken
    }
    return (parts, left)
  }

  private func owed(_ part: InterestRule.Part) -> Int64 {
    switch part {
    case .costs: costsLeft
    case .interest: interestLeft
    case .principal: principalLeft
    }
  }

  private mutating func take(_ amount: Int64, off part: InterestRule.Part) {
    switch part {
    case .costs: costsLeft -= amount
    case .principal: principalLeft -= amount
    case .interest:
      // What was asked for is a whole number of minor units: whoever pays all of it owes no fraction of one any more,
      // and none is owed to them.
      if amount > 0, amount == interestLeft { accrued = Int128(interestPaid + amount) * Self.grains }
      interestPaid += amount
      capitalised -= min(capitalised, amount)
    }
  }

  /// Half-up; interest is never negative.
  static func rounded(_ grown: Int128) -> Int64 { Int64((grown + grains / 2) / grains) }

  /// Grains as minor units with four more decimals, cut off.
  static func tenThousandths(_ grown: Int128) -> Int128 { grown * 10_000 / grains }
}
