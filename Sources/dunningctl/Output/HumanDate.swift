import Dunning

/// Dates and moments as a person reads them, with how far away they are.
struct HumanDate: Sendable {
  /// Beyond this many days "in 412 days" says less than the date alone.
  static let hintDaysMax = 99

  let now: Instant
  /// The user's own offset from UTC, in which "today" is meant for dates without a zone.
  let localOffsetSeconds: Int

  /// `2026-12-01 (in 8 days)`, `2026-12-01 09:00+01:00 (in 8 days)`; a text that is no date is left as it is.
  func text(_ wire: String) -> String {
    // A text that is no date is left as it is.
    if wire.utf8.count == 10, let date = try? CivilDate(parsing: wire) {
      return wire + hint(days: date.dayNumber - day(of: now, offsetSeconds: localOffsetSeconds))
    }
    guard let instant = try? Instant(parsing: wire), let offset = offsetSeconds(of: wire) else { return wire }
    let bare = instant.rfc3339(offsetSeconds: offset)
    let zone = offset == 0 ? "Z" : String(bare.suffix(6))
    let days = day(of: instant, offsetSeconds: offset) - day(of: now, offsetSeconds: offset)
    return "\(bare.prefix(10)) \(bare.dropFirst(11).prefix(5))\(zone)"
      + (days == 0 ? hint(milliseconds: instant.milliseconds - now.milliseconds) : hint(days: days))
  }

  /// A cell of a table: without the zone and how far away it is where there is little room.
  func cell(_ wire: String, before words: String = "") -> Table.Cell {
    let day = wire.prefix(10)
    let time = wire.utf8.count > 10 ? " \(wire.dropFirst(11).prefix(5))" : ""
    return Table.Cell(words + text(wire), brief: words + day + time)
  }

  /// A moment to the second, without how far away it is: for a journal.
  static func plain(_ wire: String) -> String { "\(wire.prefix(10)) \(wire.dropFirst(11))" }

  private func hint(days: Int) -> String {
    switch days {
    case 0: " (today)"
    case 1: " (tomorrow)"
    case -1: " (yesterday)"
    case 2...Self.hintDaysMax: " (in \(days) days)"
    case -Self.hintDaysMax ... -2: " (\(-days) days ago)"
    default: ""
    }
  }

  private func hint(milliseconds: Int64) -> String {
    let minutes = Int(milliseconds.magnitude / 60_000)
    guard minutes > 0 else { return " (now)" }
    let amount = minutes < 60 ? "\(minutes) min" : "\(minutes / 60) h"
    return milliseconds < 0 ? " (\(amount) ago)" : " (in \(amount))"
  }

  private func day(of instant: Instant, offsetSeconds: Int) -> Int {
    let local = instant.milliseconds + Int64(offsetSeconds) * 1_000
    return Int((local - (local % 86_400_000 + 86_400_000) % 86_400_000) / 86_400_000)
  }

  /// The offset that an RFC 3339 text ends with.
  private func offsetSeconds(of wire: String) -> Int? {
    if wire.hasSuffix("Z") || wire.hasSuffix("z") { return 0 }
    let tail = wire.suffix(6)
    guard let hours = Int(tail.dropFirst().prefix(2)), let minutes = Int(tail.suffix(2)) else { return nil }
    return (tail.first == "-" ? -1 : 1) * (hours * 3_600 + minutes * 60)
  }
}
