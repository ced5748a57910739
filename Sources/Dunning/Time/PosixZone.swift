/// The rule by which a zone's offset goes on for ever, e.g. `CET-1CEST,M3.5.0,M10.5.0/3`.
///
/// - Source: POSIX.1-2024 8.3 `TZ`, with the hours of RFC 9636 3.3.1 (-167 to 167).
struct PosixZone: Sendable {
  private enum Day: Sendable {
    case julianWithoutLeapDay(Int)
    case dayOfYear(Int)
    case weekOfMonth(month: Int, week: Int, weekday: Int)
  }

  private struct Change: Sendable {
    var day: Day
    /// Seconds after midnight by the clock that is in force before the change; may be negative.
    var seconds: Int
  }

  private let standardOffset: Int
  private let summer: (offset: Int, start: Change, end: Change)?
  /// The changes of the years in which nearly everything happens, in order, with the offset from each on.
  private let changes: [(at: Int64, offset: Int)]
  private static let yearsOfChanges = 2020..<2070

  init?(parsing text: String) {
    var scanner = Scanner(text)
    guard scanner.skipName(), let west = scanner.time() else { return nil }
    standardOffset = -west
    if scanner.isAtEnd {
      (summer, changes) = (nil, [])
      return
    }
    guard scanner.skipName() else { return nil }
    let summerOffset = scanner.peek == UInt8(ascii: ",") ? standardOffset + 3_600 : scanner.time().map { -$0 }
    guard let summerOffset, let start = scanner.change(), let end = scanner.change(), scanner.isAtEnd else {
      return nil
    }
    summer = (summerOffset, start, end)
    let (standard, offset) = (standardOffset, summerOffset)
    changes = Self.yearsOfChanges.flatMap { year in
      [
        (at: Self.unix(start, year: year) - Int64(standard), offset: offset),
        (at: Self.unix(end, year: year) - Int64(offset), offset: standard),
      ]
    }.sorted {
      // Where summer ends at the moment at which it begins, it goes on.
      ($0.at, $0.offset == offset ? 1 : 0) < ($1.at, $1.offset == offset ? 1 : 0)
    }
  }

  func offset(atUnix seconds: Int64) -> Int {
    guard let summer else { return standardOffset }
    if let first = changes.first, let last = changes.last, first.at <= seconds, seconds < last.at {
      return changes[lastChange(atOrBefore: seconds)].offset
    }
    let localDay = CivilDate(dayNumber: Int((seconds + Int64(standardOffset)).quotientFloor(86_400)))
    let year = localDay.components.year
    let start = Self.unix(summer.start, year: year) - Int64(standardOffset)
    let end = Self.unix(summer.end, year: year) - Int64(summer.offset)
    let isSummer = start < end ? seconds >= start && seconds < end : seconds >= start || seconds < end
    return isSummer ? summer.offset : standardOffset
  }

  /// - Parameter seconds: at or after the first change.
  private func lastChange(atOrBefore seconds: Int64) -> Int {
    var (low, high) = (0, changes.count)
    while low + 1 < high {
      let middle = (low + high) / 2
      if changes[middle].at <= seconds { low = middle } else { high = middle }
    }
    return low
  }

  /// The wall time of a change as if it were UTC.
  private static func unix(_ change: Change, year: Int) -> Int64 {
    Int64(date(change.day, year: year).dayNumber) * 86_400 + Int64(change.seconds)
  }

  private static func date(_ day: Day, year: Int) -> CivilDate {
    let newYear = first(year, 1)
    switch day {
    case .dayOfYear(let number): return newYear.adding(days: number)
    case .julianWithoutLeapDay(let number):
      let isLeap = first(year, 3).dayNumber - newYear.dayNumber == 60
      return newYear.adding(days: number - 1 + (isLeap && number >= 60 ? 1 : 0))
    case .weekOfMonth(let month, let week, let weekday):
      let firstDay = first(year, month)
      // POSIX counts Sunday as 0; day number 0 was a Thursday (4).
      let firstWeekday = ((firstDay.dayNumber + 4) % 7 + 7) % 7
      var date = firstDay.adding(days: (weekday - firstWeekday + 7) % 7 + 7 * (week - 1))
      if date.components.month != month { date = date.adding(days: -7) }
      return date
    }
  }

  private static func first(_ year: Int, _ month: Int) -> CivilDate {
    CivilDate(dayNumber: 0).adding(months: (year - 1970) * 12 + month - 1)
  }

  private struct Scanner {
    private let bytes: [UInt8]
    private var position = 0

    init(_ text: String) { bytes = Array(text.utf8) }

    var isAtEnd: Bool { position == bytes.count }
    var peek: UInt8? { position < bytes.count ? bytes[position] : nil }

    /// An abbreviation: letters, or anything between angle brackets.
    mutating func skipName() -> Bool {
      let start = position
      if take(UInt8(ascii: "<")) {
        while let byte = peek, byte != UInt8(ascii: ">") { position += 1 }
        return take(UInt8(ascii: ">"))
      }
      while let byte = peek, (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte & ~0x20) { position += 1 }
      return position - start >= 3
    }

    /// `[+-]hh[:mm[:ss]]` in seconds.
    mutating func time() -> Int? {
      let isNegative = take(UInt8(ascii: "-"))
      if !isNegative { _ = take(UInt8(ascii: "+")) }
      guard let hours = number() else { return nil }
      var seconds = hours * 3_600
      for unit in [60, 1] where take(UInt8(ascii: ":")) {
        guard let value = number() else { return nil }
        seconds += value * unit
      }
      return isNegative ? -seconds : seconds
    }

    /// `,Mm.w.d[/time]`, `,Jn[/time]` or `,n[/time]`.
    mutating func change() -> Change? {
      guard take(UInt8(ascii: ",")), let day = day() else { return nil }
      guard take(UInt8(ascii: "/")) else { return Change(day: day, seconds: 7_200) }
      return time().map { Change(day: day, seconds: $0) }
    }

    private mutating func day() -> Day? {
      if take(UInt8(ascii: "J")) { return number().map(Day.julianWithoutLeapDay) }
      guard take(UInt8(ascii: "M")) else { return number().map(Day.dayOfYear) }
      guard let month = number(), take(UInt8(ascii: ".")), let week = number(), take(UInt8(ascii: ".")),
        let weekday = number(), (1...12).contains(month), (1...5).contains(week), (0...6).contains(weekday)
      else { return nil }
      return .weekOfMonth(month: month, week: week, weekday: weekday)
    }

    private mutating func take(_ byte: UInt8) -> Bool {
      guard peek == byte else { return false }
      position += 1
      return true
    }

    private mutating func number() -> Int? {
      let start = position
      while let byte = peek, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) { position += 1 }
      return digits(bytes[start..<position])
    }
  }
}
