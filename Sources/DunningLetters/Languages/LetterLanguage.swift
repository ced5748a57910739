import Dunning

/// How one language writes dates, times, sums and lists. Patterns name their parts in braces.
///
/// Spaces inside a date or a sum are no-break spaces, so that no line ends in the middle of one.
struct LetterLanguage: Sendable {
  var tag: String
  /// Other tags that these templates speak for.
  var aliases: Set<String> = []
  /// The language whose templates serve where this one's folder has none of that name.
  var base: String?
  /// The names of the months, or their numbers.
  var months: [String]
  /// How the first day of a month is written where it is no plain number.
  var firstOfMonth = "1"
  var date: LetterPattern
  /// A date in a table, where there is little room.
  var shortDate: LetterPattern
  var time: LetterPattern
  let dateAndTime: LetterPattern
  /// What the zone of a time is called; a zone that is not here is told by its offset from UTC.
  var zoneNames: [String: String] = [:]
  var groupSeparator: String
  var decimalSeparator: String
  var money: LetterPattern
  /// Currencies that the language writes in a way of their own.
  var ownMoney: [String: LetterPattern] = [:]
  /// Currencies that the tables of a letter on paper write shorter.
  var tableMoney: [String: LetterPattern] = [:]
  /// Currencies of which deeds and demands write a sum in a way of their own, e.g. 金1,200円.
  var formalMoney: [String: LetterPattern] = [:]
  /// A rate of interest and the days, both included, on which it counts.
  var period: LetterPattern
  let oneDay: LetterPattern
  let days: LetterPattern
  let listSeparator: String
  let listLastSeparator: String
  /// False where German is written without ß, so that templates read ss in its place.
  var writesSharpS = true
  /// True when the lines of a paragraph are joined without a space.
  var isWrittenWithoutSpaces = false

  func date(_ date: CivilDate) -> String {
    let (year, month, day) = date.components
    let dayText = day == 1 ? firstOfMonth : String(day)
    return self.date.filled([.year: String(year), .month: months[month - 1], .day: dayText])
  }

  /// The date as tables have it, e.g. `03.11.2026` or `3 Nov 2026`.
  func shortDate(_ date: CivilDate) -> String {
    let (year, month, day) = date.components
    return shortDate.filled([
      .year: String(year), .monthName: String(months[month - 1].prefix(3)), .monthNumber: Self.twoDigits(month),
      .day: String(day), .dayNumber: Self.twoDigits(day),
    ])
  }

  private static func twoDigits(_ number: Int) -> String { (number < 10 ? "0" : "") + String(number) }

  /// The time with its zone, e.g. `17:00 (UTC+1)`.
  func time(_ instant: Instant, in zone: ZoneRules) -> String {
    let clock = zone.timeOfDay(at: instant)
    let (hour, minute) = (clock.seconds / 3_600, clock.seconds / 60 % 60)
    let name = zoneNames[zone.name] ?? Self.offset(zone.offsetSeconds(at: instant))
    return time.filled([
      .time: clock.text, .hour: String(hour), .minute: (minute < 10 ? "0" : "") + String(minute), .zone: name,
      .hourOfTwelve: String((hour + 11) % 12 + 1), .half: hour < 12 ? "a.m." : "p.m.",
    ])
  }

  /// A deadline on one line: the date, and the time when it is a moment.
  func deadline(_ deadline: Deadline, in zone: ZoneRules) -> String {
    let day = date(deadline.date(in: zone))
    guard case .moment(let instant) = deadline else { return day }
    return dateAndTime.filled([.date: day, .time: time(instant, in: zone)])
  }

  func money(_ money: Money) -> String {
    let code = money.currency.code
    return (ownMoney[code] ?? self.money).filled([.code: code, .number: number(money)])
  }

  /// The sum without its currency.
  func number(_ money: Money) -> String {
    let decimal = money.decimal
    let point = decimal.utf8.firstIndex(of: UInt8(ascii: ".")) ?? decimal.endIndex
    let whole = grouped(decimal[..<point])
    guard point < decimal.endIndex else { return whole }
    return whole + decimalSeparator + decimal[decimal.utf8.index(after: point)...]
  }

  /// The language as the tables of a letter on paper write it.
  var inTables: LetterLanguage {
    var language = self
    language.ownMoney.merge(tableMoney) { $1 }
    return language
  }

  func period(_ rate: Percent, from: CivilDate, until: CivilDate) -> String {
    let number = rate.text.split(separator: ".").map(String.init).joined(separator: decimalSeparator)
    return period.filled([.rate: number, .from: date(from), .until: date(until)])
  }

  func days(_ count: Int) -> String { (count == 1 ? oneDay : days).filled([.count: String(count)]) }

  func list(_ parts: [String]) -> String {
    guard let last = parts.last, parts.count > 1 else { return parts.first ?? "" }
    return parts.dropLast().joined(separator: listSeparator) + listLastSeparator + last
  }

  /// The digits in threes.
  private func grouped(_ digits: Substring) -> String {
    var result = ""
    let count = digits.utf8.count
    for (index, digit) in digits.unicodeScalars.enumerated() {
      if index > 0, (count - index).isMultiple(of: 3) { result += groupSeparator }
      result.unicodeScalars.append(digit)
    }
    return result
  }

  /// `UTC`, `UTC+1`, `UTC-3:30`.
  private static func offset(_ seconds: Int) -> String {
    let minutes = abs(seconds) / 60
    guard minutes > 0 else { return "UTC" }
    let rest = minutes % 60
    let past = rest == 0 ? "" : ":\(rest < 10 ? "0" : "")\(rest)"
    return "UTC\(seconds < 0 ? "-" : "+")\(minutes / 60)\(past)"
  }
}
