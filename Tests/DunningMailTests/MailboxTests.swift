import Testing

@testable import DunningMail

@Suite("Mailboxes and envelopes")
struct MailboxTests {
  @Test(
    "addresses that exist are taken",
    arguments: [
      "a@b.example", "first.last+tag@sub.domain.example", "root@localhost", "o'brien_{x}@b.example",
      "\"a..b\"@b.example",
      "\"a\\\"b\"@b.example", "buchhaltung@bücher.example", "用户@例え.example", "x@xn--bcher-kva.example",
      "Jörg@b.example",
    ])
  func taken(address: String) throws {
    let mailbox = try Mailbox(address: address)
    #expect(mailbox.address == address)
    #expect(mailbox.name == nil)
  }

  @Test(
    "what is no address is refused",
    arguments: [
      "", "a", "@b.example", "a@", "a b@c.example", "a@b c.example", "a..b@c.example", ".a@c.example", "a.@c.example",
      "a@b..example", "a@-b.example", "a@b-.example", "a@b_c.example", "<a@b.example>", "a@b.example>", "a,b@c.example",
      "a@b@c.example", "\"a b\"@c.example", "\"a\"b\"@c.example", "a@[192.0.2.1]", "a\u{202e}b@c.example",
      "a\u{200b}@c.example", "a\u{a0}b@c.example", "a@b.example SIZE=1",
      String(repeating: "a", count: 65) + "@b.example", "a@" + String(repeating: "b", count: 64) + ".example",
      "a@" + String(repeating: "bcd.", count: 64) + "example",
    ])
  func refused(address: String) {
    #expect(throws: MailError.self) { try Mailbox(address: address) }
  }

  @Test("a Unicode domain travels in ASCII, a Unicode local part needs SMTPUTF8")
  func international() throws {
    let domain = try Mailbox(address: "a@Bücher.example")
    #expect(domain.wireAddress == "a@xn--bcher-kva.example")
    #expect(!domain.needsSMTPUTF8)
    #expect(try Mailbox(address: "用户@b.example").needsSMTPUTF8)
  }

  @Test(
    "mailboxes are read as people write them",
    arguments: [
      ("a@b.example", nil), ("<a@b.example>", nil), (" ACME Buchhaltung <a@b.example> ", "ACME Buchhaltung"),
      ("\"ACME, Berlin\" <a@b.example>", "ACME, Berlin"), ("\"A \\\"B\\\"\" <a@b.example>", "A \"B\""),
      ("Müller & Söhne <a@b.example>", "Müller & Söhne"),
    ] as [(String, String?)])
  func parsed(text: String, name: String?) throws {
    let mailbox = try Mailbox(parsing: text)
    #expect(mailbox.address == "a@b.example")
    #expect(mailbox.name == name)
  }

  @Test(
    "two addresses or stray punctuation are refused",
    arguments: [
      "a@b.example, c@d.example", "A, B <a@b.example>", "a@b.example, C <c@d.example>", "A <a@b.example> B",
      "a@b.example>", "\"A <a@b.example>", "A\" <a@b.example>", "<>", "A <>", "\"A\\\" <a@b.example>",
    ])
  func notParsed(text: String) {
    #expect(throws: MailError.self) { try Mailbox(parsing: text) }
  }

  @Test(
    "an envelope id is fit for an ENVID and a file name",
    arguments: ["", ".a", "a/b", "a b", "a:2,S", "ä", "a\n", "../x"])
  func envelopeIDs(id: String) {
    #expect(throws: MailError.self) { try Envelope.sample(id: id) }
    #expect(throws: Never.self) { try Envelope.sample(id: "0f-A_b.1") }
  }

  @Test("a secret shows in no description")
  func secret() {
    let login = SMTPConfiguration.Credentials(user: "u", password: Secret("geheim"))
    var shown = ""
    dump(login, to: &shown)
    #expect(!"\(login) \(String(reflecting: login)) \(shown)".contains("geheim"))
  }
}
