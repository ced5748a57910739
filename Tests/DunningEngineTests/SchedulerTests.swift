import Dunning
import DunningMail
import DunningStore
import DunningTesting
import ServiceLifecycle
import Testing

@testable import DunningEngine

@Suite("The scheduler", .timeLimit(.minutes(20)))
struct SchedulerTests {
  private static let due = "2026-12-03T09:00:00+01:00"

  @Test("it sleeps exactly until the deadline, and until the next one after it")
  func sleeps() async throws {
    let engine = try EngineFixture()
    try await engine.run { _ in
      // Given
      try await engine.simulation.settle()
      #expect(engine.store.clock.alarm == nil)
      // When
      try await engine.store.enqueue(Samples.draft())
      try await engine.simulation.settle()
      // Then
      #expect(try engine.store.clock.alarm == Samples.moment(Self.due))
      // When
      try await engine.advance(to: Self.due)
      // Then
      #expect(engine.transport.arrived.map(\.at) == [try Samples.moment(Self.due)])
      #expect(try engine.store.clock.alarm == Samples.moment("2026-12-10T09:00:00+01:00"))
    }
  }

  @Test("a claim that is due earlier than the alarm is noticed at once")
  func wakes() async throws {
    let engine = try EngineFixture()
    try await engine.run { _ in
      // Given
      try await engine.store.enqueue(Samples.draft("late", due: "2027-06-01"))
      try await engine.simulation.settle()
      // When
      try await engine.store.enqueue(Samples.draft("past", due: "2026-11-01T12:00:00Z", policy: "wallet"))
      try await engine.simulation.settle()
      // Then
      #expect(engine.transport.arrived.count == 1)
    }
  }

  @Test("days of idleness cost nothing: no look at the docket, no setting of the alarm")
  func neverPolls() async throws {
    let engine = try EngineFixture()
    try await engine.run { _ in
      // Given
      try await engine.store.enqueue(Samples.draft(due: "2027-06-01"))
      try await engine.simulation.settle()
      try await engine.scheduler.ping()
      let settings = engine.store.clock.timesAlarmWasSet
      // When
      for _ in 1...30 {
        engine.store.clock.advance(by: .seconds(86_400))
        try await engine.scheduler.ping()
      }
      // Then
      #expect(engine.store.clock.timesAlarmWasSet == settings)
    }
  }

  @Test("a ping is answered while it works, and not waited for in vain after it has ended")
  func ping() async throws {
    let engine = try EngineFixture()
    try await engine.run { _ in try await engine.scheduler.ping() }
    try await engine.scheduler.ping()
  }

  @Test("each answer of the other side leads to its state", arguments: [0, 1, 2, 3, 4, 5, 6])
  func outcomes(row: Int) async throws {
    // Given
    let table: [(ScriptedTransport.Answer, Notice.State, Attempt.Phase, isHealthy: Bool)] = [
      (.accept, .sent, .accepted, true), (.deferral("450 greylisted"), .deferred, .deferred, true),
      (.deferral("connection refused", .connection), .deferred, .deferred, false),
      (.refusal("550 no such user"), .failed, .refused, true), (.dropBeforeDot, .deferred, .deferred, false),
      (.dropAfterDot, .inDoubt, .inDoubt, false),
      (.deferral("553 sender not allowed", .sender), .deferred, .deferred, false),
    ]
    let (answer, state, phase, isHealthy) = table[row]
    let engine = try EngineFixture { _, _ in answer }
    try await engine.run { _ in
      // When
      try await engine.store.enqueue(Samples.draft())
      try await engine.advance(to: Self.due)
      // Then
      let (notice, attempts) = try await engine.store.docket.notice(NoticeID(1))
      #expect(notice.state == state)
      #expect(attempts.map(\.phase) == [phase])
      #expect(notice.lastReply == attempts.first?.reply)
      #expect(engine.health.current.isHealthy == isHealthy)
    }
  }

