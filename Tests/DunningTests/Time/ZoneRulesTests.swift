import Testing

@testable import Dunning

@Suite("Time zones")
struct ZoneRulesTests {
  static let zones = [
    "Europe/Berlin", "America/New_York", "Asia/Shanghai", "Australia/Lord_Howe", "Africa/Casablanca", "Africa/El_Aaiun",
    "Asia/Kathmandu", "America/St_Johns", "Pacific/Apia", "Europe/Dublin", "Antarctica/Troll", "Asia/Gaza",
    "America/Sao_Paulo", "UTC", "EST5EDT", "Africa/Monrovia", "Asia/Tehran", "America/Santiago", "Pacific/Kiritimati",
    "Africa/Cairo", "America/Nuuk", "Europe/Lisbon", "Pacific/Chatham", "Asia/Pyongyang", "America/Caracas",
  ]

  /// Prints `o UNIX OFFSET` and `w WALL UNIX` around every change of the offset until 2100, and at random moments.
  private static let reference = """
    import bisect, random, sys
    from datetime import datetime, timedelta, timezone
    from zoneinfo import ZoneInfo
    zone = ZoneInfo(sys.argv[1])
    def offset(unix):
      return int(datetime.fromtimestamp(unix, timezone.utc).astimezone(zone).utcoffset().total_seconds())
    end = int(datetime(2101, 1, 1, tzinfo=timezone.utc).timestamp())
    changes = []
    before = offset(0)
    for unix in range(0, end, 86400):
      after = offset(unix)
      if after == before: continue
      low, high = unix - 86400, unix
      while high - low > 1:
        middle = (low + high) // 2
        if offset(middle) == before: low = middle
        else: high = middle
      changes.append((high, before, after))
      before = after
    def instant(wall):
      there = datetime(1970, 1, 1) + timedelta(seconds=wall)
      unix = int(there.replace(tzinfo=zone).astimezone(timezone.utc).timestamp())
      if unix + offset(unix) == wall: return unix
      return next(at for at, before, after in changes if at + before <= wall < at + after)
    for at, before, after in changes:
      for unix in (at - 1, at, at + 1): print("o", unix, offset(unix))
      middle = at + (before + after) // 2
      for wall in (at + before - 1, at + before, at + before + 1, middle, at + after - 1, at + after, at + after + 1):
        print("w", wall, instant(wall))
    chance = random.Random(1970)
    for _ in range(500):
      unix = chance.randrange(86400, end)
      print("o", unix, offset(unix))
      print("w", unix, instant(unix))
    """

  @Test(
    "offsets and wall times until 2100 are those that Python's zoneinfo knows, at every change to the second",
    arguments: zones)
  func differential(name: String) throws {
    // Given
    let rules = try zone(name)
    let known = try PythonReference.lines(Self.reference, name)
    #expect(known.count >= 1_000)
    var wrong: [String] = []
    for line in known {
      let words = line.split(separator: " ")
      let (question, answer) = (try #require(Int(words[1])), try #require(Int64(words[2])))
      // When
      let found =
        if words[0] == "o" {
          Int64(rules.offsetSeconds(at: Instant(milliseconds: Int64(question) * 1_000)))
        } else {
          rules.instant(
            CivilDate(dayNumber: Int(Int64(question).quotientFloor(86_400))),
            TimeOfDay(seconds: question - Int(Int64(question).quotientFloor(86_400)) * 86_400)
          ).milliseconds / 1_000
        }
      if found != answer { wrong.append("\(line), found \(found)") }
    }
    // Then
    #expect(wrong.isEmpty, "\(name): \(wrong.prefix(5))")
  }

  @Test("a wall time in a gap is the first moment after it, one that comes twice the first of the two")
  func gapAndOverlap() throws {
    let berlin = try zone("Europe/Berlin")
    let time = try TimeOfDay(parsing: "02:30")
    #expect(try berlin.rfc3339(berlin.instant(day("2026-03-29"), time)) == "2026-03-29T03:00:00+02:00")
    #expect(try berlin.rfc3339(berlin.instant(day("2026-10-25"), time)) == "2026-10-25T02:30:00+02:00")
  }

  @Test("a day that a zone left out begins when the next one does")
  func lostDay() throws {
    let apia = try zone("Pacific/Apia")
    #expect(
      try apia.rfc3339(apia.instant(day("2011-12-30"), TimeOfDay(parsing: "12:00"))) == "2011-12-31T00:00:00+14:00")
  }

  @Test("days and times of day are those of the wall, before 1970 too")
  func wall() throws {
    let newYork = try zone("America/New_York")
    let evening = try moment("2026-11-24T03:59:59.999Z")
    #expect(newYork.date(at: evening).iso == "2026-11-23")
    #expect(newYork.timeOfDay(at: evening).text == "22:59:59")
    #expect(ZoneRules.utc.date(at: Instant(milliseconds: -1)).iso == "1969-12-31")
    #expect(ZoneRules.utc.timeOfDay(at: Instant(milliseconds: -1)).text == "23:59:59")
  }

