import Testing

@testable import DunningMail

@Suite("A server that offers DSN and takes none of its parameters")
struct SMTPParametersTests {
  static let refusals = [
    "555 5.5.4 Unsupported option: NOTIFY", "501 5.5.4 bad parameter", "504 5.5.4 not implemented", "501 syntax error",
  ]

  @Test("the transaction is set anew without them", arguments: refusals, ["MAIL", "RCPT"])
  func again(refusal: String, verb: String) throws {
    var driver = SessionDriver.ready(offers: ["DSN", "SIZE"])
    try driver.begin()
    if verb == "RCPT" { driver.server("250 ok") }
    driver.server(refusal)
    #expect(driver.lastSent == "RSET" && driver.outcomes.isEmpty)
    driver.server("250 ok")
    #expect(driver.lastSent == "MAIL FROM:<billing@acme.example> SIZE=21")
    driver.server("250 ok")
    #expect(driver.lastSent == "RCPT TO:<anna@kunde.example>")
    driver.server("250 ok")
    driver.server("354 go")
    #expect(driver.isBodySent && driver.outcomes.isEmpty)
  }

  @Test("so it is in a group, whose other answers are heard first")
  func group() throws {
    var driver = SessionDriver.ready(offers: ["DSN", "PIPELINING"])
    try driver.begin()
    driver.server("250 ok", "555 5.5.4 what", "554 5.5.1 no valid recipients")
    #expect(
      driver.writes.last == [
        "RSET", "MAIL FROM:<billing@acme.example>", "RCPT TO:<anna@kunde.example>", "DATA",
      ])
    driver.server("250 ok", "250 ok", "250 ok", "354 go")
    #expect(driver.isBodySent && driver.outcomes.isEmpty)
    // The next message over this connection does not ask again.
    driver.bodySent()
    try driver.permitDot()
    driver.server("250 ok")
    try driver.begin(.sample(id: "n-43"))
    #expect(driver.writes.last?.first == "MAIL FROM:<billing@acme.example>")
  }

  @Test("a server that refuses the plain lines as well is believed, and asked no third time")
  func believed() throws {
    var driver = SessionDriver.ready(offers: ["DSN"])
    try driver.begin()
    driver.server("250 ok")
    driver.server("501 5.1.3 bad recipient address syntax")
    #expect(driver.outcome?.kind == "refused")
    try driver.begin()
    driver.server("250 ok")
    driver.server("250 ok")
    driver.server("555 5.5.4 what")
    driver.server("250 ok")
    driver.server("250 ok")
    driver.server("555 5.5.4 what")
    #expect(driver.outcome?.kind == "deferred relay" && driver.outcomes.count == 2)
  }
}
