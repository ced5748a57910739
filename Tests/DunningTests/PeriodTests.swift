import Testing

@testable import Dunning

/// Easter and the turn of the year in Germany.
private let germany = [
  "2026-01-01", "2026-04-03", "2026-04-06", "2026-05-01", "2026-05-14", "2026-05-25", "2026-12-25", "2026-12-26",
]
/// The bank holidays of England around the same days.
private let england = ["2026-04-03", "2026-04-06", "2026-05-04", "2026-05-25", "2026-12-25", "2026-12-28"]

@Suite("Periods, counted as the laws count them")
struct PeriodTests {
  private func place(_ holidays: [String], worked: [String] = []) throws -> WorkCalendar {
    WorkCalendar(
      name: "test",
      days: try holidays.map { SpecialDay(try day($0), name: "holiday") }
        + worked.map { SpecialDay(try day($0), name: "worked", isWorked: true) })
  }

  private func end(_ event: String, _ length: String, _ rule: PeriodRule, in calendar: WorkCalendar) throws -> String {
    Period(after: try day(event), try Span(parsing: length), by: rule).end(in: calendar).iso
  }

  @Test("thirty days after an invoice end after Easter, and default begins on the day after")
  func thirtyDays() throws {
    let period = Period(after: try day("2026-03-04"), Span(30, .days), by: .german)
    let berlin = try place(germany)
    #expect(period.lastDay(in: berlin).iso == "2026-04-03")
    #expect(period.end(in: berlin).iso == "2026-04-07" && period.dayAfter(in: berlin).iso == "2026-04-08")
  }

  @Test("beginning with a day counts that day, after a day does not, and in England nothing moves")
  func english() throws {
    let notice = try day("2026-03-01")
    let beginning = Period(after: notice, Span(30, .days), by: .englishBeginningWith)
    #expect(beginning.end(in: .weekdays).iso == "2026-03-30" && beginning.dayAfter(in: .weekdays).iso == "2026-03-31")
    let after = Period(after: notice, Span(30, .days), by: .englishAfter)
    #expect(after.end(in: .weekdays).iso == "2026-03-31" && after.dayAfter(in: .weekdays).iso == "2026-04-01")
  }

  @Test(
    "the end of ten days from 16 December moves over the holidays of the place",
    arguments: [(germany, "2026-12-28"), (england, "2026-12-29")])
  func rolled(holidays: [String], expected: String) throws {
    #expect(try end("2026-12-16", "10d", .european, in: place(holidays)) == expected)
  }

  @Test(
    "in acts of the Union two days or more hold two working days",
    arguments: [
      ("2026-11-20", "1d", "2026-11-23"), ("2026-11-20", "2d", "2026-11-24"), ("2026-11-19", "2d", "2026-11-23"),
      ("2026-11-20", "3d", "2026-11-24"), ("2026-12-24", "3d", "2026-12-29"), ("2026-12-24", "5d", "2026-12-29"),
    ])
  func union(event: String, length: String, expected: String) throws {
    #expect(try end(event, length, .european, in: place(germany)) == expected)
  }

  @Test("a weekend day that is worked in China ends a period, a holiday that runs on moves it")
  func china() throws {
    let calendar = try place(
      ["2026-02-16", "2026-02-17", "2026-02-18", "2026-02-19", "2026-02-20", "2026-02-23"],
      worked: ["2026-02-14", "2026-02-28"])
    #expect(try end("2026-02-12", "2d", .chinese, in: calendar) == "2026-02-14")
    #expect(try end("2026-02-13", "2d", .chinese, in: calendar) == "2026-02-24")
    #expect(try end("2026-01-28", "1mo", .chinese, in: calendar) == "2026-02-28")
    #expect(try end("2026-02-12", "2d", .german, in: place(germany)) == "2026-02-16")
  }

  @Test(
    "months end on the day of the same number, or on the last of the month",
    arguments: [
      ("2026-01-31", "1mo", "2026-02-28"), ("2026-01-31", "2mo", "2026-03-31"), ("2024-01-31", "1mo", "2024-02-29"),
      ("2024-02-29", "12mo", "2025-02-28"), ("2026-02-28", "1mo", "2026-03-28"), ("2026-04-30", "1mo", "2026-05-30"),
      ("2026-03-03", "2w", "2026-03-17"), ("2026-03-03", "10d", "2026-03-13"),
    ])
  func months(event: String, length: String, expected: String) throws {
    for rule in [PeriodRule.german, .french, .swiss, .chinese, .englishAfter] {
      let period = Period(after: try day(event), try Span(parsing: length), by: rule)
      #expect(period.lastDay(in: .weekdays).iso == expected, "\(rule)")
    }
  }

