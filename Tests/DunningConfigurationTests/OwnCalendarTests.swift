import Dunning
import DunningConfiguration
import Foundation
import Testing

@Suite("Calendars of one's own")
struct OwnCalendarTests {
  static let office = """
    calendars:
      office:
        extends: DE-BE
        file: company-holidays.ics
        holidays: [2026-12-24, 2026-12-31]
        working: [2026-05-02]
        week: mon-thu
      branch: {extends: office, holidays: 2026-03-09}

    """

  private static let closing = """
    BEGIN:VCALENDAR\r
    BEGIN:VEVENT\r
    DTSTART;VALUE=DATE:20260803\r
    DTEND;VALUE=DATE:20260805\r
    SUMMARY:Betriebsferien\r
    END:VEVENT\r
    END:VCALENDAR\r

    """

  private func read(_ text: String, file: String = closing) throws -> Configuration {
    let folder = try Folder()
    try folder.write(file, to: "company-holidays.ics")
    return try Configuration.read(text, file: folder.path + "/dunningd.yaml", surroundings())
  }

  private func mistakes(_ text: String, file: String = closing) throws -> [String] {
    do {
      _ = try read(text, file: file)
      return []
    } catch let error as ConfigurationError {
      return error.diagnostics.map { $0.headline }.map { line in
        line.firstRange(of: "/dunningd.yaml:").map { String(line[$0.upperBound...]) }
          ?? line.firstRange(of: "/company-holidays.ics:").map { "ics " + String(line[$0.upperBound...]) } ?? line
      }
    }
  }

  @Test("a calendar of one's own adds days off, days worked and a week to another")
  func office() throws {
    // When
    let almanac = try read(Self.office).rulebook.almanac
    // Then
    let office = try almanac.requireCalendar("office")
    func isWorked(_ date: String, in calendar: WorkCalendar) throws -> Bool {
      calendar.isWorkingDay(try CivilDate(parsing: date))
    }
    let days = ["2026-03-09", "2026-12-24", "2026-12-31", "2026-05-02", "2026-08-03", "2026-08-04", "2026-08-05"]
    #expect(try days.map { try isWorked($0, in: office) } == [true, false, false, true, false, false, true])
    // International Women's Day is a holiday in Berlin, 2026-03-08 a Sunday; Fridays are off here.
    #expect(try office.holidayName(on: CivilDate(parsing: "2026-03-08")) == "Women's Day")
    #expect(try office.holidayName(on: CivilDate(parsing: "2026-08-04")) == "Betriebsferien")
    #expect(try !isWorked("2026-03-13", in: office))
    #expect(try isWorked("2026-03-12", in: office))
    #expect(try !isWorked("2026-03-09", in: almanac.requireCalendar("branch")))
    #expect(try !isWorked("2026-12-24", in: almanac.requireCalendar("branch")))
  }

  @Test("a creditor may use it, and another file or another day is planned anew")
  func fingerprint() throws {
    let text =
      Self.office
      + "creditors:\n  acme: {name: A, from: a@b.example, language: de, time_zone: Europe/Paris, calendar: branch}\n"
    let configuration = try read(text)
    #expect(configuration.rulebook.creditors["acme"]?.calendar == "branch")
    #expect(try read(text).fingerprint == configuration.fingerprint)
    let other = Self.closing.replacing("20260805", with: "20260806")
    #expect(try read(text, file: other).fingerprint != configuration.fingerprint)
  }

  @Test(
    "what is wrong with it is said with its place and a suggestion",
    arguments: [
      ("extends: DE-BE", "extends: DE-BX", "3:14: error: extends: there is no calendar \"DE-BX\"; did you mean DE-BE?"),
      (
        "extends: DE-BE", "extend: DE-BE",
        "3:5: error: unknown key \"extend\" in calendars.office; did you mean extends?"
      ),
      (
        "[2026-12-24, 2026", "[2026-12-24, 2025-02-29, 2026",
        "5:28: error: holidays: there is no day \"2025-02-29\"; the calendar is the Gregorian one"
      ),
      (
        "[2026-05-02]", "2.5.2026",
        "6:14: error: working: \"2.5.2026\" is not a date; write YYYY-MM-DD, e.g. 2026-12-31"
      ),
      ("[2026-05-02]", "[2026-12-24]", "5:16: error: 2026-12-24 stands under working too"),
      ("week: mon-thu", "week: mon-tho", "7:11: error: week cannot be \"tho\"; did you mean thu?"),
      (
        "office:", "DE-BE:",
        "3:5: error: a calendar of your own cannot be called \"DE-BE\"; there is one already; choose another name"
      ),
      (
        "office:", "\"the office\":",
        "3:5: error: a calendar of your own cannot be called \"the office\"; its name is made of letters, digits and hyphens"
      ),
    ])
  func mistakes(old: String, new: String, said: String) throws {
    #expect(try mistakes(Self.office.replacing(old, with: new)).first == said)
  }

