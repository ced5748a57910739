/// A day of the proleptic Gregorian calendar, in no particular time zone.
package struct CivilDate: Hashable, Sendable, Comparable {
  /// Days since 1970-01-01.
  package let dayNumber: Int

  package init(dayNumber: Int) { self.dayNumber = dayNumber }

  /// The day with this year, month (1 to 12) and day of the month; nil when there is none.
  package init?(year: Int, month: Int, day: Int) {
    guard (1...12).contains(month), (1...Self.daysIn(month: month, of: year)).contains(day) else { return nil }
    self.init(dayNumber: Self.dayNumber(year: year, month: month, day: day))
  }

  /// Reads `2026-11-23`.
  ///
  /// - Throws: ``RuleError`` `.invalidDate` when it is written otherwise or there is no such day.
  package init(parsing text: String) throws(RuleError) {
    let bytes = Array(text.utf8)
    guard bytes.count == 10, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"),
      let year = digits(bytes[0..<4]), let month = digits(bytes[5..<7]), let day = digits(bytes[8..<10])
    else {
      throw RuleError(.invalidDate, "\(quoted(text)) is not a date", hint: "write YYYY-MM-DD, e.g. 2026-12-31")
    }
    guard let date = CivilDate(year: year, month: month, day: day) else {
      throw RuleError(.invalidDate, "there is no day \(quoted(text))", hint: "the calendar is the Gregorian one")
    }
    guard RuleLimits.years.contains(year) else {
      let years = RuleLimits.years
      throw RuleError(
        .invalidDate, "\(text) is out of range", hint: "years from \(years.lowerBound) to \(years.upperBound) are taken"
      )
    }
    self = date
  }

  /// `2026-11-23`.
  package var iso: String {
    let (year, month, day) = components
    return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
  }

  /// Year, month (1 to 12) and day of the month.
  ///
  /// - Source: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", `civil_from_days`.
  package var components: (year: Int, month: Int, day: Int) {
    let shifted = dayNumber + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    return (
      yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
    )
  }

  package var weekday: Weekday {
    // 1970-01-01 was a Thursday.
    let index = ((dayNumber + 3) % 7 + 7) % 7
    return Weekday.allCases[index]
  }

  package func adding(days: Int) -> CivilDate { CivilDate(dayNumber: dayNumber + days) }

  /// The same day of the month `months` later, or that month's last day when it is shorter (BGB § 188 (3)).
  package func adding(months: Int) -> CivilDate {
    let (year, month, day) = components
    let count = year * 12 + (month - 1) + months
    let (targetYear, targetMonth) = (count >= 0 ? count / 12 : (count - 11) / 12, ((count % 12) + 12) % 12 + 1)
    let lastDay = Self.daysIn(month: targetMonth, of: targetYear)
    return CivilDate(dayNumber: Self.dayNumber(year: targetYear, month: targetMonth, day: min(day, lastDay)))
  }

  package static func < (left: CivilDate, right: CivilDate) -> Bool { left.dayNumber < right.dayNumber }

  private static func daysIn(month: Int, of year: Int) -> Int {
    if month == 2 { return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28 }
    return [4, 6, 9, 11].contains(month) ? 30 : 31
  }

  /// - Source: Howard Hinnant, as above, `days_from_civil`.
  private static func dayNumber(year: Int, month: Int, day: Int) -> Int {
    let marchYear = month <= 2 ? year - 1 : year
    let era = (marchYear >= 0 ? marchYear : marchYear - 399) / 400
    let yearOfEra = marchYear - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }
}

/// A day of the week; weeks start on Monday (ISO 8601).
package enum Weekday: String, CaseIterable, Sendable, Hashable {
  case monday = "mon"
  case tuesday = "tue"
  case wednesday = "wed"
  case thursday = "thu"
  case friday = "fri"
  case saturday = "sat"
  case sunday = "sun"

  /// Monday to Friday.
  package static let workingWeek: Set<Weekday> = [.monday, .tuesday, .wednesday, .thursday, .friday]
}

/// The number that these ASCII digits spell; nil when one of them is none.
func digits(_ bytes: some Collection<UInt8>) -> Int? {
  guard !bytes.isEmpty, bytes.count <= 9 else { return nil }
  var value = 0
  for byte in bytes {
    guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
    value = value * 10 + Int(byte - UInt8(ascii: "0"))
  }
  return value
}

/// The number with leading zeros up to `width` digits.
func padded(_ number: Int, _ width: Int) -> String {
  let text = String(number)
  return String(repeating: "0", count: max(0, width - text.utf8.count)) + text
}
