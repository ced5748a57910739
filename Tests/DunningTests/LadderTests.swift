import Testing

@testable import Dunning

@Suite("The next step of a claim")
struct LadderTests {
  /// What is decided, in one line: `reminder 2026-12-03T09:00:00+01:00`, after the steps left out in parentheses.
  private func decide(
    _ policy: Policy, _ claim: Claim, _ history: [Completion] = [], now: String, zone name: String = "Europe/Berlin"
  ) throws -> String {
    let book = try rulebook([policy], zone: name)
    return line(book.next(for: claim, history: history, now: try moment(now)), book, claim)
  }

  private func line(_ decision: Decision, _ book: Rulebook, _ claim: Claim) -> String {
    switch decision {
    case .nothing(let reason): return "nothing: \(reason.text)"
    case .step(let planned):
      let skipped = planned.skipped.map { "(\($0.step)) " }.joined()
      return "\(skipped)\(planned.step.name) \(book.zone(for: claim)?.rfc3339(planned.at) ?? "")"
    }
  }

  private func course(
    _ policy: Policy, _ claim: Claim, _ history: [Completion] = [], now: String, zone name: String = "Europe/Berlin",
    calendar: WorkCalendar? = nil
  ) throws -> [String] {
    let book = try rulebook([policy], zone: name, calendar: calendar)
    return try book.course(
      of: [Standing(claim, history: history)], now: moment(now), until: moment("2100-01-01T00:00:00Z")
    ).map { line(.step($0.lead.planned), book, claim) }
  }

  // MARK: - On time

