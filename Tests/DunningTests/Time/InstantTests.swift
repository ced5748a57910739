import Testing

@testable import Dunning

@Suite("Moments, deadlines and times of day")
struct InstantTests {
  @Test(
    "RFC 3339 is read, whatever the offset",
    arguments: [
      ("1970-01-01T00:00:00Z", 0), ("2026-11-23T09:00:00+01:00", 1_795_420_800_000),
      ("2026-11-23T08:00:00Z", 1_795_420_800_000), ("2026-11-23t08:00:00z", 1_795_420_800_000),
      ("2026-11-22T22:30:00-09:30", 1_795_420_800_000), ("2026-11-23T08:00:00.5Z", 1_795_420_800_500),
      ("2026-11-23T08:00:00.123456789Z", 1_795_420_800_123), ("2026-11-23T08:00:00-00:00", 1_795_420_800_000),
      ("1970-01-01T00:00:00+14:00", -50_400_000),
    ] as [(String, Int64)])
  func reads(text: String, milliseconds: Int64) throws {
    #expect(try moment(text).milliseconds == milliseconds)
  }

  @Test(
    "a moment without an offset, or that is none, is refused",
    arguments: [
      "", "2026-11-23", "2026-11-23T09:00:00", "2026-11-23 09:00:00Z", "2026-11-23T09:00Z", "2026-11-23T24:00:00Z",
      "2026-11-23T09:60:00Z", "2026-11-23T09:00:60Z", "2026-11-23T09:00:00+1:00", "2026-11-23T09:00:00+0100",
      "2026-11-23T09:00:00+24:00", "2026-11-23T09:00:00.Z", "2026-11-23T09:00:00.1234567890Z", "2026-02-30T09:00:00Z",
      "2026-11-23T09:00:00Z ", "2026-11-23T09:00:00 Z", "2026-11-23T٠٩:00:00Z", "2026-11-23T09:00:00\r\nZ",
    ])
  func refuses(text: String) {
    #expect(throws: RuleError.self) { try moment(text) }
  }

  @Test("every moment is written so that it reads back as itself, in every zone's offset")
  func roundTrip() throws {
    // Given
    let seed: UInt64 = 11
    var random = Seeded(seed)
    for _ in 0..<5_000 {
      let instant = Instant(milliseconds: Int64(random.number(86_400_000...7_200_000_000_000)))
      let offset = random.chance(80) ? 900 * random.number(-48...56) : random.number(-43_200...50_400)
      // When
      let text = instant.rfc3339(offsetSeconds: offset)
      // Then
      #expect(try moment(text) == instant, "seed \(seed): \(text), offset \(offset)")
    }
  }

  @Test("a deadline lies in years from which all that is counted ends in years that can be read again")
  func lateDeadlines() throws {
    #expect(throws: RuleError.self) { try Deadline(parsing: "2150-01-01") }
    #expect(throws: RuleError.self) { try Deadline(parsing: "2199-01-01T00:00:00Z") }
    let last = try Deadline(parsing: "2149-12-31").date(in: .utc)
    #expect(try CivilDate(parsing: last.adding(months: 12 * 31).iso) == last.adding(months: 12 * 31))
  }

  @Test("a deadline is a day or a moment, and its end is the first moment that is late")
  func deadlines() throws {
    // Given
    let berlin = try zone("Europe/Berlin")
    // When
    let (byDay, byMoment) = (try Deadline(parsing: "2026-10-25"), try Deadline(parsing: "2026-11-23T17:00:00+01:00"))
    // Then
    #expect(try byDay.end(in: berlin, lastDayInTime: byDay.date(in: berlin)) == moment("2026-10-25T23:00:00Z"))
    #expect(try byMoment.end(in: berlin, lastDayInTime: byMoment.date(in: berlin)) == moment("2026-11-23T16:00:00Z"))
    #expect(byDay.text(in: berlin) == "2026-10-25")
    #expect(byMoment.text(in: berlin) == "2026-11-23T17:00:00+01:00")
    #expect(try byMoment.date(in: zone("Asia/Tokyo")) == day("2026-11-24"))
  }

  @Test(
    "times of day are read to the second",
    arguments: [("00:00", 0), ("09:05", 32_700), ("23:59:59", 86_399), ("24:00", 86_400), ("24:00:00", 86_400)])
  func times(text: String, seconds: Int) throws {
    let time = try TimeOfDay(parsing: text)
    #expect(time.seconds == seconds)
    #expect(try TimeOfDay(parsing: time.text) == time)
  }

  @Test(
    "what is no time of day is refused",
    arguments: [
      "", "9:00", "09", "09:60", "24:01", "24:00:01", "25:00", "09:00:60", "09:00:00:00", "09.00", "-9:00", "٠٩:00",
      ":", "::",
    ])
  func noTimes(text: String) {
    #expect { try TimeOfDay(parsing: text) } throws: { ($0 as? RuleError)?.code == .invalidTime }
  }
}
