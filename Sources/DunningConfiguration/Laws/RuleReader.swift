import Dunning
import DunningLetters
import Yams

extension InterestRule {
  private static let keys = [
    "jurisdiction", "who", "debtor", "basis", "cited", "cited_interest", "rate", "agreed_rate", "compounding",
    "day_count", "starts", "default_by", "days_without_date", "days_need_notice", "due_on_holiday", "calendar",
    "fixed_sum", "fixed_sum_after_demand", "allocation", "limitation", "source",
    "checked_on", "valid_to", "verified", "notes",
  ]

  private enum Truth: String, CaseIterable {
    case yes = "true"
    case no = "false"
  }

  /// Reads one file of `rules/`; nil when it cannot be used, which is reported.
  init?(_ root: Node, id: String, tables: [String], findings: Findings) {
    guard let section = Section(root, name: "", knows: Self.keys, findings: findings) else { return nil }
    let (jurisdiction, who) = (section.requiredText("jurisdiction"), section.requiredText("who"))
    let (basis, source) = (section.requiredText("basis"), section.requiredText("source"))
    // A rule of a firm's own that does not say is for whomever its policy is.
    let audience = section.choice("debtor", Audience.self) ?? .anybody
    let (citations, interestCitations) = (
      Self.citations(section, "cited"), Self.citations(section, "cited_interest")
    )
    let checkedOn = section.requiredValue("checked_on", CivilDate.init(parsing:))
    let rate = section.section("rate", knows: RateFormula.legalKeys).map { ($0, RateFormula($0, tables: tables)) }
    let upliftMax = rate?.0.value("times_max", Factor.init(parsing:))
    let agreed = section.section("agreed_rate", knows: Agreed.keys).map { Agreed($0, tables: tables) }
    if !section.has("rate"), agreed?.isRequired != true {
      findings.error(
        "a rule without a rate needs an agreed one", at: section.mark, suggestion: "write agreed_rate: {required: true}"
      )
    }
    let start = section.has("starts") ? section.value("starts", Start.init(parsing:)) : .due(1)
    let dueOnHoliday = section.choice("due_on_holiday", DueOnHoliday.self) ?? .agreed
    let calendar = section.text("calendar")
    if (dueOnHoliday == .moves) != (calendar != nil) {
      findings.error(
        "a calendar is needed where due_on_holiday is moves, and only there", at: section.mark(of: "due_on_holiday"))
    }
    let fixedSum = section.section("fixed_sum", knows: FixedSum.keys).flatMap { FixedSum($0) }
    let limitation = section.section("limitation", knows: Limitation.keys).flatMap { Limitation($0) }
    let compounding = section.choice("compounding", Compounding.self) ?? .none
    let dayCount = section.choice("day_count", DayCount.self) ?? .actual365
    let withoutDate = section.integer("days_without_date", in: 0...365)
    let defaultBy = section.choice("default_by", DefaultBy.self) ?? .due
    let needsNotice = section.choice("days_need_notice", Truth.self) == .yes
    let demandDays = section.integer("fixed_sum_after_demand", in: 0...365)
    let allocation = Self.allocation(section) ?? Part.allCases
    let validTo = section.value("valid_to", CivilDate.init(parsing:))
    let isVerified = section.choice("verified", Truth.self) != .no
    let notes = section.texts("notes")?.map(\.text) ?? []
    guard let jurisdiction, let who, let basis, let source, let checkedOn, let start else { return nil }
    self.init(
      id: id, jurisdiction: jurisdiction, who: who, audience: audience, basis: basis, citations: citations,
      interestCitations: interestCitations, rate: rate?.1, upliftMax: upliftMax, agreed: agreed,
      compounding: compounding, dayCount: dayCount, start: start, defaultBy: defaultBy, withoutDate: withoutDate,
      withoutDateNeedsNotice: needsNotice, dueOnHoliday: dueOnHoliday, calendar: calendar, fixedSum: fixedSum,
      demandDays: demandDays, allocation: allocation, limitation: limitation,
      source: source, checkedOn: checkedOn, validTo: validTo, isVerified: isVerified, notes: notes)
  }

