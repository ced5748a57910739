import Dunning
import DunningConfiguration
import Foundation
import Testing

@Suite("Late interest by the rules that are installed")
struct LawTests {
  /// What it is: rule, sum, currency, due date, day asked for, options -> interest, fixed sum, total. The first of them
  /// were worked out by the sources of the rules, the others by hand or by `Tests/interest/recompute`.
  static let examples = """
    DE-1: DE-B2B 10000.00 EUR 2026-05-29 2026-08-31 -> 268.73 40.00 10308.73
    DE-1 by lines: DE-B2B 10000.00 EUR 2026-05-29 2026-08-31 rounding=lines -> 268.74 40.00 10308.74
    DE-2: DE-B2C 1000.00 EUR 2026-05-31 2026-06-30 -> 4.98 0.00 1004.98
    NL-1: NL-B2B 10000.00 EUR 2024-12-31 2025-12-31 -> 1064.59 875.00 11939.59
    NL-1 with the year after: NL-B2B 10000.00 EUR 2024-12-31 2026-03-31 -> 1341.51 875.00 12216.51
    UK-1: UK-B2B 2400.00 GBP 2026-08-15 2026-10-08 -> 41.72 70.00 2511.72
    UK-4 at 8.5 % by contract: CONTRACT 1000.00 GBP 2026-01-31 2026-03-22 rate=8.5 -> 11.64 0.00 1011.64
    IE-1: IE-B2B 1000.00 EUR 2026-07-06 2026-07-31 -> 7.12 40.00 1047.12
    SE-1: SE 10000.00 SEK 2026-01-31 2026-03-02 -> 82.19 0.00 10082.19
    CN-1: CN-SME 100000.00 CNY 2026-03-31 2026-06-30 -> 4550.00 0.00 104550.00
    CN-2 × 1.5: CN-SALE 100000.00 CNY 2026-03-31 2026-06-30 uplift=1.5 -> 1121.92 0.00 101121.92
    CN-2 × 1.3: CN-SALE 100000.00 CNY 2026-03-31 2026-06-30 -> 972.33 0.00 100972.33
    CN-2 × 1.5 by 360: CN-SALE 100000.00 CNY 2026-03-31 2026-06-30 uplift=1.5 day_count=act/360 -> 1137.50 0.00 101137.50
    CN-2 × 1.3 by 360: CN-SALE 100000.00 CNY 2026-03-31 2026-06-30 uplift=1.3 day_count=act/360 -> 985.83 0.00 100985.83
    JP-1: JP 1000000 JPY 2026-01-31 2026-05-01 -> 7397 0 1007397
    US-1 New York: US-NY 10000.00 USD 2026-01-01 2026-06-30 -> 443.84 0.00 10443.84
    US-1 New York consumer: US-NY 10000.00 USD 2026-01-01 2026-06-30 rate=2 -> 98.63 0.00 10098.63
    US-1 California: US-CA 10000.00 USD 2026-01-01 2026-06-30 -> 493.15 0.00 10493.15
    CA-1: CA 1000.00 CAD 2026-01-31 2026-05-01 rate=2/month -> 12.33 0.00 1012.33
    no rate in the contract: CA 1000.00 CAD 2026-01-31 2026-05-01 -> 12.33 0.00 1012.33
    a rate per year: CA 1000.00 CAD 2026-01-31 2026-05-01 rate=24 -> 59.18 0.00 1059.18
    a criminal rate: CA 1000.00 CAD 2026-01-31 2026-05-01 rate=60 -> 86.30 0.00 1086.30
    Texas, day 30: US-TX 10000.00 USD 2026-01-01 2026-01-31 -> 1.64 0.00 10001.64
    Texas, day 29: US-TX 10000.00 USD 2026-01-01 2026-01-30 -> 0.00 0.00 10000.00
    Texas, half a year: US-TX 10000.00 USD 2026-01-01 2026-06-30 -> 248.22 0.00 10248.22
    CH: CH 10000.00 CHF 2026-01-30 2026-04-30 -> 123.29 0.00 10123.29
    CH, a higher rate agreed: CH 10000.00 CHF 2026-01-30 2026-04-30 rate=7 -> 172.60 0.00 10172.60
    CH, a lower rate agreed: CH 10000.00 CHF 2026-01-30 2026-04-30 rate=3 -> 123.29 0.00 10123.29
    AU, the cash rate before the half-year: AU 10000.00 AUD 2025-12-31 2026-03-31 -> 187.40 0.00 10187.40
    IE, one rate for all of the delay: IE-B2B 1000.00 EUR 2026-05-29 2026-08-31 -> 26.14 40.00 1066.14
    CH, a reminder after a day that the creditor set: CH 10000.00 CHF 2026-01-30 2026-04-30 demand=2026-02-27 -> 84.93 0.00 10084.93
    CH, an agreed day and a reminder: CH 10000.00 CHF 2026-01-30 2026-04-30 demand=2026-02-27 due_basis=agreed -> 123.29 0.00 10123.29
    a consumer whose day the creditor set: DE-B2C 1000.00 EUR 2026-05-31 2026-06-30 due_basis=set -> 0.00 0.00 1000.00
    a consumer who was reminded: DE-B2C 1000.00 EUR 2026-05-31 2026-06-30 demand=2026-06-10 -> 3.44 0.00 1003.44
    a Spanish consumer who was reminded: ES-B2C 10000.00 EUR 2026-01-31 2026-03-31 demand=2026-02-28 -> 27.60 0.00 10027.60
    a firm whose day the creditor set: DE-B2B 10000.00 EUR 2026-05-04 2026-06-30 due_basis=set received=2026-05-04 -> 75.97 40.00 10115.97
    AT: AT-B2B 10000.00 EUR 2026-01-30 2026-03-31 -> 176.38 40.00 10216.38
    AT consumer: AT-B2C 10000.00 EUR 2026-01-30 2026-03-31 -> 65.75 0.00 10065.75
    ES consumer: ES-B2C 10000.00 EUR 2026-01-31 2026-03-31 -> 52.53 0.00 10052.53
    FR consumer without a demand: FR-B2C 10000.00 EUR 2026-01-31 2026-03-31 -> 0.00 0.00 10000.00
    FR consumer after a demand: FR-B2C 10000.00 EUR 2026-01-31 2026-03-31 demand=2026-02-28 -> 22.25 0.00 10022.25
    FR: FR-B2B 10000.00 EUR 2026-05-31 2026-08-31 -> 310.49 40.00 10350.49
    FR, less agreed than three times the legal rate: FR-B2B 10000.00 EUR 2026-01-31 2026-03-31 rate=5 -> 127.05 40.00 10167.05
    FR, the floor of another half-year: FR-B2B 10000.00 EUR 2024-09-30 2024-10-30 rate=5 -> 121.32 40.00 10161.32
    FR, more agreed: FR-B2B 10000.00 EUR 2026-01-31 2026-03-31 rate=9 -> 145.48 40.00 10185.48
    a loan at the cap: CN-LOAN 100000.00 CNY 2025-12-31 2026-03-31 rate=24 -> 2958.90 0.00 102958.90
    a loan at the cap of its contract: CN-LOAN 100000.00 CNY 2025-12-31 2026-03-31 rate=24 contracted=2024-07-22 -> 3304.11 0.00 103304.11
    a loan below the cap: CN-LOAN 100000.00 CNY 2025-12-31 2026-03-31 rate=10 -> 2465.75 0.00 102465.75
    a loan without a rate: CN-LOAN 100000.00 CNY 2025-12-31 2026-03-31 -> 739.73 0.00 100739.73
    a small firm that agreed on less than the LPR: CN-SME 100000.00 CNY 2026-03-31 2026-06-30 rate=1 -> 747.95 0.00 100747.95
    JP before the reform, frozen: JP 1000000 JPY 2020-03-30 2021-03-30 -> 50000 0 1050000
    JP after the reform: JP 1000000 JPY 2020-03-31 2021-03-31 -> 30000 0 1030000
    JP subcontractor: JP-SUBCONTRACT 1000000 JPY 2026-03-01 2026-03-31 -> 12000 0 1012000
    JP subcontractor, 60 days after receipt: JP-SUBCONTRACT 1000000 JPY 2026-03-01 2026-03-31 received=2026-01-15 -> 6400 0 1006400
    JP subcontractor, later than 60 days agreed: JP-SUBCONTRACT 1000000 JPY 2026-07-30 2026-08-10 received=2026-04-01 -> 28800 0 1028800
    the first interest day: EU-B2B 10000.00 EUR 2026-07-31 2026-08-01 -> 2.85 40.00 10042.85
    the due date itself: EU-B2B 10000.00 EUR 2026-07-31 2026-07-31 -> 0.00 0.00 10000.00
    due after the day asked for: EU-B2B 10000.00 EUR 2026-12-31 2026-07-31 -> 0.00 0.00 10000.00
    a leap year by 365: CONTRACT 36500.00 EUR 2023-12-31 2024-12-31 rate=10 -> 3660.00 0.00 40160.00
    a leap year by its own length: CONTRACT 36500.00 EUR 2023-12-31 2024-12-31 rate=10 day_count=act/act -> 3650.00 0.00 40150.00
    two years by their own lengths: CONTRACT 36600.00 EUR 2023-06-30 2024-06-30 rate=10 day_count=act/act -> 3665.04 0.00 40265.04
    twelve months of thirty days: CONTRACT 36500.00 EUR 2023-12-31 2024-12-31 rate=10 day_count=30/360 -> 3650.00 0.00 40150.00
    daily rate by contract: CONTRACT 1000.00 EUR 2026-01-31 2026-03-02 rate=0.05/day -> 15.00 0.00 1015.00
    """.split(separator: "\n").map(String.init)

