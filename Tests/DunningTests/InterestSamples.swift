import Testing

@testable import Dunning

/// A rule with a fixed yearly rate, or what else a test says.
func rule(
  _ percent: String = "10", compounding: InterestRule.Compounding = .none, fixedSum: FixedSum? = nil,
  allocation: [InterestRule.Part] = [.costs, .interest, .principal],
  dueOnHoliday: InterestRule.DueOnHoliday = .stays, calendar: String? = nil, rate: RateFormula? = nil,
  id: String = "TEST", audience: Audience = .anybody, start: InterestRule.Start = .due(1), defaultBy: DefaultBy = .due,
  withoutDate: Int? = nil, needsNotice: Bool = false, demandDays: Int? = nil, limitation: Limitation? = nil
) throws -> InterestRule {
  InterestRule(
    id: id, jurisdiction: "any", who: "anybody", audience: audience, basis: "none",
    rate: try rate ?? RateFormula(.fixed(Percent(parsing: percent))), compounding: compounding, start: start,
    defaultBy: defaultBy, withoutDate: withoutDate, withoutDateNeedsNotice: needsNotice, dueOnHoliday: dueOnHoliday,
    calendar: calendar, fixedSum: fixedSum, demandDays: demandDays, allocation: allocation, limitation: limitation,
    source: "none",
    checkedOn: try day("2026-01-01"))
}

func options(_ pairs: [(String, String)], for rule: InterestRule) throws -> InterestOptions {
  var options = InterestOptions()
  for (name, value) in pairs { try options.set(name, to: value, for: rule) }
  return options
}

func statement(
  _ rule: InterestRule, _ principal: String, due: String, asOf: String, _ payments: [(String, String)] = [],
  costs: String = "0", options pairs: [(String, String)] = [], code: String = "EUR", tables: [RateTable] = [],
  almanac: Almanac = Almanac(zones: [:]), requests: [InterestCase.Request] = [], unsaid: DueBasis = .agreed
) throws -> InterestStatement {
  let item = try InterestCase(
    terms: InterestTerms(rule: rule, options: options(pairs, for: rule)), principal: money(principal, code),
    due: day(due), asOf: day(asOf),
    payments: payments.map { .init(date: try day($0.0), amount: try money($0.1, code)) },
    costs: money(costs, code), requests: requests, unsaid: unsaid)
  return try Statutes(rules: [rule], tables: tables).statement(of: item, almanac: almanac)
}

func table(_ name: String, _ rows: [(String, String)], validTo: String) throws -> RateTable {
  RateTable(
    name: name, source: "a test", checkedOn: try day("2026-01-01"), validTo: try day(validTo),
    rows: try rows.map { .init(from: try day($0.0), rate: try Percent(parsing: $0.1)) })
}
