import Dunning
import DunningAPI
import DunningMail
import DunningTesting
import Testing

@Suite("100 relay away for a day", .timeLimit(.minutes(20)))
struct RelayAwayForADay {
  @Test("nothing is lost, nothing storms, and every notice arrives once with the bytes of its first try")
  func story() async throws {
    try await World(at: "2026-11-23T10:00:00+01:00").run { daemon in
      // Given three reminders for the morning on which the relay is away
      for number in 1...3 {
        try await daemon.enqueue(
          Book.claim("R-\(number)", due: "2026-11-30", email: "d\(number)@kunde.example"))
      }
      try await daemon.advance(to: "2026-12-03T08:00:00+01:00")
      daemon.world.transport.goAway()
      // When
      try await daemon.advance(to: "2026-12-04T08:00:00+01:00")
      // Then the tries become rarer
      #expect(try await daemon.status().notices == ["deferred": 3])
      #expect(try await daemon.status().transport.healthy == false)
      let first = daemon.world.transport.handovers.filter { $0.envelope.recipient.address == "d1@kunde.example" }
      #expect(first.count >= 5)
      #expect(Set(first.map(\.message)).count == 1)

      // When it is back
      daemon.world.transport.comeBack()
      try await daemon.advance(to: "2026-12-04T18:00:00+01:00")
      // Then
      let arrived = try await daemon.arrived().map { $0.split(separator: " ").suffix(2).joined(separator: " ") }
      #expect(arrived.sorted() == ["R-1 reminder", "R-2 reminder", "R-3 reminder"])
      #expect(daemon.world.transport.arrived.map(\.message).contains(first[0].message))
      #expect(try await daemon.status().transport.healthy)
    }
  }

  @Test("however much is due, one notice at a time tries the way, ever more rarely, and none of them pays for it")
  func oneAtATime() async throws {
    let configuration = Book.configuration(window: Self.always)
    try await World(at: "2026-11-23T10:00:00+01:00", configuration).run { daemon in
      // Given two hundred reminders for one moment
      let claims = (1...200).map {
        Book.claim("R-\($0)", due: "2026-11-30", email: "d\($0)@kunde.example")
      }
      _ = try await daemon.postLines("/v1/claims/batch", claims)
      try await daemon.settle()
      daemon.world.transport.goAway()
      // When
      try await daemon.advance(to: "2026-12-04T00:00:00+01:00")
      // Then those that were under way together, and a probe every five minutes or a little more
      let tries = daemon.world.transport.handovers.map(\.at.milliseconds)
      #expect((185...235).contains(tries.count))
      // Twice as many as there are connections.
      let waits = zip(tries.dropFirst(40), tries.dropFirst(39)).map { $0 - $1 }
      #expect(waits.prefix(3).map { $0 / 5_000 } == [1, 2, 4])
      #expect(waits.dropFirst(7).allSatisfy { (300_000...375_000).contains($0) })
      let status = try await daemon.status()
      #expect(status.transport.pausedUntil != nil)
      #expect(status.notices["deferred", default: 0] < 200)
      #expect(status.notices["failed"] == nil)

      // When it is back
      daemon.world.transport.comeBack()
      try await daemon.advance(to: "2026-12-05T00:00:00+01:00")
      // Then
      #expect(Set(daemon.world.transport.arrived.map(\.envelope.id)).count == 200)
      #expect(daemon.world.transport.arrived.count == 200)
      #expect(try await daemon.status().notices == ["sent": 200])
      #expect(try await daemon.status().transport.pausedUntil == nil)
    }
  }

  private static let always = #"{days: mon-sun, from: "00:00", until: "24:00", zone: debtor}"#

  @Test("a relay that is away for two weeks makes nothing fail")
  func fortnight() async throws {
    let configuration = Book.configuration(window: Self.always)
    try await World(at: "2026-11-23T10:00:00+01:00", configuration).run { daemon in
      // Given
      try await daemon.enqueue(Book.claim(due: "2026-11-30"))
      daemon.world.transport.goAway()
      // When
      try await daemon.advance(to: "2026-12-17T00:00:00+01:00")
      // Then
      #expect(try await daemon.status().notices == ["deferred": 1])
    }
  }

  @Test("a notice that no server takes for five days fails, and the claim waits for a person")
  func forGood() async throws {
    let configuration = Book.configuration(window: Self.always)
    let world = try World(at: "2026-11-23T10:00:00+01:00", configuration) { _, _ in .deferral("450 try later") }
    try await world.run { daemon in
      // Given
      try await daemon.enqueue(Book.claim(due: "2026-11-30"))
      // When
      try await daemon.advance(to: "2026-12-09T00:00:00+01:00")
      // Then
      let handovers = daemon.world.transport.handovers
      let days = (handovers[handovers.count - 1].at.milliseconds - handovers[0].at.milliseconds) / 86_400_000
      #expect((4...5).contains(days))
      #expect(try await daemon.status().notices == ["failed": 1])
      #expect(try await daemon.claim("R-1").claim.nothingBecause?.contains("needs a person") == true)
    }
  }
}
