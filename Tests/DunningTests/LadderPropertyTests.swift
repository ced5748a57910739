import Testing

@testable import Dunning

@Suite("What holds for every ladder")
struct LadderPropertyTests {
  /// A ladder, a claim and a moment, as a seed makes them up.
  private struct World {
    let book: Rulebook
    let policy: Policy
    let claim: Claim
    let now: Instant
    let place: (zone: ZoneRules, windowZone: ZoneRules, calendar: WorkCalendar)

    init(_ random: inout Seeded, zones: [ZoneRules]) throws {
      let (zone, windowZone) = (random.pick(zones), random.pick(zones))
      let isWallet = random.chance(25)
      let windowKind = random.number(0...2)
      let from = 1_800 * random.number(0...40)
      let window =
        windowKind == 0
        ? SendWindow.always
        : SendWindow(
          days: random.chance(70)
            ? Weekday.workingWeek : Set([random.pick(Weekday.allCases), random.pick(Weekday.allCases)]),
          from: TimeOfDay(seconds: from), until: TimeOfDay(seconds: random.number(from + 1_800...86_400)),
          zone: windowKind == 1 ? .debtor : .named(windowZone.name))
      policy = Policy(
        name: "standard", steps: try Self.steps(&random, isWallet: isWallet), sendWindow: window,
        onMissed: random.pick(Policy.OnMissed.allCases), lateTerms: try Self.terms(&random))
      let start = Instant(milliseconds: Int64(random.number(1_700_000_000_000...1_900_000_000_000)))
      let due: Deadline = isWallet ? .moment(start) : .day(zone.date(at: start))
      let first = zone.date(at: start)
      let calendar = WorkCalendar(
        name: "random", holidays: Set((0..<10).map { _ in first.adding(days: random.number(-20...80)) }))
      let creditor = Creditor(
        id: "acme", name: "ACME", address: [], country: nil,
        from: .init(name: nil, address: try EmailAddress(parsing: "a@acme.example")), iban: nil, language: "en",
        timeZone: zone.name, calendar: "random")
      book = Rulebook(
        creditors: [creditor], policies: [policy],
        almanac: Almanac(
          zones: Dictionary(zones.map { ($0.name, $0) }) { first, _ in first }, calendars: ["random": calendar]),
        languages: ["en"])
      let enqueued = start.adding(seconds: 3_600 * random.number(-1_000...1_000))
      now = enqueued.adding(seconds: random.chance(50) ? 0 : 60 * random.number(0...80_000))
      let isPaused = random.chance(15)
      let debtor = Debtor(key: nil, name: "Anna", email: try EmailAddress(parsing: "anna@x.example"))
      let draft = ClaimDraft(
        creditor: "acme", reference: "1", debtor: debtor, amount: try money("10"), due: due, policy: "standard")
      claim = Claim(
        id: ClaimID(1), draft: draft, enqueued: enqueued, state: isPaused ? .paused : .open,
        pausedUntil: isPaused ? zone.date(at: now).adding(days: random.number(-5...30)) : nil)
      place = (zone, windowKind == 2 ? windowZone : zone, calendar)
    }

    /// A law by which due days roll on to working days, one by which they stay, or none.
    private static func terms(_ random: inout Seeded) throws -> InterestTerms? {
      if random.chance(40) { return nil }
      let law = try rule(dueOnHoliday: random.chance(70) ? .moves : .stays, calendar: "random")
      return try InterestTerms(rule: law, options: InterestOptions())
    }

    private static func steps(_ random: inout Seeded, isWallet: Bool) throws -> [Step] {
      var distance = random.number(-5...3)
      let demandFrom = random.number(1...4)
      return try (0..<random.number(1...5)).map { index in
        distance += random.number(0...9)
        let unit = isWallet ? random.pick(["s", "m", "h", "d"]) : random.pick(["d", "d", "bd", "w", "mo", "h"])
        let scaled = isWallet && unit != "d" ? distance * 20 : unit == "w" || unit == "mo" ? distance / 5 : distance
        var at = "due\(scaled < 0 ? "-" : "+")\(abs(scaled))\(unit)"
        if index > 0, random.chance(25) {
          at = random.pick(["previous+7d", "previous+2h", "pay-by+1d", "previous+3bd"])
        }
        return try step(
          "step-\(index)", at, index >= demandFrom ? .demand : index == 0 ? .courtesy : .reminder,
          gap: random.chance(40) ? random.pick(["7d", "2h", "5bd", "1d", "1w"]) : nil,
          payWithin: random.chance(40) ? random.pick(["7d", "10bd", "2w"]) : nil)
      }
    }
  }

  private static let zoneNames = [
    "Europe/Berlin", "America/New_York", "Asia/Tokyo", "Australia/Lord_Howe", "America/Los_Angeles",
    "Pacific/Kiritimati", "America/Santiago", "Asia/Kathmandu",
  ]

