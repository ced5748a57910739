import Testing

@testable import Dunning

@Suite("Rates of one's own, and how far rates reach")
struct RateHorizonTests {
  private func vendor(validTo: String = "2026-12-31") throws -> RateTable {
    let rows = [("2026-01-01", "1.27"), ("2026-07-01", "1.52")]
    let table = try table("base", rows, validTo: validTo)
    return RateTable(
      name: table.name, source: "the vendor", checkedOn: table.checkedOn, validTo: table.validTo, rows: table.rows,
      isHalfYearly: true)
  }

  @Test("a firm's rows lie over the vendor's and hide none of the others")
  func laid() throws {
    let own = try table("base", [("2026-07-01", "1.60"), ("2027-01-01", "1.77")], validTo: "2027-06-30")
    let both = try own.laid(over: vendor())
    #expect(
      both.rows.map { "\($0.from.iso) \($0.rate.text)" } == [
        "2026-01-01 1.27", "2026-07-01 1.60", "2027-01-01 1.77",
      ])
    #expect(both.rows.map(\.source) == [nil, "a test", "a test"])
    #expect(both.validTo.iso == "2027-06-30")
    #expect(both.missingHalfYears.isEmpty)
    // An older file of one's own takes nothing back.
    let old = try table("base", [("2026-01-01", "1.27")], validTo: "2026-06-30").laid(over: vendor())
    #expect(old.validTo.iso == "2026-12-31")
    #expect(old.rows.count == 2)
  }

  @Test("a half-year without its row between the two is missed")
  func gaps() throws {
    let own = try table("base", [("2027-07-01", "2.00")], validTo: "2027-12-31")
    #expect(try own.laid(over: vendor()).missingHalfYears.map(\.iso) == ["2027-01-01"])
  }

  @Test("a firm adds a row of its own, which is written as a file that lies over the vendor's")
  func added() throws {
    let row = RateTable.Row(from: try day("2027-01-01"), rate: try Percent(parsing: "1.77"))
    let own = try vendor().adding(row, to: nil, source: "the \"bank\"", checkedOn: day("2027-01-04"))
    #expect(
      own.yaml == """
        source: "the \\"bank\\""
        checked_on: 2027-01-04
        valid_to: 2027-06-30
        every: half-year
        rates:
          2027-01-01: "1.77"

        """)
    // Another one later, and the same one corrected.
    let next = RateTable.Row(from: try day("2027-07-01"), rate: try Percent(parsing: "2"))
    let both = try vendor().adding(next, to: own, checkedOn: day("2027-07-02"))
    #expect(both.rows.map(\.rate.text) == ["1.77", "2.00"])
    let mended = RateTable.Row(from: try day("2027-01-01"), rate: try Percent(parsing: "1.78"))
    #expect(
      try vendor().adding(mended, to: both, checkedOn: day("2027-07-02")).rows.map(\.rate.text) == ["1.78", "2.00"])
    #expect(try vendor().adding(mended, to: both, checkedOn: day("2027-07-02")).validTo.iso == "2027-12-31")
    for bad in ["2027-07-01", "2027-01-02"] {
      let row = RateTable.Row(from: try day(bad), rate: try Percent(parsing: "2"))
      #expect(throws: RuleError.self, "\(bad)") {
        try vendor().adding(row, to: nil, checkedOn: day("2027-07-02"))
      }
    }
    // A table without half-years is complete until the row, or as far as somebody has looked.
    let plain = try table("plain", [("2026-01-01", "1")], validTo: "2026-06-30")
    #expect(try plain.adding(row, to: nil, checkedOn: day("2027-02-01")).validTo.iso == "2027-01-01")
    #expect(
      try plain.adding(row, to: nil, validTo: day("2027-01-31"), checkedOn: day("2027-02-01")).validTo.iso
        == "2027-01-31")
    #expect(throws: RuleError.self) {
      try plain.adding(row, to: nil, validTo: day("2026-12-31"), checkedOn: day("2027-02-01"))
    }
  }

  @Test(
    "a table reaches as far as the rules need it",
    arguments: [
      // The rate of the first day is that of the half-year; that of the last day is that of the next one.
      (RateFormula.Reference.halfYear, "2026-10-08", "2026-12-31"), (.halfYear, "2026-12-31", "2026-12-31"),
      (.dayBeforeHalfYear, "2026-10-08", "2026-12-31"), (.dayBeforeHalfYear, "2026-12-31", "2027-06-30"),
      (.dayBeforeHalfYear, "2026-12-30", "2026-12-31"),
      (.day, "2026-10-08", "2026-10-08"), (.contract, "2026-10-08", "2026-10-08"),
    ])
  func reach(reference: RateFormula.Reference, validTo: String, until: String) throws {
    let law = try rule(rate: RateFormula(.series("base"), floats: true, reference: reference))
    let statutes = Statutes(rules: [law], tables: [try vendor(validTo: validTo)])
    #expect(statutes.horizons(of: [law]).map(\.until.iso) == [until])
  }

  @Test("thirty days before a table ends somebody is told which rules it is for and where to look")
  func near() throws {
    let law = try rule(rate: RateFormula(.series("base"), floats: true, reference: .halfYear))
    let terms = try InterestTerms(rule: law, options: InterestOptions())
    let policy = Policy(name: "standard", steps: try ladder().steps, sendWindow: try window(), lateTerms: terms)
    let book = try rulebook([policy], statutes: Statutes(rules: [law], tables: [try vendor()]))
    #expect(try book.rateWarnings(on: day("2026-12-01")).isEmpty)
    let warning = try #require(try book.rateWarnings(on: day("2026-12-02")).first)
    #expect(warning.contains("base (TEST) end on 2026-12-31"), "\(warning)")
    #expect(warning.contains("dunningctl rates add base"), "\(warning)")
    #expect(try book.rateWarnings(on: day("2027-02-01")).first?.contains("ended on 2026-12-31") == true)
    // What no policy asks for worries nobody.
    let idle = try rulebook([ladder()], statutes: Statutes(rules: [law], tables: [try vendor()]))
    #expect(try idle.rateWarnings(on: day("2027-02-01")).isEmpty)
  }

  @Test("a rate that is missing is said, and drops no interest in silence")
  func missing() throws {
    let law = try rule(rate: RateFormula(.series("base"), floats: true, reference: .halfYear))
    let terms = try InterestTerms(rule: law, options: InterestOptions())
    let policy = Policy(name: "standard", steps: try ladder().steps, sendWindow: try window(), lateTerms: terms)
    let book = try rulebook([policy], statutes: Statutes(rules: [law], tables: [try vendor()]))
    let sum = try book.lateSum(
      of: claim(due: "2022-05-02"), payments: [], history: [], asOf: day("2026-12-01"))
    #expect(sum.statement == nil)
    #expect(sum.unknownBecause?.contains("base of 2022-01-01 is not in its table") == true, "\(sum)")
  }

  @Test("interest that was paid is paid: no fraction of it is left behind")
  func fractions() throws {
    // 30 days at 10 % on 1,008.00 are 8.2849, of which 8.28 are asked for and paid; the 31 after them are 8.5611.
    let late = try statement(
      rule("10", allocation: [.interest, .principal, .costs]), "1008.00", due: "2026-01-31", asOf: "2026-04-02",
      [("2026-03-02", "8.28")])
    #expect(late.interestLeft.decimal == "8.56")
    #expect(late.interest.decimal == "16.84")
    // Of what was paid in part the fraction is still owed.
    let part = try statement(
      rule("10", allocation: [.interest, .principal, .costs]), "1008.00", due: "2026-01-31", asOf: "2026-04-02",
      [("2026-03-02", "8.00")])
    #expect(part.interest.decimal == "16.85")
  }
}
