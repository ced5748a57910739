/// A moment of the civil time scale (POSIX time), to the millisecond.
package struct Instant: Hashable, Sendable, Comparable {
  /// Milliseconds since 1970-01-01T00:00:00Z, leap seconds not counted.
  package let milliseconds: Int64

  package init(milliseconds: Int64) { self.milliseconds = milliseconds }

  /// Reads an RFC 3339 date-time, whose offset from UTC is required: `2026-11-23T09:00:00+01:00`.
  ///
  /// - Throws: ``RuleError`` `.invalidInstant` when it is written otherwise or there is no such moment.
  package init(parsing text: String) throws(RuleError) {
    let refusal = RuleError(
      .invalidInstant, "\(quoted(text)) is not a moment",
      hint: "write it as RFC 3339 with the zone's offset, e.g. 2026-12-31T17:00:00+01:00")
    let bytes = Array(text.utf8)
    guard bytes.count >= 20, bytes.count <= 35, bytes[10] == UInt8(ascii: "T") || bytes[10] == UInt8(ascii: "t"),
      bytes[13] == UInt8(ascii: ":"), bytes[16] == UInt8(ascii: ":"),
      let hour = digits(bytes[11..<13]), let minute = digits(bytes[14..<16]), let second = digits(bytes[17..<19]),
      hour < 24, minute < 60, second < 60
    else { throw refusal }
    let date = try CivilDate(parsing: String(text.prefix(10)))
    var rest = bytes[19...]
    var fraction = 0
    if rest.first == UInt8(ascii: ".") {
      let decimals = rest.dropFirst().prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
      guard !decimals.isEmpty, decimals.count <= 9, let value = digits(Array(decimals.prefix(3))) else { throw refusal }
      fraction = value * [100, 10, 1][min(decimals.count, 3) - 1]
      rest = rest.dropFirst(1 + decimals.count)
    }
    guard let offset = Self.offsetSeconds(Array(rest)) else { throw refusal }
    let seconds = date.dayNumber * 86_400 + hour * 3_600 + minute * 60 + second - offset
    self.init(milliseconds: Int64(seconds) * 1_000 + Int64(fraction))
  }

  /// RFC 3339 with the given offset from UTC, cut to whole minutes since it cannot state more; milliseconds are shown
  /// when there are any.
  package func rfc3339(offsetSeconds: Int) -> String {
    let offsetMinutes = offsetSeconds / 60
    let local = milliseconds + Int64(offsetMinutes) * 60_000
    let day = Int(local.quotientFloor(86_400_000))
    let inDay = Int(local - Int64(day) * 86_400_000)
    let time =
      "\(padded(inDay / 3_600_000, 2)):\(padded(inDay / 60_000 % 60, 2)):\(padded(inDay / 1_000 % 60, 2))"
    let fraction = inDay % 1_000 == 0 ? "" : ".\(padded(inDay % 1_000, 3))"
    let sign = offsetMinutes < 0 ? "-" : "+"
    let minutes = abs(offsetMinutes)
    let zone = minutes == 0 ? "Z" : "\(sign)\(padded(minutes / 60, 2)):\(padded(minutes % 60, 2))"
    return "\(CivilDate(dayNumber: day).iso)T\(time)\(fraction)\(zone)"
  }

  package func adding(seconds: Int) -> Instant { Instant(milliseconds: milliseconds + Int64(seconds) * 1_000) }

  package func adding(milliseconds: Int64) -> Instant { Instant(milliseconds: self.milliseconds + milliseconds) }

  package static func < (left: Instant, right: Instant) -> Bool { left.milliseconds < right.milliseconds }

  private static func offsetSeconds(_ bytes: [UInt8]) -> Int? {
    if bytes == [UInt8(ascii: "Z")] || bytes == [UInt8(ascii: "z")] { return 0 }
    guard bytes.count == 6, bytes[3] == UInt8(ascii: ":"), let hours = digits(bytes[1..<3]),
      let minutes = digits(bytes[4..<6]), hours < 24, minutes < 60
    else { return nil }
    switch bytes[0] {
    case UInt8(ascii: "+"): return hours * 3_600 + minutes * 60
    case UInt8(ascii: "-"): return -(hours * 3_600 + minutes * 60)
    default: return nil
    }
  }
}

extension Int64 {
  /// The quotient rounded towards minus infinity, so that moments before 1970 fall into the right day.
  func quotientFloor(_ divisor: Int64) -> Int64 {
    let quotient = self / divisor
    return self % divisor < 0 ? quotient - 1 : quotient
  }
}
