import Testing

@testable import Dunning

@Suite("Days of the calendar")
struct CivilDateTests {
  @Test("every day from 1970 to 2199 is the one that Python's calendar knows, on the same weekday")
  func exhaustive() throws {
    // Given
    let known = try PythonReference.lines(
      """
      from datetime import date, timedelta
      day = date(1970, 1, 1)
      while day.year < 2200:
        print(day.isoformat(), day.strftime("%a").lower())
        day += timedelta(1)
      """)
    #expect(known.count == 84_006)
    for (number, line) in known.enumerated() {
      // When
      let date = CivilDate(dayNumber: number)
      // Then
      guard "\(date.iso) \(date.weekday.rawValue)" == line else {
        Issue.record("day \(number) is \(line), not \(date.iso) \(date.weekday.rawValue)")
        return
      }
      let read = try CivilDate(parsing: date.iso)
      guard read == date else {
        Issue.record("\(date.iso) reads as day \(read.dayNumber)")
        return
      }
    }
  }

  @Test(
    "a day that does not exist is refused",
    arguments: [
      "2026-02-29", "2100-02-29", "2026-02-30", "2026-04-31", "2026-00-10", "2026-13-01", "2026-01-00", "2026-01-32",
    ])
  func noSuchDay(text: String) {
    #expect { try day(text) } throws: { ($0 as? RuleError)?.message.contains("there is no day") == true }
  }

  @Test(
    "a day that nothing is counted on is told as such, with the years that are",
    arguments: ["1969-12-31", "2200-01-01", "0001-01-01"])
  func outOfRange(text: String) {
    #expect { try day(text) } throws: { error in
      guard let error = error as? RuleError else { return false }
      return error.message == "\(text) is out of range" && error.hint == "years from 1970 to 2199 are taken"
    }
  }

  @Test(
    "29 February exists in leap years alone", arguments: [(2024, true), (2026, false), (2000, true), (2100, false)])
  func leapYears(year: Int, exists: Bool) {
    #expect((CivilDate(year: year, month: 2, day: 29) != nil) == exists)
  }

  @Test(
    "what is no date is refused",
    arguments: [
      "", "2026-1-1", "26-01-01", "2026/01/01", "01.02.2026", "2026-01-01 ", " 2026-01-01", "2026-01-01T00:00",
      "20260101", "２０２６-01-01", "2026-01-1\u{301}", "+026-01-01", "-026-01-01", "2026-+1-01", "tomorrow",
    ])
  func noDate(text: String) {
    #expect { try day(text) } throws: { ($0 as? RuleError)?.code == .invalidDate }
  }

  @Test(
    "a month later is the same day of the month, or the last where that is missing",
    arguments: [
      ("2026-01-31", 1, "2026-02-28"), ("2024-01-31", 1, "2024-02-29"), ("2026-01-31", 2, "2026-03-31"),
      ("2026-03-31", -1, "2026-02-28"), ("2026-12-15", 1, "2027-01-15"), ("2026-01-15", -1, "2025-12-15"),
      ("2024-02-29", 12, "2025-02-28"), ("2026-05-31", 0, "2026-05-31"), ("2026-08-31", 30, "2029-02-28"),
      ("2026-01-31", -13, "2024-12-31"),
    ])
  func months(from: String, count: Int, to: String) throws {
    #expect(try day(from).adding(months: count) == day(to))
  }

  @Test("months are counted from the anchor, so a ladder anchored at a month's end does not drift")
  func monthEnds() throws {
    let anchor = try day("2026-01-31")
    let ends = (0...12).map { anchor.adding(months: $0).iso.suffix(5) }
    #expect(
      ends == [
        "01-31", "02-28", "03-31", "04-30", "05-31", "06-30", "07-31", "08-31", "09-30", "10-31", "11-30", "12-31",
        "01-31",
      ])
  }
}
