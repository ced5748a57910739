/// Until when the rates of a table are known that the policies ask for.
package struct RateHorizon: Hashable, Sendable {
  /// ``RateTable/name``.
  package let table: String
  package let source: String
  /// The last day of interest that the table covers.
  package let until: CivilDate
  /// The rules that use it, in the order of their names.
  package let rules: [String]

  package init(table: String, source: String, until: CivilDate, rules: [String]) {
    self.table = table
    self.source = source
    self.until = until
    self.rules = rules
  }

  /// How many days ahead somebody should look for the next rate.
  package static let warningDays = 30

  /// Whether the table ends within ``warningDays``, or has ended.
  package func isNear(on today: CivilDate) -> Bool { until < today.adding(days: Self.warningDays) }

  /// One sentence for a person.
  package func words(on today: CivilDate) -> String {
    "the rates of \(table) (\(list(rules))) \(until < today ? "ended on" : "end on") \(until.iso): look at its source, "
      + "\(source), then `dunningctl rates add \(table) DATE RATE`"
  }
}

extension RateFormula {
  /// The last day whose rate is known when a table is known until a day.
  func covered(by validTo: CivilDate) -> CivilDate {
    switch reference {
    case .day, .contract: validTo
    // The rate of the first day is that of all the half-year.
    case .halfYear: validTo.nextHalfYear.adding(days: -1)
    // The last day of a half-year is the one that the next goes by.
    case .dayBeforeHalfYear: validTo.adding(days: 1).nextHalfYear.adding(days: -1)
    }
  }
}

extension Statutes {
  /// The horizon of each table that these rules use, by the names of the tables.
  package func horizons(of rules: [InterestRule]) -> [RateHorizon] {
    let uses = rules.flatMap { rule in
      rule.formulas.compactMap { formula in formula.series.map { (series: $0, rule: rule.id, formula: formula) } }
    }
    return Dictionary(grouping: uses) { $0.series }.sorted { $0.key < $1.key }.compactMap { name, uses in
      guard let table = tables[name] else { return nil }
      let until = uses.map { $0.formula.covered(by: table.validTo) }.min() ?? table.validTo
      return RateHorizon(table: name, source: table.source, until: until, rules: Set(uses.map(\.rule)).sorted())
    }
  }
}

extension Rulebook {
  /// The horizon of each table that some policy asks for.
  package var rateHorizons: [RateHorizon] {
    let rules = policies.values.flatMap { [$0.lateTerms?.rule, $0.consumerTerms?.rule].compactMap { $0 } }
    return statutes.horizons(of: Array(Set(rules)))
  }

  /// The sentences of the tables that end soon.
  package func rateWarnings(on today: CivilDate) -> [String] {
    rateHorizons.filter { $0.isNear(on: today) }.map { $0.words(on: today) }
  }
}
