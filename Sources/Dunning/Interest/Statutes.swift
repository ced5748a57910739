/// The law of late payment, as far as the files in `rules/` and `rates/` have it.
package struct Statutes: Sendable {
  /// All that it was read from, as one text: another one may change what is owed.
  package let edition: String
  package let rules: [String: InterestRule]
  package let tables: [String: RateTable]

  package init(edition: String = "", rules: [InterestRule], tables: [RateTable]) {
    self.edition = edition
    self.rules = Dictionary(rules.map { ($0.id, $0) }) { first, _ in first }
    self.tables = Dictionary(tables.map { ($0.name, $0) }) { first, _ in first }
  }

  /// No law at all.
  package static let none = Statutes(rules: [], tables: [])

  /// The rule of this name.
  ///
  /// - Throws: ``RuleError`` `.invalidText` that names the nearest ones.
  package func require(_ id: String) throws(RuleError) -> InterestRule {
    if let rule = rules[id] { return rule }
    let near = nearestNames(to: id, in: rules.keys.sorted(), max: 3).joined(separator: ", ")
    throw RuleError(
      .invalidText, "there is no rule \(quoted(id))",
      hint: near.isEmpty ? "the rules are \(rules.keys.sorted().joined(separator: " "))" : "did you mean \(near)?")
  }

  /// The late-payment sum of one debt with its working.
  ///
  /// - Throws: ``RuleError`` `.invalidDate` when a reference rate of that time is not in its table, `.invalidAmount`
  ///   when the sum is larger than any that is kept.
  package func statement(of item: InterestCase, almanac: Almanac) throws(RuleError) -> InterestStatement {
    let span = InterestSpan(item, almanac: almanac)
    let schedule = RateSchedule(item.terms, starts: span.starts, tables: tables)
    var working = InterestWorking(item, span: span, schedule: schedule)
    return try working.statement()
  }
}
