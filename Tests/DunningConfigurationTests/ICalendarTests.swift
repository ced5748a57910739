import Dunning
import Foundation
import Testing

@testable import DunningConfiguration

@Suite("iCalendar files")
struct ICalendarTests {
  private func read(_ lines: String...) -> ICalendarFile {
    let body = lines.joined(separator: "\r\n")
    return ICalendarFile(
      Data("BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:Closed\r\n\(body)\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n".utf8))
  }

  private func fixture(_ name: String) throws -> ICalendarFile {
    ICalendarFile(try Data(contentsOf: Fixtures.folder.appending(path: "icalendar/\(name)")))
  }

  /// `2026-12-24 Closed` for each day, in the order of time.
  private func shown(_ file: ICalendarFile) -> [String] {
    file.days.map { "\($0.date.iso) \($0.name)" }.sorted()
  }

  @Test("an export of Google Calendar: folded lines, alarms, zones and what was called off")
  func google() throws {
    let file = try fixture("google.ics")
    #expect(file.mistakes.isEmpty && file.warnings.isEmpty)
    #expect(
      shown(file)
        == (24...31).map { "2026-12-\($0) Between the years, closed" } + ["2027-01-01 Between the years, closed"])
  }

  @Test("an export of Outlook: midnights for days, and a number of years")
  func outlook() throws {
    let file = try fixture("outlook.ics")
    #expect(file.mistakes.isEmpty && file.warnings.isEmpty)
    #expect(shown(file) == (2026...2028).map { "\($0)-12-24 Christmas Eve" })
  }

  @Test("the bank holidays of gov.uk")
  func government() throws {
    #expect(shown(try fixture("gov-uk.ics")) == ["2026-12-25 Christmas Day", "2026-12-28 Boxing Day"])
  }

  @Test("what the library icalendar writes: several days, every year, leap days; a time of day is left out")
  func icalendar() throws {
    // When
    let file = try fixture("icalendar.ics")
    // Then
    let shown = shown(file)
    #expect(shown.filter { $0.hasPrefix("2026-08") }.count == 12 && file.mistakes.isEmpty)
    #expect(shown.contains { $0.hasPrefix("2026-08-14 Betriebsferien, in denen") && $0.hasSuffix("bekannten Nummer") })
    #expect(shown.contains("2026-12-24 Heiligabend") && shown.contains("2199-12-24 Heiligabend"))
    #expect(shown.contains("2028-02-29 Gründungstag") && !shown.contains { $0.hasPrefix("2026-02") })
    #expect(file.warnings.map(\.message) == ["\"Sommerfest\" has a time of day and is left out"])
  }

  @Test("what the library ics writes: an end without a day more, no line end at the end")
  func ics() throws {
    let closed = (28...31).map { "2026-12-\($0) Year-end closing" }
    #expect(shown(try fixture("ics.ics")) == ["2026-06-30 Inventory"] + closed)
  }

  @Test(
    "an event is as many days as it says",
    arguments: [
      ([], ["2026-12-24"]), (["DTEND;VALUE=DATE:20261226"], ["2026-12-24", "2026-12-25"]),
      (["DTEND;VALUE=DATE:20261224"], ["2026-12-24"]), (["DURATION:P2D"], ["2026-12-24", "2026-12-25"]),
      (["DURATION:PT2H"], []), (["STATUS:CANCELLED"], []),
      (["RRULE:FREQ=YEARLY;INTERVAL=2;UNTIL=20301224"], ["2026-12-24", "2028-12-24", "2030-12-24"]),
      (["RRULE:FREQ=YEARLY;UNTIL=20271223T225959Z"], ["2026-12-24"]),
      (["RRULE:FREQ=YEARLY;COUNT=3", "EXDATE;VALUE=DATE:20271224"], ["2026-12-24", "2028-12-24"]),
    ] as [([String], [String])])
  func lengths(lines: [String], days: [String]) {
    let file = read((["DTSTART;VALUE=DATE:20261224"] + lines).joined(separator: "\r\n"))
    #expect(file.mistakes.isEmpty && file.days.map(\.date.iso) == days)
  }

  @Test(
    "a length that no calendar means is refused, whatever the number",
    arguments: [
      "P-9223372036854775808W", "P9223372036854775807W", "P-9223372036854775808D", "P9223372036854775807D", "P-1W",
      "P401D", "P58W",
    ])
  func impossibleLengths(duration: String) {
    let file = read("DTSTART;VALUE=DATE:20261224\r\nDURATION:\(duration)")
    #expect(file.days.isEmpty)
    #expect(file.mistakes.count == 1)
  }

  @Test(
    "what is not understood is refused with its line",
    arguments: [
      ("RRULE:FREQ=WEEKLY", "5 the event \"Closed\" repeats by a rule that is not understood: \"FREQ=WEEKLY\""),
      (
        "RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=4TH",
        "5 the event \"Closed\" repeats by a rule that is not understood: \"FREQ=YEARLY;BYMONTH=11;BYDAY=4TH\""
      ),
      (
        "RRULE:FREQ=YEARLY;BYMONTHDAY=25",
        "5 the event \"Closed\" repeats by a rule that is not understood: \"FREQ=YEARLY;BYMONTHDAY=25\""
      ),
      (
        "RRULE:FREQ=YEARLY;COUNT=0",
        "5 the event \"Closed\" repeats by a rule that is not understood: \"FREQ=YEARLY;COUNT=0\""
      ),
      ("RDATE:20271224", "5 RDATE is not understood: an event repeats every year or not at all"),
      ("DTEND;VALUE=DATE:20261220", "5 the event \"Closed\" ends before it begins, or after 400 days"),
      ("DTEND;VALUE=DATE:20290101", "5 the event \"Closed\" ends before it begins, or after 400 days"),
      ("DTEND;VALUE=DATE:20261301", "5 there is no day \"20261301\""),
      ("DTEND;VALUE=DATE:tomorrow", "5 \"tomorrow\" is not a date"),
    ])
  func refused(line: String, said: String) throws {
    let mistake = try #require(read("DTSTART;VALUE=DATE:20261224", line).mistakes.first)
    #expect("\(mistake.position.line) \(mistake.message)" == said)
  }

  @Test("an event without a start, a file that is cut off and one that is none are refused")
  func broken() {
    #expect(read("UID:x").mistakes.map(\.message) == ["the event \"Closed\" has no DTSTART"])
    #expect(
      ICalendarFile(Data("BEGIN:VCALENDAR\nBEGIN:VEVENT\n".utf8)).mistakes.map(\.message)
        == ["the file ends within VEVENT"])
    for text in ["", "2026-12-24\n", "{\"events\": []}", "BEGIN:VEVENT\nEND:VEVENT\n"] {
      #expect(ICalendarFile(Data(text.utf8)).mistakes.map(\.message) == ["this is not an iCalendar file"])
    }
  }

  @Test("an end of repetition that is the last midnight, written as Outlook does, includes that day")
  func lastMidnight() {
    let file = read("DTSTART;TZID=W. Europe Standard Time:20261224T000000", "RRULE:FREQ=YEARLY;UNTIL=20271223T230000Z")
    #expect(file.mistakes.isEmpty && file.days.map(\.date.iso) == ["2026-12-24", "2027-12-24"])
  }

  @Test("control characters do not become part of a name")
  func controlCharacters() {
    #expect(read("SUMMARY:x", "DTSTART:20261224").days.map(\.name) == ["Closed"])
    let text =
      "BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:Zu\u{1B}[31m\\n\u{7}\nDTSTART:20261224\nEND:VEVENT\nEND:VCALENDAR"
    #expect(ICalendarFile(Data(text.utf8)).days.map(\.name) == ["Zu[31m "])
  }

  @Test("a line that was folded within a letter is whole again")
  func foldedLetter() throws {
    var bytes = Array("BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART:20261224\r\nSUMMARY:B".utf8)
    bytes += [0xC3] + Array("\r\n ".utf8) + [0xBC] + Array("ro zu\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n".utf8)
    #expect(shown(ICalendarFile(Data(bytes))) == ["2026-12-24 Büro zu"])
  }

  @Test("damaged files never bring the program down", arguments: ["google.ics", "outlook.ics", "icalendar.ics"])
  func damaged(name: String) throws {
    let seed: UInt64 = 9
    var random = Seeded(seed)
    let sound = Array(try Data(contentsOf: Fixtures.folder.appending(path: "icalendar/\(name)")))
    for _ in 0..<200 {
      var bytes = sound
      for _ in 0..<random.number(1...5) { bytes[random.number(0...bytes.count - 1)] = UInt8(random.number(0...255)) }
      let file = ICalendarFile(Data(bytes.prefix(random.number(0...bytes.count))))
      #expect(file.days.count < 50_000, "seed \(seed)")
    }
  }
}