  @Test(
    "in Japan months are counted from the day after, so that one from the last of a month ends on the last",
    arguments: [
      ("2026-02-28", "1mo", "2026-03-31"), ("2026-04-30", "1mo", "2026-05-31"), ("2026-01-30", "1mo", "2026-02-28"),
      ("2026-01-31", "1mo", "2026-02-28"), ("2026-01-15", "1mo", "2026-02-15"), ("2026-03-03", "10d", "2026-03-13"),
      ("2026-03-03", "2w", "2026-03-17"),
    ])
  func japan(event: String, length: String, expected: String) throws {
    let period = Period(after: try day(event), try Span(parsing: length), by: .japanese)
    #expect(period.lastDay(in: .weekdays).iso == expected)
  }

  @Test(
    "beginning with a day, months end on the day before, or on the last of the month",
    arguments: [
      ("2026-03-01", "1mo", "2026-03-31"), ("2026-01-31", "1mo", "2026-02-28"), ("2026-01-29", "1mo", "2026-02-28"),
      ("2026-01-15", "1mo", "2026-02-14"), ("2024-02-29", "12mo", "2025-02-28"), ("2026-03-02", "1w", "2026-03-08"),
    ])
  func beginning(event: String, length: String, expected: String) throws {
    let period = Period(after: try day(event), try Span(parsing: length), by: .englishBeginningWith)
    #expect(period.lastDay(in: .weekdays).iso == expected)
  }

  @Test(
    "clear days lie between the notice and the act; of five or fewer only those count on which the court is open",
    arguments: [
      ("2026-03-02", "14d", "2026-03-17"), ("2026-03-05", "3d", "2026-03-11"), ("2026-04-01", "3d", "2026-04-09"),
      ("2026-03-05", "6d", "2026-03-12"),
    ])
  func clearDays(notice: String, length: String, act: String) throws {
    let period = Period(after: try day(notice), try Span(parsing: length), by: .englishClearDays)
    #expect(try period.dayAfter(in: place(england)).iso == act)
  }

  @Test(
    "a Dutch letter is taken to arrive on the second day of delivery",
    arguments: [
      ("2026-06-05", "2026-06-09"), ("2026-06-02", "2026-06-04"), ("2026-06-06", "2026-06-10"),
      ("2026-05-13", "2026-05-16"), ("2026-12-24", "2026-12-30"),
    ])
  func dutchLetter(posted: String, arrives: String) throws {
    let calendar = try place(["2026-05-14", "2026-05-25", "2026-12-25", "2026-12-26"])
    let delivered = calendar.presumedDutchDelivery(posted: try day(posted))
    #expect(delivered.iso == arrives)
    // The letter of 5 June gives fourteen days, 10 to 23 June.
    if posted == "2026-06-05" {
      #expect(Period(after: delivered, Span(14, .days), by: .german).lastDay(in: calendar).iso == "2026-06-23")
    }
  }

  @Test("an end that moves is a working day on or after the last day counted, and no working day lies between")
  func property() throws {
    // Given
    let seed: UInt64 = 11
    var random = Seeded(seed)
    for _ in 0..<1_000 {
      let event = CivilDate(dayNumber: random.number(20_000...22_000))
      let holidays = Set((0..<40).map { _ in event.adding(days: random.number(0...200)) })
      let calendar = WorkCalendar(name: "random", holidays: holidays)
      let length = Span(random.number(1...5), random.pick([.days, .weeks, .months, .workingDays]))
      let rule = random.pick(PeriodRule.allCases)
      let period = Period(after: event, length, by: rule)
      let comment: Comment = "seed \(seed): \(event.iso) + \(length.text), \(rule)"
      // When
      let (last, end) = (period.lastDay(in: calendar), period.end(in: calendar))
      // Then
      #expect(period.dayAfter(in: calendar) == end.adding(days: 1), comment)
      switch rule {
      case .englishAfter, .englishBeginningWith, .englishClearDays: #expect(end == last, comment)
      case .european where length != Span(1, .days):
        #expect(calendar.isWorkingDay(end) && end >= last, comment)
        #expect(calendar.workingDays(after: event, through: end) >= (length == Span(1, .workingDays) ? 1 : 2), comment)
      default:
        #expect(calendar.isWorkingDay(end) && end >= last, comment)
        #expect(calendar.workingDays(after: last.adding(days: -1), through: end) == 1, comment)
      }
    }
  }
}
