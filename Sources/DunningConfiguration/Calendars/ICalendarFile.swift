import Dunning
import FoundationEssentials

/// The whole days in an iCalendar file, as calendar programs and authorities write them.
///
/// - Source: RFC 5545.
struct ICalendarFile {
  /// Each day of each event, named by its summary.
  private(set) var days: [SpecialDay] = []
  private(set) var mistakes: [CalendarFile.Mistake] = []
  /// Events that are no whole days; they are left out.
  private(set) var warnings: [CalendarFile.Mistake] = []

  /// Days of one file: some hundred events, each in every year.
  private static let daysMax = 50_000

  init(_ bytes: some BidirectionalCollection<UInt8>) {
    var open: [String] = []
    var event = ICalendarEvent(line: 0)
    let lines = ICalendarLine.all(in: bytes)
    for line in lines {
      switch line.name {
      case "BEGIN":
        open.append(line.value.uppercased())
        if open == ["VCALENDAR", "VEVENT"] { event = ICalendarEvent(line: line.number) }
      case "END":
        if open == ["VCALENDAR", "VEVENT"] { add(event) }
        if open.popLast() != line.value.uppercased() {
          mistakes.append(.init(line.number, "\(quoted("END:" + line.value)) ends nothing that has begun"))
          return
        }
      // Alarms within events and descriptions of zones have properties of the same names.
      default: if open == ["VCALENDAR", "VEVENT"] { event.properties.append(line) }
      }
    }
    if lines.first?.name != "BEGIN" || lines.first?.value.uppercased() != "VCALENDAR" {
      mistakes.append(.init(1, "this is not an iCalendar file", "it begins with BEGIN:VCALENDAR (RFC 5545)"))
    } else if let open = open.last {
      mistakes.append(.init(lines.last?.number ?? 1, "the file ends within \(open)", "export it anew"))
    }
  }

  private mutating func add(_ event: ICalendarEvent) {
    do throws(CalendarFile.Mistake) {
      guard let added = try event.days() else {
        warnings.append(.init(event.line, "\(quoted(event.summary)) has a time of day and is left out"))
        return
      }
      guard days.count + added.count <= Self.daysMax else {
        throw .init(event.line, "the file has more than \(Self.daysMax) days")
      }
      days += added
    } catch {
      mistakes.append(error)
    }
  }
}

/// One line of an iCalendar file after unfolding: `DTSTART;VALUE=DATE:20261224`.
///
/// - Source: RFC 5545, section 3.1.
struct ICalendarLine {
  /// In capital letters.
  let name: String
  let parameters: String
  let value: String
  /// Where it begins in the file, counted from 1.
  let number: Int

  /// The lines of a file; one that has no colon has an empty value.
  ///
  /// Long lines are folded between bytes, be it within a letter, so letters are read last; one that is no UTF-8 spoils
  /// no more than the name of a day.
  static func all(in bytes: some BidirectionalCollection<UInt8>) -> [ICalendarLine] {
    var unfolded: [(bytes: [UInt8], number: Int)] = []
    for (index, line) in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).enumerated() {
      let line = line.last == UInt8(ascii: "\r") ? line.dropLast() : line
      guard let first = line.first else { continue }
      if first == UInt8(ascii: " ") || first == UInt8(ascii: "\t"), !unfolded.isEmpty {
        unfolded[unfolded.count - 1].bytes += line.dropFirst()
      } else {
        unfolded.append((Array(line), index + 1))
      }
    }
    return unfolded.map { ICalendarLine(String(decoding: $0.bytes, as: UTF8.self), number: $0.number) }
  }

  private init(_ text: String, number: Int) {
    var isQuoted = false
    let colon = text.firstIndex { character in
      if character == "\"" { isQuoted.toggle() }
      return character == ":" && !isQuoted
    }
    let head = text[..<(colon ?? text.endIndex)]
    let semicolon = head.firstIndex(of: ";") ?? head.endIndex
    name = head[..<semicolon].uppercased()
    parameters = head[semicolon...].uppercased()
    value = colon.map { String(text[text.index(after: $0)...]) } ?? ""
    self.number = number
  }

  /// The value with its escapes undone, on one line and without control characters (section 3.3.11).
  var text: String {
    var (text, isEscaped) = ("", false)
    for character in value {
      if isEscaped {
        text.append(character == "n" || character == "N" ? " " : character)
        isEscaped = false
      } else if character == "\\" {
        isEscaped = true
      } else {
        text.append(character)
      }
    }
    return text.filter { !$0.unicodeScalars.contains { $0.properties.generalCategory == .control } }
  }
}

extension CalendarFile.Mistake {
  init(_ line: Int, _ message: String, _ suggestion: String? = nil) {
    self.init(position: .init(line: line, column: 1), message: message, suggestion: suggestion)
  }
}
