import Dunning

/// How one language writes dates, times, sums and lists. Patterns name their parts in braces.
///
/// Spaces inside a date or a sum are no-break spaces, so that no line ends in the middle of one.
struct LetterLanguage: Sendable {
  let tag: String
  /// Other tags that these templates speak for.
  let aliases: Set<String>
  /// The names of the months, or their numbers.
  let months: [String]
  let date: String
  let time: String
  let dateAndTime: String
  /// What the zone of a time is called; a zone that is not here is told by its offset from UTC.
  var zoneNames: [String: String] = [:]
  let groupSeparator: String
  let decimalSeparator: String
  let money: String
  /// Currencies that the language writes in a way of their own.
  var ownMoney: [String: String] = [:]
  /// A rate of interest and the days, both included, on which it counts.
  let period: String
  let oneDay: String
  let days: String
  let listSeparator: String
  let listLastSeparator: String
  /// True when the lines of a paragraph are joined without a space.
  var isWrittenWithoutSpaces = false

  func date(_ date: CivilDate) -> String {
    let (year, month, day) = date.components
    return Self.fill(self.date, ["year": String(year), "month": months[month - 1], "day": String(day)])
  }

  /// The time with its zone, e.g. `17:00 (UTC+1)`.
  func time(_ instant: Instant, in zone: ZoneRules) -> String {
    let clock = zone.timeOfDay(at: instant).text
    let name = zoneNames[zone.name] ?? Self.offset(zone.offsetSeconds(at: instant))
    return Self.fill(time, ["time": clock, "zone": name])
  }

  /// A deadline on one line: the date, and the time when it is a moment.
  func deadline(_ deadline: Deadline, in zone: ZoneRules) -> String {
    let day = date(deadline.date(in: zone))
    guard case .moment(let instant) = deadline else { return day }
    return Self.fill(dateAndTime, ["date": day, "time": time(instant, in: zone)])
  }

  func money(_ money: Money) -> String {
    let parts = money.decimal.split(separator: ".")
    let number = ([Self.grouped(parts[0], by: groupSeparator)] + parts.dropFirst().map(String.init))
      .joined(separator: decimalSeparator)
    let code = money.currency.code
    return Self.fill(ownMoney[code] ?? self.money, ["code": code, "number": number])
  }

  func period(_ rate: Percent, from: CivilDate, until: CivilDate) -> String {
    let number = rate.text.split(separator: ".").map(String.init).joined(separator: decimalSeparator)
    return Self.fill(period, ["rate": number, "from": date(from), "until": date(until)])
  }

  func days(_ count: Int) -> String { Self.fill(count == 1 ? oneDay : days, ["count": String(count)]) }

  func list(_ parts: [String]) -> String {
    guard let last = parts.last, parts.count > 1 else { return parts.first ?? "" }
    return parts.dropLast().joined(separator: listSeparator) + listLastSeparator + last
  }

  private static func fill(_ pattern: String, _ values: KeyValuePairs<String, String>) -> String {
    var result = ""
    var rest = pattern[...]
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      let name = rest[rest.index(after: open)..<close]
      result += rest[..<open]
      result += values.first { $0.key == name }?.value ?? ""
      rest = rest[rest.index(after: close)...]
    }
    return result + rest
  }

  private static func grouped(_ digits: Substring, by separator: String) -> String {
    var result = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index).isMultiple(of: 3) { result += separator }
      result.append(digit)
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
