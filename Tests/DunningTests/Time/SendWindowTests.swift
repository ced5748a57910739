import Testing

@testable import Dunning

@Suite("Send windows")
struct SendWindowTests {
  @Test(
    "a moment outside the window moves to its next opening, one inside stays",
    arguments: [
      ("2026-11-23T08:59:59+01:00", "2026-11-23T09:00:00+01:00"),
      ("2026-11-23T09:00:00+01:00", "2026-11-23T09:00:00+01:00"),
      ("2026-11-23T17:59:59.999+01:00", "2026-11-23T17:59:59.999+01:00"),
      ("2026-11-23T18:00:00+01:00", "2026-11-24T09:00:00+01:00"),
      ("2026-11-20T18:00:00+01:00", "2026-11-23T09:00:00+01:00"),
      ("2026-11-21T12:00:00+01:00", "2026-11-23T09:00:00+01:00"),
      ("2026-12-24T19:00:00+01:00", "2026-12-28T09:00:00+01:00"),
      ("2026-10-23T19:00:00+02:00", "2026-10-26T09:00:00+01:00"),
    ])
  func opens(from: String, to: String) throws {
    // Given
    let berlin = try zone("Europe/Berlin")
    let calendar = WorkCalendar(name: "DE", holidays: [try day("2026-12-25")])
    // When
    let opening = try window().opening(onOrAfter: moment(from), zone: berlin, calendar: calendar)
    // Then
    #expect(try opening == moment(to))
  }

  @Test(
    "a Saturday that is worked for a holiday is open to a window of the working week, and to no smaller one",
    arguments: [
      (Weekday.workingWeek, "2026-02-14T09:00:00+08:00"), (Set(Weekday.allCases), "2026-02-14T09:00:00+08:00"),
      ([.monday, .tuesday, .wednesday, .thursday] as Set<Weekday>, "2026-02-17T09:00:00+08:00"),
    ])
  func makeUp(days: Set<Weekday>, opens: String) throws {
    // Given
    let calendar = WorkCalendar(
      name: "CN",
      days: [
        SpecialDay(try day("2026-02-14"), name: "Spring Festival", isWorked: true),
        SpecialDay(try day("2026-02-15"), name: "Spring Festival"),
        SpecialDay(try day("2026-02-16"), name: "Spring Festival"),
      ])
    // When
    let opening = try window(days).opening(
      onOrAfter: moment("2026-02-13T19:00:00+08:00"), zone: zone("Asia/Shanghai"), calendar: calendar)
    // Then
    #expect(try opening == moment(opens))
  }

  @Test("a window that daylight saving swallows is closed on that day")
  func swallowed() throws {
    let berlin = try zone("Europe/Berlin")
    let night = try window(Set(Weekday.allCases), "02:10", "02:50")
    let opening = try night.opening(onOrAfter: moment("2026-03-29T00:00:00+01:00"), zone: berlin, calendar: .weekdays)
    #expect(try opening == moment("2026-03-30T02:10:00+02:00"))
  }

  @Test("when the clock is put back over the opening hour, the window waits until it shows that hour once more")
  func putBack() throws {
    let berlin = try zone("Europe/Berlin")
    let night = try window(Set(Weekday.allCases), "02:45", "05:00")
    let second = try moment("2026-10-25T02:10:00+01:00")
    #expect(
      try night.opening(onOrAfter: second, zone: berlin, calendar: .weekdays) == moment("2026-10-25T02:45:00+01:00"))
  }

  @Test("a window that no day opens never opens")
  func never() throws {
    let first = try day("2026-01-01")
    let calendar = WorkCalendar(name: "shut", holidays: Set((0..<1_000).map(first.adding(days:))))
    #expect(try window().opening(onOrAfter: moment("2026-01-01T00:00:00Z"), zone: .utc, calendar: calendar) == nil)
    let none = SendWindow(days: [], from: TimeOfDay(seconds: 0), until: TimeOfDay(seconds: 86_400), zone: .debtor)
    #expect(try none.opening(onOrAfter: moment("2026-01-01T00:00:00Z"), zone: .utc, calendar: .weekdays) == nil)
  }

  @Test(
    "no opening lies outside the window, before the moment asked for, or later than it must",
    arguments: [
      "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Gaza", "America/Sao_Paulo", "Antarctica/Troll",
      "Pacific/Apia", "Africa/Casablanca", "Europe/Dublin",
    ])
  func property(name: String) throws {
    // Given
    let seed: UInt64 = 42
    var random = Seeded(seed)
    let rules = try zone(name)
    let days = (14_000..<29_000).map { Instant(milliseconds: $0 * 86_400_000) }
    let changes = days.filter { rules.offsetSeconds(at: $0) != rules.offsetSeconds(at: $0.adding(seconds: 86_400)) }
    for round in 0..<400 {
      let isAtNight = random.chance(50)
      let from = 60 * random.number(0...(isAtNight ? 240 : 1_380))
      let until = random.chance(20) ? 86_400 : random.number(from + 60...(isAtNight ? from + 7_200 : 86_400))
      let open = Set(Weekday.allCases.filter { _ in random.chance(60) })
      let window = SendWindow(
        days: open, from: TimeOfDay(seconds: from), until: TimeOfDay(seconds: until), zone: .debtor)
      let start = random.pick(isAtNight ? changes : days).adding(
        milliseconds: Int64(random.number(-90_000_000...90_000_000)))
      let holidays = Set((0..<3).map { _ in rules.date(at: start).adding(days: random.number(0...6)) })
      let calendar = WorkCalendar(name: "random", holidays: holidays)
      func isInside(_ instant: Instant) -> Bool {
        let (date, time) = (rules.date(at: instant), rules.timeOfDay(at: instant).seconds)
        return open.contains(date.weekday) && !holidays.contains(date) && time >= from && time < until
      }
      let comment: Comment = "seed \(seed), round \(round), from \(rules.rfc3339(start))"
      // When
      let opening = window.opening(onOrAfter: start, zone: rules, calendar: calendar)
      // Then
      #expect((opening == nil) == open.isEmpty, comment)
      guard let opening else { continue }
      #expect(opening >= start, comment)
      #expect(isInside(opening), comment)
      #expect(window.opening(onOrAfter: opening, zone: rules, calendar: calendar) == opening, comment)
      for _ in 0..<10 where opening > start {
        let earlier = Instant(
          milliseconds: Int64(random.number(Int(start.milliseconds)...Int(opening.milliseconds) - 1)))
        // The second run through an hour of closing is left out: the day's window has closed already.
        let isSecondRun =
          rules.instant(rules.date(at: earlier), rules.timeOfDay(at: earlier)).adding(seconds: 1) <= earlier
        #expect(!isInside(earlier) || isSecondRun, "\(comment): open at \(rules.rfc3339(earlier))")
      }
    }
  }
}
