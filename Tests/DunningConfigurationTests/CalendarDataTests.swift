import Dunning
import Foundation
import Testing

@testable import DunningConfiguration

@Suite("The calendars that are installed")
struct CalendarDataTests {
  private static let almanac = Result {
    try Almanac.load(calendars: [Fixtures.vendor.appending(path: "calendars").path])
  }

  private func calendar(_ name: String) throws -> WorkCalendar { try Self.almanac.get().requireCalendar(name) }

  private func day(_ text: String) throws -> CivilDate { try CivilDate(parsing: text) }

  /// `01-01` for every Monday to Friday of the year that is a holiday.
  private func weekdayHolidays(_ name: String, _ year: Int) throws -> [String] {
    let calendar = try calendar(name)
    let first = try day("\(year)-01-01")
    return (0..<366).map(first.adding(days:)).filter {
      $0.components.year == year && Weekday.workingWeek.contains($0.weekday) && calendar.isHoliday($0)
    }.map { String($0.iso.dropFirst(5)) }
  }

  @Test(
    "the make-up working days of China",
    arguments: [
      (2026, "01-04 02-14 02-28 05-09 09-20 10-10"), (2025, "01-26 02-08 04-27 09-28 10-11"),
      (2024, "02-04 02-18 04-07 04-28 05-11 09-14 09-29 10-12"),
    ])
  func makeUp(year: Int, expected: String) throws {
    let china = try calendar("CN")
    let first = try day("\(year)-01-01")
    let days = (0..<365).map(first.adding(days:)).filter(china.isMakeUpWorkday).map { $0.iso.dropFirst(5) }
    #expect(days.joined(separator: " ") == expected)
  }

  @Test(
    "the holidays of 2026 on Mondays to Fridays",
    arguments: [
      (
        "CN",
        "01-01 01-02 02-16 02-17 02-18 02-19 02-20 02-23 04-06 05-01 05-04 05-05 06-19 09-25 10-01 10-02 10-05 10-06 10-07"
      ),
      ("GB-ENG", "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28"),
      ("GB", "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28"),
      ("GB-SCT", "01-01 01-02 04-03 05-04 05-25 06-15 08-03 11-30 12-25 12-28"),
      ("TARGET", "01-01 04-03 04-06 05-01 12-25"), ("DE", "01-01 04-03 04-06 05-01 05-14 05-25 12-25"),
      ("DE-BY", "01-01 01-06 04-03 04-06 05-01 05-14 05-25 06-04 12-25"),
      ("SE", "01-01 01-06 04-03 04-06 05-01 05-14 06-19 12-24 12-25 12-31"),
    ])
  func holidays(name: String, expected: String) throws {
    #expect(try weekdayHolidays(name, 2026).joined(separator: " ") == expected)
  }

  @Test("five working days after Thursday, 12 February 2026, in China")
  func china() throws {
    let counted = try (1...5).map { try calendar("CN").adding(workingDays: $0, to: day("2026-02-12")).iso }
    #expect(counted == ["2026-02-13", "2026-02-14", "2026-02-24", "2026-02-25", "2026-02-26"])
  }

  @Test("thirty days over Easter in Germany, and the turn of the year")
  func rolled() throws {
    #expect(try calendar("DE").rolled(day("2026-04-03")).iso == "2026-04-07")
    #expect(try calendar("DE").rolled(day("2026-12-26")).iso == "2026-12-28")
    #expect(try calendar("GB-ENG").rolled(day("2026-12-26")).iso == "2026-12-29")
  }

  @Test("each calendar covers the years that it says, and says where they end")
  func coverage() throws {
    let almanac = try Self.almanac.get()
    let names = almanac.calendarNames.filter { $0 != "weekdays" }
    #expect(names.count == 231)
    for name in names {
      let known = try #require(almanac.requireCalendar(name).known)
      #expect(try known.upperBound >= day("2026-12-31"), "\(name)")
      #expect(try known.lowerBound <= day(name.hasPrefix("ES") ? "2008-01-01" : "2006-01-01"), "\(name)")
      for year in [known.lowerBound.components.year, known.upperBound.components.year] {
        #expect(try weekdayHolidays(name, year).count >= 3, "\(name) \(year)")
      }
    }
    #expect(try calendar("CN").horizon?.iso == "2026-12-31")
    #expect(try calendar("CN").isProvisional(day("2027-01-01")))
    // What the law fixes is in them beyond their horizon: nobody is written to on New Year's Day.
    for name in ["CN", "ES", "IN", "JP", "HK", "SG", "AU"] {
      let fixed = name == "IN" ? "2035-01-26" : "2035-01-01"
      #expect(try calendar(name).isHoliday(day(fixed)), "\(name)")
      #expect(try calendar(name).isProvisional(day(fixed)), "\(name)")
    }
    #expect(try calendar("CN").isHoliday(day("2027-02-08")))
    #expect(try !calendar("CN").isMakeUpWorkday(day("2027-02-20")))
    #expect(try calendar("DE-BE").horizon?.iso == "2036-12-31")
  }

  @Test("nothing that a source only guesses is in them")
  func guesses() throws {
    let folder = Fixtures.vendor.appending(path: "calendars")
    for file in try FileManager.default.contentsOfDirectory(atPath: folder.path) where file.hasSuffix(".days") {
      #expect(try !String(contentsOf: folder.appending(path: file), encoding: .utf8).contains("estimated"), "\(file)")
    }
  }
}
