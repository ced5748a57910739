import Dunning
import Foundation
import Testing

@testable import DunningConfiguration

@Suite("Files of calendars")
struct CalendarFileTests {
  static let sample = """
    # For people.
    calendars: DE DE-BE DE-BY
    from: 2026-01-01
    horizon: 2026-12-31

    2026-01-01 New Year's Day
    2026-01-06 Epiphany [BY]
    2026-04-06 Easter Monday [not BE]
    2026-05-01 Labour Day [DE BE]
    2026-02-14 WORK Make-up [BY]

    """

  @Test("a day holds where its line says: everywhere, in the places named, or in all others")
  func places() throws {
    // When
    let file = CalendarFile(Self.sample)
    // Then
    #expect(file.mistakes.map(\.message) == [])
    #expect(file.calendars.map(\.name) == ["DE", "DE-BE", "DE-BY"])
    func names(_ date: String) throws -> [String?] {
      try file.calendars.map { $0.holidayName(on: try CivilDate(parsing: date)) }
    }
    #expect(try names("2026-01-01") == Array(repeating: "New Year's Day", count: 3))
    #expect(try names("2026-01-06") == [nil, nil, "Epiphany"])
    #expect(try names("2026-04-06") == ["Easter Monday", nil, "Easter Monday"])
    #expect(try names("2026-05-01") == ["Labour Day", "Labour Day", nil])
    let saturday = try CivilDate(parsing: "2026-02-14")
    #expect(file.calendars.map { $0.isMakeUpWorkday(saturday) } == [false, false, true])
    #expect(file.calendars.allSatisfy { $0.horizon?.iso == "2026-12-31" && $0.workingWeek == Weekday.workingWeek })
  }

  @Test("a week of its own, line ends of Windows and blanks at the ends are read")
  func week() throws {
    let text = "calendars: IL\r\nfrom: 2026-01-01 \r\nhorizon: 2026-12-31\r\nweek: sun-thu\r\n\r\n2026-01-01  Day  \r\n"
    let file = CalendarFile(text)
    #expect(file.mistakes.map(\.message) == [])
    #expect(file.calendars.first?.workingWeek == [.sunday, .monday, .tuesday, .wednesday, .thursday])
    #expect(try file.calendars.first?.holidayName(on: CivilDate(parsing: "2026-01-01")) == "Day")
  }

  @Test(
    "what is wrong is said with its place",
    arguments: [
      ("2026-01-06 Epiphany", "2026-02-30 Epiphany", "7:1 there is no day \"2026-02-30\""),
      ("2026-01-06 Epiphany", "2026-1-6 Epiphany", "7:1 \"2026-1-6\" is not a date"),
      ("2026-01-06 Epiphany", "2027-01-06 Epiphany", "7:1 2027-01-06 lies outside from and horizon"),
      ("2026-01-06 Epiphany [BY]", "2026-01-06", "7:11 a day needs a name of at most 200 bytes"),
      ("2026-01-06 Epiphany [BY]", "2026-01-06 [BY]", "7:11 a day needs a name of at most 200 bytes"),
      ("Epiphany [BY]", "Epiphany [BX]", "7:22 there is no \"BX\" in calendars"),
      ("[not BE]", "[not]", "8:11 the brackets are empty"),
      ("# For people.", "For people.", "1:1 the line begins with neither a date nor a key"),
      (
        "horizon: 2026-12-31", "horizon: 2026-12-31\nprovisional: 2025-12-31",
        "5:14 provisional lies before the horizon"
      ),
      ("horizon:", "horzion:", "4:1 the line begins with neither a date nor a key"),
      ("from: 2026-01-01", "from: yesterday", "3:7 \"yesterday\" is not a date"),
      ("from: 2026-01-01", "from: 2027-01-01", "4:10 the horizon lies before from"),
      ("from: 2026-01-01\n", "", "5:1 the file does not begin with from"),
      ("calendars: DE DE-BE", "calendars: DE FR", "2:12 \"FR\" cannot be a calendar in this file"),
      ("calendars: DE DE-BE", "calendars: DE DE", "2:12 calendars names more than 64, or one twice"),
      ("calendars: DE DE-BE DE-BY", "calendars:", "2:1 calendars names none"),
      ("horizon: 2026-12-31", "horizon: 2026-12-31\nweek: monfri", "5:7 \"monfri\" is not a week"),
      ("horizon: 2026-12-31", "horizon: 2026-12-31\nfrom: 2026-01-01", "5:1 from stands here twice"),
      ("2026-05-01 Labour", "week: mon-fri\n2026-05-01 Labour", "9:1 week stands below the first day"),
    ])
  func mistakes(old: String, new: String, said: String) throws {
    let text = Self.sample.replacing(old, with: new)
    try #require(text != Self.sample)
    let file = CalendarFile(text)
    let first = try #require(file.mistakes.first)
    #expect("\(first.position.line):\(first.position.column) \(first.message)" == said)
    #expect(file.calendars.isEmpty)
  }

