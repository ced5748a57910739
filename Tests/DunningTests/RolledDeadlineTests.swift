import Testing

@testable import Dunning

@Suite("A due day on a day off")
struct RolledDeadlineTests {
  /// Monday to Friday without Christmas.
  private func calendar() throws -> WorkCalendar {
    WorkCalendar(name: "DE", holidays: try Set(["2026-12-25", "2026-12-26", "2027-01-01"].map(day)))
  }

  /// A rulebook whose policy has these steps under a rule of late payment.
  private func book(
    _ moves: InterestRule.DueOnHoliday?, _ steps: [Step], window: SendWindow? = nil, isPlaceNamed: Bool = false
  ) throws -> Rulebook {
    var terms: InterestTerms?
    if let moves {
      let law = try rule(dueOnHoliday: moves, calendar: moves == .moves ? "DE" : nil)
      terms = try InterestTerms(rule: law, options: options(isPlaceNamed ? [("place", "DE")] : [], for: law))
    }
    let hours = try window ?? DunningTests.window()
    let policy = Policy(name: "standard", steps: steps, sendWindow: hours, lateTerms: terms)
    return try rulebook([policy], calendar: calendar())
  }

  private func next(_ book: Rulebook, due: String, now: String = "2026-11-01T00:00:00Z") throws -> String? {
    let claim = try claim(due: due)
    let planned = book.next(for: claim, history: [], now: try moment(now)).planned
    return planned.map { "\($0.step.name) \(book.zone(for: claim)?.rfc3339($0.at) ?? "")" }
  }

  @Test(
    "no step after the deadline leaves before the day on which payment is still in time is over",
    arguments: [
      // A Saturday, a Sunday; Christmas on a Friday, whose Monday is the 28th.
      ("2026-11-28", "due+1d", "2026-12-01T09:00:00+01:00"), ("2026-11-29", "due+1d", "2026-12-01T09:00:00+01:00"),
      ("2026-12-25", "due+1d", "2026-12-29T09:00:00+01:00"), ("2026-11-28", "due+1bd", "2026-12-01T09:00:00+01:00"),
      // What is further away counts from the printed day.
      ("2026-11-28", "due+3d", "2026-12-01T09:00:00+01:00"), ("2026-11-28", "due+5d", "2026-12-03T09:00:00+01:00"),
      // A working day stays what it is.
      ("2026-11-27", "due+1d", "2026-11-30T09:00:00+01:00"),
    ])
  func moved(due: String, at offset: String, expected: String) throws {
    let book = try book(.moves, [step("reminder", offset)])
    #expect(try next(book, due: due) == "reminder \(expected)")
  }