  @Test(
    "courses climb, keep their distance, stay in the window, and are decided alike when their time has come",
    arguments: [UInt64(1), 2, 3, 4])
  func courses(seed: UInt64) throws {
    var random = Seeded(seed)
    let zones = try Self.zoneNames.map(zone)
    var steps = 0
    for round in 0..<400 {
      // Given
      let world = try World(&random, zones: zones)
      let (book, claim, policy) = (world.book, world.claim, world.policy)
      let place = world.place
      let comment: Comment =
        "seed \(seed), round \(round): \(policy.steps.map { "\($0.at.text) gap \($0.gap?.text ?? "-")" }), \(policy.onMissed)"
      var (history, now, index) = ([Completion](), world.now, -1)
      // When
      let until = Instant(milliseconds: 4_000_000_000_000)
      let course = book.course(of: [Standing(claim)], now: now, until: until).map(\.lead.planned)
      #expect(book.course(of: [Standing(claim)], now: now, until: until).map(\.lead.planned) == course, comment)
      // Then
      for planned in course {
        steps += 1
        #expect(planned.at >= now, comment)
        #expect(history.last.map { $0.at < planned.at } != false, comment)
        let next = try #require(policy.steps.firstIndex { $0.name == planned.step.name })
        #expect(next > index, comment)
        index = next
        #expect(isOpen(policy.sendWindow, planned.at, place), comment)
        if policy.sendWindow.isAlwaysOpen, planned.step.at.span.isInDays, planned.step.at.span.count != 0 {
          #expect(place.calendar.isWorkingDay(place.windowZone.date(at: planned.at)), comment)
        }
        #expect(!planned.step.isBeforeDue || planned.at < book.dueEnd(of: claim), comment)
        #expect(!planned.step.isAfterDue || planned.at >= book.dueEnd(of: claim), comment)
        if let until = claim.pausedUntil { #expect(place.zone.date(at: planned.at) >= until, comment) }
        let date = place.zone.date(at: planned.at)
        if let last = history.last {
          let gap = policy.gap(before: index)
          let earliest = gap.day(after: place.zone.date(at: last.at), calendar: place.calendar)
          #expect(
            gap.count > 0,
            comment)
          #expect(
            (gap.isInDays ? date >= earliest : planned.at >= last.at.adding(seconds: gap.approximateSeconds)),
            comment)
          if let payBy = last.payBy { #expect(date > payBy, comment) }
        }
        let hasReminder = policy.steps.contains { $0.tone == .reminder && !$0.isBeforeDue }
        let isReminded = history.contains { policy.step(named: $0.step).map { $0.tone >= .reminder } ?? false }
        #expect(planned.step.tone != .demand || isReminded || !hasReminder, comment)
        // Asked again on the way, and when the time has come, the answer is the same.
        let between = Instant(milliseconds: Int64(random.number(Int(now.milliseconds)...Int(planned.at.milliseconds))))
        for moment in [between, planned.at] {
          let again = book.next(for: claim, history: history, now: moment).planned
          #expect(again?.step == planned.step, "\(comment), asked again at \(moment)")
          #expect(again?.at == planned.at, "\(comment), asked again at \(moment)")
        }
        history.append(book.completion(of: planned.step, for: claim, at: planned.at))
        now = planned.at
      }
    }
    #expect(steps > 500)
  }

  @Test(
    "a step that is sent late, some hours or days after its moment, is followed at its distance",
    arguments: [UInt64(5), 6])
  func late(seed: UInt64) throws {
    var random = Seeded(seed)
    let zones = try Self.zoneNames.map(zone)
    for round in 0..<300 {
      // Given
      let world = try World(&random, zones: zones)
      var (history, now) = ([Completion](), world.now)
      while let planned = world.book.next(for: world.claim, history: history, now: now).planned {
        // When
        let sentAt = planned.at.adding(
          seconds: random.chance(50) ? random.number(0...3_600) : random.number(0...2_000_000))
        if let last = history.last { #expect(last.at < planned.at, "seed \(seed), round \(round)") }
        #expect(!history.contains { $0.step == planned.step.name }, "seed \(seed), round \(round)")
        history.append(world.book.completion(of: planned.step, for: world.claim, at: sentAt))
        now = sentAt
      }
      // Then
      #expect(history.count <= world.policy.steps.count, "seed \(seed), round \(round)")
    }
  }

  @Test("renaming every step never repeats a rung on time", arguments: [UInt64(9)])
  func renamed(seed: UInt64) throws {
    var random = Seeded(seed)
    let zones = try Self.zoneNames.map(zone)
    for round in 0..<300 {
      // Given a course of which a part went out
      let world = try World(&random, zones: zones)
      guard world.policy.onMissed == .step else { continue }
      let course = Array(
        world.book.course(
          of: [Standing(world.claim)], now: world.now, until: Instant(milliseconds: 4_000_000_000_000)
        )
      ).map(\.lead.planned)
      guard course.count > 1 else { continue }
      let sent = random.number(1...course.count - 1)
      var history: [Completion] = []
      for planned in course.prefix(sent) {
        let completion = world.book.completion(of: planned.step, for: world.claim, at: planned.at)
        history.append(
          Completion(
            step: "was-\(planned.step.name)", tone: completion.tone, at: completion.at, payBy: completion.payBy))
      }
      // When
      let now = course[sent - 1].at
      let next = world.book.next(for: world.claim, history: history, now: now).planned
      // Then
      #expect(next?.step.name == course[sent].step.name, "seed \(seed), round \(round)")
    }
  }

  private func isOpen(
    _ window: SendWindow, _ instant: Instant, _ place: (zone: ZoneRules, windowZone: ZoneRules, calendar: WorkCalendar)
  ) -> Bool {
    if window.isAlwaysOpen { return true }
    let (date, time) = (place.windowZone.date(at: instant), place.windowZone.timeOfDay(at: instant))
    return window.days.contains(date.weekday) && !place.calendar.isHoliday(date) && time >= window.from
      && time < window.until
  }
}
