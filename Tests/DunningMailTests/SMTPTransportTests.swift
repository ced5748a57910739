import NIOCore
import NIOPosix
import NIOSSL
import Synchronization
import Testing

@testable import DunningMail

@Suite("Handing over to a server, good or bad", .timeLimit(.minutes(2)))
struct SMTPTransportTests {
  private static let message = Array("Subject: x\r\n\r\nhello\r\n.dot\r\n".utf8)

  /// Remembers whether the permission for the dot was asked for.
  private final class Gate: Sendable {
    private let counter = Mutex(0)
    var asked: Int { counter.withLock { $0 } }
    func pass() { counter.withLock { $0 += 1 } }
  }

  private struct Stop: Error {}

  private func configuration(
    _ server: ScriptedServer, _ encryption: SMTPConfiguration.Encryption = .none
  ) -> SMTPConfiguration {
    var configuration = SMTPConfiguration(endpoint: .tcp(host: "127.0.0.1", port: server.port))
    configuration.encryption = encryption
    return configuration
  }

  private func deliver(
    _ server: ScriptedServer, _ gate: Gate = Gate(), _ change: (inout SMTPConfiguration) -> Void = { _ in }
  ) async throws -> MailOutcome {
    var configuration = configuration(server)
    change(&configuration)
    let transport = try SMTPTransport(configuration)
    let outcome = await transport.deliver(Self.message, try .sample()) { gate.pass() }
    await transport.close()
    return outcome
  }

  /// Delivers over a transport that is kept; answers the kind of the outcome.
  private func deliver(_ transport: SMTPTransport, _ gate: Gate = Gate()) async throws -> String {
    await transport.deliver(Self.message, try .sample()) { gate.pass() }.kind
  }

  @Test("a message arrives dot-stuffed, and the dot only after the permission")
  func arrives() async throws {
    let script: [ScriptedServer.Step] =
      .greeting() + .envelope + [.until("..dot\r\n"), .until(".\r\n"), .send("250 2.0.0 Ok: queued as AB12\r\n")]
    try await ScriptedServer.run(script) { server in
      let transport = try SMTPTransport(configuration(server))
      let outcome = await transport.deliver(Self.message, try .sample()) {
        await server.until { $0.received.last?.hasSuffix("..dot\r\n") == true }
      }
      #expect(outcome.kind == "accepted")
      #expect(outcome.record.queueID == "AB12")
      await transport.close()
      #expect(server.received.suffix(3) == ["Subject: x\r\n\r\nhello\r\n..dot\r\n", ".\r\n", "QUIT"])
    }
  }

  @Test("a large message arrives whole")
  func large() async throws {
    let line = String(repeating: "0123456789", count: 7) + "\r\n"
    let message = "Subject: x\r\n\r\n" + String(repeating: line, count: 5000)
    try await ScriptedServer.run(.greeting() + .message) { server in
      let transport = try SMTPTransport(configuration(server))
      let outcome = await transport.deliver(Array(message.utf8), try .sample()) {}
      #expect(outcome.kind == "accepted")
      #expect(server.received.last == message + ".\r\n")
    }
  }

  @Test("a connection dropped before the dot is deferred and the dot was not asked for")
  func droppedBeforeDot() async throws {
    let gate = Gate()
    try await ScriptedServer.run(.greeting() + [.expect("MAIL"), .close]) { server in
      let outcome = try await deliver(server, gate)
      #expect(outcome.kind == "deferred connection")
      #expect(gate.asked == 0)
    }
  }

  @Test("a connection dropped while the caller decides is deferred, whatever the caller decides")
  func droppedWhileDeciding() async throws {
    try await ScriptedServer.run(.greeting() + .envelope + [.until("..dot\r\n"), .close]) { server in
      let transport = try SMTPTransport(configuration(server))
      let outcome = await transport.deliver(Self.message, try .sample()) {
        await server.until { $0.received.last?.hasSuffix("..dot\r\n") == true }
      }
      // Whether the loss is seen before the dot is written is the network's choice; a dot that left is in doubt.
      #expect(["deferred connection", "in doubt"].contains(outcome.kind))
    }
  }

