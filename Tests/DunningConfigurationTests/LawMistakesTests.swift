import Dunning
import DunningConfiguration
import Foundation
import Testing

@Suite("Mistakes in rates and rules")
struct LawMistakesTests {
  static let rates = """
    source: "a bank"
    checked_on: 2026-01-01
    valid_to: 2026-06-30
    every: half-year
    rates:
      2025-01-01: "1.00"
      2025-07-01: "2.00"
      2026-01-01: "3.00"

    """

  static let rule = """
    jurisdiction: XX
    who: "anybody"
    basis: "§ 1"
    rate: {series: own-rate, plus: "8", mode: floats, reference: half-year}
    starts: due+1d
    fixed_sum: {currency: EUR, sum: "40.00"}
    allocation: [costs, interest, principal]
    limitation: {years: 3, from: due, demand: none}
    source: "a book"
    checked_on: 2026-01-01

    """

  /// A folder with the two files, removed afterwards.
  private func folder<Value>(
    rates: String = Self.rates, rule: String = Self.rule, named name: String = "XX-B2B",
    _ body: (String) throws -> Value
  ) throws -> Value {
    let root = FileManager.default.temporaryDirectory.appendingPathComponent(
      "law-\(getpid())-\(rates.hashValue)-\(rule.hashValue)-\(name)")
    for (part, file, text) in [("rates", "own-rate", rates), ("rules", name, rule)] {
      let folder = root.appendingPathComponent(part)
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      try text.write(to: folder.appendingPathComponent("\(file).yaml"), atomically: true, encoding: .utf8)
    }
    defer { try? FileManager.default.removeItem(at: root) }
    return try body(root.path)
  }

  private func said(_ folder: String) -> [String] { said(folder, nil) }

  private func said(_ folder: String, _ below: String?) -> [String] {
    do throws(ConfigurationError) {
      _ = try Statutes.load(directories: [folder, below].compactMap { $0 })
      return []
    } catch {
      return error.diagnostics.map { $0.headline.replacing(folder + "/", with: "") }
    }
  }

  @Test("a rate and a rule of one's own are read, beside the vendor's")
  func own() throws {
    try folder { folder in
      let statutes = try Statutes.load(directories: [folder, etc])
      #expect(try statutes.require("XX-B2B").rate?.margin.text == "8.00")
      #expect(statutes.rules["DE-B2B"] != nil)
    }
  }

