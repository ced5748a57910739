import DunningAPI
import DunningTesting
import Testing

@Suite("040 three weeks of downtime", .timeLimit(.minutes(20)))
struct ThreeWeeksOfDowntime {
  /// A daemon that took claims, was off, and came back.
  private func world(onMissed: String, until moment: String) async throws -> World {
    let world = try World(at: "2026-11-23T10:00:00+01:00", Book.configuration(onMissed: onMissed))
    try await world.run { daemon in
      for number in 1...3 {
        try await daemon.enqueue(
          Book.claim("R-\(number)", due: "2026-11-30", email: "d\(number)@kunde.example"))
      }
      try await daemon.advance(to: "2026-12-01T12:00:00+01:00")
    }
    world.clock.advance(to: try Samples.moment(moment))
    return world
  }

  @Test("missed rungs are climbed one at a time, with the gaps between them")
  func step() async throws {
    // Given three rungs missed in three weeks
    let world = try await world(onMissed: "step", until: "2026-12-22T10:00:00+01:00")
    try await world.run { daemon in
      // When
      try await daemon.settle()
      // Then one rung goes out, for each claim
      #expect(
        try await daemon.arrived() == (1...3).map { "tue 2026-12-22 10:00 R-\($0) reminder" })
      #expect(try await daemon.status().mode == "armed")
      // And the others follow, after the gap and the day printed in the notice
      try await daemon.advance(to: "2027-02-01T00:00:00+01:00")
      #expect(
        try await daemon.arrived().filter { $0.contains("R-2") } == [
          "tue 2026-12-22 10:00 R-2 reminder", "tue 2026-12-29 09:00 R-2 second-reminder",
          "wed 2027-01-06 09:00 R-2 last-reminder",
        ])
      #expect(try await daemon.arrived().count { !$0.hasSuffix("follow-up") } == 9)
    }
  }

  @Test("collapsed, only the last missed rung goes out")
  func collapse() async throws {
    // Given two rungs missed
    let world = try await world(onMissed: "collapse", until: "2026-12-15T10:00:00+01:00")
    try await world.run { daemon in
      // When
      try await daemon.advance(to: "2027-02-01T00:00:00+01:00")
      // Then
      #expect(
        try await daemon.arrived().filter { $0.contains("R-2") } == [
          "tue 2026-12-15 10:00 R-2 second-reminder", "wed 2026-12-23 09:00 R-2 last-reminder",
        ])
      #expect(try await daemon.claim("R-2").events.map(\.event).contains("step-skipped"))
    }
  }

  @Test("skipped, the ladder goes on with the next rung ahead")
  func skip() async throws {
    // Given two rungs missed
    let world = try await world(onMissed: "skip", until: "2026-12-15T10:00:00+01:00")
    try await world.run { daemon in
      // When
      try await daemon.advance(to: "2027-02-01T00:00:00+01:00")
      // Then
      #expect(
        try await daemon.arrived().filter { $0.contains("R-2") } == ["mon 2026-12-21 09:00 R-2 last-reminder"])
    }
  }
}
