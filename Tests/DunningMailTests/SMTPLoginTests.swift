import Testing

@testable import DunningMail

@Suite("The login of a session")
struct SMTPLoginTests {
  private func session(_ offers: String) -> SessionDriver {
    var setting = SMTPSession.Setting.plain
    setting.isClearPasswordTolerated = true
    setting.credentials = .init(user: "dunning", password: Secret("geheim"))
    return .ready(setting, offers: ["AUTH \(offers)"])
  }

  @Test(
    "a mechanism that is offered and refused is followed by the other one",
    arguments: ["504 5.5.4 unrecognized authentication type", "534 5.7.9 mechanism too weak", "535 5.7.8 no"])
  func another(refusal: String) {
    var driver = session("PLAIN LOGIN")
    #expect(driver.lastSent?.hasPrefix("AUTH PLAIN ") == true)
    driver.server(refusal)
    #expect(driver.lastSent == "AUTH LOGIN" && driver.outcomes.isEmpty)
    driver.server("334 VXNlcm5hbWU6")
    driver.server("334 UGFzc3dvcmQ6")
    driver.server("235 ok")
    #expect(driver.isReady)
  }

  @Test("each mechanism is tried once, and the server's words are told")
  func once() {
    var driver = session("PLAIN LOGIN")
    driver.server("535 5.7.8 Username and Password not accepted")
    driver.server("334 VXNlcm5hbWU6")
    driver.server("334 UGFzc3dvcmQ6")
    driver.server("535 5.7.8 Username and Password not accepted")
    #expect(driver.outcome?.kind == "deferred account" && driver.isClosed && driver.outcomes.count == 1)
    #expect(
      driver.outcome?.record.reason
        == "the server refuses the login: 535 5.7.8 Username and Password not accepted")
    #expect(driver.sent.count { $0.hasPrefix("AUTH") } == 2)
  }

  @Test(
    "a server that hangs up on the second try has refused the login, and is no network trouble",
    arguments: [true, false])
  func hungUp(isSaid: Bool) {
    var driver = session("PLAIN LOGIN")
    driver.server("535 5.7.8 no")
    if isSaid { driver.server("421 4.7.0 too many errors") } else { driver.lost() }
    #expect(driver.outcome?.kind == "deferred account")
    #expect(driver.outcome?.record.reason.contains("535 5.7.8 no") == true)
  }

  @Test("a server that does not take the response with the command gets it after the command")
  func notInitial() {
    var driver = session("PLAIN")
    driver.server("334 ")
    #expect(driver.lastSent == "AGR1bm5pbmcAZ2VoZWlt")
    driver.server("235 ok")
    #expect(driver.isReady)
    var endless = session("PLAIN")
    endless.server("334 ")
    endless.server("334 ")
    #expect(endless.lastSent == "*")
    endless.server("501 5.5.2 cancelled")
    #expect(endless.outcome?.kind == "deferred account" && endless.isClosed)
  }

  @Test(
    "what a server says of a login that is right or not judged yet does not lock it",
    arguments: [
      ("454 4.7.0 Temporary authentication failure", "deferred relay"),
      ("530 5.7.0 Must issue STARTTLS first", "deferred relay"),
      ("451 Authentication failed: Maximum credits exceeded", "deferred account"),
    ])
  func otherwise(reply: String, expected: String) {
    var driver = session("PLAIN")
    driver.server(reply)
    #expect(driver.outcome?.kind == expected)
  }

  @Test(
    "what a server asks for that we do not have is given up, and the mechanism that is left is tried",
    arguments: [
      "250 ok", "501 5.5.2 cancelled", "500 what",
    ])
  func asked(cancelled: String) {
    var driver = session("PLAIN LOGIN")
    driver.server("334 VXNlcm5hbWU6")
    #expect(driver.lastSent == "*" && driver.outcomes.isEmpty)
    driver.server(cancelled)
    #expect(driver.lastSent == "AUTH LOGIN" && driver.outcomes.isEmpty)
    driver.server("334 VXNlcm5hbWU6")
    driver.server("334 UGFzc3dvcmQ6")
    driver.server("235 ok")
    #expect(driver.isReady)
  }

  @Test("where none is left the words say what the server did, and not that it said no")
  func askedAlone() {
    var driver = session("PLAIN")
    driver.server("334 VXNlcm5hbWU6")
    driver.server("250 ok")
    #expect(driver.outcome?.kind == "deferred account" && driver.isClosed)
    #expect(
      driver.outcome?.record.reason
        == "the server asks for something at AUTH PLAIN that this client does not offer: 334 VXNlcm5hbWU6 (Username:)")
    var vague = session("PLAIN")
    vague.server("250 ok")
    #expect(
      vague.outcome?.record.reason == "the server answers AUTH PLAIN with 250 ok, which is neither a yes nor a no")
    // Whoever says in plain words that we may go on has asked for nothing.
    var plain = session("PLAIN")
    plain.server("334 OK, go on")
    #expect(plain.lastSent == "AGR1bm5pbmcAZ2VoZWlt")
  }
}