  @Test("a connection dropped after the dot is in doubt, with the dialogue")
  func droppedAfterDot() async throws {
    let gate = Gate()
    try await ScriptedServer.run(.greeting() + .envelope + [.until("\r\n.\r\n"), .close]) { server in
      let outcome = try await deliver(server, gate)
      #expect(outcome.kind == "in doubt")
      #expect(gate.asked == 1)
      #expect(outcome.record.dialogue.suffix(2) == ["C: .", "-- the server closed the connection"])
    }
  }

  @Test("no final reply in time is in doubt; no other reply in time is deferred")
  func timeouts() async throws {
    try await ScriptedServer.run(.greeting() + .envelope, .greeting(), []) { server in
      let silentAfterDot = try await deliver(server) { $0.timeouts.finalDot = .milliseconds(50) }
      #expect(silentAfterDot.kind == "in doubt")
      let silentAfterMail = try await deliver(server) { $0.timeouts.mail = .milliseconds(50) }
      #expect(silentAfterMail.kind == "deferred connection")
      #expect(silentAfterMail.record.reason == "no answer in time while waiting for the answer to MAIL")
      #expect(try await deliver(server) { $0.timeouts.greeting = .milliseconds(50) }.kind == "deferred connection")
    }
  }

  @Test("a caller that stops before the dot leaves nothing behind")
  func stops() async throws {
    try await ScriptedServer.run(.greeting() + .envelope + [.until("\r\n.\r\n")], .greeting() + .message) { server in
      let transport = try SMTPTransport(configuration(server))
      let outcome = await transport.deliver(Self.message, try .sample()) { throw Stop() }
      guard case .abandoned(_, is Stop) = outcome else {
        Issue.record("\(outcome.kind)")
        return
      }
      #expect(try await deliver(transport) == "accepted")
      #expect(server.connections == 2, "the first connection was dropped")
      #expect(!server.received.dropLast().contains { $0.hasSuffix("\r\n.\r\n") })
    }
  }

  @Test("cancelling drops what has not passed the dot and leaves the rest in doubt")
  func cancelling() async throws {
    try await ScriptedServer.run(.greeting() + [.expect("MAIL")], .greeting() + .envelope + [.until("\r\n.\r\n")], []) {
      server in
      let transport = try SMTPTransport(configuration(server))
      let moments: [(@Sendable (ScriptedServer.Events) -> Bool, String)] = [
        ({ $0.received.last?.hasPrefix("MAIL") == true }, "abandoned"),
        ({ $0.received.last?.hasSuffix("\r\n.\r\n") == true }, "in doubt"),
        ({ $0.connections == 3 }, "abandoned"),
      ]
      for (moment, expected) in moments {
        let kind = await withTaskGroup(of: String?.self) { group in
          group.addTask { try? await deliver(transport) }  // the envelope is good
          await server.until(moment)
          group.cancelAll()
          return await group.next() ?? nil
        }
        #expect(kind == expected)
      }
    }
  }

  @Test("a task that is cancelled already opens no dialogue")
  func cancelledBefore() async throws {
    try await ScriptedServer.run(.greeting() + .message) { server in
      let transport = try SMTPTransport(configuration(server))
      let kind = await withTaskGroup(of: String?.self) { group in
        group.cancelAll()
        group.addTask { try? await deliver(transport) }  // the envelope is good
        return await group.next() ?? nil
      }
      #expect(kind == "abandoned")
      #expect(server.received.isEmpty)
    }
  }

  @Test("a connection that is opened by a cancelled task ends at once")
  func cancelledOpening() async throws {
    try await ScriptedServer.run([]) { server in
      let transport = try SMTPTransport(configuration(server))
      let code = await withTaskGroup(of: MailError.Code?.self) { group in
        group.cancelAll()
        group.addTask {
          do throws(MailError) {
            try await transport.check()
            return nil
          } catch {
            return error.code
          }
        }
        return await group.next() ?? nil
      }
      #expect(code == .cancelled)
    }
  }

  // MARK: Hostile servers

  @Test("replies byte by byte are read, also in several lines")
  func dribble() async throws {
    let script: [ScriptedServer.Step] =
      [.dribble("220-mx.test\r\n220 ready\r\n"), .expect("EHLO"), .dribble("250-mx.test\r\n250 SIZE 1000\r\n")]
      + .message
    try await ScriptedServer.run(script) { server in
      let outcome = try await deliver(server)
      #expect(outcome.kind == "accepted")
      #expect(server.received.contains("MAIL FROM:<billing@acme.example> SIZE=27"))
    }
  }

