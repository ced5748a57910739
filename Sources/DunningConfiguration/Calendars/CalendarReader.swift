import Dunning
import DunningBytes
import FoundationEssentials
import Yams

extension WorkCalendar {
  static let keys = ["extends", "file", "holidays", "working", "week"]

  /// Reads one entry of `calendars`; nil when it cannot be used, which is reported. Files lie in the folder, if not
  /// elsewhere; each is added to the checksum.
  init?(_ section: Section, name: String, almanac: Almanac, folder: String, checksum: inout Checksum) {
    guard CalendarFile.isName(name), !almanac.calendarNames.contains(name) else {
      section.findings.error(
        "a calendar of your own cannot be called \(quoted(name))", at: section.mark,
        suggestion: CalendarFile.isName(name)
          ? "there is one already; choose another name" : "its name is made of letters, digits and hyphens")
      return nil
    }
    let base = section.has("extends") ? section.value("extends", almanac.requireCalendar) : .weekdays
    let week = section.has("week") ? section.weekdays("week") : nil
    let exported = section.text("file", charactersMax: RuleLimits.linkBytesMax)
      .flatMap { section.days(inFile: $0.hasPrefix("/") ? $0 : "\(folder)/\($0)", checksum: &checksum) }
    let working = section.dates("working")
    let holidays = section.dates("holidays")
    for (date, mark) in holidays where working.contains(where: { $0.date == date }) {
      section.findings.error("\(date.iso) stands under working too", at: mark)
    }
    guard let base else { return nil }
    // What is written in the configuration itself comes before what a file says.
    let written =
      holidays.map { SpecialDay($0.date, name: "day off") }
      + working.map { SpecialDay($0.date, name: "working day", isWorked: true) }
    self = base.extended(name: name, days: exported ?? []).extended(name: name, workingWeek: week, days: written)
  }
}

extension Section {
  /// The days of a list; what is none is reported.
  fileprivate func dates(_ key: String) -> [(date: CivilDate, mark: Mark?)] {
    (texts(key) ?? []).compactMap { text, mark in
      do throws(RuleError) {
        return (try CivilDate(parsing: text), mark)
      } catch {
        findings.error("\(key): \(error.message)", at: mark, suggestion: error.hint)
        return nil
      }
    }
  }

  /// The days of an iCalendar file; its mistakes are reported where they stand.
  fileprivate func days(inFile path: String, checksum: inout Checksum) -> [SpecialDay]? {
    // Whatever keeps it from being read, the sentence is the same.
    guard let bytes = try? FileReader.content(of: path, atMost: Self.fileBytesMax) else {
      findings.error(
        "\(quoted(path)) cannot be read as a file of at most \(Self.fileBytesMax) bytes", at: mark(of: "file"),
        suggestion: "check its name and permissions; it is looked for beside this file")
      return nil
    }
    checksum.add(bytes)
    // Some programs begin a file with the mark of its byte order.
    let calendar = ICalendarFile(bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...])
    let found = Findings(file: path, text: String(decoding: bytes, as: UTF8.self))
    for mistake in calendar.mistakes {
      found.error(mistake.message, on: mistake.position, suggestion: mistake.suggestion)
    }
    for warning in calendar.warnings { found.warning(warning.message, on: warning.position) }
    findings.add(found)
    return calendar.mistakes.isEmpty ? calendar.days : nil
  }

  /// Bytes of an iCalendar file: some thousand events.
  private static let fileBytesMax = 1 << 20
}
