// Dates, spans and lists as a bookkeeper reads them, in English.

extension CivilDate {
  /// `Thursday, 3 December 2026`.
  package var long: String { "\(weekday.english), \(dayAndMonth)" }

  /// `Thu 3 December 2026`.
  package var short: String { "\(weekday.english.prefix(3)) \(dayAndMonth)" }

  private var dayAndMonth: String {
    let (year, month, day) = components
    return "\(day) \(Self.months[month - 1]) \(year)"
  }

  private static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
  ]
}

extension Weekday {
  /// `Thursday`.
  package var english: String {
    switch self {
    case .monday: "Monday"
    case .tuesday: "Tuesday"
    case .wednesday: "Wednesday"
    case .thursday: "Thursday"
    case .friday: "Friday"
    case .saturday: "Saturday"
    case .sunday: "Sunday"
    }
  }
}

extension Span {
  /// `1 day`, `3 working days`.
  package var words: String {
    let count = abs(count)
    let noun =
      switch unit {
      case .seconds: "second"
      case .minutes: "minute"
      case .hours: "hour"
      case .days: "day"
      case .workingDays: "working day"
      case .weeks: "week"
      case .months: "month"
      }
    return "\(count) \(noun)\(count == 1 ? "" : "s")"
  }
}

extension Offset {
  /// `3 working days before the deadline`, `the day of the deadline`.
  package var words: String {
    let name =
      switch anchor {
      case .due: "the deadline"
      case .previous: "the last notice"
      case .payBy: "the day to pay by"
      }
    if span.count == 0 { return "the moment of \(name)" }
    return "\(span.words) \(span.count < 0 ? "before" : "after") \(name)"
  }
}

/// `a`, `a and b`, `a, b and c`; beyond `max` the number of the others.
package func list(_ words: [String], max count: Int = .max) -> String {
  let shown = words.count > count ? words.prefix(count) + ["\(words.count - count) more"] : words
  guard let last = shown.last, shown.count > 1 else { return shown.last ?? "" }
  return "\(shown.dropLast().joined(separator: ", ")) and \(last)"
}