  @Test("a file that is not there is said where it is named, a mistake within one where it stands there")
  func files() throws {
    let missing = try mistakes(Self.office.replacing("file: company", with: "file: no-company"))
    try #require(missing.count == 1)
    #expect(missing[0].hasPrefix("4:11: error: "))
    #expect(missing[0].contains("cannot be read"))
    let weekly = Self.closing.replacing("SUMMARY", with: "RRULE:FREQ=WEEKLY\r\nSUMMARY")
    #expect(
      try mistakes(Self.office, file: weekly) == [
        "ics 5:1: error: the event \"Betriebsferien\" repeats by a rule that is not understood: \"FREQ=WEEKLY\"; "
          + "only FREQ=YEARLY on the same day is; write its days under holidays:"
      ])
  }

  @Test("an event with a time of day is a warning in its own file")
  func warning() throws {
    let timed = Self.closing.replacing("DTSTART;VALUE=DATE:20260803", with: "DTSTART:20260803T120000")
    let warnings = try read(Self.office, file: timed).warnings
    #expect(warnings.map(\.message) == ["\"Betriebsferien\" has a time of day and is left out"])
    #expect(warnings[0].file.hasSuffix("/company-holidays.ics"))
    #expect(warnings[0].position?.line == 2)
  }

  @Test("the daemon reads the vendor's calendars and a firm's own before them")
  func setup() throws {
    // Given
    let folder = try Folder()
    try folder.write(CalendarFileTests.sample, to: "own/calendars/DE.days")
    let places = Setup.Places(
      file: nil, dataDirectory: Fixtures.vendor.path, ownDirectory: folder.path + "/own", stateDirectory: folder.path)
    // When
    let almanac = try Setup.load(places).configuration.rulebook.almanac
    // Then
    let labour = try CivilDate(parsing: "2026-05-01")
    #expect(try almanac.requireCalendar("DE-BE").holidayName(on: labour) == "Labour Day")
    #expect(try almanac.requireCalendar("FR").holidayName(on: labour) == "Labor Day")
    #expect(throws: RuleError.self) { try almanac.requireCalendar("DE-HH") }
  }

  @Test("what lies beside the configuration file comes first, then the firm's own folder, then the vendor's")
  func beside() throws {
    func folders(_ file: String) -> [String] {
      Setup.Places(file: file, dataDirectory: "/vendor", ownDirectory: "/etc/dunningd", stateDirectory: "/s")
        .directories
    }
    #expect(folders("/home/anna/dunningd.yaml") == ["/home/anna", "/etc/dunningd", "/vendor"])
    #expect(folders("/etc/dunningd/dunningd.yaml") == ["/etc/dunningd", "/vendor"])
    #expect(folders("dunningd.yaml") == [".", "/etc/dunningd", "/vendor"])
    // Given a calendar beside the file that is named
    let folder = try Folder()
    try folder.write(CalendarFileTests.sample, to: "calendars/DE.days")
    try folder.write("mode: held\n", to: "dunningd.yaml")
    let places = Setup.Places(
      file: folder.path + "/dunningd.yaml", dataDirectory: Fixtures.vendor.path, ownDirectory: "/nonexistent",
      stateDirectory: folder.path)
    let almanac = try Setup.load(places).configuration.rulebook.almanac
    #expect(try almanac.requireCalendar("DE-BE").holidayName(on: CivilDate(parsing: "2026-05-01")) == "Labour Day")
  }

  @Test("who names a broken calendar is not to blame for it")
  func consequences() throws {
    let text =
      Self.office.replacing("DE-BE", with: "DE-XX")
      + "creditors:\n  acme: {name: A, from: a@b.example, language: de, time_zone: Europe/Paris, calendar: office}\n"
    #expect(try mistakes(text).count == 1)
  }
}
