import Testing

@testable import DunningStatements

@Suite("Amounts are exact, and what could be read in two ways is none")
struct AmountTests {
  @Test(
    "digits with one mark are an amount, and are written with as many decimals as they need",
    arguments: [
      ("12.5", "12.50"), ("-0.01", "-0.01"), (".5", "0.50"), ("800.", "800.00"), ("+7", "7.00"), ("8.85000", "8.85"),
      ("1.23456", "1.23456"), ("-995.4190396554627", "-995.4190396554627"), ("000000000473.17", "473.17"),
      ("999999999999999.99", "999999999999999.99"), ("1.0000000000000000000", "1.00"), ("-0.00", "0.00"),
    ])
  func reads(text: String, written: String) throws {
    #expect(try amount(text).description == written)
  }

  @Test(
    "anything else is refused",
    arguments: [
      "", ".", "-", "1,5", "1.2.3", "1e5", "--1", "1 000", "0x10", "١", "1.0000000000000001", "9999999999999999", "NaN",
    ])
  func refuses(text: String) { #expect(Amount(text) == nil) }

  @Test("a comma counts where a format says that it is the mark")
  func comma() {
    #expect(Amount("473,17", marks: [","])?.description == "473.17")
    #expect(Amount("1.473,17", marks: [","]) == nil)
  }

  @Test(
    "minor units have their decimals from the right",
    arguments: [("0000000011812700", 3, "11812.70"), ("5", 2, "0.05"), ("500", 0, "500.00"), ("0", 2, "0.00")])
  func minorUnits(digits: String, decimals: Int, written: String) {
    #expect(Amount(minorUnits: digits, decimals: decimals)?.description == written)
  }

  @Test("blank or signed minor units are none", arguments: ["", " ", "-5", "1 2", "12.3"])
  func badMinorUnits(digits: String) { #expect(Amount(minorUnits: digits, decimals: 2) == nil) }

  @Test("decimals are as many as the currency has, or as the bank wrote")
  func decimals() throws {
    #expect(try amount("1000").text(decimals: 0) == "1000")
    #expect(try amount("1000.50").text(decimals: 0) == "1000.5")
    #expect(try amount("-1.5").text(decimals: 3) == "-1.500")
  }

  @Test("sums of the largest amounts are exact")
  func sums() throws {
    let largest = try amount("999999999999999.999999999999999")
    let sum = (0..<1_000_000).reduce(into: Amount.zero) { sum, _ in sum += largest }
    #expect(sum.text(decimals: 2) == "999999999999999999999.999999999")
  }
}

@Suite("Days are those that a bank wrote")
struct DayTests {
  @Test("each way of writing a day is read, and a day that there is not is none")
  func ways() {
    #expect(Day(iso: "2026-11-30")?.iso == "2026-11-30")
    #expect(Day(iso: "2026-11-30T23:59:59.000+14:00")?.iso == "2026-11-30")
    #expect(Day(compact: "20261130120000[-5:EST]")?.iso == "2026-11-30")
    #expect(Day(short: "261130")?.iso == "2026-11-30")
    #expect(Day(short: "991231")?.iso == "1999-12-31")
    #expect(Day(shortFromDay: "301126")?.iso == "2026-11-30")
    for text in ["2026-02-29", "2026-13-01", "2026-00-10", "26-11-30", "2026-1-30", "+026-11-30", ""] {
      #expect(Day(iso: text) == nil)
    }
  }

  @Test("a day of a month of thirty days is the last that the month has")
  func interestDays() {
    #expect(Day(interestDay: "160230")?.iso == "2016-02-29")
    #expect(Day(interestDay: "170230")?.iso == "2017-02-28")
    #expect(Day(interestDay: "160431")?.iso == "2016-04-30")
    #expect(Day(interestDay: "160430")?.iso == "2016-04-30")
    #expect(Day(interestDay: "161230")?.iso == "2016-12-30")
    #expect(Day(interestDay: "161330") == nil)
  }
}
