import DunningTesting
import Testing

@Suite("031 daylight saving, autumn", .timeLimit(.minutes(20)))
struct DaylightSavingAutumn {
  @Test("a reminder at an hour that the clocks show twice goes out once, at the first of the two")
  func repeatedHour() async throws {
    let configuration = Book.configuration(
      steps: DaylightSavingSpring.steps, window: DaylightSavingSpring.window)
    try await World(at: "2026-10-20T12:00:00+02:00", configuration).run { daemon in
      // Given
      try await daemon.enqueue(Book.claim(due: "2026-10-23"))
      // When
      try await daemon.advance(to: "2026-11-02T00:00:00+01:00")
      // Then
      #expect(
        try await daemon.arrived() == [
          "sat 2026-10-24 02:30 R-1 day-1", "sun 2026-10-25 02:30 R-1 day-2", "mon 2026-10-26 02:30 R-1 day-3",
          "tue 2026-10-27 02:30 R-1 day-4",
        ])
      let first = try Samples.moment("2026-10-25T02:30:00+02:00")
      #expect(daemon.world.transport.arrived.map(\.at).contains(first))
    }
  }
}
