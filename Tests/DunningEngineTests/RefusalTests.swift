import Dunning
import DunningMail
import DunningStore
import DunningTesting
import ServiceLifecycle
import Testing

@testable import DunningEngine

@Suite("When the relay says no to us", .timeLimit(.minutes(20)))
struct RefusalTests {
  private static let due = "2026-12-03T09:00:00+01:00"

  private func enqueue(_ count: Int, in engine: EngineFixture) async throws {
    for number in 1...count {
      let debtor = try Samples.debtor(key: "k\(number)", email: "d\(number)@kunde.example")
      try await engine.store.enqueue(Samples.draft("R-\(number)", debtor: debtor))
    }
  }

  private func counts(_ engine: EngineFixture) async throws -> [String: Int] {
    try await engine.store.docket.counts(rulebook: engine.store.rulebook, now: engine.store.now).notices
  }

  private func followUps(_ engine: EngineFixture) async throws -> [String] {
    let waiting = try await engine.store.docket.followUps(state: .waiting)
    let due = try await engine.store.docket.followUps(state: .due)
    return (waiting + due).filter { $0.kind == .note }.map(\.note)
  }

  @Test("an account that may send no more costs no notice: the way is closed for long, and a person is told once")
  func account() async throws {
    let words = "550 5.4.5 Daily user sending quota exceeded"
    let engine = try EngineFixture(deliveriesMax: 4) { _, _ in .deferral(words, .account) }
    try await engine.run { _ in
      try await enqueue(30, in: engine)
      try await engine.advance(to: Self.due)
      // Then
      #expect(try await counts(engine)["failed"] == nil)
      #expect(engine.transport.handovers.count <= 4)
      #expect(engine.health.current.isHealthy == false && engine.health.current.lastError == words)
      let pausedUntil = try #require(engine.health.current.pausedUntil)
      #expect(pausedUntil >= (try Samples.moment("2026-12-03T09:15:00+01:00")))
      #expect(try await followUps(engine).count == 1)
      #expect(try await followUps(engine)[0].contains(words))
      // And hours later it was knocked at a few times, and still nothing has failed.
      try await engine.advance(to: "2026-12-03T15:00:00+01:00")
      #expect(engine.transport.handovers.count <= 14)
      #expect(try await counts(engine)["failed"] == nil)
      #expect(try await followUps(engine).count == 1)
    }
  }

