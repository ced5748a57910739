import Dunning
package import DunningStore

/// A calendar of deadlines as other programs read it (iCalendar, RFC 5545): the same text for the same docket.
package struct CalendarText: Sendable {
  private var lines: [String]
  private let words: CalendarWords
  private let docket: String

  /// The text of a calendar.
  ///
  /// - Parameters:
  ///   - title: what it is called where it is shown, e.g. the creditor's name.
  ///   - language: of the words beside what the docket says; English where it is not known.
  package static func text(_ reading: CalendarReading, title: String, language: String) -> String {
    var text = CalendarText(reading, title: title, language: language)
    for date in reading.dates { text.add(date) }
    return text.lines.map(CalendarLine.folded).joined() + "END:VCALENDAR\r\n"
  }

  private init(_ reading: CalendarReading, title: String, language: String) {
    (words, docket) = (CalendarWords.known(language), reading.docket)
    lines = [
      "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//dunningd//dunningd//EN", "CALSCALE:GREGORIAN", "METHOD:PUBLISH",
      "X-WR-CALNAME:\(CalendarLine.escaped(title))", "REFRESH-INTERVAL;VALUE=DURATION:PT1H", "X-PUBLISHED-TTL:PT1H",
    ]
    // A person should know that there is more than is shown.
    if reading.isCut { lines.append("X-WR-CALDESC:\(CalendarLine.escaped(words.cut))") }
  }

  private mutating func add(_ date: CalendarDate) {
    let title = words.titles[date.kind] ?? date.kind.rawValue
    let details = [
      date.amount.map { "\($0.decimal) \($0.currency.code)" }, date.note, "dunningctl show \(date.claim)",
    ].compactMap { $0 }
    lines += [
      "BEGIN:VEVENT", "UID:\(date.name)@\(docket).dunningd", "DTSTAMP:\(Self.stamp(date.changedAt))",
      "LAST-MODIFIED:\(Self.stamp(date.changedAt))", "SEQUENCE:\(date.sequence)", Self.start(date.when),
      "SUMMARY:\(CalendarLine.escaped("\(title)\(words.colon)\(date.reference), \(date.debtor)"))",
      "DESCRIPTION:\(CalendarLine.escaped(details.joined(separator: "\n")))",
      "CATEGORIES:\(CalendarLine.escaped(date.kind.rawValue))", "STATUS:\(date.isOver ? "CANCELLED" : "CONFIRMED")",
      "TRANSP:TRANSPARENT", "END:VEVENT",
    ]
  }

  /// A day is a day wherever the reader is; a moment is told by UTC.
  private static func start(_ deadline: Deadline) -> String {
    switch deadline {
    case .day(let day): "DTSTART;VALUE=DATE:\(day.iso.filter { $0 != "-" })"
    case .moment(let moment): "DTSTART:\(stamp(moment))"
    }
  }

  /// `20261130T170000Z`.
  private static func stamp(_ moment: Instant) -> String {
    let time = ZoneRules.utc.timeOfDay(at: moment).seconds
    let clock = [time / 3_600, time / 60 % 60, time % 60].map { ($0 < 10 ? "0" : "") + String($0) }.joined()
    return "\(ZoneRules.utc.date(at: moment).iso.filter { $0 != "-" })T\(clock)Z"
  }
}

/// How a line of iCalendar is written (RFC 5545, 3.1 and 3.3.11).
enum CalendarLine {
  /// A text as a value: its own signs are escaped, and control characters, which no reader takes, are left out.
  static func escaped(_ text: String) -> String {
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\", ";", ",":
        escaped += "\\"
        escaped.unicodeScalars.append(scalar)
      case "\n", "\u{2028}", "\u{2029}", "\u{85}": escaped += "\\n"
      case _ where scalar.value < 0x20 && scalar != "\t" || (0x7F...0x9F).contains(scalar.value): continue
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }

  /// A line with its end, broken into pieces of 75 octets at most, and never inside a character.
  static func folded(_ line: String) -> String {
    var (folded, octets) = ("", 0)
    for scalar in line.unicodeScalars {
      let width = UTF8.width(scalar)
      if octets + width > octetsMax {
        folded += "\r\n "
        // The space counts as well.
        octets = 1
      }
      folded.unicodeScalars.append(scalar)
      octets += width
    }
    return folded + "\r\n"
  }

  private static let octetsMax = 75
}
