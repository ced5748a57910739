import DunningAPI
import Testing

@Suite("310 an unusual burst", .timeLimit(.minutes(20)))
struct UnusualBurst {
  @Test("a first import of old claims waits for a person's word, then leaves as a whole")
  func firstImport() async throws {
    let world = try World(at: "2026-11-23T08:00:00+01:00", Book.configuration(delivery: "brake: 20"))
    let claims = (1...60).map { Book.claim("R-\($0)", due: "2026-11-02", email: "d\($0)@kunde.example") }
    try await world.run { daemon in
      // Given
      _ = try await daemon.postLines("/v1/claims/batch", claims)
      // When the send window opens
      try await daemon.advance(to: "2026-11-23T09:30:00+01:00")
      // Then
      #expect(try await daemon.arrived() == [])
      let status = try await daemon.status()
      #expect(status.mode == "held")
      #expect(
        status.heldBecause == "60 notices are due, more than the 20 that may leave in an hour unasked; look at "
          + "`dunningctl plan`, then `dunningctl arm`")
    }
    // And a restart changes nothing
    try await world.run { daemon in
      #expect(try await daemon.status().mode == "held")
      // When
      try await daemon.post("/v1/arm")
      try await daemon.settle()
      // Then
      #expect(try await daemon.arrived().count == 60)
      // When the next burst is no larger than five times this one
      try await daemon.advance(to: "2026-12-01T12:00:00+01:00")
      // Then
      #expect(try await daemon.status().mode == "armed")
      #expect(try await daemon.arrived().count == 120)
    }
  }

  @Test("who arms the evening before has said yes to the morning")
  func eveningBefore() async throws {
    let configuration = Book.configuration(mode: "held", delivery: "brake: 20")
    try await World(at: "2026-11-23T19:00:00+01:00", configuration).run { daemon in
      // Given
      let claims = (1...60).map { Book.claim("R-\($0)", due: "2026-11-02", email: "d\($0)@kunde.example") }
      _ = try await daemon.postLines("/v1/claims/batch", claims)
      try await daemon.post("/v1/arm")
      // When
      try await daemon.advance(to: "2026-11-24T09:00:00+01:00")
      // Then
      #expect(try await daemon.arrived().count == 60)
    }
  }

  @Test("with so many an hour the rest waits its turn, sleeps meanwhile, and all of it leaves")
  func perHour() async throws {
    let configuration = Book.configuration(delivery: "per_hour: 20, brake: off")
    try await World(at: "2026-11-23T08:00:00+01:00", configuration).run { daemon in
      // Given
      let claims = (1...50).map { Book.claim("R-\($0)", due: "2026-11-20", email: "d\($0)@kunde.example") }
      _ = try await daemon.postLines("/v1/claims/batch", claims)
      // When
      try await daemon.advance(to: "2026-11-23T09:30:00+01:00")
      // Then
      #expect(try await daemon.arrived().count == 20)
      #expect(try await daemon.status().transport.pausedUntil == "2026-11-23T10:01:00+01:00")
      // When
      try await daemon.advance(to: "2026-11-23T12:00:00+01:00")
      // Then
      let times = try await daemon.arrived().map { $0.split(separator: " ")[2] }
      #expect(times.count { $0 == "09:00" } == 20)
      #expect(times.count { $0 == "10:01" } == 20)
      #expect(times.count == 50)
    }
  }

  @Test("a provider that takes ten a minute gets ten a minute")
  func perDestination() async throws {
    let configuration = Book.configuration(delivery: "per_destination: {per_minute: 10}")
    try await World(at: "2026-11-23T08:00:00+01:00", configuration).run { daemon in
      // Given
      let claims = (1...25).map { Book.claim("R-\($0)", due: "2026-11-20", email: "d\($0)@kunde.example") }
      _ = try await daemon.postLines("/v1/claims/batch", claims)
      // When
      try await daemon.advance(to: "2026-11-23T09:30:00+01:00")
      // Then
      let times = try await daemon.arrived().map { String($0.split(separator: " ")[2]) }
      #expect(times.count { $0 == "09:00" } == 10)
      #expect(times.count { $0 == "09:01" } == 10)
      #expect(times.count { $0 == "09:02" } == 5)
      #expect(times.count == 25)
    }
  }
}