  @Test("the ladder of the documentation goes out at its days, in the window, with the weekends left out")
  func onTime() throws {
    let claim = try claim(due: "2026-11-30")
    #expect(
      try course(ladder(), claim, now: "2026-11-01T00:00:00Z") == [
        "heads-up 2026-11-25T09:00:00+01:00", "reminder 2026-12-03T09:00:00+01:00",
        "second-reminder 2026-12-14T09:00:00+01:00", "demand 2026-12-30T09:00:00+01:00",
      ])
  }

  @Test("after the deadline was put off the ladder begins anew for the one that holds now, and keeps its distance")
  func putOff() throws {
    let sent = try [("heads-up", Step.Tone.courtesy, "2026-11-25"), ("reminder", .reminder, "2026-12-03")].map {
      Completion(step: $0, tone: $1, at: try moment("\($2)T09:00:00+01:00"))
    }
    #expect(
      try course(ladder(), claim(due: "2027-01-15"), sent, now: "2026-12-04T00:00:00Z").first
        == "heads-up 2027-01-12T09:00:00+01:00")
    // By some days, after they were called late, it is the same debt that is late.
    #expect(
      try course(ladder(), claim(due: "2026-12-02"), sent, now: "2026-12-04T00:00:00Z").first?.prefix(15)
        == "second-reminder")
  }

  @Test("holidays move working days and close the window")
  func holidays() throws {
    let calendar = WorkCalendar(
      name: "DE-BE", holidays: try Set(["2026-12-25", "2027-01-01"].map(day)))
    let claim = try claim(due: "2026-12-18")
    #expect(
      try course(ladder(), claim, now: "2026-12-01T00:00:00Z", calendar: calendar) == [
        "heads-up 2026-12-15T09:00:00+01:00", "reminder 2026-12-23T09:00:00+01:00",
        "second-reminder 2027-01-04T09:00:00+01:00", "demand 2027-01-18T09:00:00+01:00",
      ])
  }

  @Test(
    "working days before a deadline are counted back over a weekend",
    arguments: [
      ("2026-11-23", "2026-11-18"), ("2026-11-25", "2026-11-20"), ("2026-11-22", "2026-11-18"),
      ("2026-11-20", "2026-11-17"),
    ])
  func workingDaysBefore(due: String, headsUp: String) throws {
    let claim = try claim(due: due)
    #expect(try decide(ladder(), claim, now: "2026-11-01T00:00:00Z") == "heads-up \(headsUp)T09:00:00+01:00")
  }

  @Test(
    "a day is a day, not 24 hours, when the clocks change",
    arguments: [
      ("2026-10-23", "2026-10-26T09:00:00+01:00"), ("2026-03-27", "2026-03-30T09:00:00+02:00"),
    ])
  func daylightSaving(due: String, at: String) throws {
    let policy = Policy(
      name: "standard", steps: [try step("reminder", "due+3d")], sendWindow: try window(Set(Weekday.allCases)))
    #expect(try decide(policy, claim(due: due), now: "2026-01-01T00:00:00Z") == "reminder \(at)")
  }

  @Test("without a window a step counted in days goes out at nine in the debtor's morning")
  func withoutWindow() throws {
    let policy = Policy(name: "standard", steps: [try step("reminder", "due+1d")])
    let claim = try claim(due: "2026-11-19", zone: "America/New_York")
    #expect(try decide(policy, claim, now: "2026-11-01T00:00:00Z") == "reminder 2026-11-20T09:00:00-05:00")
  }

  @Test("months are counted from the deadline, not from one another")
  func months() throws {
    let steps = try ["1", "2", "3"].map { try step("after-\($0)", "due+\($0)mo") }
    let policy = Policy(name: "standard", steps: steps, sendWindow: try window(Set(Weekday.allCases)))
    #expect(
      try course(policy, claim(due: "2026-01-31"), now: "2026-01-01T00:00:00Z") == [
        "after-1 2026-02-28T09:00:00+01:00", "after-2 2026-03-31T09:00:00+02:00", "after-3 2026-04-30T09:00:00+02:00",
      ])
  }

  @Test("previous and pay-by are counted from the day the notice really went out")
  func fromPrevious() throws {
    let policy = Policy(
      name: "standard",
      steps: [
        try step("reminder", "due+3d", payWithin: "10d"), try step("second", "previous+14d", payWithin: "7d"),
        try step("demand", "pay-by+3d", .demand),
      ], sendWindow: try window())
    #expect(
      try course(policy, claim(due: "2026-11-01"), now: "2026-11-10T15:00:00+01:00") == [
        "reminder 2026-11-10T15:00:00+01:00", "second 2026-11-24T09:00:00+01:00", "demand 2026-12-04T09:00:00+01:00",
      ])
  }

  @Test("a step waits for the day after the day that was printed, whatever its own moment")
  func printedDay() throws {
    let history = [
      try sent("reminder", "2026-12-03T09:00:00+01:00"),
      try sent("second-reminder", "2026-12-28T09:00:00+01:00", payBy: "2027-01-11"),
    ]
    #expect(
      try decide(ladder(), claim(due: "2026-11-30"), history, now: "2026-12-28T10:00:00+01:00")
        == "demand 2027-01-12T09:00:00+01:00")
  }

  @Test("a wallet's deadline is counted to the second")
  func wallet() throws {
    let policy = Policy(
      name: "standard",
      steps: [try step("soon", "due-10m", .courtesy), try step("now", "due+0s"), try step("late", "due+1h", .demand)])
    let claim = try claim(due: "2026-11-21T23:55:30+01:00")
    #expect(
      try course(policy, claim, now: "2026-11-21T20:00:00+01:00") == [
        "soon 2026-11-21T23:45:30+01:00", "now 2026-11-21T23:55:30+01:00", "late 2026-11-22T00:55:30+01:00",
      ])
    #expect(
      try course(policy, claim, now: "2026-11-22T03:00:00+01:00") == [
        "(soon) now 2026-11-22T03:00:00+01:00", "late 2026-11-22T04:00:00+01:00",
      ])
  }

  @Test("days after a moment keep its time of day, over a change of the clocks too")
  func daysAfterMoment() throws {
    let policy = Policy(name: "standard", steps: [try step("reminder", "due+3d")])
    let claim = try claim(due: "2026-10-23T15:30:00+02:00")
    #expect(try decide(policy, claim, now: "2026-10-01T00:00:00Z") == "reminder 2026-10-26T15:30:00+01:00")
  }

  // MARK: - Another clock

  @Test("a debtor far away gets the notice on the day of the debtor's own calendar, by the creditor's office hours")
  func farAway() throws {
    // Given a creditor in Berlin whose window goes by Berlin's clock, and a debtor in Tokyo
    let policy = Policy(
      name: "standard",
      steps: [try step("first", "due+1d"), try step("second", "due+8d"), try step("third", "due+15d")],
      sendWindow: try window(Weekday.workingWeek, "09:00", "18:00", .named("America/Los_Angeles")))
    let claim = try claim(due: "2026-11-09", zone: "Asia/Tokyo")
    // When
    let course = try course(policy, claim, now: "2026-11-01T00:00:00Z")
    // Then the weeks between the notices are weeks, and none slips to the day after
    #expect(
      course == [
        "first 2026-11-10T02:00:00+09:00", "second 2026-11-17T02:00:00+09:00", "third 2026-11-24T02:00:00+09:00",
      ])
  }

  @Test("where the debtor's midnight lies in the sending hours, the notice goes out with the new day")
  func midnight() throws {
    let policy = Policy(
      name: "standard", steps: [try step("first", "due+1d")],
      sendWindow: try window(Weekday.workingWeek, "08:00", "18:00", .creditor))
    let claim = try claim(due: "2026-11-09", zone: "America/Los_Angeles")
    #expect(try decide(policy, claim, now: "2026-11-01T00:00:00Z") == "first 2026-11-10T00:00:00-08:00")
  }

  // MARK: - Late

  @Test(
    "a claim enqueued 40 days late begins with the first reminder, and each step keeps its distance",
    arguments: Policy.OnMissed.allCases)
  func enqueuedLate(onMissed: Policy.OnMissed) throws {
    let claim = try claim(due: "2026-10-14", enqueued: "2026-11-23T10:00:00+01:00")
    #expect(
      try course(ladder(onMissed), claim, now: "2026-11-23T10:00:00+01:00") == [
        "(heads-up) reminder 2026-11-23T10:00:00+01:00", "second-reminder 2026-11-30T09:00:00+01:00",
        "demand 2026-12-08T09:00:00+01:00",
      ])
  }

  @Test("a heads-up that can only go out after the deadline is left out, and says why")
  func headsUpTooLate() throws {
    let claim = try claim(due: "2026-11-21", enqueued: "2026-11-20T19:00:00+01:00")
    let decision = try rulebook([ladder()]).next(for: claim, history: [], now: moment("2026-11-20T19:00:00+01:00"))
    let planned = try #require(decision.planned)
    #expect(planned.step.name == "reminder")
    #expect(planned.skipped.map(\.step) == ["heads-up"])
    #expect(planned.skipped.first?.reason == "it speaks of a deadline ahead, which has passed")
  }

  @Test("a heads-up that is late but still ahead of the deadline goes out at once")
  func headsUpJustInTime() throws {
    let claim = try claim(due: "2026-11-24", enqueued: "2026-11-23T10:00:00+01:00")
    #expect(try decide(ladder(), claim, now: "2026-11-23T10:00:00+01:00") == "heads-up 2026-11-23T10:00:00+01:00")
  }

  @Test(
    "after three weeks of downtime the ladder goes on as the policy says",
    arguments: [
      (
        .step,
        [
          "reminder 2026-12-22T10:00:00+01:00", "second-reminder 2026-12-29T09:00:00+01:00",
          "demand 2027-01-06T09:00:00+01:00",
        ]
      ), (.collapse, ["(reminder) second-reminder 2026-12-22T10:00:00+01:00", "demand 2026-12-30T09:00:00+01:00"]),
      (.skip, ["(reminder) (second-reminder) demand 2026-12-30T09:00:00+01:00"]),
    ] as [(Policy.OnMissed, [String])])
  func downtime(onMissed: Policy.OnMissed, expected: [String]) throws {
    // Given a heads-up that went out, then silence from 1 to 22 December
    var steps = try ladder(onMissed).steps
    // so that a reminder is on record for `skip`
    if onMissed == .skip { steps[0] = try step("heads-up", "due-3bd", .reminder) }
    let policy = Policy(name: "standard", steps: steps, sendWindow: try window(), onMissed: onMissed)
    let history = [
      try sent("heads-up", "2026-11-25T09:00:00+01:00", tone: onMissed == .skip ? .reminder : .courtesy)
    ]
    // When
    let course = try course(policy, claim(due: "2026-11-30"), history, now: "2026-12-22T10:00:00+01:00")
    // Then
    #expect(course == expected)
  }

  @Test(
    "when everything was missed, nobody gets a demand before a reminder",
    arguments: [
      (.step, "(heads-up) reminder"), (.collapse, "(heads-up) second-reminder"),
      (.skip, "(heads-up) (reminder) second-reminder"),
    ] as [(Policy.OnMissed, String)])
  func neverDemandFirst(onMissed: Policy.OnMissed, expected: String) throws {
    let decision = try decide(ladder(onMissed), claim(due: "2026-11-30"), now: "2027-03-01T10:00:00+01:00")
    let wanted = onMissed == .collapse ? "(heads-up) (reminder) second-reminder" : expected
    #expect(decision == "\(wanted) 2027-03-01T10:00:00+01:00")
  }

  @Test("a missed demand is collapsed into once a reminder went out")
  func collapseToDemand() throws {
    let history = [try sent("reminder", "2026-12-03T09:00:00+01:00")]
    #expect(
      try decide(ladder(.collapse), claim(due: "2026-11-30"), history, now: "2027-03-01T10:00:00+01:00")
        == "(second-reminder) demand 2027-03-01T10:00:00+01:00")
  }

  @Test("a reminder that went out stays one, whatever the policy calls its step now", arguments: [true, false])
  func remindedUnderAnotherName(isRenamed: Bool) throws {
    var steps = try ladder(.collapse).steps
    steps[1] =
      isRenamed ? try step("friendly-reminder", "due+3bd") : try step("reminder", "due+3bd", .courtesy)
    let policy = Policy(name: "standard", steps: steps, sendWindow: try window(), onMissed: .collapse)
    let history = [try sent("reminder", "2026-12-03T09:00:00+01:00")]
    #expect(
      try decide(policy, claim(due: "2026-11-30"), history, now: "2027-03-01T10:00:00+01:00")
        == "(second-reminder) demand 2027-03-01T10:00:00+01:00")
  }

  @Test("a step that only waited for the weekend was not missed")
  func weekendIsNoMiss() throws {
    // Given a step whose own day is a Saturday
    let policy = Policy(
      name: "standard", steps: [try step("reminder", "due+5d"), try step("second", "due+30d")],
      sendWindow: try window(),
      onMissed: .skip)
    let claim = try claim(due: "2026-11-16")
    for now in ["2026-11-17T00:00:00Z", "2026-11-22T23:00:00Z", "2026-11-23T09:00:00+01:00"] {
      // When it is asked for before, during and after the weekend, then it goes out on Monday
      #expect(try decide(policy, claim, now: now) == "reminder 2026-11-23T09:00:00+01:00")
    }
    #expect(try decide(policy, claim, now: "2026-11-24T09:00:00+01:00").hasPrefix("(reminder) second"))
  }

  @Test(
    "rungs whose distance is not stated never leave together",
    arguments: [
      ["due+3d", "previous+7d", "due+20d"], ["due+3d", "due+3d"], ["due+3d", "previous+0d"], ["due+3bd", "due+3d"],
      ["due+1d", "pay-by+0d"], ["due+3d", "previous+1mo", "due+20d"],
    ])
  func together(offsets: [String]) throws {
    // Given
    let steps = try offsets.enumerated().map { try step("step-\($0.offset)", $0.element) }
    let policy = Policy(name: "standard", steps: steps, sendWindow: try window())
    let book = try rulebook([policy])
    // When a year was missed
    let course = try Array(
      book.course(
        of: [Standing(claim(due: "2026-01-05"))], now: moment("2027-03-01T10:00:00+01:00"),
        until: moment("2030-01-01T00:00:00Z")))
    // Then
    #expect(course.count == steps.count)
    for (before, after) in zip(course, course.dropFirst()) {
      #expect(try zone("Europe/Berlin").date(at: before.at) < zone("Europe/Berlin").date(at: after.at))
    }
  }

  // MARK: - Held

  @Test("a pause lasts until the window opens on its last day, and the heads-up it covered is left out")
  func paused() throws {
    let paused = try claim(due: "2026-11-30", state: .paused, pausedUntil: "2026-12-12")
    #expect(
      try decide(ladder(), paused, now: "2026-11-20T00:00:00Z") == "(heads-up) reminder 2026-12-14T09:00:00+01:00")
    #expect(
      try decide(ladder(), claim(due: "2026-11-30", state: .paused), now: "2026-11-20T00:00:00Z")
        == "nothing: it is paused until somebody resumes it")
  }

  @Test("what is settled, below the minimum or in somebody's hands is left alone")
  func leftAlone() throws {
    let now = "2026-12-10T10:00:00+01:00"
    #expect(try decide(ladder(), claim(due: "2026-11-30", state: .paid), now: now) == "nothing: it is paid")
    #expect(try decide(ladder(), claim(due: "2026-11-30", state: .withdrawn), now: now) == "nothing: it was withdrawn")
    #expect(try decide(ladder(), claim(due: "2026-11-30", paid: money("120.00")), now: now) == "nothing: it is paid")
    #expect(try decide(ladder(), claim(due: "2026-11-30", paid: money("500.00")), now: now) == "nothing: it is paid")
    #expect(
      try decide(ladder(), claim(due: "2026-11-30", obstacle: .noticeOpen(NoticeID(4))), now: now)
        == "nothing: notice n4 is not finished")
    #expect(
      try decide(ladder(), claim(due: "2026-11-30", policy: "gone"), now: now)
        == "nothing: policy \"gone\" is no longer configured")
    #expect(
      try decide(ladder(), claim(due: "2026-11-30", creditor: "gone"), now: now)
        == "nothing: creditor \"gone\" is no longer configured")
    #expect(
      try decide(ladder(), claim(due: "2026-11-30", zone: "Mars/Base"), now: now)
        == "nothing: time zone \"Mars/Base\" is not known on this machine")
  }

  @Test(
    "the minimum holds in every currency, whatever its decimals",
    arguments: [
      ("5.00", "4.99", "EUR", true), ("5.00", "5.00", "EUR", false), ("5.00", "4", "JPY", true),
      ("5.00", "5", "JPY", false),
      ("5.50", "5", "JPY", true), ("5.50", "6", "JPY", false), ("5", "4.999", "KWD", true),
      ("5", "5.000", "KWD", false),
      ("5.005", "5.00", "EUR", true), ("5.005", "5.01", "EUR", false),
    ])
  func minimum(minimum: String, amount: String, currency: String, isBelow: Bool) throws {
    let claim = try claim(due: "2026-11-30", amount: money(amount, currency))
    let decision = try decide(ladder(minimum: minimum), claim, now: "2026-12-10T10:00:00+01:00")
    #expect(decision.hasPrefix("nothing: less than the policy's minimum") == isBelow, "\(decision)")
  }

  @Test("the minimum looks at what is open, not at what was owed")
  func minimumOfTheRest() throws {
    let claim = try claim(due: "2026-11-30", paid: money("116.00"))
    #expect(
      try decide(ladder(minimum: "5.00"), claim, now: "2026-12-10T10:00:00+01:00")
        == "nothing: less than the policy's minimum of 5.00 EUR is open")
  }

  @Test("a window that never opens is said, and plans nothing")
  func neverOpens() throws {
    let first = try day("2026-01-01")
    let calendar = WorkCalendar(name: "shut", holidays: Set((0..<3_000).map(first.adding(days:))))
    #expect(
      try course(ladder(), claim(due: "2026-11-30"), now: "2026-12-10T10:00:00+01:00", calendar: calendar).isEmpty)
  }

  // MARK: - A changed policy

  @Test("when the ladder is climbed, nothing follows")
  func done() throws {
    let history = [try sent("demand", "2026-12-30T09:00:00+01:00", tone: .demand)]
    #expect(
      try decide(ladder(), claim(due: "2026-11-30"), history, now: "2027-12-30T09:00:00+01:00")
        == "nothing: every step of the policy has gone out")
  }

  @Test(
    "a step that was renamed is not repeated",
    arguments: [
      ["due+3d", "due+14d", "due+30d"], ["due+3d", "previous+11d", "previous+16d"],
    ])
  func renamed(offsets: [String]) throws {
    let names = ["reminder", "last-reminder", "demand"]
    let policy = Policy(
      name: "standard", steps: try zip(names, offsets).map { try step($0, $1, $0 == "demand" ? .demand : .reminder) },
      sendWindow: try window())
    let history = [
      try sent("reminder", "2026-12-03T09:00:00+01:00"), try sent("second-reminder", "2026-12-14T09:00:00+01:00"),
    ]
    #expect(
      try decide(policy, claim(due: "2026-11-30"), history, now: "2026-12-14T10:00:00+01:00")
        == "demand 2026-12-30T09:00:00+01:00")
  }

  @Test("a first step that was renamed after it went out late does not end the ladder")
  func renamedAfterLateStart() throws {
    // Given a claim enqueued 40 days late whose first reminder had another name when it went out
    let history = [try sent("first-reminder", "2026-11-23T10:00:00+01:00")]
    let claim = try claim(due: "2026-10-14", enqueued: "2026-11-23T10:00:00+01:00")
    // When
    let decision = try decide(ladder(), claim, history, now: "2026-11-24T10:00:00+01:00")
    // Then
    #expect(decision == "second-reminder 2026-11-30T09:00:00+01:00")
  }

  @Test("a ladder that lost rungs since goes on with those that are left")
  func shortened() throws {
    // Given notices of three rungs that are gone, all before the reminder's own moment
    let policy = Policy(
      name: "standard", steps: [try step("reminder", "due+20d"), try step("demand", "due+40d", .demand)],
      sendWindow: try window())
    let history = [
      try sent("heads-up", "2026-11-25T09:00:00+01:00", tone: .courtesy),
      try sent("first", "2026-12-03T09:00:00+01:00"),
      try sent("second", "2026-12-14T09:00:00+01:00"),
    ]
    // When
    let decision = try decide(policy, claim(due: "2026-11-30"), history, now: "2026-12-15T09:00:00+01:00")
    // Then
    #expect(decision == "reminder 2026-12-21T09:00:00+01:00")
  }

  @Test("a step put in below the last one sent is not sent after it")
  func inserted() throws {
    let policy = Policy(
      name: "standard",
      steps: [
        try step("reminder", "due+3d"), try step("friendly", "due+7d"), try step("second-reminder", "due+14d"),
        try step("demand", "due+30d", .demand),
      ], sendWindow: try window())
    let history = [
      try sent("reminder", "2026-12-03T09:00:00+01:00"), try sent("second-reminder", "2026-12-14T09:00:00+01:00"),
    ]
    #expect(
      try decide(policy, claim(due: "2026-11-30"), history, now: "2026-12-14T10:00:00+01:00")
        == "demand 2026-12-30T09:00:00+01:00")
  }

  @Test("the reasons of a moment are told in order")
  func because() throws {
    let history = [try sent("second-reminder", "2026-12-28T09:00:00+01:00", payBy: "2027-01-08")]
    let decision = try rulebook([ladder()]).next(
      for: claim(due: "2026-11-30"), history: history, now: moment("2026-12-29T09:00:00+01:00"))
    #expect(
      decision.planned?.because == [
        "due+30d is wed 2026-12-30 09:00", "7d after second-reminder: mon 2027-01-04 09:00",
        "the day after the printed 2027-01-08: sat 2027-01-09 09:00", "the send window opens mon 2027-01-11 09:00",
      ])
  }
}
