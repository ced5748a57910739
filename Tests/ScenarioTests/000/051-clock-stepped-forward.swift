import DunningAPI
import DunningTesting
import Testing

@Suite("051 clock stepped forward", .timeLimit(.minutes(20)))
struct ClockSteppedForward {
  @Test("a jump of days holds sending until somebody has looked")
  func days() async throws {
    try await World(at: "2026-11-23T10:00:00+01:00").run { daemon in
      // Given
      try await daemon.enqueue(Book.claim(due: "2026-11-30"))
      try await daemon.advance(to: "2026-12-01T10:00:00+01:00")
      // When
      try await daemon.step(by: .seconds(3 * 86_400))
      // Then
      let status = try await daemon.status()
      #expect(status.mode == "held")
      #expect(status.heldBecause == "the clock jumped forward by 3 days")
      try await daemon.advance(by: .seconds(5 * 86_400))
      #expect(try await daemon.arrived() == [])
      // And when somebody arms it
      try await daemon.post("/v1/arm")
      try await daemon.settle()
      #expect(try await daemon.arrived() == ["wed 2026-12-09 10:00 R-1 reminder"])
    }
  }

  @Test("a jump of an hour sends what has become due")
  func hour() async throws {
    try await World(at: "2026-11-23T10:00:00+01:00").run { daemon in
      // Given
      try await daemon.enqueue(Book.claim(due: "2026-11-30"))
      try await daemon.advance(to: "2026-12-03T08:30:00+01:00")
      // When
      try await daemon.step(by: .seconds(3_600))
      // Then
      #expect(try await daemon.arrived() == ["thu 2026-12-03 09:30 R-1 reminder"])
      #expect(try await daemon.status().mode == "armed")
    }
  }

  @Test("years of sleep by the clock alone never send a year's worth at once")
  func years() async throws {
    try await World(at: "2026-11-23T10:00:00+01:00").run { daemon in
      // Given
      for number in 1...5 { try await daemon.enqueue(Book.claim("R-\(number)", due: "2026-11-30")) }
      // When
      try await daemon.step(by: .seconds(10 * 365 * 86_400))
      // Then
      #expect(try await daemon.status().mode == "held")
      #expect(daemon.world.transport.handovers.isEmpty)
    }
  }
}
