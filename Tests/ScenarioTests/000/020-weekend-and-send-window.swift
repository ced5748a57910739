import Testing

@Suite("020 weekend and send window", .timeLimit(.minutes(20)))
struct WeekendAndSendWindow {
  @Test("what falls on a Saturday goes out on Monday morning")
  func weekend() async throws {
    try await World(at: "2026-11-23T10:00:00+01:00").run { daemon in
      // Given a reminder whose day is Saturday, 5 December
      try await daemon.enqueue(Book.claim(due: "2026-12-02"))
      // When
      try await daemon.advance(to: "2026-12-08T00:00:00+01:00")
      // Then
      #expect(try await daemon.arrived() == ["mon 2026-12-07 09:00 R-1 reminder"])
    }
  }

  @Test("the window is open by the debtor's clock, not by the creditor's")
  func zones() async throws {
    try await World(at: "2026-11-23T10:00:00+01:00").run { daemon in
      // Given the same deadline in three places
      for (reference, zone) in [("NY", "America/New_York"), ("SH", "Asia/Shanghai"), ("BE", "Europe/Berlin")] {
        try await daemon.enqueue(
          Book.claim(reference, due: "2026-11-30", email: "\(reference)@kunde.example", timeZone: zone))
      }
      // When
      try await daemon.advance(to: "2026-12-04T00:00:00+01:00")
      // Then
      #expect(
        try await daemon.arrived() == [
          "thu 2026-12-03 02:00 SH reminder", "thu 2026-12-03 09:00 BE reminder", "thu 2026-12-03 15:00 NY reminder",
        ])
    }
  }

  @Test("an old debt that is enqueued on Friday evening waits for Monday")
  func evening() async throws {
    try await World(at: "2026-11-27T20:00:00+01:00").run { daemon in
      // Given
      try await daemon.enqueue(Book.claim(due: "2026-11-02"))
      // When
      try await daemon.advance(to: "2026-11-30T12:00:00+01:00")
      // Then
      #expect(try await daemon.arrived() == ["mon 2026-11-30 09:00 R-1 reminder"])
    }
  }
}