  @Test(
    "the rule in a file's footer carries on for ever",
    arguments: [
      ("CET-1CEST,M3.5.0,M10.5.0/3", "2500-07-01", 7_200), ("CET-1CEST,M3.5.0,M10.5.0/3", "2500-12-01", 3_600),
      ("EST5EDT,M3.2.0,M11.1.0", "2400-03-12", -14_400), ("EST5EDT,M3.2.0,M11.1.0", "2400-03-11", -18_000),
      ("IST-1GMT0,M10.5.0,M3.5.0/1", "2300-01-15", 0), ("IST-1GMT0,M10.5.0,M3.5.0/1", "2300-06-15", 3_600),
      ("AEST-10AEDT,M10.1.0,M4.1.0/3", "2300-01-15", 39_600), ("<+0330>-3:30", "2300-06-15", 12_600),
      ("<-02>2<-01>,M3.5.0/-1,M10.5.0/0", "2300-07-01", -3_600),
      ("<+1030>-10:30<+11>-11,M10.1.0,M4.1.0", "2300-01-01", 39_600),
      ("AAA3BBB,J60/0,J300/0", "2024-03-01", -7_200), ("AAA3BBB,J60/0,J300/0", "2023-03-01", -7_200),
      ("AAA3BBB,59/0,300/0", "2024-02-29", -7_200), ("AAA3BBB,59/0,300/0", "2024-02-28", -10_800),
    ])
  func footers(rule: String, date: String, offset: Int) throws {
    let zone = try #require(PosixZone(parsing: rule))
    let noon = try Int64(#require(parsedYear(date)).dayNumber) * 86_400 + 43_200
    #expect(zone.offset(atUnix: noon) == offset)
  }

  private func parsedYear(_ text: String) -> CivilDate? {
    let parts = text.split(separator: "-").compactMap { Int($0) }
    return CivilDate(year: parts[0], month: parts[1], day: parts[2])
  }

  @Test(
    "a footer that is none is refused",
    arguments: [
      "", "C", "CET", "CET-", "CET-1CEST", "CET-1CEST,M3.5.0", "CET-1CEST,M13.1.0,M1.1.0", "CET-1CEST,M3.6.0,M10.5.0",
      "CET-1CEST,M3.5.7,M10.5.0", "<CET-1", "CET-1CEST,M3.5.0,M10.5.0,", "CET-1CEST,M3.5.0/,M10.5.0", "CET-1:CEST",
    ])
  func badFooters(rule: String) {
    #expect(PosixZone(parsing: rule) == nil)
  }

  @Test("bytes that are no zone file are no zone")
  func noZone() throws {
    let bytes = try zoneFile("Europe/Berlin")
    #expect(ZoneRules(name: "x", tzif: []) == nil)
    #expect(ZoneRules(name: "x", tzif: Array("TZif".utf8)) == nil)
    #expect(ZoneRules(name: "x", tzif: Array(repeating: 0xFF, count: 1_000)) == nil)
    #expect(ZoneRules(name: "x", tzif: Array(repeating: 0, count: 44)) == nil)
    for length in stride(from: 0, to: 1_400, by: 7) {
      #expect(ZoneRules(name: "x", tzif: Array(bytes.prefix(length))) == nil, "cut after \(length) bytes")
    }
  }

  @Test("damaged zone files never bring the program down", arguments: [UInt64(1), 2, 3])
  func damaged(seed: UInt64) throws {
    // Given
    var random = Seeded(seed)
    let files = try ["Europe/Berlin", "America/Sao_Paulo", "UTC", "Europe/Dublin"].map(zoneFile)
    var (accepted, answers) = (0, 0)
    for _ in 0..<400 {
      var bytes = random.pick(files)
      for _ in 0..<random.number(1...6) {
        // Headers and the footer are the interesting places.
        let place =
          random.chance(50)
          ? random.number(0...bytes.count - 1)
          : random.chance(50) ? random.number(0...43) : bytes.count - random.number(1...30)
        bytes[place] = UInt8(random.number(0...255))
      }
      if random.chance(20) { bytes.removeLast(random.number(0...bytes.count - 1)) }
      // When
      guard let rules = ZoneRules(name: "damaged", tzif: bytes) else { continue }
      accepted += 1
      for _ in 0..<20 {
        let instant = Instant(milliseconds: Int64(random.number(0...7_000_000_000_000)))
        _ = rules.rfc3339(instant)
        _ = rules.instant(rules.date(at: instant), rules.timeOfDay(at: instant))
        answers += 1
      }
    }
    // Then
    #expect(answers == 20 * accepted, "seed \(seed)")
    #expect(accepted > 0, "seed \(seed)")
  }
}
