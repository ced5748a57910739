import Dunning
import DunningAPI
import DunningMail
import DunningTesting
import Testing

@Suite("100 relay away for a day", .timeLimit(.minutes(1)))
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
      #expect((5...8).contains(first.count))
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

  @Test("a notice that no server takes for five days fails, and the claim waits for a person")
  func forGood() async throws {
    let configuration = Book.configuration(
      window: #"{days: mon-sun, from: "00:00", until: "24:00", zone: debtor}"#)
    try await World(at: "2026-11-23T10:00:00+01:00", configuration).run { daemon in
      // Given
      try await daemon.enqueue(Book.claim(due: "2026-11-30"))
      daemon.world.transport.goAway()
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
