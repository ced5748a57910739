/// A length of time as a policy counts it: whole days as days, seconds as seconds.
package struct Span: Hashable, Sendable {
  /// The unit, spelled as in the configuration.
  package enum Unit: String, Sendable, CaseIterable {
    case seconds = "s"
    case minutes = "m"
    case hours = "h"
    case days = "d"
    case workingDays = "bd"
    case weeks = "w"
    case months = "mo"
  }

  /// Negative when it reaches back.
  package let count: Int
  package let unit: Unit

  package init(_ count: Int, _ unit: Unit) {
    self.count = count
    self.unit = unit
  }

  /// Reads `7d`, `3bd`, `90s`.
  ///
  /// - Throws: ``RuleError`` `.invalidOffset`.
  package init(parsing text: String) throws(RuleError) {
    let number = text.utf8.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    guard let count = digits(number), count <= 36_500,
      let unit = Unit(rawValue: String(text.utf8.dropFirst(number.count)) ?? "")
    else {
      throw RuleError(
        .invalidOffset, "\(quoted(text)) is not a length of time",
        hint: "write a number and one of s m h d bd w mo, e.g. 7d or 3bd")
    }
    self.init(count, unit)
    // A date that is counted in thousands of years could be written down, and not be read again.
    guard approximateSeconds <= Self.daysMax * 86_400 else {
      throw RuleError(
        .invalidOffset, "\(quoted(text)) is longer than a hundred years", hint: "is the unit a typing error?")
    }
  }

  /// A hundred years.
  private static let daysMax = 36_525

  package var text: String { "\(abs(count))\(unit.rawValue)" }

  /// True when it counts calendar days, so that it ends on a day and not at a moment.
  package var isInDays: Bool {
    switch unit {
    case .seconds, .minutes, .hours: false
    case .days, .workingDays, .weeks, .months: true
    }
  }

  /// The length in seconds, a month taken as 30 days: good enough to compare the rungs of a ladder.
  package var approximateSeconds: Int {
    switch unit {
    case .seconds: count
    case .minutes: count * 60
    case .hours: count * 3_600
    case .days, .workingDays: count * 86_400
    case .weeks: count * 7 * 86_400
    case .months: count * 30 * 86_400
    }
  }

  /// The day this long after the date; only for a span that ``isInDays``.
  package func day(after date: CivilDate, calendar: WorkCalendar) -> CivilDate {
    switch unit {
    case .workingDays: calendar.adding(workingDays: count, to: date)
    case .weeks: date.adding(days: 7 * count)
    case .months: date.adding(months: count)
    case .days: date.adding(days: count)
    case .seconds, .minutes, .hours: date.adding(days: approximateSeconds / 86_400)
    }
  }
}

/// The moment a step is counted from, and how far: `due+14d`, `previous+7d`, `pay-by+1d`.
package struct Offset: Hashable, Sendable {
  package enum Anchor: String, Sendable, CaseIterable {
    case due
    case previous
    case payBy = "pay-by"
  }

  package let anchor: Anchor
  package let span: Span

  package init(_ anchor: Anchor, _ span: Span) {
    self.anchor = anchor
    self.span = span
  }

  /// Reads `due-3bd`, `due+14d`, `previous+7d`, `pay-by+1d` or a bare anchor.
  ///
  /// - Throws: ``RuleError`` `.invalidOffset`.
  package init(parsing text: String) throws(RuleError) {
    guard let anchor = Anchor.allCases.first(where: { text.hasPrefix($0.rawValue) }) else {
      throw RuleError(
        .invalidOffset, "\(quoted(text)) does not start with due, previous or pay-by",
        hint: "write for example due+14d or due-3bd")
    }
    let rest = text.dropFirst(anchor.rawValue.count)
    guard let sign = rest.first else {
      self.init(anchor, Span(0, .days))
      return
    }
    guard sign == "+" || sign == "-" else {
      throw RuleError(
        .invalidOffset, "\(quoted(text)) needs + or - after \(anchor.rawValue)", hint: "write for example due+14d")
    }
    let span = try Span(parsing: String(rest.dropFirst()))
    self.init(anchor, Span(sign == "-" ? -span.count : span.count, span.unit))
  }

  package var text: String {
    span == Span(0, .days) ? anchor.rawValue : "\(anchor.rawValue)\(span.count < 0 ? "-" : "+")\(span.text)"
  }
}
