import Dunning
import DunningStore
import DunningTesting
import Testing

@testable import DunningEngine

@Suite("A clock that is set", .timeLimit(.minutes(20)))
struct ClockTests {
  @Test("a jump forward by more than a day holds, and sends nothing of what it made due")
  func forward() async throws {
    let engine = try EngineFixture()
    try await engine.run { _ in
      // Given
      try await engine.store.enqueue(Samples.draft())
      try await engine.simulation.settle()
      // When
      engine.store.clock.step(by: .seconds(20 * 86_400))
      try await engine.simulation.settle()
      // Then
      #expect(try await engine.held() == "the clock jumped forward by 20 days")
      #expect(engine.transport.handovers.isEmpty)
    }
  }

  @Test("a jump forward by less sends what has become due")
  func hours() async throws {
    let engine = try EngineFixture()
    try await engine.run { _ in
      // Given
      try await engine.store.enqueue(Samples.draft())
      try await engine.advance(to: "2026-12-02T12:00:00+01:00")
      // When
      engine.store.clock.step(by: .seconds(23 * 3_600))
      try await engine.simulation.settle()
      // Then
      #expect(try await engine.held() == nil)
      #expect(engine.transport.arrived.count == 1)
    }
  }

  @Test("a jump back repeats nothing, and the next deadline is kept by the clock on the wall")
  func back() async throws {
    let engine = try EngineFixture()
    try await engine.run { _ in
      // Given
      try await engine.store.enqueue(Samples.draft())
      try await engine.advance(to: "2026-12-03T09:00:00+01:00")
      // When
      engine.store.clock.step(by: .seconds(-30 * 86_400))
      try await engine.advance(to: "2026-12-10T09:00:00+01:00")
      // Then
      #expect(
        engine.transport.arrived.map(\.at) == [
          try Samples.moment("2026-12-03T09:00:00+01:00"), try Samples.moment("2026-12-10T09:00:00+01:00"),
        ])
      #expect(try await engine.held() == nil)
    }
  }

  @Test(
    "a clock that is behind the journal at the start holds, one that is a little behind does not",
    arguments: [
      (-2, true), (0, false),
    ])
  func behind(days: Int, isHeld: Bool) async throws {
    // Given
    let engine = try EngineFixture()
    try await engine.store.enqueue(Samples.draft(due: "2026-11-01T12:00:00Z", policy: "wallet"))
    engine.store.clock.step(by: .seconds(days * 86_400 - 3_600))
    // When
    try await engine.run { _ in
      try await engine.simulation.settle()
      if !isHeld { try await engine.advance(to: "2026-11-23T08:00:00+01:00") }
    }
    // Then
    #expect(try await engine.held()?.hasPrefix("the clock shows 2026-11-21T06:00:00Z") == (isHeld ? true : nil))
    #expect(engine.transport.arrived.count == (isHeld ? 0 : 1))
  }
}
