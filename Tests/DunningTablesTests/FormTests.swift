import DunningTables
import Testing

/// How amounts and days are written.
@Suite struct FormTests {
  @Test(
    "an amount is read in the form that the map says",
    arguments: [
      ("1234.56", ".", "", "1234.56"), ("1.234,56", ",", ".", "1234.56"), ("1,234.56", ".", ",", "1234.56"),
      ("1'234.56", ".", "'", "1234.56"), ("1 234,56", ",", " ", "1234.56"), ("1\u{A0}234,56", ",", " ", "1234.56"),
      ("1\u{202F}234,56 €", ",", " ", "1234.56"), ("€ 12,50", ",", ".", "12.50"), ("-12.5", ".", "", "-12.5"),
      ("12,50-", ",", ".", "-12.50"), ("(1,000.00)", ".", ",", "-1000.00"), ("$1,362.07", ".", ",", "1362.07"),
      ("EUR 5", ".", "", "5"), ("1.000.000,00 EUR", ",", ".", "1000000.00"), ("１２３４.56", ".", "", "1234.56"),
      ("¥88,000", ".", ",", "88000"),
    ])
  func amounts(text: String, decimal: Character, thousands: String, value: String) throws {
    #expect(try NumberForm(decimal: decimal, thousands: thousands.first).read(text) == value)
  }

  @Test(
    "what is no amount in the form is refused, and not read in another",
    arguments: [
      ("1.234,56", ".", ""), ("1,23", ".", ","), ("12,34,567.00", ".", ","), ("1.2.3", ".", ""), ("", ".", ""),
      ("1.23457E+03", ".", ""), ("abc", ".", ""), ("1..2", ".", ","), ("1,", ",", "."), ("--5", ".", ""),
      ("5 6", ".", ""),
    ])
  func noAmounts(text: String, decimal: Character, thousands: String) {
    #expect(throws: TableFault.self) { try NumberForm(decimal: decimal, thousands: thousands.first).read(text) }
  }

  @Test("the likely form is told only where no two readings differ")
  func likelyNumbers() {
    #expect(NumberForm.likely(for: ["1.234,56", "5,00"]) == NumberForm(decimal: ",", thousands: "."))
    #expect(NumberForm.likely(for: ["12.50", "7"]) == NumberForm())
    #expect(NumberForm.likely(for: ["1.234"]) == nil)
    #expect(NumberForm.likely(for: ["1,234", "5,678"]) == nil)
    #expect(NumberForm.likely(for: []) == nil)
  }

  @Test(
    "a day is read in the form that the map says",
    arguments: [
      ("31.12.2026", "dd.mm.yyyy", "2026-12-31"), ("1.2.2026", "dd.mm.yyyy", "2026-02-01"),
      ("12/31/2026", "mm/dd/yyyy", "2026-12-31"), ("03/04/2026", "dd/mm/yyyy", "2026-04-03"),
      ("31.12.26", "dd.mm.yy", "2026-12-31"), ("20261231", "yyyymmdd", "2026-12-31"),
      ("311226", "ddmmyy", "2026-12-31"),
      ("11226", "ddmmyy", "2026-12-01"), ("46387", "excel", "2026-12-31"), ("46387.75", "excel", "2026-12-31"),
      ("Jan 28 2021", "mmm dd yyyy", "2021-01-28"), ("28. März 2021", "dd mmm yyyy", "2021-03-28"),
      ("28-févr.-2021", "dd-mmm-yyyy", "2021-02-28"), ("2026-12-31 00:00:00", "yyyy-mm-dd", "2026-12-31"),
      ("2026-12-31T10:30:00Z", "yyyy-mm-dd", "2026-12-31"), ("2026年12月31日", "yyyy年mm月dd日", "2026-12-31"),
    ])
  func days(text: String, form: String, day: String) throws {
    #expect(try #require(DayForm(form)).read(text).text == day)
  }

  @Test(
    "what is no day in the form is refused",
    arguments: [
      ("31.02.2026", "dd.mm.yyyy"), ("12/31/2026", "dd/mm/yyyy"), ("2026-12-31", "dd.mm.yyyy"), ("", "yyyy-mm-dd"),
      ("31.12.2026x", "dd.mm.yyyy"), ("29.02.2027", "dd.mm.yyyy"), ("0", "excel"), ("Foo 28 2021", "mmm dd yyyy"),
    ])
  func noDays(text: String, form: String) throws {
    let form = try #require(DayForm(form))
    #expect(throws: TableFault.self) { try form.read(text) }
  }

  @Test("a day without a year lies in the year that begins on a day")
  func yearless() throws {
    let form = try #require(DayForm("ddmm"))
    let start = try #require(TableDay(year: 2026, month: 7, day: 1))
    #expect(try form.read("0107", from: start).text == "2026-07-01")
    #expect(try form.read("3006", from: start).text == "2027-06-30")
    #expect(try form.read("512", from: start).text == "2026-12-05")
    #expect(throws: TableFault.self) { try form.read("0107") }
  }

  @Test("a form must have a day and a month", arguments: ["", "yyyy", "dd.yyyy", "mm.mmm.dd", "dd.mm.qq", "d1"])
  func noForm(name: String) { #expect(DayForm(name) == nil) }

  @Test("the order of day and month is never guessed")
  func likelyDays() throws {
    #expect(DayForm.likely(for: ["31.12.2026", "01.02.2026"]) == .one(try #require(DayForm("dd.mm.yyyy"))))
    #expect(DayForm.likely(for: ["12/31/2026"]) == .one(try #require(DayForm("mm/dd/yyyy"))))
    guard case .several(let forms) = DayForm.likely(for: ["03/04/2026", "05/06/2026"]) else {
      Issue.record("it was guessed")
      return
    }
    #expect(forms.map(\.name) == ["dd/mm/yyyy", "mm/dd/yyyy"])
    #expect(DayForm.likely(for: ["soon"]) == .none)
    let days = (10...29).map { "\($0).11.2026" }
    let german = try #require(DayForm("dd.mm.yyyy"))
    #expect(DayForm.likely(for: days + ["31.11.2026"]) == .mostly(german, except: ["31.11.2026"]))
    #expect(DayForm.likely(for: (1...12).map { "0\($0 % 10)/02/2026" } + ["31/31/2026"]) == .none)
    #expect(DayForm.likely(for: ["31/12/2026", "12/31/2026"]) == .none)
  }

  @Test("a spreadsheet's count of days knows the leap day that was none")
  func serials() {
    #expect(TableDay(serial: 1)?.text == "1900-01-01")
    #expect(TableDay(serial: 59)?.text == "1900-02-28")
    #expect(TableDay(serial: 61)?.text == "1900-03-01")
    #expect(TableDay(serial: 36_526)?.text == "2000-01-01")
    #expect(TableDay(year: 2026, month: 12, day: 31)?.adding(days: 60)?.text == "2027-03-01")
  }
}
