import Dunning

/// One event of an iCalendar file.
struct ICalendarEvent {
  /// Where it begins in the file.
  let line: Int
  var properties: [ICalendarLine] = []

  /// Days of one event; what is longer is a typing error.
  private static let lengthMax = 400

  init(line: Int) { self.line = line }

  var summary: String {
    let text = self["SUMMARY"]?.text ?? ""
    return text.isEmpty ? "holiday" : String(text.prefix(RuleLimits.lineCharactersMax))
  }

  /// The days from its start to its end in every year in which it happens; nil when it is no matter of whole days.
  func days() throws(CalendarFile.Mistake) -> [SpecialDay]? {
    guard self["STATUS"]?.value.uppercased() != "CANCELLED" else { return [] }
    guard let begin = self["DTSTART"] else { throw .init(line, "the event \(quoted(summary)) has no DTSTART") }
    guard let first = try date(begin), let length = try length(from: first) else { return nil }
    for name in ["RDATE", "RECURRENCE-ID"] {
      guard let line = self[name] else { continue }
      throw .init(
        line.number, "\(name) is not understood: an event repeats every year or not at all",
        "write its days under holidays:")
    }
    let left = try excluded()
    return try starts(from: first).filter { !left.contains($0) }.flatMap { start in
      (0..<length).map { SpecialDay(start.adding(days: $0), name: summary) }
    }
  }

  private subscript(name: String) -> ICalendarLine? { properties.first { $0.name == name } }

  // MARK: - Days

  /// How many days the event has; nil when it ends within one. An end is the first day that is no longer part of it.
  private func length(from first: CivilDate) throws(CalendarFile.Mistake) -> Int? {
    guard let line = self["DTEND"] ?? self["DURATION"] else { return 1 }
    let count: Int
    if line.name == "DURATION" {
      guard let days = Self.days(ofDuration: line.value) else { return nil }
      count = days
    } else {
      guard let end = try date(line) else { return nil }
      count = end.dayNumber - first.dayNumber
    }
    guard (0...Self.lengthMax).contains(count) else {
      throw .init(line.number, "the event \(quoted(summary)) ends before it begins, or after \(Self.lengthMax) days")
    }
    // Some programs write the same day twice for an event of one day.
    return max(1, count)
  }

  /// `P2D`, `P1W` (section 3.3.6).
  private static func days(ofDuration text: String) -> Int? {
    guard text.hasPrefix("P"), let count = Int(text.dropFirst().dropLast()) else { return nil }
    // What is far too long, or negative, stays so and is refused; a number from a file must not overflow.
    let bounded = min(max(-1, count), lengthMax + 1)
    return text.hasSuffix("D") ? bounded : text.hasSuffix("W") ? 7 * bounded : nil
  }

  /// A date, or the midnight by which Outlook means one; nil for any other time of day.
  private func date(_ line: ICalendarLine) throws(CalendarFile.Mistake) -> CivilDate? {
    guard let date = try date(line.value, in: line) else {
      throw .init(line.number, "\(quoted(line.value)) is not a date", "it is written as 20261224")
    }
    return ["", "T000000"].contains(line.value.dropFirst(8)) ? date : nil
  }

  private func date(_ text: String, in line: ICalendarLine) throws(CalendarFile.Mistake) -> CivilDate? {
    let digits = text.prefix(8)
    guard digits.utf8.count == 8, let number = Int(digits), number > 0 else { return nil }
    guard let date = CivilDate(year: number / 10_000, month: number / 100 % 100, day: number % 100),
      RuleLimits.years.contains(number / 10_000)
    else { throw .init(line.number, "there is no day \(quoted(String(digits)))") }
    return date
  }

  private func excluded() throws(CalendarFile.Mistake) -> Set<CivilDate> {
    var dates: Set<CivilDate> = []
    for line in properties where line.name == "EXDATE" {
      for text in line.value.split(separator: ",") {
        guard let date = try date(String(text), in: line) else {
          throw .init(line.number, "\(quoted(String(text))) is not a date", "it is written as 20261224")
        }
        dates.insert(date)
      }
    }
    return dates
  }

  // MARK: - Years

  /// The first days of the event: its own, or with an RRULE the same day of every year (section 3.3.10).
  private func starts(from first: CivilDate) throws(CalendarFile.Mistake) -> [CivilDate] {
    let rules = properties.filter { $0.name == "RRULE" }
    guard let rule = rules.first else { return [first] }
    guard rules.count == 1, let parts = Self.parts(of: rule.value) else { throw notUnderstood(rule) }
    let (year, month, day) = first.components
    guard parts["FREQ"] == "YEARLY", Set(parts.keys).isSubset(of: Self.known),
      parts["BYMONTH"] == nil || parts["BYMONTH"] == "\(month)",
      parts["BYMONTHDAY"] == nil || parts["BYMONTHDAY"] == "\(day)",
      let interval = Self.number(parts["INTERVAL"], default: 1),
      let count = Self.number(parts["COUNT"], default: RuleLimits.years.count)
    else { throw notUnderstood(rule) }
    var last = CivilDate(dayNumber: .max)
    if let text = parts["UNTIL"] {
      guard let until = try date(text, in: rule) else { throw notUnderstood(rule) }
      // East of Greenwich the midnight of a day is written as a moment of the day before.
      let isMoment = text.hasSuffix("Z") && self["DTSTART"].map { $0.value.count > 8 } == true
      last = until.adding(days: isMoment ? 1 : 0)
    }
    // 29 February happens in leap years only.
    let dates = stride(from: year, through: RuleLimits.years.upperBound, by: interval)
      .compactMap { CivilDate(year: $0, month: month, day: day) }
    return Array(dates.prefix(count).prefix { $0 <= last })
  }

  private static let known: Set<String> = ["FREQ", "INTERVAL", "COUNT", "UNTIL", "BYMONTH", "BYMONTHDAY", "WKST"]

  private static func parts(of rule: String) -> [String: String]? {
    var parts: [String: String] = [:]
    for part in rule.uppercased().split(separator: ";") {
      let pair = part.split(separator: "=", maxSplits: 1)
      guard pair.count == 2, parts.updateValue(String(pair[1]), forKey: String(pair[0])) == nil else { return nil }
    }
    return parts
  }

  private static func number(_ text: String?, default value: Int) -> Int? {
    guard let text else { return value }
    return Int(text).flatMap { (1...1_000).contains($0) ? $0 : nil }
  }

  private func notUnderstood(_ rule: ICalendarLine) -> CalendarFile.Mistake {
    .init(
      rule.number, "the event \(quoted(summary)) repeats by a rule that is not understood: \(quoted(rule.value))",
      "only FREQ=YEARLY on the same day is; write its days under holidays:")
  }
}
