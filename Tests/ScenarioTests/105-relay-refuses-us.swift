import Dunning
import DunningAPI
import DunningConfiguration
import DunningMail
import DunningTesting
import Synchronization
import Testing

@testable import dunningd

@Suite("105 relay refuses us", .timeLimit(.minutes(20)))
struct RelayRefusesUs {
  private static let always = #"{days: mon-sun, from: "00:00", until: "24:00", zone: debtor}"#

  /// A limit that somebody can raise.
  private final class Limit: Sendable {
    private let isReached = Mutex(true)
    func raise() { isReached.withLock { $0 = false } }
    var answer: ScriptedTransport.Answer {
      isReached.withLock { $0 } ? .deferral("550 5.4.5 Daily user sending quota exceeded", .account) : .accept
    }
  }

  @Test("a run over the account's limit fails no notice, tells a person once, and goes out when the limit is raised")
  func overTheLimit() async throws {
    let limit = Limit()
    let configuration = Book.configuration(window: Self.always)
    let world = try World(at: "2026-11-23T10:00:00+01:00", configuration) { _, _ in limit.answer }
    try await world.run { daemon in
      // Given a hundred and fifty reminders for one moment
      let claims = (1...150).map { Book.claim("R-\($0)", due: "2026-11-30", email: "d\($0)@kunde.example") }
      _ = try await daemon.postLines("/v1/claims/batch", claims)
      // When
      try await daemon.advance(to: "2026-12-03T12:00:00+01:00")
      // Then
      let status = try await daemon.status()
      #expect(status.notices["failed"] == nil && status.transport.healthy == false)
      #expect(status.transport.lastError?.contains("5.4.5") == true && status.transport.pausedUntil != nil)
      #expect(daemon.world.transport.handovers.count < 60)
      let followUps = try await daemon.get("/v1/follow-ups", as: FollowUpList.self).followUps
      #expect(followUps.count { $0.note.contains("5.4.5") } == 1)

      // When somebody has raised it and says so
      limit.raise()
      try await daemon.post("/v1/reload")
      try await daemon.advance(to: "2026-12-03T18:00:00+01:00")
      // Then
      #expect(try await daemon.status().notices["failed"] == nil)
      let reached = Set(daemon.world.transport.arrived.map(\.envelope.recipient.address))
      #expect(reached.isSuperset(of: claims.map(\.email)))
      #expect(try await daemon.status().transport.healthy)
    }
  }

  @Test("what only the transport sees of a mistake in the configuration ends with 78, and never with a bug's number")
  func configurationMistake() throws {
    let world = try World(
      at: "2026-11-23T10:00:00+01:00", Book.configuration(), failing: MailError(.configuration, "no", hint: "do"))
    let error = #expect(throws: ConfigurationError.self) { try world.makeDaemon() }
    let failure = StartFailure(try #require(error))
    #expect(failure.status == 78 && failure.text.hasSuffix("dunningd.yaml: error: delivery: no; do"))
  }

  @Test(
    "the name in EHLO is a full one, or none",
    arguments: [
      ("mail.acme.example", "", "mail.acme.example"), ("vm", "127.0.1.1 vm.acme.example vm", "vm.acme.example"),
      ("vm", "127.0.0.1\tlocalhost\n127.0.1.1\tvm  VM.acme.example # ours", "VM.acme.example"), ("vm", "", nil),
      ("vm", "127.0.1.1 vm.localdomain vm", nil), ("vm", "# 127.0.1.1 vm.acme.example vm", nil),
      ("localhost.localdomain", "", nil), ("vm.", "", nil),
    ] as [(String, String, String?)])
  func fullName(name: String, hosts: String, expected: String?) {
    #expect(HostName.full(name: name, hosts: hosts) == expected)
  }
}
