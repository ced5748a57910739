import Dunning
import DunningAPI
import DunningConfiguration
import DunningMail
import DunningStore
import DunningTesting
import Foundation
import Testing

@testable import dunningd

@Suite("196 word of what happens", .timeLimit(.minutes(20)))
struct WordOfWhatHappens {
  private func world(_ notify: String) throws -> World {
    try World(at: "2026-11-23T07:00:00+01:00", Book.configuration() + "\nnotify: \(notify)\n")
  }

  private func hook(_ server: HookServer, _ events: String = "") -> String {
    #"{webhooks: [{url: "\#(server.url)", secret: 0123456789abcdef0123, network: any\#(events)}]}"#
  }

  /// The events that a receiver has heard, in order.
  private func heard(_ server: HookServer) throws -> [EventResponse] {
    try server.heard.map { try WireCoding.decode(EventResponse.self, from: Array($0.body.utf8)) }
  }

  /// Waits until nothing is left to be told; what a receiver skips is no change of the docket that one could wait for.
  /// A busy machine may take longer than a receiver may: then the timer lets the daemon try again.
  ///
  /// - Returns: whether every try was taken.
  @discardableResult
  private func allTold(_ daemon: RunningDaemon) async throws -> Bool {
    var wasTaken = true
    let end = ContinuousClock.now + .seconds(120)
    while true {
      let webhook = try await daemon.status().webhooks?.first
      if webhook?.waiting == 0 { return wasTaken }
      if webhook?.healthy == false {
        wasTaken = false
        daemon.world.timer.advance(by: .seconds(5))
      }
      guard ContinuousClock.now < end else { throw NotTold(error: webhook?.lastError, waiting: webhook?.waiting) }
      try await Task.sleep(for: .milliseconds(20))
    }
  }

  private struct NotTold: Error {
    let error: String?
    let waiting: Int64?
  }

  @Test("a configuration can name every event that there is, and no other")
  func names() { #expect(Notify.events == WebhookEvents.names) }

  @Test("the morning mail says what leaves at nine, once, also after a restart")
  func morning() async throws {
    let world = try world(#"{digest: "07:30"}"#)
    try await world.run { daemon in
      // Given a claim whose reminder leaves at nine
      try await daemon.enqueue(Book.claim(due: "2026-11-20"))
      // When
      try await daemon.advance(to: "2026-11-23T10:00:00+01:00")
      // Then
      #expect(
        try await daemon.arrived() == ["mon 2026-11-23 07:30  morning", "mon 2026-11-23 09:00 R-1 reminder"])
      let mail = try #require(world.transport.arrived.first)
      #expect(mail.envelope.recipient.address == "billing@acme.example")
      let text = mail.text.replacing("\r\n", with: "\n").replacing("=\n", with: "").replacing("=C2=A0", with: " ")
      for words in ["What leaves until 24 November 2026", "R-1", "anna@kunde.example", "reminder", "New claims: 1"] {
        #expect(text.contains(words), "\(words)\n\(mail.text)")
      }
    }
    try await world.run { daemon in
      try await daemon.advance(to: "2026-11-23T12:00:00+01:00")
      #expect(world.transport.arrived.count == 2)
      #expect(try await daemon.daemon.docket.verify().findings == [])
    }
  }

  @Test("a webhook hears every entry once, in order, and those of later runs as well")
  func told() async throws {
    let server = try HookServer()
    let world = try world(hook(server))
    let (first, wasTaken) = try await world.run { daemon in
      try await allTold(daemon)
      try await daemon.enqueue(Book.claim("R-1", due: "2026-11-20"))
      try await daemon.advance(to: "2026-11-23T10:00:00+01:00")
      let wasTaken = try await allTold(daemon)
      return (try await daemon.daemon.docket.events(after: 0).last?.id, wasTaken)
    }
    let wasTakenAgain = try await world.run { daemon in
      try await daemon.enqueue(Book.claim("R-2", due: "2026-12-20"))
      return try await allTold(daemon)
    }
    let all = try heard(server)
    if wasTaken && wasTakenAgain { #expect(Set(all.map(\.id)).count == all.count) }
    // What was acknowledged too late has come again, right behind.
    let events = all.indices.filter { $0 == 0 || all[$0 - 1].id != all[$0].id }.map { all[$0] }
    #expect(events.map(\.id) == events.map(\.id).sorted())
    let names = events.map(\.event)
    #expect(
      Array(names.filter { $0 != "follow-up-due" }.suffix(4)) == [
        "claim-registered", "notice-opened", "notice-sent", "claim-registered",
      ])
    #expect(events.last.map { $0.id > first ?? .max } == true)
  }

  @Test("one that is away delays neither mails nor the socket, and misses nothing once it is back")
  func away() async throws {
    var server = try HookServer()
    let port = server.port
    let world = try world(hook(server, ", events: [claim-registered, notice-sent]"))
    server.stop()
    let waits = world.timer.waits()
    try await world.run { daemon in
      try await allTold(daemon)
      try await daemon.enqueue(Book.claim("R-1", due: "2026-11-20"))
      // When the first try has failed
      for await wait in waits where wait == .seconds(5) { break }
      // Then mails leave and the socket answers
      try await daemon.advance(to: "2026-11-23T10:00:00+01:00")
      #expect(try await daemon.arrived() == ["mon 2026-11-23 09:00 R-1 reminder"])
      let webhook = try #require(try await daemon.status().webhooks?.first)
      #expect(!webhook.healthy)
      #expect((webhook.waiting ?? 0) > 0)
      #expect(webhook.url == "http://127.0.0.1:\(port)")
      #expect(
        try await daemon.text("/metrics").contains(
          "dunningd_webhook_healthy{number=\"1\",webhook=\"http://127.0.0.1:\(port)\"} 0"))
    }
    server = try HookServer(port: port)
    try await world.run { daemon in
      try await allTold(daemon)
      #expect(try await daemon.status().webhooks?.first?.healthy == true)
    }
    #expect(try heard(server).map(\.event) == ["claim-registered", "notice-sent"])
  }

  @Test("an entry that was heard and not acknowledged comes again under the same id, and nothing before it")
  func again() async throws {
    let server = try HookServer(mood: "drop")
    let world = try world(hook(server, ", events: [claim-registered]"))
    let waits = world.timer.waits()
    try await world.run { daemon in
      try await allTold(daemon)
      try await daemon.enqueue(Book.claim("R-1", due: "2026-12-20"))
      for await wait in waits where wait == .seconds(5) { break }
    }
    server.mood = "200"
    try await world.run { daemon in
      try await daemon.enqueue(Book.claim("R-2", due: "2026-12-20"))
      try await allTold(daemon)
    }
    let requests = try server.heard
    #expect(requests.count == 3)
    #expect(requests[0].id == requests[1].id)
    #expect(requests[0].body == requests[1].body)
    #expect(requests[1].id != requests[2].id)
  }
}
