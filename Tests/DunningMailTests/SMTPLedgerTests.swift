import Testing

@testable import DunningMail

@Suite("What we say became of a message is what became of it", .timeLimit(.minutes(2)))
struct SMTPLedgerTests {
  private static let message = Array("Subject: x\r\n\r\nhello\r\n.dot\r\n".utf8)

  @Test(
    "the outcomes agree with the ledger of a server that answers as the dice fall",
    arguments: [(1, true), (2, true), (3, true), (4, true), (5, false), (6, false)] as [(UInt64, Bool)])
  func ledger(seed: UInt64, offersPipelining: Bool) async throws {
    try await MoodyServer.run(seed: seed, offersPipelining: offersPipelining) { server in
      var configuration = SMTPConfiguration(endpoint: .tcp(host: "127.0.0.1", port: server.port))
      configuration.encryption = .none
      configuration.connectionsMax = 4
      configuration.timeouts.restMin = .microseconds(100)
      configuration.timeouts.restMax = .milliseconds(1)
      configuration.timeouts.following = .milliseconds(2)
      let transport = try SMTPTransport(configuration)
      let outcomes = try await deliver(1000, over: transport, seed: seed)
      await transport.close()

      let ledger = server.ledger
      var counts: [String: Int] = [:]
      for (id, kind) in outcomes {
        let copies = ledger.taken[id, default: 0]
        let kind = String(kind.prefix { $0 != " " })
        counts[kind == "in" ? "in doubt" : kind, default: 0] += 1
        switch kind {
        case "accepted": #expect(copies == 1, "seed \(seed): \(id) accepted")
        case "in": #expect(copies <= 1, "seed \(seed): \(id) in doubt")
        default: #expect(copies == 0, "seed \(seed): \(id) \(kind)")
        }
      }
      #expect(outcomes.count == 1000)
      #expect(ledger.taken.values.allSatisfy { $0 == 1 })
      #expect(ledger.offences == [])
      // Else the test would say nothing about what it is for.
      for kind in ["accepted", "deferred", "refused", "in doubt", "abandoned"] { #expect(counts[kind, default: 0] > 0) }
      #expect(offersPipelining == (ledger.together > 0))
    }
  }

  /// Delivers messages, twelve at a time over the transport; some callers change their mind before the dot, some are
  /// cancelled.
  private func deliver(_ count: Int, over transport: SMTPTransport, seed: UInt64) async throws -> [String: String] {
    try await withThrowingTaskGroup(of: [String: String].self) { group in
      for worker in 0..<12 {
        group.addTask {
          var dice = Dice(seed: seed &* 1000 &+ UInt64(worker))
          var outcomes: [String: String] = [:]
          for number in stride(from: worker, to: count, by: 12) {
            let envelope = try Envelope.sample(id: "n-\(number)")
            outcomes[envelope.id] = try await deliver(envelope, over: transport, mood: dice.roll(40))
          }
          return outcomes
        }
      }
      return try await group.reduce(into: [:]) { all, some in all.merge(some) { first, _ in first } }
    }
  }

  private struct Stop: Error {}

  private func deliver(_ envelope: Envelope, over transport: SMTPTransport, mood: Int) async throws -> String {
    try await withThrowingTaskGroup(of: String.self) { group in
      group.addTask {
        await transport.deliver(Self.message, envelope) { if mood == 0 { throw Stop() } }.kind
      }
      if mood == 1 {
        // Somewhere on its way.
        for _ in 0..<(envelope.id.utf8.count * 3) { await Task.yield() }
        group.cancelAll()
      }
      return try await group.next() ?? "nothing"
    }
  }
}