  @Test("a rule is cited as each language cites it, and a language that no letter is written in is a mistake")
  func citations() throws {
    let cited = try law.get().rules.mapValues(\.citations)
    #expect(cited["DE-B2B"]?["de"] == "§ 288 Abs. 2 und 5 BGB")
    #expect(cited["UK-B2B"]?["en"] == "the Late Payment of Commercial Debts (Interest) Act 1998")
    #expect(cited["NL-B2B"]?["nl"]?.hasPrefix("artikel 6:119a") == true)
    // Every rule but that of a contract, which has no statute, in every language in which letters are written.
    let languages = Set(["de", "en", "es", "fr", "it", "ja", "nl", "zh-Hans"])
    for (rule, words) in cited { #expect(languages.isSubset(of: words.keys), "\(rule)") }
    let wrong = Self.rule.replacing("basis:", with: "cited: {da: \"§ 1\"}\nbasis:")
    #expect(try folder(rule: wrong, said).first?.contains("3:9: error: unknown key \"da\" in cited") == true)
  }

  @Test("a file of the same name hides the vendor's, and makes another edition of the law")
  func override() throws {
    try folder(named: "DE-B2B") { folder in
      let statutes = try Statutes.load(directories: [folder, etc])
      #expect(statutes.rules["DE-B2B"]?.jurisdiction == "XX")
      #expect(try statutes.edition != law.get().edition)
    }
  }

  @Test(
    "a table that leaves a doubt is refused with its place",
    arguments: [
      (
        "  2025-07-01: \"2.00\"\n", "",
        "7:3: error: there is no rate for the half-year from 2025-07-01; add its row above this one"
      ),
      ("2025-07-01", "2025-01-01", "7:3: error: the key \"2025-01-01\" stands here twice; it stands in line 6 already"),
      (
        "2025-07-01", "2024-07-01",
        "7:3: error: 2024-07-01 stands below 2025-01-01; put the rows in the order of their days"
      ),
      ("2025-07-01", "2025-06-01", "7:3: error: 2025-06-01 does not begin a half-year; did you mean 2025-01-01?"),
      (
        "2025-07-01", "2025-02-30",
        "7:3: error: rates: there is no day \"2025-02-30\"; the calendar is the Gregorian one"
      ),
      (
        "\"2.00\"", "2,00",
        "7:15: error: 2025-07-01: \"2,00\" is not a percentage; write a decimal number, at most 1000, with at most four decimals, e.g. \"9.5\""
      ),
      (
        "valid_to: 2026-06-30", "valid_to: 2025-12-31",
        "3:11: error: valid_to lies before the last row, 2026-01-01; say how long the table is known to be complete"
      ),
      (
        "valid_to: 2026-06-30", "valid_to: 2026-07-01",
        "3:11: error: valid_to lies beyond the last half-year of the table; add the row 2026-07-01, or write 2026-06-30"
      ),
      ("source:", "sorce:", "1:1: error: unknown key \"sorce\"; did you mean source?"),
      ("every: half-year", "every: halfyear", "4:8: error: every cannot be \"halfyear\"; did you mean half-year?"),
      (
        "every: half-year", "unverified: [2025-01-02]",
        "4:14: error: there is no row \"2025-01-02\"; did you mean 2025-01-01?"
      ),
    ])
  func table(old: String, new: String, message: String) throws {
    let text = Self.rates.replacing(old, with: new, maxReplacements: 1)
    let found = try folder(rates: text, said)
    #expect(found.contains { $0.contains("own-rate.yaml:\(message)") }, "\(found)")
  }

  @Test(
    "a rule that leaves a doubt is refused with its place",
    arguments: [
      ("own-rate", "own-rats", "4:16: error: there is no rate table \"own-rats\"; did you mean own-rate?"),
      (
        "mode: floats", "mode: floating",
        "4:43: error: mode cannot be \"floating\"; it is one of floats, fixed_at_start"
      ),
      ("who:", "whom:", "2:1: error: unknown key \"whom\"; did you mean who?"),
      ("starts: due+1d", "starts: due+1", "5:9: error: starts: \"due+1\" is no first day; write for example due+1d"),
      ("{currency: EUR,", "{currency: EUE,", "6:23: error: currency: there is no currency \"EUE\"; did you mean EUR?"),
      (
        "sum: \"40.00\"", "bands: [{sum: \"1\"}, {sum: \"2\"}]",
        "6:35: error: bands must rise, each with its edge but the last; end with a band that has a sum alone"
      ),
      (
        "[costs, interest,", "[costs, costs,",
        "7:13: error: allocation must name each of costs, interest and principal once"
      ),
      ("years: 3", "years: 0", "8:21: error: years cannot be \"0\"; it is a number from 1 to 100"),
      (
        "demand: none", "demand: reset",
        "8:43: error: demand cannot be \"reset\"; it is one of none, restart, grace_6m_once"
      ),
      (
        "starts: due+1d", "due_on_holiday: moves",
        "5:17: error: a calendar is needed where due_on_holiday is moves, and only there"
      ),
    ])
  func rule(old: String, new: String, message: String) throws {
    let text = Self.rule.replacing(old, with: new, maxReplacements: 1)
    let found = try folder(rule: text, said)
    #expect(found.contains { $0.contains("XX-B2B.yaml:\(message)") }, "\(found)")
  }

  @Test("late_interest is a rule, or a rule with its options")
  func lateInterest() throws {
    let policy = { (value: String) in
      try #require(try read(example("late_interest: DE-B2B", "late_interest: \(value)")).rulebook.policies["standard"])
    }
    #expect(try policy("DE-B2B").lateInterest == "DE-B2B")
    let terms = try #require(try policy("{rule: CONTRACT, rate: \"9.5\", day_count: act/360}").lateTerms)
    #expect(terms.rule.id == "CONTRACT")
    #expect(terms.dayCount == .actual360)
    #expect(terms.options.rate?.percent.text == "9.50")
  }

  @Test("and it names the rule for consumers, where the other one is not for them")
  func consumers() throws {
    let policy = { (value: String) in
      try #require(
        try read(example("late_interest: DE-B2B", "late_interest: \(value)")).rulebook.policies["standard"])
    }
    #expect(try policy("{rule: DE-B2B, consumer: DE-B2C}").terms(for: .consumer).terms?.rule.id == "DE-B2C")
    let noticed = try policy("{rule: DE-B2B, consumer: {rule: DE-B2C, days_noticed: true}}").terms(for: nil)
    #expect(noticed.terms?.options.noticesDays == true)
    let wrong = try mistakes(
      example("late_interest: DE-B2B", "late_interest: {rule: DE-B2B, consumer: AT-B2B}"))
    #expect(wrong.contains { $0.contains("AT-B2B is for debts of businesses, so it cannot be the rule for consumers") })
    let plain = try policy("DE-B2B\n    kind: business\n    without_interest: allowed")
    #expect(plain.terms(for: nil).terms?.rule.id == "DE-B2B")
    #expect(plain.withoutInterest == .allowed)
    #expect(
      try mistakes(example("late_interest: DE-B2B", "late_interest: DE-B2C\n    kind: business")).contains {
        $0.contains("DE-B2C is for debts of consumers, and the policy says kind: business")
      })
  }

  @Test("a rate of one's own lies over the vendor's table and hides none of its rows")
  func laidOver() throws {
    let own = """
      source: "the firm"
      checked_on: 2027-01-04
      valid_to: 2027-06-30
      every: half-year
      rates:
        2026-07-01: "1.52"
        2027-01-01: "1.77"

      """
    let root = FileManager.default.temporaryDirectory.appendingPathComponent("laid-\(getpid())")
    let rates = root.appendingPathComponent("rates")
    try FileManager.default.createDirectory(at: rates, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: root) }
    try own.write(to: rates.appendingPathComponent("de-basiszinssatz.yaml"), atomically: true, encoding: .utf8)
    let table = try #require(try Statutes.load(directories: [root.path, etc]).tables["de-basiszinssatz"])
    #expect(table.row(on: try CivilDate(parsing: "2022-05-01"))?.rate.text == "-0.88")
    #expect(table.row(on: try CivilDate(parsing: "2027-05-01"))?.rate.text == "1.77")
    #expect(table.validTo.iso == "2027-06-30")
    // A half-year that neither file has is missed.
    try own.replacing("  2026-07-01: \"1.52\"\n", with: "").replacing("2027-01-01", with: "2027-07-01")
      .replacing("2027-06-30", with: "2027-12-31")
      .write(to: rates.appendingPathComponent("de-basiszinssatz.yaml"), atomically: true, encoding: .utf8)
    #expect(said(root.path, etc).contains { $0.contains("has a rate for the half-year from 2027-01-01") })
  }

  @Test(
    "a demand that must give full days prints no day before they are over",
    arguments: [
      ("NL-B2C", "13d", "error: NL-B2C wants 14 full days from the day after receipt, and 13 days would be too few"),
      ("NL-B2C", "14d", "warning: NL-B2C wants 14 full days from the day after receipt, and 14 days leave none"),
      ("NL-B2C", "19d", nil), ("NL-B2B", "13d", nil),
    ] as [(String, String, String?)])
  func announcedTerm(rule: String, payWithin: String, message: String?) throws {
    let text = try example("late_interest: DE-B2B", "late_interest: \(rule)").replacing(
      "pay_within: 14d", with: "pay_within: \(payWithin)")
    #expect(text.contains("pay_within: \(payWithin)"))
    var found: [String]
    do {
      found = try read(text).warnings.map(\.headline)
    } catch let error as ConfigurationError {
      found = error.diagnostics.map(\.headline)
    }
    found = found.filter { $0.contains("full days") }
    #expect(found.count == (message == nil ? 0 : 1), "\(found)")
    #expect(found.allSatisfy { $0.contains(message ?? "") }, "\(found)")
  }

  @Test(
    "a late_interest that cannot be is an error with its place",
    arguments: [
      ("DE-B2X", "19:20: error: late_interest: there is no rule \"DE-B2X\"; did you mean DE-B2B, DE-B2C, IE-B2B?"),
      ("CONTRACT", "19:20: error: CONTRACT needs the agreed rate; give the option rate, e.g. rate=9.5"),
      (
        "{rule: DE-B2B, rate: \"9\"}",
        "19:41: error: DE-B2B has no option \"rate\"; it has day_count, rounding, count_payment_day, place, received, due_basis, allocation"
      ),
      ("{rule: DE-B2B, day_count: act/364}", "19:46: error: day_count cannot be \"act/364\"; did you mean act/360?"),
      (
        "{rule: DE-B2B, daycount: act/365}",
        "19:35: error: unknown key \"daycount\" in policies.standard.late_interest; did you mean day_count?"
      ),
      ("{day_count: act/365}", "19:20: error: policies.standard.late_interest needs rule"),
    ])
  func badLateInterest(value: String, message: String) throws {
    let said = try mistakes(example("late_interest: DE-B2B", "late_interest: \(value)"))
    #expect(said == ["dunningd.yaml:\(message)"])
  }

  @Test("other rates or rules are other rules to plan by")
  func fingerprint() throws {
    let other = Configuration.Surroundings(
      almanac: surroundings().almanac, languages: surroundings().languages, stateDirectory: "/var/lib/dunningd",
      statutes: Statutes(edition: "other", rules: Array(try law.get().rules.values), tables: []))
    let configuration = try Configuration.read(example, file: "dunningd.yaml", other)
    #expect(try configuration.fingerprint != read(example).fingerprint)
  }
}
