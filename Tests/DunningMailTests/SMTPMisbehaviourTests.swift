import Testing

@testable import DunningMail

@Suite("What comes of a server that misbehaves", .timeLimit(.minutes(2)))
struct SMTPMisbehaviourTests {
  /// What a server does, and what becomes of the messages.
  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    /// What each connection goes through.
    let scripts: [[ScriptedServer.Step]]
    /// How the messages end, one after the other.
    let outcomes: [String]
    var dialect = SMTPConfiguration.Dialect.smtp
    var recipient = "anna@kunde.example"
    var message = "Subject: x\r\n\r\nhello\r\n"
    var finalDot = Duration.seconds(60)
    /// What the last outcome says.
    var words = ""

    init(
      _ name: String, _ scripts: [ScriptedServer.Step]..., becomes outcomes: String...,
      with change: (inout Case) -> Void = { _ in }
    ) {
      self.name = name
      self.scripts = scripts
      self.outcomes = outcomes
      change(&self)
    }

    var testDescription: String { name }
  }

  private static let beforeMail: [Case] = [
    Case("a greeting that says no", [.send("554 no service\r\n")], becomes: "deferred relay"),
    Case("a greeting that says not now", [.send("421 busy\r\n"), .close], becomes: "deferred connection"),
    Case("no greeting", [.close], becomes: "deferred connection"),
    Case("a reset for a greeting", [.reset], becomes: "deferred connection"),
    Case("another protocol", [.send("HTTP/1.1 400 Bad Request\r\n")], becomes: "deferred connection"),
    Case(
      "EHLO refused, HELO taken",
      [.send("220 hi\r\n"), .expect("EHLO"), .send("502 what\r\n"), .expect("HELO"), .send("250 hi\r\n")] + .message,
      becomes: "accepted"),
    Case(
      "EHLO and HELO refused",
      [.send("220 hi\r\n"), .expect("EHLO"), .send("502 what\r\n"), .expect("HELO"), .send("550 no\r\n")],
      becomes: "deferred relay"),
    Case("lost at EHLO", [.send("220 hi\r\n"), .expect("EHLO"), .close], becomes: "deferred connection"),
    Case("reset at EHLO", [.send("220 hi\r\n"), .expect("EHLO"), .reset], becomes: "deferred connection"),
    Case("a reply before its command", [.send("220 hi\r\n250 early\r\n")], becomes: "deferred connection") {
      $0.words = "without being asked"
    },
    Case("lines without end", [.flood("220-more\r\n")], becomes: "deferred connection") { $0.words = "too many lines" },
    Case("one line without end", [.flood("22000000000")], becomes: "deferred connection") { $0.words = "does not end" },
    Case(
      "a reply line of a megabyte",
      .greeting() + [
        .expect("MAIL"), .send("250 " + String(repeating: "x", count: 1 << 20) + "\r\n"),
      ], becomes: "deferred connection"
    ) { $0.words = "a reply line does not end" },
    Case("a NUL in a reply", .greeting() + [.expect("MAIL"), .send("250 a\0b\r\n")], becomes: "deferred connection") {
      $0.words = "NUL"
    },
    Case(
      "replies byte by byte",
      [
        .dribble("220-mx\r\n220 mx\r\n"), .expect("EHLO"), .dribble("250-mx\r\n250 PIPELINING\r\n"), .expect("MAIL"),
        .dribble("250 ok\r\n"), .expect("RCPT"), .dribble("250 ok\r\n"), .expect("DATA"), .dribble("354 go\r\n"),
        .until("\r\n.\r\n"), .dribble("250-2.0.0 it is\r\n250 2.0.0 Ok: queued as AB12\r\n"),
      ], becomes: "accepted"),
    Case("a message larger than SIZE", .greeting(offers: "SIZE 20"), becomes: "refused") { $0.words = "at most 20" },
    Case("an address that needs SMTPUTF8", .greeting(offers: "8BITMIME"), becomes: "refused") {
      $0.recipient = "用户@kunde.example"
      $0.words = "SMTPUTF8"
    },
    Case("bytes that need 8BITMIME", .greeting(), becomes: "refused") {
      $0.message = "Subject: x\r\n\r\nö\r\n"
      $0.words = "8BITMIME"
    },
  ]

  /// What a no means depends on the verb it is given to; what is lost, on whether the dot had left.
  private static let verbs: [(verb: String, notNow: String, never: String, closing: String, loss: String)] = [
    ("MAIL", "deferred message", "deferred sender", "deferred connection", "deferred connection"),
    ("RCPT", "deferred message", "refused", "deferred connection", "deferred connection"),
    ("DATA", "deferred message", "refused", "deferred connection", "deferred connection"),
    ("the dot", "deferred message", "refused", "deferred message", "in doubt"),
  ]

  private static let atEachVerb: [Case] = verbs.enumerated().flatMap { index, row in
    let commands: [[ScriptedServer.Step]] = [
      [.expect("MAIL")], [.expect("RCPT")], [.expect("DATA")], [.until("\r\n.\r\n")],
    ]
    let yes: [ScriptedServer.Step] = [.send("250 ok\r\n"), .send("250 ok\r\n"), .send("354 go\r\n")]
    let before = (0..<index).flatMap { commands[$0] + [yes[$0]] } + commands[index]
    return [[String](), ["PIPELINING"]].flatMap { offers -> [Case] in
      let start: [ScriptedServer.Step] = [.send("220 mx.test\r\n")] + .hello(offers) + before
      let how = "\(row.verb)\(offers.isEmpty ? "" : " of a group")"
      return [
        Case("451 to \(how)", start + [.send("451 4.3.0 later\r\n"), .close], becomes: row.notNow),
        Case("550 to \(how)", start + [.send("550 5.5.0 never\r\n"), .close], becomes: row.never),
        Case("421 to \(how)", start + [.send("421 4.3.2 closing\r\n"), .close], becomes: row.closing),
        Case("lost at \(how)", start + [.close], becomes: row.loss),
        Case("reset at \(how)", start + [.reset], becomes: row.loss),
      ]
    }
  }

  private static let lmtp: [ScriptedServer.Step] = [
    .send("220 hi\r\n"), .expect("LHLO"), .send("250-hi\r\n250 PIPELINING\r\n"),
  ]

  private static let closing: [ScriptedServer.Step] = [.expect("MAIL"), .send("421 4.4.2 idle too long\r\n"), .close]

  private static let further: [Case] = [
    Case("a reply before the dot", .greeting() + .envelope + [.send("250 got it\r\n")], becomes: "deferred connection"),
    Case(
      "LMTP refuses the one recipient after the dot",
      lmtp + .envelope + [.until("\r\n.\r\n"), .send("550 5.2.1 <anna@kunde.example> is gone\r\n")], becomes: "refused"
    ) { $0.dialect = .lmtp },
    Case(
      "LMTP defers the one recipient after the dot",
      lmtp + .envelope + [.until("\r\n.\r\n"), .send("452 4.2.2 <anna@kunde.example> over quota\r\n")],
      becomes: "deferred message"
    ) { $0.dialect = .lmtp },
    Case("LMTP says nothing after the dot", lmtp + .envelope + [.until("\r\n.\r\n")], becomes: "in doubt") {
      $0.dialect = .lmtp
      $0.finalDot = .milliseconds(50)
    },
    Case("nothing after the dot", .greeting() + .envelope + [.until("\r\n.\r\n")], becomes: "in doubt") {
      $0.finalDot = .milliseconds(50)
    },
    Case(
      "closed while idle", .greeting() + .message + [.close], .greeting() + .message, becomes: "accepted", "accepted"),
    Case(
      "reset on reuse", .greeting() + .message + [.expect("MAIL"), .reset], .greeting() + .message,
      becomes: "accepted", "accepted"),
    Case(
      "421 on reuse", .greeting() + .message + closing, .greeting() + .message, becomes: "accepted", "accepted"),
    Case(
      "451 4.4.2 on reuse",
      .greeting() + .message + [.expect("MAIL"), .send("451 4.4.2 Timeout waiting for data from client.\r\n"), .close],
      .greeting() + .message, becomes: "accepted", "accepted"),
    Case(
      "421 on reuse, and again on the fresh connection", .greeting() + .message + closing, .greeting() + closing,
      becomes: "accepted", "deferred connection"),
    Case(
      "lost after the dot on reuse", .greeting() + .message + .envelope + [.until("\r\n.\r\n"), .close],
      becomes: "accepted", "in doubt"),
    Case(
      "a refusal keeps the connection, a good message follows",
      .greeting() + [
        .expect("MAIL"), .send("250 ok\r\n"), .expect("RCPT"), .send("550 5.1.1 who\r\n"), .expect("RSET"),
        .send("250 ok\r\n"),
      ] + .message, becomes: "refused", "accepted"),
  ]

  @Test(arguments: beforeMail + atEachVerb + further)
  func outcome(of behaviour: Case) async throws {
    try await ScriptedServer.run(all: behaviour.scripts) { server in
      var configuration = SMTPConfiguration(
        endpoint: .tcp(host: "127.0.0.1", port: server.port), dialect: behaviour.dialect)
      configuration.encryption = .none
      configuration.timeouts.finalDot = behaviour.finalDot
      let transport = try SMTPTransport(configuration)
      for (index, expected) in behaviour.outcomes.enumerated() {
        let outcome = await transport.deliver(
          Array(behaviour.message.utf8), try .sample(to: behaviour.recipient, id: "n-\(index)")
        ) {}
        #expect(outcome.kind == expected, "\(outcome.record.reason)")
        if index == behaviour.outcomes.count - 1 { #expect(outcome.record.reason.contains(behaviour.words)) }
      }
      await transport.close()
      #expect(server.connections == behaviour.scripts.count)
      #expect(!server.received.contains { $0.hasPrefix("UNEXPECTED") })
    }
  }

  // MARK: TLS

  /// What a server does about TLS, for a client that requires it.
  struct EncryptionCase: Sendable, CustomTestStringConvertible {
    let testDescription: String
    var names = "DNS:localhost,IP:127.0.0.1"
    var days = 2
    let script: [ScriptedServer.Step]
    let outcome: String
    let words: String
  }

  private static let startTLS: [ScriptedServer.Step] = .greeting(offers: "STARTTLS") + [.expect("STARTTLS")]
  private static let encrypted: [ScriptedServer.Step] =
    startTLS + [.send("220 go\r\n"), .startTLS] + .hello() + .message

  private static let encryption = [
    EncryptionCase(
      testDescription: "a good server", script: encrypted, outcome: "accepted", words: "queued as AB12"),
    EncryptionCase(
      testDescription: "STARTTLS stripped from the offers", script: .greeting(offers: "PIPELINING") + .message,
      outcome: "deferred relay", words: "TLS is required"),
    EncryptionCase(
      testDescription: "STARTTLS offered and refused", script: startTLS + [.send("454 4.7.0 not now\r\n")] + .message,
      outcome: "deferred relay", words: "TLS is required"),
    EncryptionCase(
      testDescription: "a handshake of garbage",
      script: startTLS + [.send("220 go\r\n"), .until("\u{16}"), .send("this is no TLS\r\n")],
      outcome: "deferred relay", words: "TLS failed"),
    EncryptionCase(
      testDescription: "plaintext injected behind the answer to STARTTLS",
      script: startTLS + [.send("220 go\r\n250 evil\r\n"), .startTLS] + .hello() + .message,
      outcome: "deferred connection", words: "without being asked"),
    EncryptionCase(
      testDescription: "an expired certificate", days: -1, script: encrypted, outcome: "deferred relay",
      words: "is not trusted"),
    EncryptionCase(
      testDescription: "a certificate for another host", names: "DNS:other.example", script: encrypted,
      outcome: "deferred relay", words: "is not for 127.0.0.1 but for other.example"),
  ]

  @Test(arguments: encryption)
  func outcome(of behaviour: EncryptionCase) async throws {
    let certificate = try TestCertificate(names: behaviour.names, days: behaviour.days)
    try await ScriptedServer.run(behaviour.script, tls: certificate.serverContext) { server in
      var configuration = SMTPConfiguration(endpoint: .tcp(host: "127.0.0.1", port: server.port))
      configuration.verification = .always
      configuration.additionalTrustRoots = certificate.certificateFile
      let transport = try SMTPTransport(configuration)
      let outcome = await transport.deliver(Array("Subject: x\r\n\r\nhello\r\n".utf8), try .sample()) {}
      #expect(outcome.kind == behaviour.outcome)
      #expect(outcome.record.reason.contains(behaviour.words))
      #expect(
        behaviour.outcome == "accepted" || !server.received.contains { $0.hasPrefix("MAIL") },
        "nothing of the message left in clear")
    }
  }
}