  @Test("a rule under which the day stays, or no rule, moves nothing; one by agreement moves where a place is named")
  func others() throws {
    let steps = [try step("reminder", "due+1d")]
    #expect(try next(book(.stays, steps), due: "2026-11-28") == "reminder 2026-11-30T09:00:00+01:00")
    #expect(try next(book(nil, steps), due: "2026-11-28") == "reminder 2026-11-30T09:00:00+01:00")
    #expect(try next(book(.agreed, steps), due: "2026-11-28") == "reminder 2026-11-30T09:00:00+01:00")
    #expect(
      try next(book(.agreed, steps, isPlaceNamed: true), due: "2026-11-28") == "reminder 2026-12-01T09:00:00+01:00")
  }

  @Test("hours count from the end of the moved day, and a moment keeps its time on it")
  func hours() throws {
    let book = try book(.moves, [step("reminder", "due+2h")], window: .always)
    #expect(try next(book, due: "2026-11-28") == "reminder 2026-12-01T02:00:00+01:00")
    #expect(try next(book, due: "2026-11-28T17:00:00+01:00") == "reminder 2026-11-30T19:00:00+01:00")
    let plain = try self.book(nil, [step("reminder", "due+2h")], window: .always)
    #expect(try next(plain, due: "2026-11-28T17:00:00+01:00") == "reminder 2026-11-28T19:00:00+01:00")
  }

  @Test("a word before the deadline may still leave on the Monday on which payment is in time, and on none after")
  func courtesy() throws {
    let book = try book(.moves, [step("heads-up", "due-1d", .courtesy), step("reminder", "due+1d")])
    #expect(
      try next(book, due: "2026-11-28", now: "2026-11-29T12:00:00+01:00") == "heads-up 2026-11-30T09:00:00+01:00")
    #expect(
      try next(book, due: "2026-11-28", now: "2026-11-30T19:00:00+01:00") == "reminder 2026-12-01T09:00:00+01:00")
  }

  @Test("a step on the due day is none that speaks of lateness")
  func onTheDay() throws {
    let book = try book(.moves, [step("today", "due+0d", .courtesy)])
    #expect(try next(book, due: "2026-11-28") == "today 2026-11-30T09:00:00+01:00")
  }

  @Test("it is said why the step waits, and until when payment is in time")
  func words() throws {
    let book = try book(.moves, [step("reminder", "due+1d")])
    let standing = Standing(try claim(due: "2026-11-28"))
    let explanation = Explanation(.init(standing), book, now: try moment("2026-11-27T12:00:00+01:00"))
    let text = explanation.sentences.joined(separator: " ")
    #expect(text.contains("due on Sat 28 November 2026, in time until Mon 30 November 2026"), "\(text)")
    #expect(text.contains("Tue 1 December 2026 at 09:00, since it is the day after Mon 30 November 2026"), "\(text)")
    #expect(explanation.gates.filter { $0.name == .deadline }.count == 1)
    let planned = try #require(book.next(for: standing.claim, history: [], now: moment("2026-11-27T12:00:00Z")).planned)
    #expect(planned.because == ["due+1d, after mon 2026-11-30, the last day in time: tue 2026-12-01 09:00"])
  }

  @Test("a debtor who promised a Saturday keeps the promise on the Monday, before the grace begins")
  func promise() throws {
    let late = try claim(due: "2026-11-02")
    let steps = [try step("reminder", "due+1d")]
    #expect(try book(.moves, steps).resumption(after: day("2026-12-05"), for: late) == day("2026-12-09"))
    #expect(try book(nil, steps).resumption(after: day("2026-12-05"), for: late) == day("2026-12-08"))
  }

  @Test("ladder, interest and the days that a letter counts agree for every due day of two years")
  func agreement() throws {
    let book = try book(.moves, [step("reminder", "due+1d")])
    for number in try day("2026-01-01").dayNumber...day("2027-12-31").dayNumber {
      let due = CivilDate(dayNumber: number)
      let claim = try claim(due: due.iso)
      let planned = try #require(book.next(for: claim, history: [], now: moment("2025-12-01T00:00:00Z")).planned)
      let sent = try #require(book.zone(for: claim)).date(at: planned.at)
      let late = try #require(book.late(claim, payments: [], history: [], asOf: sent))
      // On the day of the first word about lateness interest runs, and not before the day after the last day in time.
      try #require(try #require(late.starts) <= sent, "\(due.iso)")
      try #require(late.deadline == book.lastDayInTime(of: claim), "\(due.iso)")
      try #require(late.segments.reduce(0) { $0 + $1.days } == sent.dayNumber - late.deadline.dayNumber, "\(due.iso)")
    }
  }

  @Test(
    "without a send window what is counted in days keeps weekends and holidays all the same",
    arguments: [
      // Christmas on a Friday, a Saturday, a Sunday, and a Monday.
      ("2026-12-22", "due+3d", "2026-12-28T09:00:00+01:00"), ("2026-11-27", "due+1d", "2026-11-30T09:00:00+01:00"),
      ("2026-11-27", "due+2d", "2026-11-30T09:00:00+01:00"), ("2026-11-27", "due+3d", "2026-11-30T09:00:00+01:00"),
      // Hours are for payments that a person waits for.
      ("2026-12-24", "due+2h", "2026-12-25T02:00:00+01:00"),
      ("2026-12-25T17:00:00+01:00", "due", "2026-12-25T17:00:00+01:00"),
    ])
  func daysOff(due: String, at offset: String, expected: String) throws {
    let book = try book(nil, [step("reminder", offset)], window: .always)
    #expect(try next(book, due: due) == "reminder \(expected)")
  }

  @Test("and it is said that the step waits for a working day")
  func dayOffWords() throws {
    let book = try book(nil, [step("reminder", "due+3d")], window: .always)
    let claim = try claim(due: "2026-12-22")
    let planned = try #require(book.next(for: claim, history: [], now: moment("2026-11-01T00:00:00Z")).planned)
    #expect(planned.because == ["due+3d is fri 2026-12-25 09:00", "the next working day is mon 2026-12-28 09:00"])
    #expect(planned.why(calendar: try calendar()).hasPrefix("that is the next working day, after Fri 25 December 2026"))
    // A notice that was opened before the day leaves no earlier.
    let departure = try book.departure(
      of: "reminder", openedAt: moment("2026-12-28T08:00:00Z"), for: claim, history: [],
      now: moment("2027-01-01T10:00:00Z"))
    #expect(departure?.at == (try moment("2027-01-04T08:00:00Z")))
  }

  @Test("the day printed in a notice is worked where the debtor is and where payment is due")
  func payBy() throws {
    let law = try rule(dueOnHoliday: .moves, calendar: "there")
    let terms = try InterestTerms(rule: law, options: InterestOptions())
    let step = try step("reminder", "due+1d", payWithin: "7d")
    let here = WorkCalendar(name: "here", holidays: [try day("2026-12-09")])
    let there = WorkCalendar(name: "there", holidays: [try day("2026-12-08")])
    let plain = try rulebook([Policy(name: "standard", steps: [step], lateTerms: terms)], calendar: here)
    let book = Rulebook(
      creditors: Array(plain.creditors.values), policies: Array(plain.policies.values),
      almanac: plain.almanac.adding([there], edition: ""), languages: plain.languages)
    #expect(
      try book.payBy(step, for: claim(due: "2026-11-27"), sentAt: moment("2026-12-01T09:00:00Z")) == day("2026-12-10"))
  }
}
