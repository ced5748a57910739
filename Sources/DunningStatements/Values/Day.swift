/// A day of the Gregorian calendar as a bank writes it, in no time zone.
package struct Day: Hashable, Sendable, Comparable {
  package let year: Int
  package let month: Int
  package let day: Int

  /// Nil for a day that there is not.
  package init?(year: Int, month: Int, day: Int) {
    guard (1...9_999).contains(year), (1...12).contains(month), (1...Self.days(in: month, of: year)).contains(day)
    else { return nil }
    (self.year, self.month, self.day) = (year, month, day)
  }

  /// `2026-11-30`, also with a time behind it: the day that is written is the bank's.
  package init?(iso text: some StringProtocol) {
    let parts = text.prefix(10).split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 3, parts.map(\.utf8.count) == [4, 2, 2] else { return nil }
    self.init(parts[0], parts[1], parts[2])
  }

  /// `20261130`, also with a time behind it.
  package init?(compact text: some StringProtocol) {
    let digits = text.prefix(8)
    guard digits.utf8.count == 8 else { return nil }
    self.init(digits.prefix(4), digits.dropFirst(4).prefix(2), digits.suffix(2))
  }

  /// `261130`: of two digits, 80 to 99 are of the last century.
  package init?(short text: some StringProtocol) {
    self.init(year: text.prefix(2), month: text.dropFirst(2).prefix(2), day: text.dropFirst(4))
  }

  /// `301126`.
  package init?(shortFromDay text: some StringProtocol) {
    self.init(year: text.dropFirst(4), month: text.dropFirst(2).prefix(2), day: text.prefix(2))
  }

  /// `260230`: banks that count thirty days for each month write days that there are not; it is the month's last then.
  package init?(interestDay text: some StringProtocol) {
    guard text.dropFirst(4) == "29" || text.dropFirst(4) == "30" || text.dropFirst(4) == "31" else {
      self.init(short: text)
      return
    }
    let days = (0...3).lazy.compactMap { Day(short: text.prefix(4) + String(31 - $0)) }
    guard let last = days.first else { return nil }
    self = min(last, Day(short: text) ?? last)
  }

  private init?(year: some StringProtocol, month: some StringProtocol, day: some StringProtocol) {
    guard year.utf8.count == 2, let short = Self.number(year) else { return nil }
    self.init(String(short >= 80 ? 1_900 + short : 2_000 + short), month, day)
  }

  private init?(_ year: some StringProtocol, _ month: some StringProtocol, _ day: some StringProtocol) {
    guard let year = Self.number(year), let month = Self.number(month), let day = Self.number(day) else { return nil }
    self.init(year: year, month: month, day: day)
  }

  /// Digits alone: `Int` would take a sign.
  private static func number(_ text: some StringProtocol) -> Int? {
    text.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } ? Int(text) : nil
  }

  private static func days(in month: Int, of year: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// `2026-11-30`.
  package var iso: String { "\(Self.digits(year, 4))-\(Self.digits(month, 2))-\(Self.digits(day, 2))" }

  private static func digits(_ number: Int, _ count: Int) -> String {
    let text = String(number)
    return String(repeating: "0", count: max(0, count - text.utf8.count)) + text
  }

  package static func < (left: Day, right: Day) -> Bool {
    (left.year, left.month, left.day) < (right.year, right.month, right.day)
  }
}
