/// The offsets from UTC of one time zone, past and future, as the machine's time zone database states them.
///
/// - Source: RFC 9636 (the TZif format), POSIX.1-2024 8.3 (the `TZ` rule in its footer).
package struct ZoneRules: Sendable {
  /// The IANA name, e.g. `Europe/Berlin`.
  package let name: String
  private let transitions: [Int64]
  private let offsetsAfter: [Int]
  private let firstOffset: Int
  private let footer: PosixZone?

  /// The rules in the bytes of a TZif file; nil when they are not one.
  package init?(name: String, tzif bytes: [UInt8]) {
    guard var reader = TZifReader(bytes) else { return nil }
    guard let block = reader.block() else { return nil }
    self.name = name
    transitions = block.transitions
    offsetsAfter = block.offsets
    firstOffset = block.firstOffset
    footer = reader.footer().flatMap(PosixZone.init(parsing:))
  }

  /// Coordinated universal time.
  package static let utc = ZoneRules(name: "UTC")

  private init(name: String) {
    self.name = name
    transitions = []
    offsetsAfter = []
    firstOffset = 0
    footer = nil
  }

  /// Seconds east of UTC at this moment.
  package func offsetSeconds(at instant: Instant) -> Int { offset(atUnix: instant.milliseconds.quotientFloor(1_000)) }

  /// The day that the wall calendar shows at this moment.
  package func date(at instant: Instant) -> CivilDate {
    CivilDate(dayNumber: Int(local(instant).quotientFloor(86_400)))
  }

  /// What the clock on the wall shows at this moment, to the second.
  package func timeOfDay(at instant: Instant) -> TimeOfDay {
    let seconds = local(instant)
    return TimeOfDay(seconds: Int(seconds - seconds.quotientFloor(86_400) * 86_400))
  }

  /// The moment at which the wall shows this day and time.
  ///
  /// A time that the clocks skip (a daylight-saving gap) is the first moment after the gap; a time that they show twice
  /// is the first of the two.
  package func instant(_ date: CivilDate, _ time: TimeOfDay) -> Instant {
    let wall = Int64(date.dayNumber) * 86_400 + Int64(time.seconds)
    let (before, after) = (offset(atUnix: wall - 86_400), offset(atUnix: wall + 86_400))
    let candidates = [wall - Int64(before), wall - Int64(after)].sorted()
    for candidate in candidates where candidate + Int64(offset(atUnix: candidate)) == wall {
      return Instant(milliseconds: candidate * 1_000)
    }
    return Instant(milliseconds: change(between: candidates[0], and: candidates[1]) * 1_000)
  }

  /// RFC 3339 with the zone's own offset at that moment.
  package func rfc3339(_ instant: Instant) -> String { instant.rfc3339(offsetSeconds: offsetSeconds(at: instant)) }

  private func local(_ instant: Instant) -> Int64 {
    let seconds = instant.milliseconds.quotientFloor(1_000)
    return seconds + Int64(offset(atUnix: seconds))
  }

  /// The second at which the offset changes; there is exactly one change in between.
  private func change(between low: Int64, and high: Int64) -> Int64 {
    var (low, high) = (low, high)
    let start = offset(atUnix: low)
    while high - low > 1 {
      let middle = low + (high - low) / 2
      if offset(atUnix: middle) == start { low = middle } else { high = middle }
    }
    return high
  }

  private func offset(atUnix seconds: Int64) -> Int {
    guard let last = transitions.last else { return footer?.offset(atUnix: seconds) ?? firstOffset }
    if seconds >= last, let footer { return footer.offset(atUnix: seconds) }
    guard seconds >= transitions[0] else { return firstOffset }
    var (low, high) = (0, transitions.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if transitions[middle] <= seconds { low = middle } else { high = middle }
    }
    return offsetsAfter[low]
  }
}

/// Walks over the bytes of a TZif file; every step answers nil when the bytes end early or contradict themselves.
private struct TZifReader {
  struct Block {
    var transitions: [Int64]
    var offsets: [Int]
    var firstOffset: Int
  }

  private let bytes: [UInt8]
  private var position = 0
  private let isWide: Bool

  init?(_ bytes: [UInt8]) {
    guard bytes.count >= 44, bytes.prefix(4).elementsEqual("TZif".utf8) else { return nil }
    self.bytes = bytes
    isWide = bytes[4] >= UInt8(ascii: "2")
  }

  /// The block with 64-bit times where the file has one (RFC 9636 3.1: readers should skip the first block then).
  mutating func block() -> Block? {
    guard let first = block(timeBytes: 4) else { return nil }
    return isWide ? block(timeBytes: 8) : first
  }

  /// The text between the two newlines that end the file.
  func footer() -> String? {
    guard isWide, position < bytes.count, bytes[position] == UInt8(ascii: "\n") else { return nil }
    return String(decoding: bytes[(position + 1)...].prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
  }

  private mutating func block(timeBytes: Int) -> Block? {
    guard bytes.count >= position + 44, bytes[position..<position + 4].elementsEqual("TZif".utf8) else { return nil }
    let counts = (0..<6).map { Int(number(at: position + 20 + 4 * $0, bytes: 4)) }
    let (utFlags, standardFlags, leaps, times, types, names) =
      (counts[0], counts[1], counts[2], counts[3], counts[4], counts[5])
    let timesAt = position + 44
    let indicesAt = timesAt + times * timeBytes
    let typesAt = indicesAt + times
    let end = typesAt + types * 6 + names + leaps * (timeBytes + 4) + standardFlags + utFlags
    guard counts.allSatisfy({ $0 >= 0 && $0 < 100_000 }), types > 0, bytes.count >= end else { return nil }
    let typeOffsets = (0..<types).map { Int(number(at: typesAt + 6 * $0, bytes: 4)) }
    let indices = (0..<times).map { Int(bytes[indicesAt + $0]) }
    guard indices.allSatisfy({ $0 < types }) else { return nil }
    position = end
    return Block(
      transitions: (0..<times).map { number(at: timesAt + timeBytes * $0, bytes: timeBytes) },
      offsets: indices.map { typeOffsets[$0] }, firstOffset: typeOffsets[0])
  }

  private func number(at start: Int, bytes count: Int) -> Int64 {
    var value: UInt64 = 0
    for byte in bytes[start..<start + count] { value = value << 8 | UInt64(byte) }
    return count == 4 ? Int64(Int32(truncatingIfNeeded: value)) : Int64(bitPattern: value)
  }
}
