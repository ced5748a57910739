import Testing

@testable import DunningMail

@Suite("The SMTP session as a value")
struct SMTPSessionTests {
  @Test("a message goes through step by step when the server offers nothing")
  func plainDelivery() throws {
    var driver = SessionDriver.ready()
    #expect(driver.isReady)
    try driver.begin()
    driver.server("250 ok")
    driver.server("250 ok")
    #expect(
      driver.sent == [
        "EHLO client.example", "MAIL FROM:<billing@acme.example>", "RCPT TO:<anna@kunde.example>", "DATA",
      ])
    driver.server("354 go")
    #expect(driver.isBodySent)
    #expect(!driver.isDotDue)
    driver.bodySent()
    #expect(driver.isDotDue)
    #expect(driver.lastSent == "DATA")
    try driver.permitDot()
    #expect(driver.lastSent == ".")
    driver.server("250 2.0.0 Ok: queued as 4F2B31E7A2")
    let record = try #require(driver.outcome?.record)
    #expect(driver.outcome?.kind == "accepted")
    #expect(driver.outcomes.count == 1)
    #expect(!driver.isClosed)
    #expect(record.queueID == "4F2B31E7A2")
    #expect(record.serverName == "mx.example")
    #expect(record.reply?.code == 250)
    #expect(record.reply?.enhancedStatus == "2.0.0")
    #expect(record.dialogue.first == "-- connecting to mx.example:25")
    #expect(record.dialogue.suffix(3) == ["C: (message of 21 bytes)", "C: .", "S: 250 2.0.0 Ok: queued as 4F2B31E7A2"])
  }

  @Test("envelope and DATA travel as one group with SIZE and DSN where these are offered")
  func pipelined() throws {
    var driver = SessionDriver.ready(offers: ["PIPELINING", "SIZE 10240000", "DSN", "8BITMIME"])
    try driver.begin(.sample(to: "anna+x=1@kunde.example", notify: [.failure, .delay, .success]))
    #expect(
      driver.sent.dropFirst() == [
        "MAIL FROM:<billing@acme.example> SIZE=21 RET=HDRS ENVID=n-42",
        "RCPT TO:<anna+x=1@kunde.example> NOTIFY=SUCCESS,FAILURE,DELAY ORCPT=rfc822;anna+2Bx+3D1@kunde.example",
        "DATA",
      ])
    driver.server("250 ok", "250 ok", "354 go")
    #expect(driver.isBodySent)
  }

  @Test("the null sender is written as <>")
  func nullSender() throws {
    var driver = SessionDriver.ready()
    try driver.begin(.sample(from: nil))
    #expect(driver.lastSent == "MAIL FROM:<>")
  }

  @Test(
    "a no to a verb is judged by whom it concerns",
    arguments: [
      ("MAIL", "451 4.3.0 try later", "deferred message"), ("MAIL", "553 5.1.8 no such sender", "deferred sender"),
      ("MAIL", "530 5.7.0 Must issue STARTTLS", "deferred relay"), ("MAIL", "552 5.3.4 too big", "refused"),
      ("MAIL", "550 5.7.1 relaying denied", "deferred relay"),
      ("RCPT", "450 4.2.1 greylisted", "deferred message"), ("RCPT", "550 5.1.1 no such user", "refused"),
      ("RCPT", "554 5.7.1 <a@b>: Relay access denied", "deferred relay"),
      ("RCPT", "550 relay not permitted", "deferred relay"),
      ("RCPT", "503 5.5.1 bad sequence", "deferred relay"), ("RCPT", "501 5.1.3 bad recipient syntax", "refused"),
      ("RCPT", "530 5.7.0 authentication required", "deferred relay"),
      ("RCPT", "421 4.3.2 closing", "deferred connection"),
      ("DATA", "451 4.3.0 later", "deferred message"), ("DATA", "554 5.7.1 spam", "refused"),
      ("DATA", "250 what", "deferred connection"), ("RCPT", "354 what", "deferred connection"),
      (".", "451 4.3.0 later", "deferred message"), (".", "554 5.6.0 content", "refused"),
      (".", "421 4.3.2 closing", "deferred message"), (".", "354 more", "in doubt"),
    ])
  func noToVerb(verb: String, answer: String, expected: String) throws {
    var driver = SessionDriver.ready()
    try driver.begin()
    for (command, yes) in [("MAIL", "250 ok"), ("RCPT", "250 ok"), ("DATA", "354 go")] {
      guard command != verb else { break }
      driver.server(yes)
    }
    if verb == "." {
      driver.bodySent()
      try driver.permitDot()
    }
    driver.server(answer)
    #expect(driver.outcome?.kind == expected)
    #expect(driver.outcomes.count == 1)
    #expect(
      driver.outcome?.record.dialogue.last?.hasSuffix(answer) == true || expected.hasSuffix("doubt")
        || answer.hasSuffix("what"))
  }

  @Test(
    "trouble before the first message concerns the relay, and 421 the connection",
    arguments: [
      (["554 no service"], "deferred relay"), (["421 busy"], "deferred connection"), (["450 slow"], "deferred relay"),
      (["220 hi", "451 later"], "deferred relay"), (["220 hi", "502 what", "554 no"], "deferred relay"),
      (["220 hi", "421 busy"], "deferred connection"), (["HTTP/1.1 400 Bad Request"], "deferred connection"),
    ])
  func troubleAtStart(replies: [String], expected: String) {
    var driver = SessionDriver()
    for reply in replies { driver.server(reply) }
    #expect(driver.outcome?.kind == expected)
    #expect(driver.isClosed)
    #expect(!driver.isReady)
  }

  @Test("a server that knows only HELO is used without extensions")
  func helo() throws {
    var driver = SessionDriver()
    driver.server("220 old.example")
    driver.server("500 what?")
    #expect(driver.lastSent == "HELO client.example")
    driver.server("250 old.example")
    #expect(driver.isReady)
    try driver.begin()
    #expect(driver.lastSent == "MAIL FROM:<billing@acme.example>")
  }

  @Test("LMTP says LHLO, does not fall back, and its reply after the dot is the recipient's")
  func lmtp() throws {
    var driver = SessionDriver(.lmtp)
    driver.server("220 lmtp.example")
    #expect(driver.lastSent == "LHLO client.example")
    driver.server("500 what?")
    #expect(driver.outcome?.kind == "deferred relay")

    var second = try SessionDriver.atDot(.lmtp)
    try second.permitDot()
    second.server("550 5.2.2 <anna@kunde.example> over quota")
    #expect(second.outcome?.kind == "refused")
  }

  // MARK: Pipelined refusals (RFC 2920)

  @Test("in a pipelined group the first no decides and the others are its echo")
  func pipelinedRefusal() throws {
    var driver = SessionDriver.ready(offers: ["PIPELINING"])
    try driver.begin()
    driver.server("250 ok", "550 5.1.1 no such user", "503 5.5.1 no valid recipients")
    #expect(driver.outcome?.kind == "refused")
    #expect(driver.outcome?.record.reply?.code == 550)
    #expect(!driver.isClosed)
    #expect(driver.outcome?.record.dialogue.last == "S: 503 5.5.1 no valid recipients")
    try driver.begin()
    #expect(driver.sent.suffix(4).first == "RSET")
    driver.server("250 ok", "553 sender", "503 mail first", "503 mail first")
    #expect(driver.outcome?.kind == "deferred sender")
    #expect(driver.outcome?.record.reply?.code == 553)
  }

  @Test("a 421 behind a refusal does not take the refusal back")
  func refusalThenClosing() throws {
    var driver = SessionDriver.ready(offers: ["PIPELINING"])
    try driver.begin()
    driver.server("250 ok", "550 5.1.1 no such user", "421 4.7.0 too many errors")
    #expect(driver.outcome?.kind == "refused")
    #expect(driver.isClosed)
    #expect(driver.outcomes.count == 1)
  }

  @Test("an unwanted 354 is answered with an empty body, whose reply changes nothing")
  func unwantedData() throws {
    var driver = SessionDriver.ready(offers: ["PIPELINING"])
    try driver.begin()
    driver.server("250 ok", "550 5.1.1 no such user", "354 go")
    #expect(driver.lastSent == ".")
    #expect(!driver.isBodySent)
    #expect(driver.outcomes.isEmpty)
    driver.server("554 no valid recipients")
    #expect(driver.outcome?.kind == "refused")
    #expect(driver.outcome?.record.reply?.code == 550)

    var lmtp = SessionDriver.ready(.lmtp, offers: ["PIPELINING"])
    try lmtp.begin()
    lmtp.server("250 ok", "450 4.2.0 later", "354 go")
    #expect(lmtp.outcome?.kind == "deferred message")
    #expect(lmtp.isClosed)
    #expect(lmtp.lastSent == "DATA")
  }

  // MARK: Losses

  @Test("a connection lost before the dot is deferred, after it in doubt")
  func lossAroundDot() throws {
    var before = try SessionDriver.atDot()
    before.lost()
    #expect(before.outcome?.kind == "deferred connection")
    try before.permitDot()
    #expect(!before.sent.contains("."), "no dot follows a loss")

    for end in [
      { (driver: inout SessionDriver) in driver.lost() }, { $0.timedOut() }, { $0.abandon(CancellationError()) },
    ] {
      var after = try SessionDriver.atDot()
      try after.permitDot()
      end(&after)
      #expect(after.outcome?.kind == "in doubt")
      #expect(after.isClosed)
      #expect(after.outcomes.count == 1)
    }
  }

  @Test("what the caller abandons before the dot has not left")
  func abandoned() throws {
    var driver = try SessionDriver.atDot()
    driver.abandon(CancellationError())
    #expect(driver.outcome?.kind == "abandoned")
    #expect(driver.isClosed)
    #expect(!driver.sent.contains("."))
  }

  @Test("a server that closes between body and dot is heard, and one that says yes too early is not believed")
  func spokenBeforeDot() throws {
    var closing = try SessionDriver.atDot()
    closing.server("421 4.4.2 timeout")
    #expect(closing.outcome?.kind == "deferred connection")
    #expect(closing.outcome?.record.reply?.code == 421)

    var early = try SessionDriver.atDot()
    early.server("250 2.0.0 queued as FAKE")
    #expect(early.outcome?.kind == "deferred connection")
    #expect(early.isClosed)
    #expect(early.outcome?.record.reason.hasPrefix("protocol error") == true)
  }

  @Test("each wait has the time that the RFC gives it")
  func patience() throws {
    var driver = SessionDriver()
    #expect(driver.session.patience == .seconds(300))
    driver = .ready(offers: ["PIPELINING"])
    #expect(driver.session.patience == .seconds(30))
    try driver.begin()
    driver.server("250 ok", "250 ok")
    #expect(driver.session.patience == .seconds(120))
    driver.server("354 go")
    #expect(driver.session.patience == .seconds(180))
    driver.bodySent()
    #expect(driver.session.patience == nil)
    try driver.permitDot()
    #expect(driver.session.patience == .seconds(600))
  }

  @Test("an idle connection ends with QUIT and reports nothing")
  func idle() throws {
    var driver = SessionDriver.ready()
    driver.timedOut()
    #expect(driver.lastSent == "QUIT")
    #expect(driver.outcomes.isEmpty)
    try driver.begin()
    #expect(driver.outcome?.kind == "deferred connection")
  }

  // MARK: Hostile replies

  @Test(
    "what is no reply ends the connection",
    arguments: [
      "250 a\0b\r\n", "250 bare\n", "25x no\r\n", "999 no\r\n", "250-one\r\n251 two\r\n", "250_x\r\n", "\r\n",
      String(repeating: "x", count: 3000), String(repeating: "250-more\r\n", count: 500),
      "250 \(String(repeating: "y", count: 2100))\r\n",
    ])
  func garbage(raw: String) throws {
    var driver = SessionDriver.ready()
    try driver.begin()
    driver.receive(raw)
    #expect(driver.outcome?.kind == "deferred connection")
    #expect(driver.isClosed)
    #expect(driver.outcome?.record.reason.hasPrefix("protocol error") == true)
  }

  @Test("replies may come byte by byte and in many lines")
  func portions() throws {
    var driver = SessionDriver()
    for byte in "220-welcome\r\n220-to\r\n220 mx.example\r\n" { driver.receive(String(byte)) }
    #expect(driver.lastSent == "EHLO client.example")
  }

  @Test("a reply that came before its command is no reply to it")
  func replyBeforeCommand() throws {
    var driver = SessionDriver()
    driver.receive("220 hi\r\n250 hello before EHLO\r\n")
    #expect(driver.outcome?.kind == "deferred connection")
    #expect(driver.isClosed)
    var stray = SessionDriver.ready()
    stray.server("250 anybody there?")
    #expect(stray.isClosed)
    #expect(stray.outcomes.isEmpty)
  }

  // MARK: TLS and login

  @Test(
    "what was injected behind the answer to STARTTLS ends the connection", arguments: ["250 ok\r\n", "2", "250-x\r\n"])
  func injection(extra: String) {
    var setting = SMTPSession.Setting.plain
    setting.encryption = .starttls
    var driver = SessionDriver.ready(setting, offers: ["STARTTLS"])
    #expect(driver.lastSent == "STARTTLS")
    #expect(!driver.isReady)
    driver.receive("220 go\r\n" + extra)
    #expect(driver.isClosed)
    #expect(driver.outcome?.kind == "deferred connection")
    #expect(!driver.isReady)
  }

  @Test("offers made in clear are forgotten when TLS begins")
  func offersForgotten() throws {
    var setting = SMTPSession.Setting.plain
    setting.encryption = .starttls
    var driver = SessionDriver.ready(setting, offers: ["STARTTLS", "PIPELINING"])
    driver.server("220 go")
    #expect(driver.isTLSStarted)
    #expect(driver.lastSent == "EHLO client.example")
    driver.server(ehlo: [])
    #expect(driver.isReady)
    try driver.begin()
    #expect(driver.lastSent == "MAIL FROM:<billing@acme.example>")
  }

  @Test(
    "without STARTTLS the mail goes on only where clear is tolerated",
    arguments: [
      (SMTPConfiguration.Encryption.starttls, false, false), (.starttls, true, true), (.starttlsIfOffered, false, true),
    ])
  func withoutTLS(encryption: SMTPConfiguration.Encryption, isTolerated: Bool, isReady: Bool) {
    var setting = SMTPSession.Setting.plain
    setting.encryption = encryption
    setting.isClearTolerated = isTolerated
    var silent = SessionDriver.ready(setting)
    #expect(silent.isReady == isReady)
    #expect((isReady || silent.outcome?.kind == "deferred relay"))
    silent = .ready(setting, offers: ["STARTTLS"])
    silent.server("454 4.7.0 TLS not available")
    #expect(silent.isReady == isReady)
    #expect((isReady || silent.outcome?.kind == "deferred relay"))
  }

  @Test("PLAIN and LOGIN send what they should and record none of it")
  func login() {
    var setting = SMTPSession.Setting.plain
    setting.isClearPasswordTolerated = true
    setting.credentials = .init(user: "dunning", password: Secret("geheim"))
    var plain = SessionDriver.ready(setting, offers: ["AUTH LOGIN PLAIN"])
    #expect(plain.lastSent == "AUTH PLAIN AGR1bm5pbmcAZ2VoZWlt")
    plain.server("535 5.7.8 bad credentials")
    #expect(plain.lastSent == "AUTH LOGIN")
    plain.server("535 5.7.8 bad credentials")
    #expect(plain.outcome?.kind == "deferred account")
    #expect(plain.outcome?.record.dialogue.contains("C: AUTH PLAIN ***") == true)

    var login = SessionDriver.ready(setting, offers: ["AUTH=LOGIN"])
    login.server("334 VXNlcm5hbWU6")
    login.server("334 UGFzc3dvcmQ6")
    #expect(login.sent.suffix(3) == ["AUTH LOGIN", "ZHVubmluZw==", "Z2VoZWlt"])
    login.server("235 ok")
    #expect(login.isReady)
  }

  private func session(
    _ mechanism: SMTPConfiguration.Credentials.Mechanism, token: String, offers: String
  ) -> SessionDriver {
    var setting = SMTPSession.Setting.plain
    setting.isClearPasswordTolerated = true
    setting.credentials = .init(user: "a,b", mechanism: mechanism) { Secret(token) }
    return .ready(setting, offers: ["AUTH \(offers)"], token: token)
  }

  @Test("a token travels by XOAUTH2 or OAUTHBEARER, whichever is offered or wanted")
  func token() {
    var driver = session(.automatic, token: "t", offers: "PLAIN OAUTHBEARER XOAUTH2")
    #expect(driver.lastSent == "AUTH XOAUTH2 \(Base64.encoded(Array("user=a,b\u{1}auth=Bearer t\u{1}\u{1}".utf8)))")
    driver.server("235 ok")
    #expect(driver.isReady)
    for (mechanism, offers) in [
      (SMTPConfiguration.Credentials.Mechanism.oauthbearer, "XOAUTH2 OAUTHBEARER"), (.automatic, "OAUTHBEARER"),
    ] {
      let driver = session(mechanism, token: "t", offers: offers)
      let response = Base64.encoded(Array("n,a=a=2Cb,\u{1}auth=Bearer t\u{1}\u{1}".utf8))
      #expect(driver.lastSent == "AUTH OAUTHBEARER \(response)")
    }
    let other = session(.automatic, token: "t", offers: "PLAIN LOGIN")
    #expect(other.outcome?.record.reason == "the server offers neither AUTH XOAUTH2 nor AUTH OAUTHBEARER")
    #expect(other.outcome?.kind == "deferred relay")
  }

  @Test("a token too long for a command line follows the command")
  func longToken() {
    var driver = session(.xoauth2, token: String(repeating: "t", count: 2000), offers: "XOAUTH2")
    #expect(driver.lastSent == "AUTH XOAUTH2")
    driver.server("334 ")
    #expect(driver.lastSent.map(Base64.decoded)??.count == 2023)
    driver.server("235 ok")
    #expect(driver.isReady)
  }

  @Test(
    "why a token is refused is told in the server's words",
    arguments: [
      (SMTPConfiguration.Credentials.Mechanism.xoauth2, ""), (.oauthbearer, "AQ=="),
    ])
  func refusedToken(mechanism: SMTPConfiguration.Credentials.Mechanism, acknowledgement: String) {
    var driver = session(mechanism, token: "t", offers: mechanism.saslName)
    driver.server("334 eyJzdGF0dXMiOiI0MDEifQ==")
    #expect(driver.lastSent == acknowledgement)
    driver.server("535 5.7.8 Username and Password not accepted")
    #expect(
      driver.outcome?.record.reason
        == "the server refuses the login: 535 5.7.8 Username and Password not accepted ({\"status\":\"401\"})")
    #expect(driver.outcome?.kind == "deferred account")
    #expect(!(driver.outcome?.record.dialogue.joined().contains("QmVhcmVy") ?? true))
  }

  @Test("base64 goes there and back")
  func base64() {
    for count in 0..<40 {
      let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 37 &+ count) }
      #expect(Base64.decoded(Base64.encoded(bytes)) == bytes)
    }
    #expect(Base64.decoded("a b!") == nil)
  }

  @Test("a password does not travel in clear, nor to a server with other mechanisms")
  func loginRefused() {
    var setting = SMTPSession.Setting.plain
    setting.credentials = .init(user: "dunning", password: Secret("geheim"))
    let clear = SessionDriver.ready(setting, offers: ["AUTH PLAIN"])
    #expect(clear.outcome?.kind == "deferred relay")
    #expect(clear.lastSent == "QUIT")
    setting.isClearPasswordTolerated = true
    let other = SessionDriver.ready(setting, offers: ["AUTH XOAUTH2"])
    #expect(other.outcome?.kind == "deferred relay")
  }

  // MARK: What the server cannot take

  @Test("a message too large, or not ASCII for an ASCII server, is refused before it is sent")
  func obstacles() throws {
    var driver = SessionDriver.ready(offers: ["SIZE 20"])
    try driver.begin()
    #expect(driver.outcome?.kind == "refused")
    #expect(driver.sent.count == 1)
    driver = .ready()
    try driver.begin(.sample(to: "用户@kunde.example"))
    #expect(driver.outcome?.record.reason.contains("SMTPUTF8") == true)
    try driver.begin(nil, "Subject: x\r\n\r\nö\r\n")
    #expect(driver.outcome?.record.reason.contains("8BITMIME") == true)
    try driver.begin()
    driver.server("250 ok")
    #expect(driver.lastSent?.hasPrefix("RCPT") == true, "the connection is still good")
  }

  @Test("SMTPUTF8 and 8BITMIME are asked for when they are needed and offered")
  func international() throws {
    var driver = SessionDriver.ready(offers: ["SMTPUTF8", "8BITMIME", "DSN"])
    try driver.begin(.sample(to: "用户@bücher.example"), "To: <用户@x.example>\r\n\r\nx\r\n")
    #expect(driver.lastSent == "MAIL FROM:<billing@acme.example> BODY=8BITMIME SMTPUTF8 RET=HDRS ENVID=n-42")
    driver.server("250 ok")
    #expect(driver.lastSent == "RCPT TO:<用户@xn--bcher-kva.example> NOTIFY=FAILURE,DELAY")
  }

  @Test(
    "the queue id is read from the usual final replies",
    arguments: [
      ("2.0.0 Ok: queued as 4F2B31E7A2", "4F2B31E7A2"), ("OK id=1qXyz0-0001Ab-2C", "1qXyz0-0001Ab-2C"),
      ("2.0.0 5a1b2c3d Message accepted for delivery", "5a1b2c3d"), ("ok 1690000000 qp 1234", "1234"),
      ("Message Queued (A-B-1)", "A-B-1"), ("2.0.0 <anna@x.example> jK3lAbc+Zz Saved", "jK3lAbc+Zz"), ("Ok", nil),
      ("2.6.0 <m@x> [InternalId=1] Queued mail for delivery", nil),
    ] as [(String, String?)])
  func queueIDs(text: String, expected: String?) {
    #expect(ServerReply(code: 250, lines: [text]).queueID == expected)
  }
}
