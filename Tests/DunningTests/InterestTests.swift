import Testing

@testable import Dunning

@Suite("Late interest, part by part")
struct InterestTests {
  @Test(
    "a percentage is read exactly, and shown with two decimals at least",
    arguments: [
      ("10.27", 10_270_000, "10.27"), ("9", 9_000_000, "9.00"), ("-0.88", -880_000, "-0.88"), ("0.0001", 100, "0.0001"),
      ("4.1175", 4_117_500, "4.1175"), ("1000", 1_000_000_000, "1000.00"),
    ])
  func percent(text: String, millionths: Int64, shown: String) throws {
    let percent = try Percent(parsing: text)
    #expect(percent.millionths == millionths)
    #expect(percent.text == shown)
  }

  @Test(
    "what is no percentage is refused",
    arguments: ["", "x", "1,5", "1.", ".5", "1.00001", "1000.1", "--1", "+1", "1e2", " 1", "9999999999"])
  func noPercent(text: String) {
    #expect(throws: RuleError.self) { try Percent(parsing: text) }
  }

  @Test("a factor keeps a rate exact", arguments: [("1.35", "4.1175"), ("4", "12.20"), ("0.01", "0.0305")])
  func factor(text: String, product: String) throws {
    #expect(try (Percent(parsing: "3.05") * Factor(parsing: text)).text == product)
    #expect(throws: RuleError.self) { try Factor(parsing: "0") }
    #expect(throws: RuleError.self) { try Factor(parsing: "1.355") }
  }

  @Test(
    "days are counted with both ends, merchants' months have thirty",
    arguments: [
      ("2026-05-30", "2026-06-30", 32, 31), ("2026-07-01", "2026-08-31", 62, 60),
      ("2026-01-01", "2026-12-31", 365, 360),
      ("2024-02-01", "2024-02-29", 29, 29), ("2024-03-01", "2024-03-31", 31, 31), ("2026-01-31", "2026-01-31", 1, 0),
      ("2026-03-01", "2026-03-01", 1, 3),
    ])
  func days(from: String, until: String, calendar: Int, merchant: Int) throws {
    let (first, last) = try (day(from), day(until))
    #expect(DayCount.actual365.days(from: first, through: last) == calendar)
    #expect(DayCount.thirty360.days(from: first, through: last) == merchant)
  }

  @Test("half-years begin on the first of January and July")
  func halfYears() throws {
    #expect(try day("2026-06-30").halfYearStart.iso == "2026-01-01")
    #expect(try day("2026-07-01").halfYearStart.iso == "2026-07-01")
    #expect(try day("2026-12-31").nextHalfYear.iso == "2027-01-01")
    #expect(try day("2026-02-01").nextYear.iso == "2027-01-01")
  }

  @Test("the day of a payment bears interest on the old principal or the new one, never on both")
  func paymentDay() throws {
    let counted = try statement(
      rule("36.5"), "1000.00", due: "2026-03-31", asOf: "2026-04-10", [("2026-04-04", "504.00")])
    #expect(counted.segments.map(\.until.iso) == ["2026-04-04", "2026-04-10"])
    #expect(counted.segments.map(\.base.decimal) == ["1000.00", "500.00"])
    #expect(counted.interest.decimal == "7.00")
    let left = try statement(
      rule("36.5"), "1000.00", due: "2026-03-31", asOf: "2026-04-10", [("2026-04-04", "503.00")],
      options: [("count_payment_day", "false")])
    #expect(left.segments.map(\.until.iso) == ["2026-04-03", "2026-04-10"])
    #expect(left.segments.map(\.base.decimal) == ["1000.00", "500.00"])
    #expect(left.interest.decimal == "6.50")
  }

  @Test("what comes in by the due date goes to the principal alone")
  func inTime() throws {
    let early = try statement(
      rule("36.5"), "1000.00", due: "2026-03-31", asOf: "2026-04-10",
      [("2026-03-31", "400.00"), ("2026-01-01", "100.00")],
      costs: "30.00")
    #expect(early.paid.map(\.toPrincipal.decimal) == ["100.00", "400.00"])
    #expect(early.interest.decimal == "5.00")
    let late = try statement(
      rule("36.5"), "1000.00", due: "2026-03-31", asOf: "2026-04-10", [("2026-04-01", "400.00")], costs: "30.00")
    #expect(late.paid.map(\.toCosts.decimal) == ["30.00"])
    #expect(late.paid.map(\.toInterest.decimal) == ["1.00"])
  }

