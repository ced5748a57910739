import NIOCore
import NIOPosix
import Testing

@testable import DunningMail

@Suite("Who goes over which connection", .timeLimit(.minutes(20)))
struct SMTPConnectionPoolTests {
  /// Messages that all wait in a pool of one connection before the first of them goes.
  private struct Queue {
    let attempts: [NIOLoopBoundBox<SMTPAttempt>]
    private let loop: any EventLoop
    private let pool: NIOLoopBoundBox<SMTPConnectionPool>

    init(_ server: ScriptedServer, _ envelopes: [Envelope]) async throws {
      var configuration = SMTPConfiguration(endpoint: .tcp(host: "127.0.0.1", port: server.port))
      configuration.encryption = .none
      configuration.connectionsMax = 1
      let message = try OutgoingMessage(Array("Subject: x\r\n\r\nhello\r\n.dot\r\n".utf8))
      let loop = MultiThreadedEventLoopGroup.singleton.next()
      let pool = NIOLoopBoundBox.makeBoxSendingValue(
        SMTPConnectionPool(configuration, nil, loop) { 1 }, eventLoop: loop)
      let attempts = envelopes.map {
        NIOLoopBoundBox.makeBoxSendingValue(
          SMTPAttempt(SMTPMail(message: message, envelope: $0)), eventLoop: loop)
      }
      try await loop.submit { for attempt in attempts { pool.value.submit(attempt.value) } }.get()
      (self.loop, self.pool, self.attempts) = (loop, pool, attempts)
    }

    /// How one of them ends; `nil` when it reached its dot.
    func end(of index: Int) async -> MailOutcome? {
      await milestone(index) { _, _ in }
    }

    /// Lets the dot of one of them leave; answers how it ends.
    func permitDot(_ index: Int) async -> MailOutcome? {
      await milestone(index) { $0.permitDot($1) }
    }

    /// Returns when the server has begun to say something to the client that carries this one.
    func untilSpokenTo(_ index: Int) async throws {
      let attempt = attempts[index]
      while try await !loop.submit({ attempt.value.connection?.handler?.session.hasBegunReply == true }).get() {}
    }

    private func milestone(
      _ index: Int, _ start: @escaping @Sendable (SMTPConnectionPool, SMTPAttempt) -> Void
    ) async -> MailOutcome? {
      let (attempt, pool) = (attempts[index], pool)
      let milestone = await withCheckedContinuation { continuation in
        loop.execute { if attempt.value.wait(continuation) { start(pool.value, attempt.value) } }
      }
      if case .finished(let outcome) = milestone { return outcome }
      return nil
    }
  }

  /// The envelope of a message, answered in one piece.
  private static let first: [ScriptedServer.Step] = [
    .expect("MAIL"), .expect("RCPT"), .expect("DATA"), .send("250 ok\r\n250 ok\r\n354 go\r\n"),
  ]

  /// A dot that comes together with the next envelope.
  private static let dotAndNext: [ScriptedServer.Step] = [.until("\r\n.\r\nMAIL"), .until("DATA\r\n")]

  @Test("what waits for a connection takes the next dot, in one round trip a message")
  func together() async throws {
    // After the first envelope nothing is answered but once a message, for the dot and the next envelope together.
    let next = Self.dotAndNext + [.send("250 ok\r\n250 ok\r\n250 ok\r\n354 go\r\n")]
    let last: [ScriptedServer.Step] = [.until("\r\n.\r\n"), .send("250 ok\r\n")]
    try await ScriptedServer.run(.greeting(offers: "PIPELINING") + Self.first + next + next + last) { server in
      let queue = try await Queue(server, [.sample(id: "n-1"), .sample(id: "n-2"), .sample(id: "n-3")])
      for index in queue.attempts.indices {
        #expect(await queue.end(of: index)?.kind == nil)
        #expect(await queue.permitDot(index)?.kind == "accepted")
      }
      #expect(server.connections == 1)
    }
  }

  @Test("a dot whose server has begun to close takes nobody along, and who waits hears of it")
  func closingBeforeDot() async throws {
    let closing: [ScriptedServer.Step] = [.until("..dot\r\n"), .send("421 4.4.")]
    try await ScriptedServer.run(.greeting(offers: "PIPELINING") + Self.first + closing) { server in
      let queue = try await Queue(server, [.sample(id: "n-1"), .sample(id: "n-2")])
      #expect(await queue.end(of: 0)?.kind == nil)
      try await queue.untilSpokenTo(0)
      #expect(await queue.permitDot(0)?.kind == "deferred connection")
      let second = try #require(await queue.end(of: 1))
      #expect(second.kind == "deferred connection")
      #expect(second.record.reason.hasPrefix("not tried"))
    }
  }

  @Test("two that end in one answer keep their outcomes apart from that of the one that goes next")
  func endsTogether() async throws {
    let answer: [ScriptedServer.Step] = [.send("250 ok\r\n250 ok\r\n450 4.2.1 later\r\n554 5.5.1 none\r\n")]
    try await ScriptedServer.run(.greeting(offers: "PIPELINING") + Self.first + Self.dotAndNext + answer) { server in
      // The third ends at once, for the server does not offer SMTPUTF8.
      let queue = try await Queue(
        server, [.sample(id: "n-1"), .sample(id: "n-2"), .sample(to: "用户@kunde.example", id: "n-3")])
      #expect(await queue.end(of: 0)?.kind == nil)
      #expect(await queue.permitDot(0)?.kind == "accepted")
      let second = try #require(await queue.end(of: 1))
      #expect(second.kind == "deferred message")
      #expect(second.record.reply?.code == 450)
      #expect(second.record.dialogue.contains("S: 450 4.2.1 later"))
      let third = try #require(await queue.end(of: 2))
      #expect(third.kind == "refused")
      #expect(third.record.reason.contains("SMTPUTF8"))
      #expect(!third.record.dialogue.contains { $0.contains("450") })
    }
  }
}
