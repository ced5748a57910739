import Dunning
import Yams

extension RateTable {
  private static let keys = ["source", "checked_on", "valid_to", "every", "unverified", "rates"]

  private enum Every: String, CaseIterable {
    case halfYear = "half-year"
  }

  /// Reads one file of `rates/`; nil when it cannot be used, which is reported.
  ///
  /// - Parameter isWhole: whether no other file of the name lies below it, which may have the half-years that it lacks.
  init?(_ root: Node, name: String, isWhole: Bool = true, findings: Findings) {
    guard let section = Section(root, name: "", knows: Self.keys, findings: findings) else { return nil }
    let source = section.requiredText("source")
    let checkedOn = section.requiredValue("checked_on", CivilDate.init(parsing:))
    let validTo = section.requiredValue("valid_to", CivilDate.init(parsing:))
    let every = section.choice("every", Every.self)
    section.require("rates")
    guard let rates = section.section("rates", knows: nil) else { return nil }
    if rates.keys.isEmpty { findings.error("rates holds no rate", at: section.mark(of: "rates")) }
    let unverified = Set((section.texts("unverified") ?? []).map(\.text))
    let rows = rates.keys.compactMap { entry in Self.row(entry.name, entry.node.mark, rates, unverified) }
    guard let source, let checkedOn, let validTo, rows.count == rates.keys.count else { return nil }
    Self.checkOrder(rows, rates)
    Self.checkUnverified(section, rows)
    if every == .halfYear { Self.checkHalfYears(rows, rates, isWhole: isWhole) }
    Self.check(validTo, rows, every, section)
    self.init(
      name: name, source: source, checkedOn: checkedOn, validTo: validTo, rows: rows, isHalfYearly: every == .halfYear)
  }

  private static func row(_ day: String, _ mark: Mark?, _ rates: Section, _ unverified: Set<String>) -> Row? {
    guard let from = rates.value(day, key: "rates", at: mark, CivilDate.init(parsing:)) else { return nil }
    return rates.value(day, Percent.init(parsing:)).map {
      Row(from: from, rate: $0, isVerified: !unverified.contains(day))
    }
  }

  private static func checkOrder(_ rows: [Row], _ rates: Section) {
    for (before, row) in zip(rows, rows.dropFirst()) where row.from <= before.from {
      rates.findings.error(
        "\(row.from.iso) stands below \(before.from.iso)", at: rates.keyMark(of: row.from.iso),
        suggestion: "put the rows in the order of their days")
    }
  }

  private static func checkUnverified(_ section: Section, _ rows: [Row]) {
    for (text, mark) in section.texts("unverified") ?? [] where !rows.contains(where: { $0.from.iso == text }) {
      let near = nearest(to: text, in: rows.map(\.from.iso)).map { "did you mean \($0)?" }
      section.findings.error("there is no row \(quoted(text))", at: mark, suggestion: near)
    }
  }

  /// Each row the half-year after the one before: a forgotten one would let the older rate go on unnoticed.
  private static func checkHalfYears(_ rows: [Row], _ rates: Section, isWhole: Bool) {
    for row in rows where row.from.halfYearStart != row.from {
      rates.findings.error(
        "\(row.from.iso) does not begin a half-year", at: rates.keyMark(of: row.from.iso),
        suggestion: "did you mean \(row.from.halfYearStart.iso)?")
    }
    guard isWhole else { return }
    for (before, row) in zip(rows, rows.dropFirst()) where before.from.nextHalfYear < row.from {
      rates.findings.error(
        "there is no rate for the half-year from \(before.from.nextHalfYear.iso)", at: rates.keyMark(of: row.from.iso),
        suggestion: "add its row above this one")
    }
  }

  /// The table cannot be complete before its last row begins, nor beyond the half-year of that row.
  private static func check(_ validTo: CivilDate, _ rows: [Row], _ every: Every?, _ section: Section) {
    guard let last = rows.last?.from else { return }
    if validTo < last {
      section.findings.error(
        "valid_to lies before the last row, \(last.iso)", at: section.mark(of: "valid_to"),
        suggestion: "say how long the table is known to be complete")
    }
    if every == .halfYear, last.nextHalfYear <= validTo {
      section.findings.error(
        "valid_to lies beyond the last half-year of the table", at: section.mark(of: "valid_to"),
        suggestion: "add the row \(last.nextHalfYear.iso), or write \(last.nextHalfYear.adding(days: -1).iso)")
    }
  }
}
