import Testing

@testable import DunningMail

@Suite("A dot that takes the next envelope along")
struct SMTPFollowingTests {
  /// A session that has sent the dot of n-1 and the envelope of n-2 together.
  private func afterDot(_ setting: SMTPSession.Setting = .plain) throws -> SessionDriver {
    var driver = try SessionDriver.atDot(setting, offers: ["PIPELINING", "DSN"])
    try driver.permitDot(then: .sample(id: "n-2"))
    return driver
  }

  @Test("the dot and the next envelope leave in one write, and each message keeps its own dialogue")
  func oneWrite() throws {
    var driver = try afterDot()
    #expect(
      driver.writes.last == [
        ".", "MAIL FROM:<billing@acme.example> RET=HDRS ENVID=n-2",
        "RCPT TO:<anna@kunde.example> NOTIFY=FAILURE,DELAY ORCPT=rfc822;anna@kunde.example", "DATA",
      ])
    driver.server("250 ok: queued as ONE", "250 ok", "250 ok", "354 go")
    #expect(driver.kinds == ["accepted"] && driver.outcome?.record.queueID == "ONE")
    #expect(driver.outcome?.record.dialogue.suffix(2) == ["C: .", "S: 250 ok: queued as ONE"])
    #expect(driver.bodiesSent == 2, "the second body follows the 354 without a word")
    driver.bodySent()
    try driver.permitDot()
    driver.server("250 ok: queued as TWO")
    let record = try #require(driver.outcome?.record)
    #expect(record.queueID == "TWO" && !record.dialogue.contains { $0.contains("ONE") })
    #expect(
      record.dialogue.contains("-- this envelope left with the final dot of the message before it")
        && record.dialogue.contains { $0.hasPrefix("C: MAIL") && $0.hasSuffix("ENVID=n-2") })
  }

  /// What the server says after the dot, and what becomes of the two messages.
  private static let afterDotCases: [(String, [String], [String])] = [
    ("both taken as far as they are", ["250 ok", "250 ok", "250 ok", "354 go"], ["accepted"]),
    ("the first refused, the second goes on", ["554 spam", "250 ok", "250 ok", "354 go"], ["refused"]),
    ("the first deferred, the second goes on", ["451 later", "250 ok", "250 ok", "354 go"], ["deferred message"]),
    (
      "the second recipient refused", ["250 ok", "250 ok", "550 5.1.1 who", "503 no recipient"],
      ["accepted", "refused"]
    ),
    ("the second sender refused", ["250 ok", "553 no", "503 no", "503 no"], ["accepted", "deferred sender"]),
    ("both refused", ["552 too big", "250 ok", "550 5.1.1 who", "554 none"], ["refused", "refused"]),
    ("421 to the dot", ["421 closing"], ["deferred message", "deferred connection"]),
    ("421 to the next MAIL", ["250 ok", "421 closing"], ["accepted", "deferred connection"]),
    ("421 to the next DATA", ["250 ok", "250 ok", "250 ok", "421 bye"], ["accepted", "deferred connection"]),
    ("a strange word for the dot", ["354 more"], ["in doubt", "deferred connection"]),
    ("no SMTP at all", ["hello"], ["in doubt", "deferred connection"]),
    ("a strange word for the next RCPT", ["250 ok", "250 ok", "354 go"], ["accepted", "deferred connection"]),
    (
      "one reply too many", ["250 ok", "250 ok", "250 ok", "354 go", "250 stray"], ["accepted", "deferred connection"]
    ),
  ]

  @Test("an answer belongs to the message it was given to", arguments: afterDotCases)
  func answers(name: String, replies: [String], expected: [String]) throws {
    // The replies may come in one piece, each by itself, or byte by byte.
    let text = replies.map { $0 + "\r\n" }.joined()
    for portions in [[text], replies.map { $0 + "\r\n" }, text.map(String.init)] {
      var driver = try afterDot()
      for portion in portions where !driver.isClosed { driver.receive(portion) }
      #expect(driver.kinds == expected)
    }
  }

  @Test("a connection lost after the dot leaves the first in doubt, and the second free to be tried again")
  func lost() throws {
    for end in [
      { (driver: inout SessionDriver) in driver.lost() }, { $0.abandon(CancellationError()) },
    ] {
      var driver = try afterDot()
      end(&driver)
      #expect(driver.kinds == ["in doubt", "deferred connection"] && driver.isClosed)
      #expect(driver.outcomes[0].record.dialogue.contains("C: ."))
      #expect(!driver.outcomes[1].record.dialogue.contains("C: ."))
    }
    var between = try afterDot()
    between.server("250 ok", "250 ok")
    between.lost()
    #expect(between.kinds == ["accepted", "deferred connection"])
  }

  @Test("a second message that is cancelled ends the connection, but not before the first is answered")
  func withdrawn() throws {
    var driver = try afterDot()
    let step = driver.session.step
    driver.withdraw(CancellationError())
    #expect(driver.withdrawn?.kind == "abandoned" && driver.outcomes.isEmpty && !driver.isClosed)
    #expect(driver.session.patience == .seconds(600) && driver.session.step > step, "the first has its full time")
    driver.server("250 ok", "250 ok", "250 ok", "354 go")
    #expect(driver.kinds == ["accepted"] && driver.isClosed && driver.bodiesSent == 1)
  }

  @Test("a slow answer to the dot keeps the first message waiting and lets the second go elsewhere")
  func slow() throws {
    var driver = try afterDot()
    #expect(driver.session.patience == .seconds(5))
    let step = driver.session.step
    driver.timedOut()
    #expect(driver.withdrawn?.kind == "deferred connection" && driver.outcomes.isEmpty)
    #expect(driver.session.patience == .seconds(600) && driver.session.step > step)
    driver.timedOut()
    #expect(driver.kinds == ["in doubt"] && driver.isClosed)
  }

  @Test("LMTP goes the same way, with one answer for the one recipient")
  func lmtp() throws {
    var driver = try afterDot(.lmtp)
    driver.server("452 4.2.2 over quota", "250 ok", "250 ok", "354 go")
    #expect(driver.kinds == ["deferred message"] && driver.bodiesSent == 2)
  }

  @Test("only what the server can take goes along, and nothing where PIPELINING is not offered")
  func whoFollows() throws {
    let large = SMTPMail(
      message: try OutgoingMessage(Array("Subject: a long one\r\n\r\n".utf8)), envelope: try .sample())
    let foreign = SMTPMail(
      message: try OutgoingMessage(Array("A: b\r\n\r\n".utf8)), envelope: try .sample(to: "用户@kunde.example"))
    #expect(try SessionDriver.atDot(offers: ["PIPELINING", "SIZE 23"]).session.canFollow(large))
    #expect(try !SessionDriver.atDot(offers: ["SIZE 23"]).session.canFollow(large))
    #expect(try !SessionDriver.atDot(offers: ["PIPELINING", "SIZE 22"]).session.canFollow(large))
    #expect(try !SessionDriver.atDot(offers: ["PIPELINING"]).session.canFollow(foreign))
    #expect(!SessionDriver.ready(offers: ["PIPELINING"]).session.canFollow(large))
    var closing = try SessionDriver.atDot(offers: ["PIPELINING"])
    closing.receive("421 4.4.")
    #expect(!closing.session.canFollow(large))
  }

  @Test("a server that begins to speak before the dot is not given the dot")
  func spokenBefore() throws {
    var driver = try SessionDriver.atDot(offers: ["PIPELINING"])
    driver.receive("25")
    try driver.permitDot(then: .sample(id: "n-2"))
    #expect(driver.kinds == ["deferred connection"] && driver.lastSent == "DATA")

    var idle = SessionDriver.ready()
    idle.receive("25")
    try idle.begin()
    #expect(idle.kinds == ["deferred connection"] && idle.isClosed && idle.lastSent == "EHLO client.example")
  }
}

extension SessionDriver {
  fileprivate var kinds: [String] { outcomes.map(\.kind) }
}