  @Test(
    "a mistake in the head is not said again at each day",
    arguments: [
      ("horizon: 2026-12-31", "horizon: 2025-12-31"), ("from: 2026-01-01", "form: 2026-01-01"),
      ("from: 2026-01-01\n", ""),
    ])
  func headOnce(old: String, new: String) {
    #expect(CalendarFile(Self.sample.replacing(old, with: new)).mistakes.count == 1)
  }

  @Test("a file without a head is refused", arguments: ["", "\n", "# only this\n"])
  func empty(text: String) {
    #expect(CalendarFile(text).mistakes.map(\.message) == ["the file does not begin with calendars, from, horizon"])
  }

  @Test("a firm's own file takes the place of the vendor's of the same name, and any change is another edition")
  func folders() throws {
    // Given
    let folder = try Folder()
    try folder.write(Self.sample, to: "vendor/DE.days")
    try folder.write(Self.sample.replacing("DE", with: "FR"), to: "vendor/FR.days")
    try folder.write("no calendar", to: "vendor/README.md")
    let before = try CalendarFolder([folder.path + "/own", folder.path + "/vendor"])
    try folder.write(Self.sample.replacing("2026-01-06", with: "2026-01-07"), to: "own/DE.days")
    // When
    let after = try CalendarFolder([folder.path + "/own", folder.path + "/vendor"])
    // Then
    #expect(after.calendars.map(\.name) == ["DE", "DE-BE", "DE-BY", "FR", "FR-BE", "FR-BY"])
    #expect(try after.calendars[2].isHoliday(CivilDate(parsing: "2026-01-07")))
    #expect(try !after.calendars[2].isHoliday(CivilDate(parsing: "2026-01-06")))
    #expect(before.checksum != after.checksum)
  }

  @Test("mistakes in several files are said all at once, each as FILE:LINE:COLUMN")
  func allAtOnce() throws {
    // Given
    let folder = try Folder()
    try folder.write(Self.sample.replacing("[BY]", with: "[BX]"), to: "DE.days")
    try folder.write(Self.sample, to: "DE-again.days")
    try folder.write(Self.sample.replacing("from:", with: "form:"), to: "FR.days")
    // When
    let error = #expect(throws: ConfigurationError.self) { try CalendarFolder([folder.path]) }
    // Then
    let said = try #require(error).diagnostics.map(\.headline)
    #expect(
      said.prefix(3).map { $0.replacing(folder.path + "/", with: "") } == [
        "DE.days:7:22: error: there is no \"BX\" in calendars; did you mean BE?",
        "DE.days:10:26: error: there is no \"BX\" in calendars; did you mean BE?",
        "FR.days:3:1: error: the line begins with neither a date nor a key; did you mean from?",
      ])
    #expect(try #require(error).diagnostics[0].source == "2026-01-06 Epiphany [BX]")
  }

  @Test("damaged files never bring the program down", arguments: [UInt64(1), 2, 3])
  func damaged(seed: UInt64) {
    var random = Seeded(seed)
    for _ in 0..<300 {
      var bytes = Array(Self.sample.utf8)
      for _ in 0..<random.number(1...6) { bytes[random.number(0...bytes.count - 1)] = UInt8(random.number(0...255)) }
      let file = CalendarFile(String(decoding: bytes, as: UTF8.self))
      #expect(file.calendars.isEmpty == !file.mistakes.isEmpty, "seed \(seed)")
    }
  }
}