  @Test("a reply without end is cut off")
  func endless() async throws {
    try await ScriptedServer.run([.flood("220-more\r\n")], [.flood("xxxxxxxxxxxxxxxx")]) { server in
      for _ in 0..<2 {
        let outcome = try await deliver(server)
        #expect(outcome.kind == "deferred connection")
        #expect(outcome.record.reason.hasPrefix("protocol error"))
      }
    }
  }

  @Test("a reply before its command ends the connection")
  func early() async throws {
    try await ScriptedServer.run([.send("220 hi\r\n250 early\r\n")]) { server in
      let outcome = try await deliver(server)
      #expect(outcome.kind == "deferred connection")
    }
  }

  @Test("what is injected behind the answer to STARTTLS is not believed")
  func injection() async throws {
    let certificate = try TestCertificate()
    let script: [ScriptedServer.Step] =
      .greeting(offers: "STARTTLS") + [.expect("STARTTLS"), .send("220 go\r\n250 evil.test\r\n"), .startTLS] + .hello()
      + .message
    try await ScriptedServer.run(script, tls: certificate.serverContext) { server in
      let outcome = try await deliver(server) { $0.encryption = .starttls }
      #expect(outcome.kind == "deferred connection")
      #expect(!server.received.contains { $0.hasPrefix("MAIL") })
    }
  }

  @Test("nobody there is deferred, and a check says so")
  func nobody() async throws {
    let port = try await ScriptedServer.run { $0.port }
    let transport = try SMTPTransport(SMTPConfiguration(endpoint: .tcp(host: "127.0.0.1", port: port)))
    #expect(try await deliver(transport) == "deferred connection")
    let error = await #expect(throws: MailError.self) { try await transport.check() }
    #expect(error?.code == .unreachable)
  }

  // MARK: Kept connections

  @Test("messages share a connection, and one that died meanwhile is replaced without a word")
  func kept() async throws {
    let gate = Gate()
    try await ScriptedServer.run(.greeting() + .message + .message + [.close], .greeting() + .message) { server in
      let transport = try SMTPTransport(configuration(server))
      for _ in 0..<3 {
        #expect(try await deliver(transport, gate) == "accepted")
      }
      #expect(server.connections == 2)
      #expect(gate.asked == 3)
    }
  }

  @Test("a kept connection that says 421 before the dot is replaced once")
  func keptSays421() async throws {
    let closing: [ScriptedServer.Step] = [.expect("MAIL"), .send("421 4.4.2 idle too long\r\n"), .close]
    try await ScriptedServer.run(.greeting() + .message + closing, .greeting() + closing) { server in
      let transport = try SMTPTransport(configuration(server))
      #expect(try await deliver(transport) == "accepted")
      let outcome = await transport.deliver(Self.message, try .sample()) {}
      #expect(outcome.kind == "deferred connection")
      #expect(outcome.record.reply?.code == 421)
      #expect(server.connections == 2)
    }
  }

