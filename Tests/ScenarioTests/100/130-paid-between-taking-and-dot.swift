import DunningAPI
import DunningMail
import DunningTesting
import Testing

@Suite("130 paid between taking and dot", .timeLimit(.minutes(20)))
struct PaidBetweenTakingAndDot {
  /// Runs `event` after the body of the reminder was sent and before its final dot.
  private func story(_ event: @escaping @Sendable (RunningDaemon) async throws -> Void) async throws -> World {
    let checkpoint = Checkpoint()
    let world = try World(at: "2026-11-23T10:00:00+01:00") { envelope, before in
      let isFirst = before == 0 && envelope.recipient.address == "anna@kunde.example"
      return isFirst ? .acceptAfter { await checkpoint.pass() } : .accept
    }
    try await world.run { daemon in
      // Given
      try await daemon.enqueue(Book.claim(due: "2026-11-30"))
      try await daemon.settle()
      daemon.world.clock.advance(to: try Samples.moment("2026-12-03T09:00:00+01:00"))
      await checkpoint.reached()
      // When
      try await event(daemon)
      checkpoint.release()
      try await daemon.settle()
    }
    return world
  }

  @Test("the dot does not leave for a claim that was paid meanwhile")
  func paid() async throws {
    let world = try await story { daemon in
      try await daemon.post("/v1/claims/R-1/payments", PaymentRequest(amount: "120.00"))
    }
    // Then
    #expect(world.transport.handovers.map(\.ending) == [.abandoned])
    try await world.run { daemon in
      try await daemon.advance(by: .seconds(30 * 86_400))
      #expect(try await daemon.claim("R-1").notices.map(\.state) == ["dropped"])
      #expect(world.transport.handovers.count == 1)
    }
  }

  @Test("the dot does not leave while somebody holds the daemon, and the same bytes leave when it is armed")
  func held() async throws {
    let world = try await story { daemon in try await daemon.post("/v1/hold", HoldRequest(reason: "stop!")) }
    // Then
    #expect(world.transport.handovers.map(\.ending) == [.abandoned])
    try await world.run { daemon in
      try await daemon.post("/v1/arm")
      try await daemon.settle()
      #expect(world.transport.handovers.map(\.ending) == [.abandoned, .accepted])
      #expect(Set(world.transport.handovers.map(\.message)).count == 1)
    }
  }

  @Test("the dot does not leave of a notice that somebody holds, and the same bytes leave when it is released")
  func noticeHeld() async throws {
    let world = try await story { daemon in try await daemon.post("/v1/notices/n1/hold") }
    // Then
    #expect(world.transport.handovers.map(\.ending) == [.abandoned])
    try await world.run { daemon in
      try await daemon.advance(to: "2026-12-07T10:00:00+01:00")
      #expect(try await daemon.claim("R-1").notices.map(\.state) == ["held"])
      #expect(world.transport.handovers.count == 1)
      try await daemon.post("/v1/notices/n1/release")
      try await daemon.settle()
      #expect(world.transport.handovers.map(\.ending) == [.abandoned, .accepted])
      #expect(Set(world.transport.handovers.map(\.message)).count == 1)
    }
  }

  @Test("a notice to an address that was corrected meanwhile goes to the new one")
  func moved() async throws {
    let world = try await story { daemon in
      var patch = DebtorPatch(reason: "the old one comes back")
      patch.email = "new@kunde.example"
      try await daemon.patch("/v1/debtors/anna@kunde.example", patch)
    }
    // Then
    #expect(
      world.transport.handovers.map { "\($0.envelope.recipient.address) \($0.ending?.rawValue ?? "")" } == [
        "anna@kunde.example abandoned", "new@kunde.example accepted",
      ])
  }
}