  @Test("a recipient who is refused, and one who is deferred, stop nobody else")
  func others() async throws {
    let engine = try EngineFixture { envelope, _ in
      switch envelope.recipient.address {
      case "d1@kunde.example": .refusal("550 no such user")
      case "d2@kunde.example": .deferral("451 later")
      default: .accept
      }
    }
    try await engine.run { _ in
      // Given
      for number in 1...5 {
        let debtor = try Samples.debtor(key: "k\(number)", email: "d\(number)@kunde.example")
        try await engine.store.enqueue(Samples.draft("R-\(number)", debtor: debtor))
      }
      // When
      try await engine.advance(to: Self.due)
      // Then
      let counts = try await engine.store.docket.counts(rulebook: engine.store.rulebook, now: engine.store.now)
      #expect(counts.notices == ["sent": 3, "failed": 1, "deferred": 1])
    }
  }

  @Test("no more are under way at once than allowed, and the end of one makes room for the next")
  func limit() async throws {
    // Given
    let checkpoint = Checkpoint()
    let engine = try EngineFixture(deliveriesMax: 2) { _, _ in .acceptAfter { await checkpoint.pass() } }
    try await engine.run { _ in
      for number in 1...5 { try await engine.store.enqueue(Samples.draft("R-\(number)")) }
      try await engine.simulation.settle()
      // When
      engine.store.clock.advance(to: try Samples.moment(Self.due))
      for begun in 2...6 {
        let expected = min(begun, 5)
        try await engine.simulation.until { engine.transport.handovers.count >= expected }
        try await engine.scheduler.ping()
        // Then
        #expect(engine.transport.handovers.count == expected)
        #expect(engine.transport.handovers.count { $0.ending == nil } <= 2)
        checkpoint.release()
      }
      try await engine.simulation.settle()
      #expect(engine.transport.arrived.count == 5)
    }
  }

  @Test("a delivery that hangs keeps nobody else from their deadline")
  func hanging() async throws {
    let engine = try EngineFixture { envelope, _ in
      envelope.recipient.address == "slow@kunde.example" ? .hangBeforeDot : .accept
    }
    try await engine.run { group in
      // Given
      let slow = try Samples.debtor(key: "slow", email: "slow@kunde.example")
      try await engine.store.enqueue(Samples.draft("slow", debtor: slow))
      try await engine.store.enqueue(Samples.draft("next", due: "2026-12-01"))
      // When
      try await engine.advance(to: "2026-12-04T09:00:00+01:00")
      // Then
      #expect(engine.transport.arrived.map(\.at) == [try Samples.moment("2026-12-04T09:00:00+01:00")])
      #expect(engine.transport.hanging == 1)
      let waits = engine.timer.waits()
      await group.triggerGracefulShutdown()
      for await _ in waits { break }
      engine.timer.advance(by: .seconds(10))
    }
    // And what never came to its dot is tried again at the next start
    #expect(try await engine.state(1) == .deferred)
  }

  @Test("a notice that the templates cannot write fails with the reason, and the next is sent")
  func unwritable() async throws {
    let engine = try EngineFixture()
    try await engine.run { _ in
      // Given
      let draft = try Samples.draft()
      let bad = ClaimDraft(
        creditor: "acme", reference: "bad", debtor: draft.debtor, amount: draft.amount, due: draft.due,
        policy: "standard", paymentLink: "javascript:alert(1)")
      try await engine.store.enqueue(bad)
      try await engine.store.enqueue(draft)
      // When
      try await engine.advance(to: Self.due)
      // Then
      let failed = try await engine.store.notice(NoticeID(1))
      #expect(failed.state == .failed)
      #expect(failed.lastReply?.hasPrefix("it cannot be written: ") == true)
      #expect(engine.transport.arrived.count == 1)
    }
  }

  @Test("a notice that would say what it must not fails with the reason, and nothing of it leaves")
  func forbidden() async throws {
    let engine = try EngineFixture()
    try await engine.run { _ in
      // Given
      try await engine.store.enqueue(try Samples.draft("R-7 EUR 500.00"))
      // When
      try await engine.advance(to: Self.due)
      // Then
      let failed = try await engine.store.notice(NoticeID(1))
      #expect(failed.state == .failed)
      #expect(failed.lastReply?.contains("[subject-discloses; ") == true)
      #expect(engine.transport.arrived.isEmpty)
    }
  }
}