  @Test("no more connections are open than allowed, and those that wait get their turn")
  func pool() async throws {
    let many = [ScriptedServer.Step](repeatElement([ScriptedServer.Step].message, count: 10).joined())
    try await ScriptedServer.run(.greeting() + many, .greeting() + many) { server in
      var configuration = configuration(server)
      configuration.connectionsMax = 2
      let transport = try SMTPTransport(configuration)
      await withTaskGroup(of: String?.self) { group in
        for _ in 0..<10 { group.addTask { try? await deliver(transport) } }  // the envelope is good
        for await kind in group { #expect(kind == "accepted") }
      }
      #expect((1...2).contains(server.connections))
    }
  }

  // MARK: A server that does not answer

  @Test("after a failure nobody connects for a while, and who asks is told until when")
  func rests() async throws {
    try await ScriptedServer.run([.send("554 no service\r\n")], .greeting() + .message) { server in
      var configuration = configuration(server)
      configuration.timeouts.restMin = .seconds(3600)
      configuration.timeouts.restMax = .seconds(3600)
      let transport = try SMTPTransport(configuration)
      #expect(try await deliver(transport) == "deferred relay")
      let outcome = await transport.deliver(Self.message, try .sample()) {}
      #expect(outcome.kind == "deferred connection")
      #expect(server.connections == 1)
      let reason = outcome.record.reason
      #expect(reason.hasPrefix("not tried: the server greets with 554 no service; the server is tried again in 3"))
    }
  }

  @Test("after the rest one connection proves that the server is back, and all that wait go")
  func returns() async throws {
    let many = [ScriptedServer.Step](repeatElement([ScriptedServer.Step].message, count: 8).joined())
    try await ScriptedServer.run([.close], .greeting() + many, .greeting() + many, .greeting() + many) { server in
      var configuration = configuration(server)
      configuration.connectionsMax = 3
      configuration.timeouts.restMin = .nanoseconds(2)
      let transport = try SMTPTransport(configuration)
      #expect(try await deliver(transport) == "deferred connection")
      await withTaskGroup(of: String?.self) { group in
        for _ in 0..<8 { group.addTask { try? await deliver(transport) } }  // the envelope is good
        for await kind in group { #expect(kind == "accepted") }
      }
    }
  }

  @Test("a server that takes no further connection still gets the messages over those it has")
  func tooMany() async throws {
    let many = [ScriptedServer.Step](repeatElement([ScriptedServer.Step].message, count: 9).joined())
    let busy: [ScriptedServer.Step] = [.send("421 4.7.0 too many connections\r\n"), .close]
    try await ScriptedServer.run(.greeting() + many, busy, busy, busy) { server in
      var configuration = configuration(server)
      configuration.connectionsMax = 4
      let transport = try SMTPTransport(configuration)
      #expect(try await deliver(transport) == "accepted")
      await withTaskGroup(of: String?.self) { group in
        for _ in 0..<8 { group.addTask { try? await deliver(transport) } }  // the envelope is good
        for await kind in group { #expect(kind == "accepted") }
      }
      #expect(server.connections > 1)
    }
  }

  @Test("an access token is read for each connection, and one that cannot be read is told of")
  func token() async throws {
    let asked = Gate()
    // user=u, auth=Bearer with token-1 and token-2
    let scripts = ["dXNlcj11AWF1dGg9QmVhcmVyIHRva2VuLTEBAQ==", "dXNlcj11AWF1dGg9QmVhcmVyIHRva2VuLTIBAQ=="].map {
      [ScriptedServer.Step].greeting(offers: "AUTH PLAIN XOAUTH2") + [
        .expect("AUTH XOAUTH2 \($0)"), .send("235 ok\r\n"),
      ] + .message + [.close]
    }
    try await ScriptedServer.run(all: scripts) { server in
      var configuration = configuration(server)
      configuration.credentials = .init(user: "u") {
        asked.pass()
        guard asked.asked < 3 else { throw MailError(.file, "the token's file is gone") }
        return Secret("token-\(asked.asked)")
      }
      let transport = try SMTPTransport(configuration)
      for _ in 0..<2 { #expect(try await deliver(transport) == "accepted") }
      #expect(!server.received.contains { $0.hasPrefix("UNEXPECTED") })
      let outcome = await transport.deliver(Self.message, try .sample()) {}
      #expect(outcome.kind == "deferred local")
      #expect(outcome.record.reason.contains("the token's file is gone"))
    }
  }

  // MARK: TLS and login

  @Test("STARTTLS and implicit TLS carry the login when the certificate is trusted", arguments: [false, true])
  func trusted(implicit: Bool) async throws {
    let certificate = try TestCertificate()
    let login: [ScriptedServer.Step] =
      .hello(["AUTH PLAIN"]) + [.expect("AUTH PLAIN AHUAcA=="), .send("235 ok\r\n")] + .message
    let script: [ScriptedServer.Step] =
      implicit
      ? [.send("220 mx.test\r\n")] + login
      : .greeting(offers: "STARTTLS") + [.expect("STARTTLS"), .send("220 go\r\n"), .startTLS] + login
    try await ScriptedServer.run(script, tls: certificate.serverContext, implicit: implicit) { server in
      let outcome = try await deliver(server) {
        $0.encryption = implicit ? .implicit : .starttls
        $0.verification = .always
        $0.additionalTrustRoots = certificate.certificateFile
        $0.credentials = .init(user: "u", password: Secret("p"))
      }
      #expect(outcome.kind == "accepted")
      #expect(!server.received.contains { $0.hasPrefix("UNEXPECTED") })
      #expect(!outcome.record.dialogue.joined().contains("AHUAcA"))
    }
  }

  @Test(
    "a certificate of the name is taken, whatever else it is of",
    arguments: ["DNS:localhost", "DNS:localhost,IP:127.0.0.1", "IP:192.0.2.1,DNS:LOCALHOST"])
  func named(names: String) async throws {
    let certificate = try TestCertificate(names: names)
    let script: [ScriptedServer.Step] =
      .greeting(offers: "STARTTLS") + [.expect("STARTTLS"), .send("220 go\r\n"), .startTLS] + .hello() + .message
    try await ScriptedServer.run(script, tls: certificate.serverContext) { server in
      let outcome = try await deliver(server) {
        $0.endpoint = .tcp(host: "localhost", port: server.port)
        $0.encryption = .starttls
        $0.verification = .always
        $0.additionalTrustRoots = certificate.certificateFile
      }
      #expect(outcome.kind == "accepted", "\(outcome.record.reason)")
    }
  }

  @Test("a certificate that nobody vouches for is refused where it is verified", arguments: [false, true])
  func untrusted(implicit: Bool) async throws {
    let certificate = try TestCertificate()
    let script: [ScriptedServer.Step] =
      implicit
      ? .greeting() : .greeting(offers: "STARTTLS") + [.expect("STARTTLS"), .send("220 go\r\n"), .startTLS] + .hello()
    try await ScriptedServer.run(script, script, tls: certificate.serverContext, implicit: implicit) { server in
      var configuration = configuration(server, implicit ? .implicit : .starttls)
      configuration.verification = .always
      let transport = try SMTPTransport(configuration)
      let outcome = await transport.deliver(Self.message, try .sample()) {}
      #expect(outcome.kind == "deferred relay")
      #expect(outcome.record.reason.contains("is not trusted"))
      let error = await #expect(throws: MailError.self) { try await transport.check() }
      #expect(error?.code == .relay)
    }
  }

  @Test("on loopback a self-signed certificate will do, and so will none at all")
  func loopback() async throws {
    let certificate = try TestCertificate()
    let encrypted: [ScriptedServer.Step] =
      .greeting(offers: "STARTTLS") + [.expect("STARTTLS"), .send("220 go\r\n"), .startTLS] + .hello() + .message
    try await ScriptedServer.run(encrypted, .greeting() + .message, tls: certificate.serverContext) { server in
      for _ in 0..<2 {
        let outcome = try await deliver(server) { $0.encryption = .starttls }
        #expect(outcome.kind == "accepted")
      }
    }
  }

  @Test("settings that would send a password in clear, or cannot be read, are refused at once")
  func settings() throws {
    var configuration = SMTPConfiguration(endpoint: .tcp(host: "mx.example", port: 25))
    configuration.credentials = .init(user: "u", password: Secret("p"))
    configuration.encryption = .none
    #expect(throws: MailError.self) { try SMTPTransport(configuration) }
    configuration.encryption = .implicit
    configuration.additionalTrustRoots = "/nonexistent.pem"
    #expect(throws: MailError.self) { try SMTPTransport(configuration) }
    for host in ["localhost", "127.0.0.1", "127.8.9.1", "::1", "LOCALHOST"] {
      #expect(SMTPConfiguration(endpoint: .tcp(host: host, port: 25)).isLoopback)
    }
    for host in ["localhost.example", "127.0.0.1.example", "128.0.0.1", "127.0.0", "mx.localhost.example"] {
      #expect(!SMTPConfiguration(endpoint: .tcp(host: host, port: 25)).isLoopback)
    }
  }

  @Test("a check goes through the login and says good-bye")
  func check() async throws {
    try await ScriptedServer.run(.greeting() + [.expect("QUIT"), .send("221 bye\r\n"), .close]) { server in
      try await SMTPTransport(configuration(server)).check()
      #expect(server.received.last == "QUIT")
    }
  }

  @Test("LMTP works over a Unix socket")
  func lmtp() async throws {
    let directory = try TemporaryDirectory()
    let path = directory.path + "/lmtp"
    let script: [ScriptedServer.Step] = [.send("220 hi\r\n"), .expect("LHLO"), .send("250 hi\r\n")] + .message
    try await ScriptedServer.run(script, unix: path) { server in
      let transport = try SMTPTransport(SMTPConfiguration(endpoint: .unix(path: path), dialect: .lmtp))
      #expect(transport.kind == "lmtp")
      #expect(try await deliver(transport) == "accepted")
      #expect(await transport.trace(try .sample()) == .unknown)
      #expect(!server.received.contains { $0.hasPrefix("UNEXPECTED") })
    }
  }
}
