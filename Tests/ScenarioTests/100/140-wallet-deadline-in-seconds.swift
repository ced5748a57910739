import DunningTesting
import Testing

@Suite("140 a wallet's deadline, to the second", .timeLimit(.minutes(20)))
struct WalletDeadlineInSeconds {
  private static let policy = """
      wallet:
        steps:
          - {name: nudge, at: due+90s, tone: courtesy}
          - {name: last-call, at: due+5m, gap: 2m, tone: reminder}
    """

  @Test("rungs of seconds and minutes go out at their moment, at any hour")
  func story() async throws {
    try await World(at: "2026-11-28T23:58:00+01:00", Book.configuration(more: Self.policy)).run { daemon in
      // Given a deadline on Saturday at midnight
      try await daemon.enqueue(Book.claim(due: "2026-11-29T00:00:00+01:00", policy: "wallet"))
      // When
      try await daemon.advance(by: .seconds(3_600))
      // Then
      let moments = try ["2026-11-29T00:01:30+01:00", "2026-11-29T00:05:00+01:00"].map(Samples.moment)
      #expect(daemon.world.transport.arrived.map(\.at) == moments)
    }
  }
}
