import Testing

@testable import DunningMail

/// One message to several: each recipient has an answer of its own.
@Suite("Several recipients in one session")
struct SMTPRecipientsTests {
  private static func envelope(_ to: [String], also: [String] = []) throws -> Envelope {
    try Envelope(
      sender: Mailbox(address: "billing@acme.example"), to: to.map { try Mailbox(address: $0) },
      also: also.map { try Mailbox(address: $0) }, id: "n-42")
  }

  @Test("it goes out when one of those who decide is taken, and tells who was not", arguments: [true, false])
  func some(isPipelined: Bool) throws {
    var driver = SessionDriver.ready(offers: isPipelined ? ["PIPELINING"] : [])
    try driver.begin(Self.envelope(["a@x.example", "b@x.example"], also: ["c@x.example"]))
    for reply in ["250 ok", "550 5.1.1 no a", "250 ok", "451 later", "354 go"] { driver.server(reply) }
    #expect(
      driver.sent.dropFirst() == [
        "MAIL FROM:<billing@acme.example>", "RCPT TO:<a@x.example>", "RCPT TO:<b@x.example>", "RCPT TO:<c@x.example>",
        "DATA",
      ])
    driver.bodySent()
    try driver.permitDot()
    driver.server("250 queued as X")
    #expect(driver.outcome?.kind == "accepted")
    let refusals = try #require(driver.outcome?.record.refusals)
    #expect(refusals.map(\.address) == ["a@x.example", "c@x.example"])
    #expect(refusals.first?.words.contains("no a") == true)
  }

  @Test(
    "when none of those who decide is taken nothing is sent; a no that may pass is tried again",
    arguments: [(["550 no", "550 no"], "refused"), (["550 no", "450 later"], "deferred message")])
  func none(replies: [String], kind: String) throws {
    var driver = SessionDriver.ready()
    try driver.begin(Self.envelope(["a@x.example", "b@x.example"], also: ["c@x.example"]))
    for reply in ["250 ok"] + replies + ["250 ok"] { driver.server(reply) }
    #expect(driver.outcome?.kind == kind)
    #expect(!driver.isBodySent)
    #expect(!driver.sent.contains("DATA"))
  }

  /// What is said of those who decide, of the one who gets it along with them, and what comes of it.
  private static let withheld: [(to: [String], kind: String, verdicts: [AttemptRecord.Answer.Verdict])] = [
    (["550 5.1.1 no"], "refused", [.refused, .withheld]),
    (["450 4.2.1 grey"], "deferred message", [.putOff, .withheld]),
    (["550 5.1.1 no", "450 4.2.1 grey"], "deferred message", [.refused, .putOff, .withheld]),
    (["550 5.1.1 no", "553 5.1.3 no"], "refused", [.refused, .refused, .withheld]),
  ]

  @Test(
    "where nobody who decides is taken no dot leaves, whoever else was, and of each it is told what was said",
    arguments: [SMTPSession.Setting.plain, .lmtp], [[], ["PIPELINING"], ["PIPELINING", "DSN"]])
  func noEmptyMail(setting: SMTPSession.Setting, offers: [String]) throws {
    for (to, kind, verdicts) in Self.withheld {
      var driver = SessionDriver.ready(setting, offers: offers)
      try driver.begin(Self.envelope(to.indices.map { "a\($0)@x.example" }, also: ["c@x.example"]))
      for reply in ["250 ok"] + to + ["250 2.1.5 c ok"] { driver.server(reply) }
      #expect(driver.outcome?.kind == kind)
      #expect(driver.outcome?.record.answers.map(\.verdict) == verdicts)
      #expect(driver.outcome?.record.answers.last?.words == "250 2.1.5 c ok")
      #expect(!driver.sent.contains("DATA") && !driver.sent.contains("."))
      #expect(!driver.isBodySent)
      try driver.begin(.sample())
      #expect(driver.sent.contains("RSET"), "what was begun for the other is taken back")
    }
  }

  @Test(
    "a server that takes a body for somebody although it refused the sender gets no dot", arguments: ["553", "451"])
  func noEmptyMailOfRefusedSender(code: String) throws {
    var driver = SessionDriver.ready(offers: ["PIPELINING"])
    try driver.begin()
    driver.server("\(code) sender", "250 ok", "354 go")
    #expect(driver.outcomes.count == 1)
    #expect(driver.isClosed)
    #expect(!driver.sent.contains("."))
  }

  @Test("LMTP keeps the answer of each, whoever is said no to", arguments: [true, false])
  func lmtpAnswers(isPipelined: Bool) throws {
    for (finals, kind, verdicts) in [
      (["450 4.2.1 later", "250 saved"], "deferred message", [.putOff, .taken]),
      (["550 5.1.1 no", "250 saved"], "refused", [.refused, .taken]),
      (["250 saved", "450 4.2.1 later"], "accepted", [.taken, .putOff]),
      (["250 saved", "552 5.2.2 full"], "accepted", [.taken, .refused]),
    ] as [([String], String, [AttemptRecord.Answer.Verdict])] {
      var driver = SessionDriver.ready(.lmtp, offers: isPipelined ? ["PIPELINING"] : [])
      try driver.begin(Self.envelope(["a@x.example"], also: ["c@x.example"]))
      for reply in ["250 ok", "250 ok", "250 ok", "354 go"] { driver.server(reply) }
      driver.bodySent()
      try driver.permitDot()
      for reply in finals { driver.server(reply) }
      #expect(driver.outcome?.kind == kind)
      #expect(driver.outcome?.record.answers.map(\.verdict) == verdicts)
      #expect(driver.outcome?.record.answers.map(\.words) == finals)
    }
  }

  @Test("LMTP that is lost between two answers: what was answered counts, and of the rest nobody knows")
  func lmtpLost() throws {
    for (final, kind, verdicts) in [
      ("250 saved", "accepted", [.taken, .unheard]), ("450 4.2.1 later", "in doubt", [.putOff, .unheard]),
      (nil, "in doubt", [.unheard, .unheard]),
    ] as [(String?, String, [AttemptRecord.Answer.Verdict])] {
      var driver = SessionDriver.ready(.lmtp)
      try driver.begin(Self.envelope(["a@x.example"], also: ["c@x.example"]))
      for reply in ["250 ok", "250 ok", "250 ok", "354 go"] { driver.server(reply) }
      driver.bodySent()
      try driver.permitDot()
      if let final { driver.server(final) }
      driver.lost()
      #expect(driver.outcome?.kind == kind)
      #expect(driver.outcome?.record.answers.map(\.verdict) == verdicts)
      #expect(driver.outcome?.record.answers.last?.words == driver.outcome?.record.reason)
    }
  }

  @Test("LMTP that closes at one's turn: those behind have its words, and nobody else's yes")
  func lmtpClosed() throws {
    var driver = SessionDriver.ready(.lmtp)
    try driver.begin(Self.envelope(["a@x.example", "b@x.example"], also: ["c@x.example"]))
    for reply in ["250 ok", "250 ok", "250 ok", "250 ok", "354 go"] { driver.server(reply) }
    driver.bodySent()
    try driver.permitDot()
    driver.server("250 2.0.0 saved for a")
    driver.server("421 4.3.0 bye")
    #expect(driver.outcome?.kind == "accepted")
    #expect(driver.outcome?.record.answers.map(\.verdict) == [.taken, .putOff, .unheard])
    #expect(
      driver.outcome?.record.answers.map(\.words) == [
        "250 2.0.0 saved for a", "421 4.3.0 bye", "the connection was closed before the answer: 421 4.3.0 bye",
      ])
  }

  @Test("LMTP answers the dot for each who was taken, and one yes of those who decide is enough")
  func lmtp() throws {
    var driver = SessionDriver.ready(.lmtp)
    try driver.begin(Self.envelope(["a@x.example", "b@x.example", "c@x.example"]))
    for reply in ["250 ok", "250 ok", "550 no b", "250 ok", "354 go"] { driver.server(reply) }
    driver.bodySent()
    try driver.permitDot()
    driver.server("552 full")
    #expect(driver.outcomes.isEmpty)
    driver.server("250 saved")
    #expect(driver.outcome?.kind == "accepted")
    #expect(driver.outcome?.record.refusals.map(\.address) == ["a@x.example", "b@x.example"])
  }

  @Test("the next envelope goes with the dot, however many it names")
  func following() throws {
    var driver = SessionDriver.ready(offers: ["PIPELINING"])
    try driver.begin(Self.envelope(["a@x.example", "b@x.example"]))
    driver.server("250 ok", "250 ok", "250 ok")
    driver.server("354 go")
    driver.bodySent()
    try driver.permitDot(then: Self.envelope(["c@x.example", "d@x.example"]))
    #expect(driver.lastSent == "RCPT TO:<d@x.example>", "DATA waits for what is said of both")
    driver.server("250 first", "250 ok", "250 ok", "550 no d")
    #expect(driver.outcomes.map(\.kind) == ["accepted"])
    #expect(driver.lastSent == "DATA")
    driver.server("354 go")
    driver.bodySent()
    try driver.permitDot()
    driver.server("250 second")
    #expect(driver.outcomes.map(\.kind) == ["accepted", "accepted"])
    #expect(driver.outcomes.last?.record.refusals.map(\.address) == ["d@x.example"])
  }

  @Test("a message names all its readers, and those of a copy; to nobody it is not written")
  func header() throws {
    var message = MailMessage(
      from: try Mailbox(address: "ar@acme.example"), to: [try Mailbox(address: "a@x.example", name: "Bau AG")],
      subject: "x", date: .init(unixSeconds: 0, utcOffsetMinutes: 0), messageID: "1@acme.example", text: "x")
    message.to.append(try Mailbox(address: "b@x.example"))
    message.cc = [try Mailbox(address: "c@x.example")]
    let text = String(decoding: try message.encoded(), as: UTF8.self)
    #expect(text.contains("To: Bau AG <a@x.example>, b@x.example\r\n"))
    #expect(text.contains("Cc: c@x.example\r\n"))
    message.to = []
    #expect(throws: MailError.self) { try message.encoded() }
  }
}