  /// By language; an expression of a language that no letter is written in would never be read.
  private static func citations(_ section: Section, _ key: String) -> [String: String] {
    guard let cited = section.section(key, knows: TemplateCatalog.knownLanguages) else { return [:] }
    let texts = TemplateCatalog.knownLanguages.compactMap { tag in cited.text(tag).map { (tag, $0) } }
    return Dictionary(uniqueKeysWithValues: texts)
  }

  private static func allocation(_ section: Section) -> [Part]? {
    guard let texts = section.texts("allocation") else { return nil }
    let parts = texts.compactMap { section.choice($0.text, key: "allocation", at: $0.mark, Part.self) }
    if parts.count == texts.count, Set(parts).count != 3 || parts.count != 3 {
      section.findings.error(
        "allocation must name each of costs, interest and principal once", at: section.mark(of: "allocation"))
    }
    return parts
  }
}

extension InterestRule.Start {
  /// Reads `due+1d`, `demand+1d` or `received+60d`.
  fileprivate init(parsing text: String) throws(RuleError) {
    let parts = text.split(separator: "+", omittingEmptySubsequences: false)
    guard parts.count == 2, parts[1].hasSuffix("d"), let days = Int(parts[1].dropLast()), (1...365).contains(days)
    else {
      throw RuleError(.invalidText, "\(quoted(text)) is no first day", hint: "write for example due+1d")
    }
    switch parts[0] {
    case "due": self = .due(days)
    case "demand": self = .demand(days)
    case "received": self = .received(days)
    default:
      throw RuleError(.invalidText, "\(quoted(text)) is no first day", hint: "count it from due, demand or received")
    }
  }
}

extension InterestRule.Agreed {
  fileprivate static let keys = ["required", "floor", "cap", "unless_yearly"]

  private enum Required: String, CaseIterable {
    case yes = "true"
    case no = "false"
  }

  fileprivate init(_ section: Section, tables: [String]) {
    let (floor, cap) = (
      section.section("floor", knows: RateFormula.keys), section.section("cap", knows: RateFormula.keys)
    )
    self.init(
      isRequired: section.choice("required", Required.self) == .yes,
      floor: floor.flatMap { RateFormula($0, tables: tables) }, cap: cap.flatMap { RateFormula($0, tables: tables) },
      unlessYearly: section.value("unless_yearly", Percent.init(parsing:)))
  }
}

extension RateFormula {
  fileprivate static let keys = ["series", "fixed", "per_day", "times", "plus", "mode", "reference"]
  fileprivate static let legalKeys = keys + ["times_max"]

  private enum Mode: String, CaseIterable {
    case floats
    case fixedAtStart = "fixed_at_start"
  }

  fileprivate init?(_ section: Section, tables: [String]) {
    guard ["series", "fixed", "per_day"].filter(section.has).count == 1 else {
      section.findings.error("\(section.name) needs one of series, fixed and per_day", at: section.mark)
      return nil
    }
    if section.has("fixed") {
      guard let percent = section.value("fixed", Percent.init(parsing:)) else { return nil }
      self.init(.fixed(percent))
      return
    }
    if section.has("per_day") {
      guard let perDay = section.value("per_day", InterestOptions.AgreedRate.init(perDay:)) else { return nil }
      self.init(.fixed(perDay.yearly), isDaily: true)
      return
    }
    section.require("mode")
    guard let series = section.text("series"), let mode = section.choice("mode", Mode.self) else { return nil }
    section.check(series: series, tables: tables)
    self.init(
      .series(series), factor: section.value("times", Factor.init(parsing:)) ?? .one,
      margin: section.value("plus", Percent.init(parsing:)) ?? .zero, floats: mode == .floats,
      reference: section.choice("reference", Reference.self) ?? .day)
  }
}

extension Section {
  fileprivate func check(series: String, tables: [String]) {
    guard !tables.contains(series) else { return }
    let near = nearest(to: series, in: tables).map { "did you mean \($0)?" }
    findings.error(
      "there is no rate table \(quoted(series))", at: mark(of: "series"),
      suggestion: near ?? "the tables are \(tables.joined(separator: ", "))")
  }
}

extension Limitation {
  fileprivate static let keys = ["years", "from", "demand"]

  fileprivate init?(_ section: Section) {
    section.require("years")
    guard let years = section.integer("years", in: 1...100) else { return nil }
    self.init(
      years: years, from: section.choice("from", Beginning.self) ?? .due,
      demand: section.choice("demand", DemandEffect.self) ?? .none)
  }
}
