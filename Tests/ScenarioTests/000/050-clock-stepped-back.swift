import DunningAPI
import DunningTesting
import Testing

@Suite("050 clock stepped back", .timeLimit(.minutes(20)))
struct ClockSteppedBack {
  @Test("nothing that went out goes out again, and nothing stalls")
  func story() async throws {
    try await World(at: "2026-11-23T10:00:00+01:00").run { daemon in
      // Given a reminder that is out
      try await daemon.enqueue(Book.claim(due: "2026-11-30"))
      try await daemon.advance(to: "2026-12-03T10:00:00+01:00")
      // When the clock is set back by two days
      try await daemon.step(by: .seconds(-2 * 86_400))
      try await daemon.enqueue(Book.claim("R-2", due: "2026-11-30", email: "b@kunde.example"))
      try await daemon.advance(to: "2026-12-12T00:00:00+01:00")
      // Then
      #expect(
        try await daemon.arrived() == [
          "thu 2026-12-03 09:00 R-1 reminder", "thu 2026-12-03 09:00 R-2 reminder",
          "thu 2026-12-10 09:00 R-1 second-reminder", "thu 2026-12-10 09:00 R-2 second-reminder",
        ])
      #expect(try await daemon.status().mode == "armed")
    }
  }

  @Test("a daemon that starts with a clock far behind its journal holds, and says why")
  func start() async throws {
    // Given
    let world = try World(at: "2026-11-23T10:00:00+01:00")
    try await world.run { daemon in
      try await daemon.enqueue(Book.claim(due: "2026-11-30"))
      try await daemon.advance(to: "2026-12-01T10:00:00+01:00")
    }
    // When the machine comes up in 1970
    world.clock.step(by: .seconds(-50 * 365 * 86_400))
    try await world.run { daemon in
      try await daemon.until { try await daemon.status().mode == "held" }
      let status = try await daemon.status()
      // Then
      #expect(status.heldBecause?.contains("but the journal's last entry is of 2026-11-23") == true)
      #expect(try await daemon.arrived() == [])
    }
  }
}