  @Test("a worked example comes to what was worked out by hand", arguments: examples)
  func example(_ line: String) throws {
    let sides = line.split(separator: ": ")[1].components(separatedBy: " -> ")
    let words = sides[0].split(separator: " ").map(String.init)
    let demand = words.first { $0.hasPrefix("demand=") }.map { String($0.dropFirst(7)) }
    let options = words.dropFirst(5).filter { !$0.hasPrefix("demand=") }
    let statement = try owed(words[0], words[1], words[2], words[3], words[4], demand: demand, options: Array(options))
    #expect(statement.sums == sides[1])
  }

  @Test("the working of a floating rate names every half-year")
  func floating() throws {
    let statement = try owed("DE-B2B", "10000.00", "EUR", "2026-05-29", "2026-08-31")
    #expect(
      statement.working == ["2026-05-30 2026-06-30 32 10.27 90.04", "2026-07-01 2026-08-31 62 10.52 178.70"])
    #expect(statement.segments.map(\.unrounded) == ["90.038356", "178.695890"])
    #expect(!statement.isProvisional)
    #expect(statement.sources.count == 3)
  }

  @Test("a due date on Sunday moves interest by a day, a holiday after it by more")
  func movedDue() throws {
    #expect(try owed("DE-B2C", "1000.00", "EUR", "2026-05-31", "2026-06-30").starts == day("2026-06-02"))
    #expect(try owed("DE-B2B", "1000.00", "EUR", "2026-04-03", "2026-06-30").starts == day("2026-04-08"))
    // Sunday, then the national day.
    #expect(try owed("CH", "1000.00", "CHF", "2022-07-31", "2022-12-31").starts == day("2022-08-03"))
    // The week of the Chinese National Day, at the end of which Saturday is worked.
    #expect(try owed("CN-SME", "1000.00", "CNY", "2026-10-01", "2026-12-31").starts == day("2026-10-09"))
    #expect(try owed("UK-B2B", "1000.00", "GBP", "2026-05-31", "2026-06-30").starts == day("2026-06-01"))
    #expect(try owed("EU-B2B", "1000.00", "EUR", "2026-05-31", "2026-06-30").starts == day("2026-06-01"))
    #expect(
      try owed("EU-B2B", "1000.00", "EUR", "2026-05-31", "2026-06-30", options: ["place=DE"]).starts
        == day("2026-06-02"))
  }

  @Test("without a due date the law's days after receipt count")
  func withoutDate() throws {
    let german = try owed("DE-B2B", "1000.00", "EUR", "2026-03-04", "2026-06-30", options: ["received=2026-03-04"])
    #expect(german.deadline.iso == "2026-04-07")
    #expect(german.starts?.iso == "2026-04-08")
    let british = try owed("UK-B2B", "1000.00", "GBP", "2026-03-01", "2026-06-30", options: ["received=2026-03-01"])
    #expect(british.deadline.iso == "2026-03-30")
    #expect(british.starts?.iso == "2026-03-31")
    let irish = try owed("IE-B2B", "1000.00", "EUR", "2026-03-01", "2026-06-30", options: ["received=2026-03-01"])
    #expect(irish.deadline.iso == "2026-03-31")
    #expect(irish.starts?.iso == "2026-04-01")
  }

  @Test("the British rate is frozen by the half-year in which interest starts")
  func frozen() throws {
    let statement = try owed("UK-B2B", "10000.00", "GBP", "2022-06-29", "2024-06-29")
    #expect(statement.working == ["2022-06-30 2024-06-29 731 8.25 1652.26"])
    #expect(try owed("UK-B2B", "10000.00", "GBP", "2022-06-30", "2022-07-01").segments.map(\.rate.text) == ["9.25"])
    #expect(try owed("UK-B2B", "10000.00", "GBP", "2025-12-31", "2026-06-30").segments.map(\.rate.text) == ["11.75"])
    #expect(try owed("UK-B2B", "10000.00", "GBP", "2025-12-30", "2026-06-30").segments.map(\.rate.text) == ["12.25"])
  }

  @Test(
    "the British fixed sum changes at 1,000 and 10,000, the Irish one above them",
    arguments: [
      ("0.01", 40, 40), ("999.99", 40, 40), ("1000.00", 70, 40), ("1000.01", 70, 70), ("9999.99", 70, 70),
      ("10000.00", 100, 70), ("10000.01", 100, 100),
    ])
  func bands(sum: String, british: Int, irish: Int) throws {
    #expect(try owed("UK-B2B", sum, "GBP", "2026-05-29", "2026-06-30").compensation.minorUnits == Int64(british) * 100)
    #expect(try owed("IE-B2B", sum, "EUR", "2026-05-29", "2026-06-30").compensation.minorUnits == Int64(irish) * 100)
  }

  @Test(
    "the Dutch scale at each of its edges",
    arguments: [
      ("125.00", "40.00"), ("266.66", "40.00"), ("266.67", "40.00"), ("266.70", "40.01"), ("2500.00", "375.00"),
      ("2500.10", "375.01"), ("3000.00", "425.00"), ("5000.00", "625.00"), ("5000.10", "625.01"),
      ("10000.00", "875.00"),
      ("10001.00", "875.01"), ("200000.00", "2775.00"), ("200001.00", "2775.01"), ("999999.00", "6775.00"),
      ("999997.00", "6774.99"), ("1000000.00", "6775.00"), ("5000000.00", "6775.00"), ("2333.33", "350.00"),
    ])
  func dutchScale(sum: String, costs: String) throws {
    #expect(try owed("NL-B2B", sum, "EUR", "2026-05-29", "2026-06-30").compensation.decimal == costs)
  }

  @Test("a Dutch consumer owes the scale only after fourteen full days from the day after receipt")
  func dutchLetter() throws {
    let statement = { (asOf: String, demand: String?) in
      try owed("NL-B2C", "3000.00", "EUR", "2026-05-29", asOf, demand: demand)
    }
    #expect(try statement("2026-06-23", "2026-06-09").compensation.decimal == "0.00")
    #expect(try statement("2026-06-24", "2026-06-09").compensation.decimal == "425.00")
    #expect(try statement("2026-06-24", "2026-06-09").compensationFrom == day("2026-06-24"))
    let silent = try statement("2026-12-31", nil)
    #expect(silent.compensation.decimal == "0.00")
    #expect(silent.notes.contains { $0.contains("14 full days") })
    let early = try statement("2026-12-31", "2026-05-29")
    #expect(early.compensation.decimal == "0.00")
    #expect(early.notes.contains { $0.contains("before the debtor was late") })
  }

  @Test("the Dutch letter has to announce what would be owed, once the debtor is late and until it is owed")
  func dutchAnnouncement() throws {
    let ahead = { (asOf: String, paid: [(String, String)], demand: String?) in
      try owed("NL-B2C", "3000.00", "EUR", "2026-05-29", asOf, paid, demand: demand).fixedSumAhead
    }
    let letter = try #require(try ahead("2026-06-08", [], nil))
    #expect(letter.days == 14)
    #expect(FixedSumAhead.sum(of: [letter])?.decimal == "425.00")
    let rest = try #require(try ahead("2026-06-08", [("2026-06-01", "2000.00")], nil))
    #expect(FixedSumAhead.sum(of: [rest])?.decimal == "150.15")
    // BW 6:96 (7): two debts in one letter are one sum on the scale, 15 % of 2,500 and 10 % of 1,500.99 (three days at
    // 4 % come first, 0.99).
    #expect(FixedSumAhead.sum(of: [letter, rest])?.decimal == "525.10")
    #expect(FixedSumAhead.sum(of: []) == nil)
    #expect(try ahead("2026-05-29", [], nil) == nil)
    #expect(try ahead("2026-06-23", [], "2026-06-09") != nil)
    #expect(try ahead("2026-06-24", [], "2026-06-09") == nil)
    #expect(try owed("NL-B2B", "3000.00", "EUR", "2026-05-29", "2026-06-08").fixedSumAhead == nil)
  }

  @Test("debts of one Dutch letter share the sum that it announced; what was paid on more of it goes to the debt")
  func dutchJointSum() throws {
    let statement = { (sum: String, paid: [(String, String)]) in
      try owed("NL-B2C", sum, "EUR", "2026-05-29", "2026-07-10", paid, demand: "2026-06-09")
    }
    let (first, second) = (try statement("3000.00", []), try statement("1000.00", []))
    #expect(first.compensation.decimal == "425.00")
    #expect(second.compensation.decimal == "150.00")
    let shared = InterestStatement.sharingFixedSum([1: first, 2: second])
    // 15 % of 2,500 and 10 % of 1,500, three quarters of it for three quarters of the debt.
    #expect(shared[1]?.compensation.decimal == "393.75")
    #expect(shared[2]?.compensation.decimal == "131.25")
    let less = (first.total.minorUnits + second.total.minorUnits) - shared.values.reduce(0) { $0 + $1.total.minorUnits }
    #expect(less == 5_000)
    let paid = try statement("1000.00", [("2026-07-01", "150.00")])
    #expect(paid.costsLeft.decimal == "0.00")
    let mended = try #require(InterestStatement.sharingFixedSum([1: first, 2: paid])[2])
    #expect(mended.total.minorUnits == paid.total.minorUnits - 1_875)
    #expect(InterestStatement.sharingFixedSum([1: first]) == [1: first])
  }

  @Test("who pays within the fourteen days owes the scale on the rest alone, or nothing")
  func paidWithinTheTerm() throws {
    let part = try owed(
      "NL-B2C", "3000.00", "EUR", "2026-05-29", "2026-06-30", [("2026-06-23", "2500.00")], demand: "2026-06-09")
    #expect(part.allocated == ["0.00 8.22 2491.78 0.00"])
    #expect(part.compensation.decimal == "76.23")
    let whole = try owed(
      "NL-B2C", "3000.00", "EUR", "2026-05-29", "2026-06-30", [("2026-06-23", "3100.00")], demand: "2026-06-09")
    #expect(whole.compensation.decimal == "0.00")
    #expect(whole.total.decimal == "0.00")
    #expect(whole.excess.decimal == "91.78")
  }

  @Test("three German half-years with two part payments")
  func germanPayments() throws {
    let statement = try owed(
      "DE-B2B", "10000.00", "EUR", "2025-09-30", "2026-09-30", [("2026-07-15", "4000.00"), ("2026-01-31", "2000.00")])
    #expect(
      statement.working == [
        "2025-10-01 2025-12-31 92 10.27 258.86", "2026-01-01 2026-01-31 31 10.27 87.22",
        "2026-02-01 2026-06-30 150 10.27 353.94", "2026-07-01 2026-07-15 15 10.52 36.26",
        "2026-07-16 2026-09-30 77 10.52 106.00",
      ])
    #expect(statement.segments.map(\.base.decimal) == ["10000.00", "10000.00", "8386.08", "8386.08", "4776.27"])
    #expect(statement.allocated == ["40.00 346.08 1613.92 0.00", "0.00 390.19 3609.81 0.00"])
    // The 346.08 that were paid are paid: what was above them before it was rounded is owed no more.
    #expect(statement.sums == "842.27 40.00 4882.27")
    #expect(statement.principalLeft.decimal == "4776.27")
  }

  @Test("Dutch interest compounds on the anniversary, and a payment takes the oldest of it first")
  func dutchPayments() throws {
    let statement = try owed(
      "NL-B2B", "10000.00", "EUR", "2023-06-30", "2026-06-30", [("2025-03-31", "1000.00"), ("2025-12-31", "6000.00")])
    #expect(
      statement.segments.map { "\($0.from.iso) \($0.rate.text) \($0.base.decimal)" } == [
        "2023-07-01 12.00 10000.00", "2024-01-01 12.50 10000.00", "2024-07-01 12.25 11228.22",
        "2025-01-01 11.15 11228.22", "2025-04-01 11.15 11103.22", "2025-07-01 10.15 12413.95",
        "2026-01-01 10.15 7049.14",
      ])
    #expect(statement.allocated == ["875.00 125.00 0.00 0.00", "0.00 3049.14 2950.86 0.00"])
  }

  @Test("Indian interest compounds every month at three times the bank rate")
  func indianRests() throws {
    let statement = try owed("IN-MSME", "100000.00", "INR", "2025-12-05", "2026-12-05")
    try #require(statement.segments.count == 13)
    #expect(statement.segments.allSatisfy { $0.rate.text == "16.50" })
    #expect(statement.segments[1].base.decimal == "101401.37")
    #expect(statement.interest.decimal == "17806.71")
    #expect(statement.isProvisional)
    #expect(statement.provisionalBecause.count == 1)
  }

  @Test(
    "limitation ends with the year, with the years from the due date, or anew after a demand",
    arguments: [
      ("DE-B2B", "2026-05-29", nil, "2029-12-31"), ("DE-B2B", "2026-12-31", "2027-05-01", "2029-12-31"),
      ("DE-B2C", "2027-01-01", nil, "2030-12-31"), ("AT-B2B", "2026-05-29", "2027-01-01", "2029-05-29"),
      ("FR-B2B", "2026-05-29", "2027-01-01", "2031-05-29"), ("FR-B2C", "2026-05-29", nil, "2028-05-29"),
      ("NL-B2B", "2026-05-29", "2026-09-01", "2031-09-01"), ("ES-B2B", "2026-05-29", "2026-09-01", "2031-09-01"),
      ("IT-B2B", "2026-05-29", "2026-09-01", "2036-09-01"), ("SE", "2026-05-29", "2026-09-01", "2036-09-01"),
      ("UK-B2B", "2026-05-29", "2026-09-01", "2032-05-29"), ("CH", "2026-05-29", "2026-09-01", "2036-05-29"),
      ("CN-SALE", "2026-05-29", "2026-09-01", "2029-09-01"), ("CN-SALE", "2026-05-29", nil, "2029-05-29"),
      ("CN-SALE", "2020-02-29", nil, "2023-02-28"), ("JP", "2026-05-29", "2027-05-29", "2031-05-29"),
      ("JP", "2021-05-29", "2026-03-01", "2026-09-01"), ("JP", "2021-05-29", "2026-06-01", "2026-05-29"),
      ("CN-SALE", "2021-05-29", "2024-06-01", "2024-05-29"), ("US-CA", "2026-05-29", nil, "2030-05-29"),
    ] as [(String, String, String?, String)])
  func limitation(rule: String, due: String, demand: String?, last: String) throws {
    let rule = try law.get().require(rule)
    #expect(try rule.limitation?.lastDay(due: day(due), demand: demand.map(day)).iso == last)
  }

  @Test("limitation is not moved by a due date on a weekend, and unknown where national law decides")
  func limitationOfWeekends() throws {
    #expect(try owed("CH", "1.00", "CHF", "2026-05-31", "2026-06-30").limitation?.iso == "2036-05-31")
    #expect(try owed("EU-B2B", "1.00", "EUR", "2026-05-31", "2026-06-30").limitation == nil)
  }

  @Test("what is not known yet is provisional, with the last known rate")
  func provisional() throws {
    let german = try owed("DE-B2B", "10000.00", "EUR", "2026-11-30", "2027-01-31")
    #expect(german.isProvisional)
    #expect(german.segments.map(\.rate.text) == ["10.52", "10.52"])
    #expect(try !owed("DE-B2B", "10000.00", "EUR", "2026-11-30", "2026-12-31").isProvisional)
    #expect(try owed("EU-B2B", "10000.00", "EUR", "2026-11-30", "2027-01-01").isProvisional)
    #expect(try !owed("EU-B2B", "10000.00", "EUR", "2026-11-30", "2026-12-31").isProvisional)
    #expect(try owed("FR-B2C", "1.00", "EUR", "2026-05-31", "2026-07-01", demand: "2026-05-31").isProvisional)
    #expect(try owed("NL-B2C", "10000.00", "EUR", "2026-05-29", "2027-01-01").isProvisional)
    #expect(try owed("UK-B2B", "1000.00", "GBP", "2026-12-31", "2027-01-31").isProvisional)
    #expect(try !owed("CH", "1000.00", "CHF", "2026-12-31", "2030-01-31").isProvisional)
  }

  @Test("a rate before its table begins is an error that says so")
  func beforeTheTable() throws {
    #expect {
      try owed("CN-SALE", "100000.00", "CNY", "2019-07-31", "2019-12-31")
    } throws: { error in
      guard let error = error as? RuleError else { return false }
      return error.code == .invalidDate
        && error.message == "the rate cn-lpr-1y of 2019-08-01 is not in its table; it begins on 2019-08-20"
    }
    #expect(try owed("CN-SALE", "100000.00", "CNY", "2019-08-19", "2019-12-31").segments[0].rate.text == "5.525")
  }

  @Test("a fixed sum in another currency is told, not added")
  func otherCurrency() throws {
    let statement = try owed("DE-B2B", "10000.00", "USD", "2026-05-29", "2026-08-31")
    #expect(statement.sums == "268.73 0.00 10268.73")
    #expect(statement.notes.contains("the fixed sum is owed in EUR and not in these figures"))
  }

  @Test("every rule of the contract is there, and speaks of each sum and of its source")
  func rules() throws {
    let ids = """
      EU-B2B DE-B2B DE-B2C AT-B2B AT-B2C FR-B2B FR-B2C NL-B2B NL-B2C ES-B2B ES-B2C IT-B2B IE-B2B UK-B2B UK-B2C SE CH \
      CN-SALE CN-SME CN-LOAN JP JP-SUBCONTRACT IN-MSME US-NY US-CA US-TX CA AU CONTRACT
      """
    let statutes = try law.get()
    #expect(Set(statutes.rules.keys) == Set(ids.split(separator: " ").map(String.init)))
    for rule in statutes.rules.values {
      let options = rule.agreed?.isRequired == true ? ["rate=9.5"] : []
      let statement = try owed(
        rule.id, "1000.00", "EUR", "2025-12-31", "2026-03-31", demand: "2026-01-15", options: options)
      #expect(statement.interest.isPositive, "\(rule.id)")
      #expect(!statement.sources.isEmpty, "\(rule.id)")
    }
  }

  @Test("every rule says whom it is for, and those for consumers ask for no fixed sum that is for businesses")
  func audiences() throws {
    for rule in try law.get().rules.values {
      let expected: Audience =
        rule.id.hasSuffix("-B2B") ? .business : rule.id.hasSuffix("-B2C") ? .consumer : rule.audience
      #expect(rule.audience == expected, "\(rule.id)")
      if rule.audience == .consumer, rule.demandDays == nil { #expect(rule.fixedSum == nil, "\(rule.id)") }
    }
    let basis = try law.get().rules.mapValues(\.defaultBy)
    #expect(["DE-B2C", "ES-B2C", "CH"].allSatisfy { basis[$0] == .reminder })
    #expect(basis["NL-B2C"] == .term)
  }

  @Test("a consumer's invoice that points out no days starts none, whatever day it was received (BGB § 286 (3))")
  func daysThatNobodyPointedOut() throws {
    let options = ["due_basis=set", "received=2026-03-04"]
    #expect(try owed("DE-B2C", "1000.00", "EUR", "2026-03-04", "2026-06-30", options: options).starts == nil)
    let noticed = options + ["days_noticed=true"]
    #expect(
      try owed("DE-B2C", "1000.00", "EUR", "2026-03-04", "2026-06-30", options: noticed).starts?.iso == "2026-04-08")
  }

  @Test("a demand before the debt was due starts no interest, neither where a law wants one (Code civil 1231-6)")
  func earlyDemand() throws {
    #expect(try owed("FR-B2C", "100.00", "EUR", "2026-03-31", "2026-06-30", demand: "2026-03-30").starts == nil)
    #expect(
      try owed("FR-B2C", "100.00", "EUR", "2026-03-31", "2026-06-30", demand: "2026-03-31").starts?.iso == "2026-04-01")
  }

  @Test("a debt in another currency cites no statute of the fixed sum that it does not ask for")
  func citations() throws {
    #expect(
      try owed("DE-B2B", "10000.00", "EUR", "2026-05-29", "2026-08-31").citations["de"] == "§ 288 Abs. 2 und 5 BGB")
    #expect(try owed("DE-B2B", "10000.00", "USD", "2026-05-29", "2026-08-31").citations["de"] == "§ 288 Abs. 2 BGB")
    // The announced sum of a fourteen-day letter has its statute as well.
    #expect(
      try owed("NL-B2C", "3000.00", "EUR", "2026-05-29", "2026-06-10").citations["nl"]?.contains("6:96") == true)
  }

  /// From, refinancing rate, Basiszinssatz, Austrian one, Bank Rate the day before, then the legal rates.
  static let halfYears = """
    2016-01-01 0.05 -0.83 -0.12 0.50 8.05 8.17 4.17 9.08 10.05 8.50
    2016-07-01 0.00 -0.88 -0.62 0.50 8.00 8.12 4.12 8.58 10.00 8.50
    2017-01-01 0.00 -0.88 -0.62 0.25 8.00 8.12 4.12 8.58 10.00 8.25
    2017-07-01 0.00 -0.88 -0.62 0.25 8.00 8.12 4.12 8.58 10.00 8.25
    2018-01-01 0.00 -0.88 -0.62 0.50 8.00 8.12 4.12 8.58 10.00 8.50
    2018-07-01 0.00 -0.88 -0.62 0.50 8.00 8.12 4.12 8.58 10.00 8.50
    2019-01-01 0.00 -0.88 -0.62 0.75 8.00 8.12 4.12 8.58 10.00 8.75
    2019-07-01 0.00 -0.88 -0.62 0.75 8.00 8.12 4.12 8.58 10.00 8.75
    2020-01-01 0.00 -0.88 -0.62 0.75 8.00 8.12 4.12 8.58 10.00 8.75
    2020-07-01 0.00 -0.88 -0.62 0.10 8.00 8.12 4.12 8.58 10.00 8.10
    2021-01-01 0.00 -0.88 -0.62 0.10 8.00 8.12 4.12 8.58 10.00 8.10
    2021-07-01 0.00 -0.88 -0.62 0.10 8.00 8.12 4.12 8.58 10.00 8.10
    2022-01-01 0.00 -0.88 -0.62 0.25 8.00 8.12 4.12 8.58 10.00 8.25
    2022-07-01 0.00 -0.88 -0.62 1.25 8.00 8.12 4.12 8.58 10.00 9.25
    2023-01-01 2.50 1.62 1.88 3.50 10.50 10.62 6.62 11.08 12.50 11.50
    2023-07-01 4.00 3.12 3.38 5.00 12.00 12.12 8.12 12.58 14.00 13.00
    2024-01-01 4.50 3.62 3.88 5.25 12.50 12.62 8.62 13.08 14.50 13.25
    2024-07-01 4.25 3.37 3.88 5.25 12.25 12.37 8.37 13.08 14.25 13.25
    2025-01-01 3.15 2.27 2.53 4.75 11.15 11.27 7.27 11.73 13.15 12.75
    2025-07-01 2.15 1.27 1.53 4.25 10.15 10.27 6.27 10.73 12.15 12.25
    2026-01-01 2.15 1.27 1.53 3.75 10.15 10.27 6.27 10.73 12.15 11.75
    2026-07-01 2.40 1.52 1.53 3.75 10.40 10.52 6.52 10.73 12.40 11.75
    """.split(separator: "\n").map { $0.split(separator: " ").map(String.init) }

  @Test("every half-year since 2016 has the rates that were published", arguments: halfYears)
  func halfYear(_ row: [String]) throws {
    let first = try day(row[0])
    let tables = try law.get().tables
    let rate = { (name: String, day: CivilDate) in tables[name]?.row(on: day)?.rate.text ?? "" }
    let before = first.adding(days: -1)
    #expect(rate("ecb-main-refinancing", first) == row[1])
    #expect(rate("de-basiszinssatz", first) == row[2])
    #expect(rate("at-basiszinssatz", first) == row[3])
    #expect(rate("boe-bank-rate", before) == row[4])
    for (rule, expected) in zip(["EU-B2B", "DE-B2B", "DE-B2C", "AT-B2B", "FR-B2B", "UK-B2B"], row.dropFirst(5)) {
      let statement = try owed(rule, "1000.00", rule == "UK-B2B" ? "GBP" : "EUR", before.iso, first.adding(days: 9).iso)
      #expect(statement.segments.last?.rate.text == expected, "\(rule)")
    }
    #expect(try owed("IE-B2B", "1.00", "EUR", before.iso, first.iso).segments.last?.rate.text == row[5])
  }

  @Test("the Basiszinssatz is the refinancing rate of the last operation before the half-year, less 0.88")
  func invariant() throws {
    let tables = try law.get().tables
    let (german, european) = try (#require(tables["de-basiszinssatz"]), #require(tables["ecb-main-refinancing"]))
    for row in german.rows {
      let refinancing = try #require(european.row(on: row.from.adding(days: -1)))
      #expect(row.rate.millionths == refinancing.rate.millionths - 880_000)
    }
  }
}
