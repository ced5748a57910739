import DunningAPI
import DunningTesting
import Testing

@Suite("021 due on a Saturday", .timeLimit(.minutes(20)))
struct DueOnASaturday {
  /// A ladder that would write on the very day after.
  private static func configuration(_ rule: String) -> String {
    Book.configuration(
      steps: """
                - {name: reminder, at: due+1d, tone: reminder}
                - {name: demand, at: due+8d, gap: 5d, tone: demand}
        """
    ).replacing("  standard:\n", with: "  standard:\n\(rule)", maxReplacements: 1)
  }

  private static let data = ["templates/en", "rules", "rates", "calendars"]

  @Test("where the law has Monday count, nobody is called late on Monday, and letter and interest count from it")
  func moved() async throws {
    let configuration = Self.configuration("    late_interest: DE-B2B\n    kind: business\n")
    try await World(at: "2026-11-23T10:00:00+01:00", configuration, data: Self.data).run { daemon in
      // Given a due day on Saturday, 28 November
      try await daemon.enqueue(Book.claim(due: "2026-11-28", amount: "1000.00"))
      // When
      try await daemon.advance(to: "2026-11-30T23:00:00+01:00")
      // Then Monday is in time
      #expect(try await daemon.arrived() == [])
      #expect(try await daemon.claim("R-1").claim.overdue == false)
      // When
      try await daemon.advance(to: "2026-12-08T00:00:00+01:00")
      // Then
      #expect(
        try await daemon.arrived() == ["tue 2026-12-01 09:00 R-1 reminder", "mon 2026-12-07 09:00 R-1 demand"])
      #expect(try await daemon.claim("R-1").claim.overdue)
      let texts = daemon.world.transport.arrived.map(\.text)
      #expect(texts.first?.contains("(1 day overdue)") == true, "\(texts)")
      // Seven days of interest, seven days late.
      #expect(texts.last?.contains("(7 days overdue)") == true, "\(texts)")
      #expect(texts.last?.contains("7 days") == true, "\(texts)")
      #expect(texts.last?.contains("1 December") == true, "\(texts)")
    }
  }

  @Test("without a law that says so the day stays")
  func stays() async throws {
    try await World(at: "2026-11-23T10:00:00+01:00", Self.configuration(""), data: Self.data).run { daemon in
      try await daemon.enqueue(Book.claim(due: "2026-11-28"))
      try await daemon.advance(to: "2026-11-30T23:00:00+01:00")
      #expect(try await daemon.arrived() == ["mon 2026-11-30 09:00 R-1 reminder"])
      #expect(try await daemon.claim("R-1").claim.overdue)
    }
  }
}
