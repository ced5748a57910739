import Testing

@testable import Dunning

@Suite("How far holidays are certain")
struct CalendarHorizonTests {
  /// Known until the end of 2026; what the law fixes is in it for longer.
  private func calendar() throws -> WorkCalendar {
    WorkCalendar(
      name: "ES",
      days: [
        SpecialDay(try day("2026-12-25"), name: "Christmas"), SpecialDay(try day("2027-01-01"), name: "New Year"),
      ],
      known: try day("2020-01-01")...day("2026-12-31"))
  }

  @Test("nobody is written to on a day that the law fixes beyond the horizon, and it is said to be provisional")
  func beyond() throws {
    let policy = Policy(name: "standard", steps: [try step("reminder", "due+4d")], sendWindow: try window())
    let book = try rulebook([policy], calendar: calendar())
    let claim = try claim(due: "2026-12-28")
    let planned = try #require(book.next(for: claim, history: [], now: moment("2026-12-01T00:00:00Z")).planned)
    #expect(planned.at == (try moment("2027-01-04T08:00:00Z")))
    #expect(book.provisional(for: claim, days: [try day("2027-01-04")]).count == 1)
  }

  @Test("ninety days ahead somebody is told, once a calendar that is gone by")
  func warned() throws {
    let law = try rule(dueOnHoliday: .moves, calendar: "ES")
    let terms = try InterestTerms(rule: law, options: InterestOptions())
    let policy = Policy(name: "standard", steps: try ladder().steps, sendWindow: try window(), lateTerms: terms)
    let book = try rulebook([policy], calendar: calendar())
    #expect(try book.calendarWarnings(on: day("2026-10-02")).isEmpty)
    let warnings = try book.calendarWarnings(on: day("2026-10-03"))
    #expect(warnings.count == 1)
    #expect(warnings.first?.contains("ES are certain until 2026-12-31") == true, "\(warnings)")
    #expect(try book.calendarWarnings(on: day("2027-01-02")).first?.contains("were certain") == true)
    // A calendar without a horizon, as that of bare weekdays, ends never.
    #expect(try rulebook([ladder()]).calendarWarnings(on: day("2030-01-01")).isEmpty)
    #expect(try rulebook([ladder()], calendar: nil).calendarHorizons(alsoOf: ["weekdays"]).isEmpty)
  }
}
