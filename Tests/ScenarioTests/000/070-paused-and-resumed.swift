import DunningAPI
import Testing

@Suite("070 paused and resumed", .timeLimit(.minutes(20)))
struct PausedAndResumed {
  @Test("a claim that is paused until a day is left alone until that morning")
  func untilDay() async throws {
    try await World(at: "2026-11-23T10:00:00+01:00").run { daemon in
      // Given
      try await daemon.enqueue(Book.claim(due: "2026-11-30"))
      // When
      try await daemon.post("/v1/claims/R-1/pause", PauseRequest(until: "2026-12-15", reason: "promised"))
      try await daemon.advance(to: "2026-12-16T00:00:00+01:00")
      // Then
      #expect(try await daemon.arrived() == ["tue 2026-12-15 09:00 R-1 reminder"])
      #expect(try await daemon.claim("R-1").claim.state == "open")
    }
  }

  @Test("a claim that is paused without end waits for the word, and then goes on at once")
  func untilResumed() async throws {
    try await World(at: "2026-11-23T10:00:00+01:00").run { daemon in
      // Given
      try await daemon.enqueue(Book.claim(due: "2026-11-30"))
      try await daemon.post("/v1/claims/R-1/pause", PauseRequest(reason: "disputed"))
      try await daemon.advance(to: "2026-12-16T11:00:00+01:00")
      #expect(try await daemon.arrived() == [])
      // When
      try await daemon.post("/v1/claims/R-1/resume")
      try await daemon.settle()
      // Then
      #expect(try await daemon.arrived() == ["wed 2026-12-16 11:00 R-1 reminder"])
    }
  }

  @Test("a debtor who is paused gets nothing about any claim")
  func debtor() async throws {
    try await World(at: "2026-11-23T10:00:00+01:00").run { daemon in
      // Given
      try await daemon.enqueue(Book.claim("R-1", due: "2026-11-30"))
      try await daemon.enqueue(Book.claim("R-2", due: "2026-11-30"))
      try await daemon.enqueue(Book.claim("R-3", due: "2026-11-30", email: "other@kunde.example"))
      // When
      try await daemon.post("/v1/debtors/anna@kunde.example/pause", PauseRequest(reason: "in hospital"))
      try await daemon.advance(to: "2026-12-05T00:00:00+01:00")
      // Then
      #expect(try await daemon.arrived() == ["thu 2026-12-03 09:00 R-3 reminder"])
    }
  }
}
