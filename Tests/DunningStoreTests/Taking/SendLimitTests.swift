import Dunning
import DunningStore
import DunningTesting
import Testing

/// How much may leave in a time.
@Suite("The limits of sending", .timeLimit(.minutes(20)))
struct SendLimitTests {
  private let fixture: DocketFixture

  init() throws {
    let policy = Policy(name: "standard", steps: [try Samples.step("reminder", "due")], sendWindow: Samples.allHours)
    fixture = try DocketFixture(rulebook: Samples.rulebook(policies: [policy]))
  }

  /// Enqueues claims that are due, numbered from `first` on.
  private func enqueue(_ count: Int, from first: Int = 1, domain: String = "kunde.example") async throws {
    for number in first..<first + count {
      let debtor = try Samples.debtor(key: "k\(number)", email: "d\(number)@\(domain)")
      try await fixture.enqueue(Samples.draft("R-\(number)", due: "2026-11-01", debtor: debtor))
    }
  }

  private func send(_ limits: SendLimits) async throws -> Int {
    let notices = try await fixture.take(limits: limits)
    for notice in notices { try await fixture.finish(notice) }
    return notices.count
  }

  @Test(
    "no more leave in an hour than allowed, the docket says when there is room again, and a restart forgets nothing")
  func perHour() async throws {
    // Given
    try await enqueue(10)
    let limits = SendLimits(perHour: 4)
    // When
    #expect(try await send(limits) == 4)
    // Then
    guard case .waiting(let moment) = try await fixture.work(limits: limits) else {
      Issue.record("more was taken")
      return
    }
    #expect(try moment == Samples.moment("2026-11-23T09:01:00+01:00"))
    try fixture.at("2026-11-23T09:00:59+01:00")
    #expect(try await fixture.take(limits: limits).isEmpty)
    try fixture.at("2026-11-23T09:01:00+01:00")
    #expect(try await send(limits) == 4)
  }

  @Test("the hour slides: what left in its first minutes makes room first")
  func slides() async throws {
    // Given
    try await enqueue(10)
    let limits = SendLimits(perHour: 4)
    for notice in try await fixture.take(limit: 3, limits: limits) { try await fixture.finish(notice) }
    try fixture.at("2026-11-23T08:30:00+01:00")
    // When
    #expect(try await send(limits) == 1)
    try fixture.at("2026-11-23T09:01:00+01:00")
    // Then
    #expect(try await send(limits) == 3)
  }

  @Test("a destination gets so many in a minute, those over it wait for theirs, and others go on")
  func perDestination() async throws {
    // Given
    try await enqueue(5)
    try await enqueue(2, from: 6, domain: "other.example")
    let limits = SendLimits(perDestinationMinute: 2)
    // When
    #expect(try await send(limits) == 4)
    // Then
    guard case .nothing(let moment?) = try await fixture.work(limits: limits) else {
      Issue.record("more was taken")
      return
    }
    #expect(try moment == Samples.moment("2026-11-23T08:01:00+01:00"))
    // When
    try fixture.at("2026-11-23T08:01:00+01:00")
    #expect(try await send(limits) == 2)
    try fixture.at("2026-11-23T08:02:00+01:00")
    #expect(try await send(limits) == 1)
    // Then
    // What is left is the question what comes after the ladder.
    #expect(try await fixture.idleUntil() == Samples.moment("2026-12-01T08:00:00+01:00"))
  }

  @Test("a burst holds sending before any of it leaves; a person's word lets it go, and the next one is measured by it")
  func brake() async throws {
    // Given
    try await enqueue(8)
    let limits = SendLimits(brake: 5)
    // When
    guard case .held(let reason) = try await fixture.work(limits: limits) else {
      Issue.record("the burst left")
      return
    }
    // Then
    #expect(reason.hasPrefix("8 notices are due, more than the 5 that may leave in an hour unasked"))
    #expect(try await fixture.docket.mode(rulebook: fixture.rulebook) == .held(reason))
    #expect(try await fixture.docket.events(after: 0).last?.event == "held")
    // When
    _ = try await fixture.docket.arm(by: .user(0), now: fixture.now)
    // Then
    #expect(try await send(limits) == 8)
    // And five times as many are usual once the hour has passed
    try fixture.at("2026-11-23T10:30:00+01:00")
    try await enqueue(20, from: 100)
    #expect(try await send(limits) == 20)
  }

