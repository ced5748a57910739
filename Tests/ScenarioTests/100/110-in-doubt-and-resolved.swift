import DunningAPI
import DunningEngine
import DunningTesting
import Testing

@testable import dunningd

@Suite("110 in doubt, and resolved", .timeLimit(.minutes(20)))
struct InDoubtAndResolved {
  private func world(_ inDoubt: String = "hold") throws -> World {
    try World(at: "2026-11-23T10:00:00+01:00", Book.configuration(inDoubt: inDoubt)) { _, before in
      before == 0 ? .dropAfterDot : .accept
    }
  }

  @Test("a notice without a final reply is not sent again by guess, and bars the next step")
  func waits() async throws {
    try await world().run { daemon in
      // Given
      try await daemon.enqueue(Book.claim(due: "2026-11-30"))
      // When
      try await daemon.advance(by: .seconds(60 * 86_400))
      // Then
      #expect(try await daemon.status().notices == ["in-doubt": 1])
      #expect(daemon.world.transport.handovers.count == 1)
    }
  }

  @Test("found not to have arrived, the same bytes go out again")
  func notSent() async throws {
    try await world().run { daemon in
      // Given
      try await daemon.enqueue(Book.claim(due: "2026-11-30"))
      try await daemon.advance(to: "2026-12-04T10:00:00+01:00")
      // When
      try await daemon.post("/v1/notices/n1/resolve", NoticeActionRequest(as: "not-sent"))
      try await daemon.settle()
      // Then
      #expect(try await daemon.arrived() == ["fri 2026-12-04 10:00 R-1 reminder"])
      #expect(Set(daemon.world.transport.handovers.map(\.message)).count == 1)
    }
  }

  @Test("found to have arrived, the ladder goes on from the day it left")
  func sent() async throws {
    try await world().run { daemon in
      // Given
      try await daemon.enqueue(Book.claim(due: "2026-11-30"))
      try await daemon.advance(to: "2026-12-08T10:00:00+01:00")
      // When
      try await daemon.post("/v1/notices/n1/resolve", NoticeActionRequest(as: "sent"))
      try await daemon.settle()
      // Then
      let next = try await daemon.claim("R-1").claim.next
      #expect(next == .init(step: "second-reminder", at: "2026-12-10T09:00:00+01:00"))
    }
  }

  @Test("where the configuration says so, the same bytes are sent again")
  func resend() async throws {
    try await world("resend").run { daemon in
      // Given
      try await daemon.enqueue(Book.claim(due: "2026-11-30"))
      // When
      try await daemon.advance(to: "2026-12-03T10:00:00+01:00")
      // Then
      let handovers = daemon.world.transport.handovers
      #expect(handovers.map(\.ending) == [.inDoubt, .accepted])
      #expect(Set(handovers.map(\.message)).count == 1)
    }
  }

  @Test("a daemon that is stopped while the final reply is awaited leaves the notice in doubt")
  func stopped() async throws {
    // Given
    var built = try World(at: "2026-11-23T10:00:00+01:00") { _, before in before == 0 ? .hangAfterDot : .accept }
    // So that nobody but the end waits for ten seconds.
    built.engine.slowAnswer = nil
    let world = built
    let waits = world.timer.waits()
    try await world.run { daemon in
      try await daemon.enqueue(Book.claim(due: "2026-11-30"))
      try await daemon.advance(to: "2026-12-03T09:00:00+01:00")
      await daemon.daemon.stop()
      // When the grace of ten seconds is over
      for await wait in waits where wait == .seconds(10) { break }
      world.timer.advance(by: .seconds(10))
    }
    // Then
    try await world.run { daemon in
      try await daemon.settle()
      #expect(try await daemon.status().notices == ["in-doubt": 1])
      #expect(world.transport.handovers.count == 1)
    }
  }
}