  @Test("who pays all in time owes neither interest nor a fixed sum; what is too much is told")
  func paidInTime() throws {
    let fixed = FixedSum(currency: try #require(Currency("EUR")), scale: .bands([.init(upTo: nil, sum: 4_000)]))
    let paid = try statement(
      rule(fixedSum: fixed), "100.00", due: "2026-03-31", asOf: "2026-06-30", [("2026-03-31", "120.00")])
    #expect(paid.total.minorUnits == 0)
    #expect(paid.compensation.minorUnits == 0)
    #expect(paid.segments.isEmpty)
    #expect(paid.excess.decimal == "20.00")
    let late = try statement(
      rule("36.5", fixedSum: fixed), "100.00", due: "2026-03-31", asOf: "2026-06-30", [("2026-04-01", "200.00")])
    #expect(late.compensation.decimal == "40.00")
    #expect(late.interest.decimal == "0.10")
    #expect(late.excess.decimal == "59.90")
  }

  @Test("a payment after the day asked for is not known yet; one on it is")
  func afterwards() throws {
    let payments = [("2026-04-10", "10.00"), ("2026-04-11", "20.00")]
    let statement = try statement(rule(), "100.00", due: "2026-03-31", asOf: "2026-04-10", payments)
    #expect(statement.paid.map(\.date.iso) == ["2026-04-10"])
  }

  @Test("several payments of a day are allocated in their order")
  func sameDay() throws {
    let payments = [("2026-04-10", "0.50"), ("2026-04-10", "20.00")]
    let statement = try statement(rule("36.5"), "100.00", due: "2026-03-31", asOf: "2026-04-20", payments)
    #expect(statement.paid.map(\.toInterest.decimal) == ["0.50", "0.50"])
    #expect(statement.segments.count == 2)
  }

  @Test("the order of payments is the rule's, or the one that is chosen")
  func order() throws {
    let payment = [("2026-04-10", "50.00")]
    let law = try rule("36.5", allocation: [.interest, .principal, .costs])
    let byLaw = try statement(law, "100.00", due: "2026-03-31", asOf: "2026-04-10", payment, costs: "10.00")
    #expect(byLaw.costsLeft.decimal == "10.00")
    #expect(byLaw.principalLeft.decimal == "51.00")
    let chosen = try statement(
      law, "100.00", due: "2026-03-31", asOf: "2026-04-10", payment, costs: "10.00",
      options: [("allocation", "principal,costs,interest")])
    #expect(chosen.principalLeft.decimal == "50.00")
    #expect(chosen.interestLeft.decimal == "1.00")
  }

  @Test("a rate that floats is looked up at the half-year, one that does not on its day, one on change on each")
  func references() throws {
    let rows = try table("t", [("2025-01-01", "1"), ("2026-04-01", "2"), ("2026-08-01", "3")], validTo: "2026-12-31")
    let rates = { (floats: Bool, reference: RateFormula.Reference) in
      let formula = RateFormula(.series("t"), margin: try Percent(parsing: "8"), floats: floats, reference: reference)
      return try statement(rule(rate: formula), "100.00", due: "2026-03-31", asOf: "2026-09-30", tables: [rows])
        .segments.map { "\($0.from.iso) \($0.rate.text)" }
    }
    #expect(try rates(true, .halfYear) == ["2026-04-01 9.00", "2026-07-01 10.00"])
    #expect(try rates(true, .dayBeforeHalfYear) == ["2026-04-01 9.00", "2026-07-01 10.00"])
    #expect(try rates(true, .day) == ["2026-04-01 10.00", "2026-08-01 11.00"])
    #expect(try rates(false, .day) == ["2026-04-01 10.00"])
    #expect(try rates(false, .halfYear) == ["2026-04-01 9.00"])
    #expect(try rates(false, .contract) == ["2026-04-01 10.00"])
  }

  @Test(
    "a month or a year without the day that it would end before is over with its last one",
    arguments: [
      ("2024-02-28", "2025-03-01", InterestRule.Compounding.yearly, "366.00", "1366.00"),
      ("2024-02-29", "2025-03-01", .yearly, "365.00", "1365.00"),
      ("2025-10-30", "2025-12-01", .monthly, "31.00", "1031.00"),
      ("2026-01-29", "2026-03-01", .monthly, "30.00", "1030.00"),
      ("2026-01-31", "2026-03-01", .monthly, "28.00", "1028.00"),
    ])
  func rests(due: String, rest: String, compounding: InterestRule.Compounding, first: String, base: String) throws {
    let law = try rule("36.5", compounding: compounding)
    let lines = try statement(law, "1000.00", due: due, asOf: rest).segments
    #expect(lines.map(\.from.iso) == [try day(due).adding(days: 1).iso, rest])
    #expect(lines.map(\.base.decimal) == ["1000.00", base])
    #expect(lines.first?.amount.decimal == first)
  }

  @Test("a rate below nought bears nothing")
  func negative() throws {
    let rows = try table("t", [("2025-01-01", "-1")], validTo: "2026-12-31")
    let formula = RateFormula(.series("t"), floats: true)
    let statement = try statement(rule(rate: formula), "100.00", due: "2026-03-31", asOf: "2026-09-30", tables: [rows])
    #expect(statement.interest.minorUnits == 0)
    #expect(statement.segments.map(\.rate.text) == ["0.00"])
  }

  @Test("the part of a span that lies past the table is a segment of its own, and provisional")
  func pastTheTable() throws {
    let rows = try table("t", [("2025-01-01", "1")], validTo: "2026-06-30")
    let law = try rule(rate: RateFormula(.series("t"), floats: true))
    let known = try statement(law, "100.00", due: "2026-03-31", asOf: "2026-06-30", tables: [rows])
    let unknown = try statement(law, "100.00", due: "2026-03-31", asOf: "2026-07-01", tables: [rows])
    #expect(!known.isProvisional)
    #expect(known.segments.count == 1)
    #expect(unknown.isProvisional)
    #expect(unknown.segments.map(\.from.iso) == ["2026-04-01", "2026-07-01"])
  }

  @Test("a due date moves over a whole row of holidays, and over weekends that are not worked")
  func rolled() throws {
    let holidays = try Set(["2026-10-01", "2026-10-02", "2026-10-05", "2026-10-06"].map(day))
    let almanac = Almanac(zones: [:], calendars: ["CN": WorkCalendar(name: "CN", holidays: holidays)])
    let law = try rule(dueOnHoliday: .moves, calendar: "CN")
    let moved = try statement(law, "100.00", due: "2026-10-01", asOf: "2026-12-31", almanac: almanac)
    #expect(moved.deadline.iso == "2026-10-07")
    #expect(moved.starts?.iso == "2026-10-08")
    let elsewhere = try statement(
      law, "100.00", due: "2026-10-01", asOf: "2026-12-31", options: [("place", "weekdays")], almanac: almanac)
    #expect(elsewhere.deadline.iso == "2026-10-01")
  }

  @Test("the largest sums for the longest time are counted, and compound interest beyond them is refused")
  func largest() throws {
    let law = try rule("1000")
    let largest = try statement(law, "10000000000.00", due: "1970-01-01", asOf: "2066-12-07")
    #expect(largest.interest.decimal == "9699726027397.26")
    #expect(throws: RuleError.self) {
      try statement(law, "10000000000000.00", due: "1970-01-01", asOf: "2199-12-31")
    }
    #expect(throws: RuleError.self) {
      try statement(rule("100", compounding: .monthly), "1000.00", due: "1970-01-01", asOf: "2199-12-31")
    }
  }

  @Test(
    "an option is refused when there is none, when the rule does not know it, or when it says nothing",
    arguments: [
      ("dya_count", "act/365"), ("day_count", "act/364"), ("rate", "5"), ("uplift", "1.4"), ("place", "DE"),
      ("rounding", "up"), ("count_payment_day", "yes"), ("allocation", "interest"), ("received", "2026-01-01"),
      ("allocation", "costs,costs,interest"),
    ])
  func badOption(name: String, value: String) throws {
    let law = try rule()
    #expect(throws: RuleError.self) { try options([(name, value)], for: law) }
  }

  @Test(
    "an agreed rate is yearly unless it says otherwise",
    arguments: [("9.5", "9.50"), ("9.5/year", "9.50"), ("2/month", "24.00"), ("0.05/day", "18.25")])
  func agreedRate(text: String, yearly: String) throws {
    #expect(try InterestOptions.AgreedRate(parsing: text).yearly.text == yearly)
    for bad in ["-1", "5/week", "5/", "90/month", "x"] {
      #expect(throws: RuleError.self, "\(bad)") { try InterestOptions.AgreedRate(parsing: bad) }
    }
  }

  @Test("options that contradict one another are refused")
  func contradictions() throws {
    let law = InterestRule(
      id: "TEST", jurisdiction: "any", who: "anybody", basis: "none",
      rate: RateFormula(.series("t"), factor: try Factor(parsing: "1.3")), upliftMax: try Factor(parsing: "1.5"),
      agreed: .init(), source: "none", checkedOn: try day("2026-01-01"))
    for pairs in [[("rate", "5"), ("uplift", "1.4")], [("rate", "0.05/day"), ("day_count", "act/360")]] {
      #expect(throws: RuleError.self) { try InterestTerms(rule: law, options: options(pairs, for: law)) }
    }
  }

  @Test("a due date beyond the holidays that are known is provisional, and so is one at a place without any")
  func unknownHolidays() throws {
    let known = try day("2020-01-01")...day("2026-12-31")
    let almanac = Almanac(zones: [:], calendars: ["CN": WorkCalendar(name: "CN", days: [], known: known)])
    let doubts = { (due: String, place: String) in
      try statement(
        rule(dueOnHoliday: .moves, calendar: place), "1.00", due: due, asOf: "2027-06-30", almanac: almanac
      ).provisionalBecause.count
    }
    #expect(try doubts("2026-12-30", "CN") == 0)
    #expect(try doubts("2027-01-04", "CN") == 1)
    #expect(try doubts("2026-12-30", "XX") == 1)
  }

  @Test("an unknown rule names the nearest ones")
  func unknownRule() throws {
    let statutes = Statutes(rules: [try rule()], tables: [])
    #expect { try statutes.require("TSET") } throws: { ($0 as? RuleError)?.hint == "did you mean TEST?" }
    #expect { try statutes.require("quux") } throws: { ($0 as? RuleError)?.hint == "the rules are TEST" }
  }

  @Test("sums of different currencies are not counted against each other")
  func currencies() throws {
    let terms = try InterestTerms(rule: rule(), options: InterestOptions())
    #expect(throws: RuleError.self) {
      try InterestCase(
        terms: terms, principal: money("1.00"), due: day("2026-01-01"), asOf: day("2026-01-01"),
        payments: [.init(date: day("2026-01-01"), amount: money("1.00", "USD"))])
    }
  }

  @Test("a policy asks for the late sum by its own terms, one without any for nothing")
  func policies() throws {
    let terms = try InterestTerms(rule: rule("36.5"), options: InterestOptions())
    let plain = try ladder()
    let policy = Policy(name: "late", steps: plain.steps, lateTerms: terms)
    let book = try rulebook([policy])
    let payments = [(date: try day("2026-04-04"), amount: try money("504.00"))]
    let sum = try book.lateSum(
      principal: money("1000.00"), due: day("2026-03-31"), payments: payments, terms: policy.terms(for: nil),
      asOf: day("2026-04-10")
    ).statement
    #expect(policy.lateInterest == "TEST")
    #expect(sum?.interest.decimal == "7.00")
    #expect(sum?.total.decimal == "503.00")
    #expect(
      try book.lateSum(
        principal: money("1000.00"), due: day("2026-03-31"), payments: [], terms: plain.terms(for: nil),
        asOf: day("2026-04-10")) == .nothing)
  }
}