  @Test("a server that refuses everybody in the same words is not believed: it is held, and five notices pay for it")
  func everybody() async throws {
    let engine = try EngineFixture(deliveriesMax: 4) { envelope, _ in
      .refusal("554 5.0.0 <\(envelope.recipient.address)> we do not like you")
    }
    try await engine.run { _ in
      try await enqueue(30, in: engine)
      try await engine.advance(to: Self.due)
      // Then
      let held = try await engine.held()
      #expect(held?.contains("in the same words: 554 5.0.0 <(recipient)> we do not like you") == true)
      #expect(try await counts(engine)["failed"] == AnswerRun.refusalsMax - 1)
      #expect(engine.health.current.isHealthy == false)
      let told = try await followUps(engine)
      #expect(
        told.count == 1 && told[0].contains("dunningctl notice retry --state failed --since 2026-12-03T07:00:00Z"))
      // When somebody arms it again, and the server is as it was
      _ = try await engine.store.docket.arm(by: .daemon, now: engine.store.now)
      try await engine.advance(to: "2026-12-03T10:00:00+01:00")
      // Then it is held again, for as little
      #expect(try await engine.held() != nil)
      #expect(try await counts(engine)["failed"] == 2 * (AnswerRun.refusalsMax - 1))
    }
  }

  @Test("notices that cannot be written, one after the other for the same reason, hold all others")
  func unwritable() async throws {
    let bounces = try EmailAddress(parsing: String(repeating: "b", count: 60) + "@acme.example")
    let creditor = Creditor(
      id: "acme", name: "ACME GmbH", address: ["Musterstraße 1", "10115 Berlin"], country: "DE",
      from: Creditor.Sender(name: nil, address: try EmailAddress(parsing: "billing@acme.example")), iban: nil,
      language: "en", timeZone: "Europe/Berlin", policy: "standard", bounces: bounces)
    let engine = try EngineFixture(rulebook: Samples.rulebook(creditors: [creditor]), deliveriesMax: 2)
    try await engine.run { _ in
      try await enqueue(20, in: engine)
      try await engine.advance(to: Self.due)
      #expect(try await engine.held()?.contains("one notice after the other failed: it cannot be written") == true)
      let failed = try await counts(engine)["failed", default: 0]
      #expect((AnswerRun.refusalsMax...AnswerRun.refusalsMax + 2).contains(failed))
      #expect(try await followUps(engine).count == 1)
      #expect(engine.transport.handovers.isEmpty)
    }
  }

  @Test("old addresses among good ones hold nothing")
  func oldAddresses() async throws {
    let engine = try EngineFixture { envelope, _ in
      envelope.recipient.address.hasPrefix("d1") ? .accept : .refusal("550 5.1.1 user unknown")
    }
    try await engine.run { _ in
      try await enqueue(14, in: engine)
      try await engine.advance(to: Self.due)
      #expect(try await engine.held() == nil)
      #expect(try await counts(engine) == ["sent": 6, "failed": 8])
      #expect(engine.health.current.isHealthy)
    }
  }

  @Test("a server that puts everybody off is not healthy, and says so in its present words; one that is back is")
  func putsOff() async throws {
    let words = "451 4.3.0 no room"
    let engine = try EngineFixture { envelope, tries in
      tries == 0 ? .deferral(words) : .accept
    }
    engine.health.fails("connection refused")
    try await engine.run { _ in
      try await enqueue(8, in: engine)
      try await engine.advance(to: Self.due)
      #expect(engine.health.current.isHealthy == false && engine.health.current.lastError == words)
      try await engine.advance(to: "2026-12-03T09:10:00+01:00")
      #expect(engine.health.current.isHealthy)
      #expect(try await counts(engine) == ["sent": 8])
    }
  }

  @Test("one who is put off, or refused, shows that a server which was away is back")
  func isBack() async throws {
    for answer in [ScriptedTransport.Answer.deferral("450 greylisted"), .refusal("550 5.1.1 no such user")] {
      let engine = try EngineFixture { _, _ in answer }
      try await engine.run { _ in
        try await engine.simulation.settle()
        engine.health.fails("connection refused")
        try await enqueue(1, in: engine)
        try await engine.advance(to: Self.due)
        #expect(engine.health.current.isHealthy)
      }
    }
  }

  @Test("a sender whom the server does not know waits for weeks, ever more rarely, and is not given up")
  func sender() async throws {
    let engine = try EngineFixture { _, _ in .deferral("550 5.7.60 not permitted to send as this sender", .sender) }
    try await engine.run { _ in
      try await enqueue(1, in: engine)
      try await engine.advance(to: "2026-12-20T09:00:00+01:00")
      #expect(try await counts(engine)["failed"] == nil)
      #expect(engine.transport.handovers.count { $0.envelope.recipient.address == "d1@kunde.example" } < 120)
      #expect(try await followUps(engine).count == 1)
    }
  }

  @Test("when nothing that is under way ends, the way is looked at, and a person knows within seconds")
  func silent() async throws {
    let engine = try EngineFixture(slowAnswer: .seconds(10)) { _, _ in .hangBeforeDot }
    let waits = engine.timer.waits()
    try await engine.run { group in
      try await enqueue(1, in: engine)
      try await engine.advance(to: Self.due)
      #expect(engine.health.current.isHealthy)
      engine.transport.goAway()
      for await wait in waits where wait == .seconds(10) { break }
      engine.timer.advance(by: .seconds(10))
      for _ in 1...200 where engine.health.current.isHealthy { try await engine.scheduler.ping() }
      #expect(engine.health.current.isHealthy == false)
      #expect(engine.health.current.lastError == "connection refused")
      // What hangs is given up with the grace of a stop, which is another wait.
      await group.triggerGracefulShutdown()
      for await wait in waits where wait == .seconds(10) { break }
      engine.timer.advance(by: .seconds(10))
    }
  }
}
