import DunningAPI
import Testing

@Suite("060 held until armed", .timeLimit(.minutes(20)))
struct HeldUntilArmed {
  @Test("a fresh installation sends nothing before somebody says so")
  func fresh() async throws {
    let world = try World(at: "2026-11-23T10:00:00+01:00", Book.configuration(mode: "held"))
    try await world.run { daemon in
      // Given a claim that is due
      try await daemon.enqueue(Book.claim(due: "2026-11-10"))
      try await daemon.advance(by: .seconds(86_400))
      #expect(try await daemon.arrived() == [])
      let status = try await daemon.status()
      #expect(status.mode == "held")
      #expect(status.heldBecause == "fresh installation")
      #expect(status.next?.count == 1)
      // When
      let armed = try await daemon.post("/v1/arm").decoded(as: ModeResponse.self)
      try await daemon.settle()
      // Then
      #expect(armed.dueNow == 1)
      #expect(try await daemon.arrived() == ["tue 2026-11-24 10:00 R-1 reminder"])
    }
    // And it stays armed
    #expect(try await world.run { try await $0.status().mode } == "armed")
  }

  @Test("held by an operator it keeps everything, and sends it when it is armed")
  func held() async throws {
    try await World(at: "2026-11-23T10:00:00+01:00").run { daemon in
      // Given
      try await daemon.enqueue(Book.claim(due: "2026-11-30"))
      try await daemon.post("/v1/hold", HoldRequest(reason: "audit"))
      try await daemon.advance(to: "2026-12-04T12:00:00+01:00")
      #expect(try await daemon.arrived() == [])
      #expect(try await daemon.status().heldBecause == "audit")
      // When
      try await daemon.post("/v1/arm")
      try await daemon.settle()
      // Then
      #expect(try await daemon.arrived() == ["fri 2026-12-04 12:00 R-1 reminder"])
    }
  }
}
