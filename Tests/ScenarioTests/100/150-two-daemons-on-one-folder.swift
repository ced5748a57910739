import DunningAPI
import DunningControl
import DunningStore
import Glibc
import Testing

@testable import dunningd

@Suite("150 two daemons on one folder", .timeLimit(.minutes(20)))
struct TwoDaemonsOnOneFolder {
  @Test("the second is refused with the first one's process number, and the first goes on")
  func docket() async throws {
    try await World(at: "2026-11-23T10:00:00+01:00").run { daemon in
      // Given
      try await daemon.enqueue(Book.claim(due: "2026-11-30"))
      // When
      let error = try #require(throws: DocketError.self) { _ = try daemon.world.makeDaemon(socket: "other") }
      // Then
      #expect(error.code == .inUse)
      #expect(error.message.contains("process \(getpid())"))
      try await daemon.advance(to: "2026-12-03T09:00:00+01:00")
      #expect(try await daemon.arrived().count == 1)
    }
  }

  @Test("the socket of one that lives is not taken away from it")
  func socket() async throws {
    try await World(at: "2026-11-23T10:00:00+01:00").run { daemon in
      // When
      let error = try #require(throws: ControlSocketError.self) { _ = try daemon.world.makeDaemon() }
      // Then
      #expect(error.code == .alreadyRunning)
      #expect(try await daemon.status().mode == "armed")
    }
  }
}
