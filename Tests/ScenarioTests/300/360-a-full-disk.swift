import Dunning
import DunningAPI
import DunningSQL
import DunningTesting
import Testing

@testable import DunningStore
@testable import dunningd

@Suite("360 a full disk", .timeLimit(.minutes(20)))
struct AFullDisk {
  private struct Ready: Decodable {
    let ready: Bool
    let degraded: [String]
  }

  /// Keeps the docket from growing, as a disk does that is full.
  private func fill(_ daemon: RunningDaemon, isFull: Bool) throws {
    try daemon.daemon.docket.database.write { sql in
      _ = try sql.first("PRAGMA max_page_count = \(isFull ? 1 : 1_000_000)") { $0.number(0) }
    }
  }

  private func levels(_ daemon: RunningDaemon) async throws -> [String: String] {
    let doctor: DoctorResponse = try await daemon.get("/v1/doctor")
    let checks = doctor.checks.filter { ["store", "queue"].contains($0.name) }
    return Dictionary(checks.map { ($0.name, "\($0.level) \($0.text)") }) { first, _ in first }
  }

  @Test("what is due cannot be sent, and everything that tells how the daemon is says so, until there is room again")
  func story() async throws {
    let (lines, line) = AsyncStream.makeStream(of: String.self)
    var world = try World(at: "2026-11-23T10:00:00+01:00")
    world.notified = { line.yield($0) }
    try await world.run { [world] daemon in
      // Given thirty reminders for one morning
      let claims = (1...30).map { Book.claim("R-\($0)", due: "2026-11-30", email: "d\($0)@kunde.example") }
      _ = try await daemon.postLines("/v1/claims/batch", claims)
      try await daemon.settle()
      #expect(try await daemon.status().store.trouble == nil)
      // When
      try fill(daemon, isFull: true)
      for moment in ["2026-12-03T09:00:00+01:00", "2026-12-03T09:12:00+01:00"] {
        world.clock.advance(to: try Samples.moment(moment))
        // It has tried, and means to try again.
        try await daemon.until { world.clock.alarm.map { $0 > world.clock.now } ?? false }
      }
      // Then
      #expect(world.transport.handovers.isEmpty)
      let trouble = try #require(try await daemon.status().store.trouble)
      #expect(trouble.reason == "disk full" && trouble.since == "2026-12-03T09:00:00+01:00")
      #expect(trouble.hint.contains("free space"))
      let ready: Ready = try await daemon.get("/v1/health/ready")
      #expect(ready.ready && ready.degraded == ["store"])
      let found = try await levels(daemon)
      #expect(
        found == [
          "store": "critical the docket cannot be written since 2026-12-03T09:00:00+01:00: disk full",
          "queue": "critical what is due has waited for 12 minutes",
        ])
      #expect(try await daemon.text("/metrics").contains("dunningd_store_writable 0\n"))
      await world.hear("docket CANNOT BE WRITTEN: disk full", in: lines)
      // When there is room again
      try fill(daemon, isFull: false)
      world.clock.advance(to: try #require(world.clock.alarm))
      try await daemon.advance(to: "2026-12-03T10:00:00+01:00")
      // Then
      #expect(world.transport.arrived.count == 30)
      #expect(try await daemon.status().store.trouble == nil)
      #expect(try await levels(daemon)["store"] == "ok the docket can be written")
      #expect(try await daemon.text("/metrics").contains("dunningd_store_writable 1\n"))
    }
  }
}
