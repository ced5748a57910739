import NIOCore
import Testing

@testable import DunningMail

@Suite("How often a server is knocked at", .timeLimit(.minutes(2)))
struct SMTPKnockingTests {
  private static let message = Array("Subject: x\r\n\r\nhello\r\n".utf8)

  private static let wrong: [ScriptedServer.Step] =
    .greeting(offers: "AUTH PLAIN LOGIN") + [
      .expect("AUTH PLAIN"), .send("535 5.7.8 no\r\n"), .expect("AUTH LOGIN"), .send("535 5.7.8 no\r\n"),
    ]

  private static let right: [ScriptedServer.Step] =
    .greeting(offers: "AUTH PLAIN") + [.expect("AUTH PLAIN"), .send("235 ok\r\n")]

  private func transport(_ server: ScriptedServer) throws -> SMTPTransport {
    var configuration = SMTPConfiguration(endpoint: .tcp(host: "127.0.0.1", port: server.port))
    configuration.encryption = .none
    configuration.credentials = .init(user: "u", password: Secret("p"))
    return try SMTPTransport(configuration)
  }

  private func kinds(_ count: Int, over transport: SMTPTransport) async throws -> [String] {
    let envelope = try Envelope.sample()
    return await withTaskGroup(of: String.self) { group in
      for _ in 0..<count { group.addTask { await transport.deliver(Self.message, envelope) {}.kind } }
      return await group.reduce(into: []) { $0.append($1) }
    }
  }

  @Test("a wrong password is tried over one connection, however many messages wait and whoever looks meanwhile")
  func wrongPassword() async throws {
    try await ScriptedServer.run(all: Array(repeating: Self.wrong, count: 40)) { server in
      let transport = try transport(server)
      async let look: Void? = try? await transport.check()  // what it says is seen by the connections
      let first = try await kinds(20, over: transport)
      _ = await look
      let later = try await kinds(20, over: transport)
      #expect(Set(first + later) == ["deferred account"])
      #expect(server.connections == 1)
      let error = await #expect(throws: MailError.self) { try await transport.check() }
      #expect(error?.message.contains("535 5.7.8 no") == true && server.connections == 1)
      await transport.close()
    }
  }

  @Test("a right one is shown by one message, then by as many as there are connections")
  func rightPassword() async throws {
    let many = [ScriptedServer.Step](repeatElement([ScriptedServer.Step].message, count: 20).joined())
    try await ScriptedServer.run(all: Array(repeating: Self.right + many, count: 20)) { server in
      let transport = try transport(server)
      #expect(Set(try await kinds(20, over: transport)) == ["accepted"])
      await transport.close()
    }
  }

  @Test("a server that never greets is known to a look within seconds, while a message waits for longer")
  func silence() async throws {
    try await ScriptedServer.run([.until("never")], [.until("never")]) { server in
      var configuration = SMTPConfiguration(endpoint: .tcp(host: "127.0.0.1", port: server.port))
      #expect(configuration.timeouts.greeting == .seconds(300))
      configuration.timeouts.lookGreeting = .milliseconds(50)
      let transport = try SMTPTransport(configuration)
      let error = await #expect(throws: MailError.self) { try await transport.check() }
      #expect(error?.code == .unreachable && error?.message.contains("greeting") == true)
    }
    #expect(SMTPTimeouts().lookGreeting <= .seconds(10))
  }
}