  @Test("what comes after that which a person let go is measured on its own")
  func releaseIsUsedUp() async throws {
    // Given
    try await enqueue(8)
    let limits = SendLimits(brake: 5)
    _ = try await fixture.docket.arm(by: .user(0), now: fixture.now)
    #expect(try await send(limits) == 8)
    // When
    try await enqueue(4, from: 20)
    #expect(try await send(limits) == 4)
    try await enqueue(2, from: 40)
    try fixture.at("2026-11-23T08:00:01+01:00")
    // Then
    guard case .held = try await fixture.work(limits: limits) else {
      Issue.record("the second burst left")
      return
    }
  }

  @Test("what grows one by one is stopped at the limit all the same")
  func slowBurst() async throws {
    // Given
    let limits = SendLimits(brake: 5)
    var sent = 0
    // When
    for number in 1...9 {
      try await enqueue(1, from: number)
      sent += try await send(limits)
    }
    // Then
    #expect(sent == 5)
    #expect(try await fixture.docket.mode(rulebook: fixture.rulebook).isArmed == false)
  }

  @Test("without a brake any number leaves")
  func off() async throws {
    try await enqueue(15)
    #expect(try await send(.none) == 15)
  }

  @Test("what the server put off is no new burst when it is tried again, however much it is")
  func retriesAreNoBurst() async throws {
    // Given a burst that a person let go, and that the server put off as a whole
    try await enqueue(8)
    let limits = SendLimits(brake: 5)
    _ = try await fixture.docket.arm(by: .user(0), now: fixture.now)
    let later = fixture.now.adding(seconds: 60)
    for notice in try await fixture.take(limits: limits) {
      try await fixture.finish(notice, .deferred(until: later))
    }
    try await enqueue(5, from: 20)
    #expect(try await send(limits) == 5)
    // When
    fixture.clock.advance(to: later)
    // Then
    #expect(try await send(limits) == 8)
    #expect(try await fixture.docket.mode(rulebook: fixture.rulebook).isArmed)
    // But a new one is stopped
    try await enqueue(1, from: 40)
    guard case .held = try await fixture.work(limits: limits) else {
      Issue.record("a new one left unasked")
      return
    }
  }

  @Test("what was counted by a clock that was ahead does not count when it is set back")
  func clockWasAhead() async throws {
    // Given two that left, as a clock said that was a day ahead
    try await enqueue(12)
    let limits = SendLimits(perHour: 2, perDestinationMinute: 2)
    let ahead = fixture.now.adding(seconds: 86_400)
    guard case .notices(let notices) = try await fixture.work(limits: limits, now: ahead), notices.count == 2 else {
      Issue.record("two should leave")
      return
    }
    // When it is set right
    let work = try await fixture.work(limits: limits)
    // Then
    guard case .notices(let more) = work else {
      Issue.record("\(work)")
      return
    }
    #expect(more.count == 2)
  }

  @Test("those who wait for the turn of a destination wait no longer because the rules were read anew")
  func reload() async throws {
    // Given ten for one destination, of which two may leave each minute
    try await enqueue(10)
    let limits = SendLimits(perDestinationMinute: 2)
    #expect(try await send(limits) == 2)
    // When the rules change twice
    for edition in ["second", "third"] {
      _ = try await fixture.docket.replanAll(
        rules: { [rulebook = fixture.rulebook] in (rulebook, edition) }, now: fixture.now)
      #expect(try await fixture.take(limits: limits).isEmpty)
    }
    // Then
    for minute in 1...4 {
      fixture.clock.advance(by: .seconds(60))
      #expect(try await send(limits) == 2, "in minute \(minute)")
    }
  }
}
