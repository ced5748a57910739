/// The rate of each day for one debt.
struct RateSchedule {
  /// A reference rate that was looked up.
  struct Use: Hashable {
    let table: RateTable
    let row: RateTable.Row
    /// The day whose rate was wanted.
    let day: CivilDate

    var isKnown: Bool { day <= table.validTo }
  }

  struct Quote {
    let rate: Percent
    let uses: [Use]
    /// How a floor or a cap moved the agreed rate; nil when none did.
    let remark: String?
  }

  private let terms: InterestTerms
  private let starts: CivilDate?
  private let tables: [String: RateTable]
  /// What takes part in the rate, the rate itself first.
  private let formulas: [RateFormula]

  init(_ terms: InterestTerms, starts: CivilDate?, tables: [String: RateTable]) {
    self.terms = terms
    self.starts = starts
    self.tables = tables
    let agreed = [terms.rule.agreed?.floor, terms.rule.agreed?.cap]
    formulas = (terms.options.rate == nil ? [terms.rule.rate] : agreed).compactMap { $0 }
  }

  /// True when a rate goes by the day of a contract that nobody named.
  var lacksContractDay: Bool {
    terms.options.contracted == nil && formulas.contains { $0.reference == .contract }
  }

  /// The days after the first, up to the last, on which the rate is looked up anew.
  func changes(after first: CivilDate, through last: CivilDate) -> Set<CivilDate> {
    Set(
      formulas.filter(\.floats).flatMap { days(of: $0, after: first, through: last) }.filter {
        first < $0 && $0 <= last
      })
  }

  private func days(of formula: RateFormula, after first: CivilDate, through last: CivilDate) -> [CivilDate] {
    switch formula.reference {
    case .contract: []
    case .day: formula.series.flatMap { tables[$0] }.map(Self.steps) ?? []
    case .halfYear, .dayBeforeHalfYear:
      Array(sequence(first: first.nextHalfYear) { $0.nextHalfYear }.prefix { $0 <= last })
    }
  }

  /// The days on which the table has another rate, and the first of which it knows none.
  private static func steps(of table: RateTable) -> [CivilDate] {
    table.rows.map(\.from) + [table.validTo.adding(days: 1)]
  }

  /// The rate by law, or the agreed one between its floor and its cap; never below nought.
  ///
  /// - Throws: ``RuleError`` `.invalidDate` when a table does not reach back that far.
  func quote(on day: CivilDate) throws(RuleError) -> Quote {
    guard let stated = terms.options.rate else { return try legal(on: day) }
    var (rate, uses, remark) = (stated.yearly, [Use](), String?.none)
    if stated.period != .year, let legal = terms.rule.agreed?.unlessYearly {
      (rate, remark) = (legal, "a rate per \(stated.period.rawValue) alone counts as \(legal.text) % a year")
    }
    if let formula = terms.rule.agreed?.floor {
      let floor = try value(of: formula, on: day, &uses)
      if rate < floor {
        (rate, remark) = (floor, "the agreed \(rate.text) % is below the least rate of \(floor.text) %")
      }
    }
    if let formula = terms.rule.agreed?.cap {
      let cap = try value(of: formula, on: day, &uses)
      if cap < rate { (rate, remark) = (cap, "the agreed \(rate.text) % is above the cap of \(cap.text) %") }
    }
    return Quote(rate: rate, uses: uses, remark: remark)
  }

  private func legal(on day: CivilDate) throws(RuleError) -> Quote {
    guard let formula = terms.rule.rate else { return Quote(rate: .zero, uses: [], remark: nil) }
    var uses: [Use] = []
    let rate = try value(of: terms.options.uplift.map(formula.with(factor:)) ?? formula, on: day, &uses)
    return Quote(rate: max(rate, .zero), uses: uses, remark: nil)
  }

  private func value(of formula: RateFormula, on day: CivilDate, _ uses: inout [Use]) throws(RuleError) -> Percent {
    switch formula.basis {
    case .fixed(let percent): return percent * formula.factor + formula.margin
    case .series(let name):
      let use = try look(up: referenceDay(of: formula, on: day), in: name)
      uses.append(use)
      return use.row.rate * formula.factor + formula.margin
    }
  }

  private func look(up day: CivilDate, in name: String) throws(RuleError) -> Use {
    guard let table = tables[name], let row = table.row(on: day) else {
      let first = tables[name]?.rows.first.map { "; it begins on \($0.from.iso)" } ?? ""
      throw RuleError(
        .invalidDate, "the rate \(name) of \(day.iso) is not in its table\(first)",
        hint: "add the row to a file \(name).yaml of your own beside the configuration, in rates/")
    }
    return Use(table: table, row: row, day: day)
  }

  private func referenceDay(of formula: RateFormula, on day: CivilDate) -> CivilDate {
    let first = starts ?? day
    let decisive = formula.floats ? day : first
    return switch formula.reference {
    case .day: decisive
    case .halfYear: decisive.halfYearStart
    case .dayBeforeHalfYear: decisive.halfYearStart.adding(days: -1)
    case .contract: terms.options.contracted ?? first
    }
  }
}
