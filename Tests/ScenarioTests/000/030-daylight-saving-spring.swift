import Testing

@Suite("030 daylight saving, spring", .timeLimit(.minutes(20)))
struct DaylightSavingSpring {
  static let steps = (1...4).map { "      - {name: day-\($0), at: due+\($0)d, tone: reminder, gap: 1d}" }
    .joined(separator: "\n")
  static let window = #"{days: mon-sun, from: "02:30", until: "03:30", zone: debtor}"#

  @Test("a reminder at an hour that the clocks skip goes out once, at the first moment after")
  func skippedHour() async throws {
    let configuration = Book.configuration(steps: Self.steps, window: Self.window)
    try await World(at: "2027-03-20T12:00:00+01:00", configuration).run { daemon in
      // Given a rung on each of the days around the change
      try await daemon.enqueue(Book.claim(due: "2027-03-26"))
      // When
      try await daemon.advance(to: "2027-04-05T00:00:00+02:00")
      // Then
      #expect(
        try await daemon.arrived() == [
          "sat 2027-03-27 02:30 R-1 day-1", "sun 2027-03-28 03:00 R-1 day-2", "mon 2027-03-29 02:30 R-1 day-3",
          "tue 2027-03-30 02:30 R-1 day-4",
        ])
    }
  }
}
