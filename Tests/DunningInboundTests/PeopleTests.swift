import Testing

@testable import DunningInbound

/// What people write about goods, cheques and invoices reads like what mail servers write about mail.
@Suite("A person's words, and a machine's")
struct PeopleTests {
  private func kind(_ text: String) -> IncomingMessage.Kind { IncomingMessage(reading: Array(text.utf8)).kind }

  @Test(
    "a subject that mail servers give to reports makes no report of what a person writes",
    arguments: [
      ("Ware nicht zugestellt – Rechnung RE-17", "Die Ware konnte nicht zugestellt werden.\n\neinkauf@laden.example"),
      ("Undelivered goods, invoice RE-17", "The parcel could not be delivered.\n\nbuyer@shop.example"),
      ("Bounced cheque", "My cheque bounced, the account was closed. I will pay on Friday."),
      ("Delivery failed - order 4711", "Your driver did not reach us.\n<tom@private.example>"),
      ("Rejected: 20 chairs", "We rejected them; an error occurred in your warehouse."),
      ("Returned to sender: parcel 7", "550 was the number of the parcel.\n550 5.1.1 is on the label."),
      ("货物被退回,退信通知", "货物因地址错误被退回,我们不会付款。\n\ncaigou@shop.example"),
      ("Mancato recapito della merce", "Non è stato possibile trovare l'indirizzo.\n\nacquisti@negozio.example"),
      ("Pedido no entregado", "El pedido no se pudo entregar.\n\ncompras@tienda.example"),
      ("Colis non distribué", "Le colis n'a pas pu être distribué.\n\nachats@client.example"),
      ("注文品の配信不能", "エラーが発生しました。\n\nkaimono@shop.example"),
    ])
  func dispute(subject: String, body: String) {
    for thread in ["In-Reply-To: <\(Samples.messageID)>", "X-A: b"] {
      let text = """
        From: Jane Doe <jane@shop.example>
        To: ACME <buchhaltung@acme.example>
        Subject: \(subject)
        Content-Type: text/plain; charset=utf-8
        \(thread)

        \(body)
        """
      #expect(kind(text) == .reply)
    }
  }

  @Test("whoever attaches our own letter to a dispute has not become a mail server")
  func attached() {
    let text = """
      From: Jane Doe <jane@shop.example>
      To: buchhaltung@acme.example
      Subject: Goods not delivered
      Content-Type: multipart/mixed; boundary=b

      --b
      Content-Type: text/plain

      The goods were not delivered, see your mail. Please contact our buyer:
      buyer@shop.example

      --b
      Content-Type: message/rfc822

      From: ACME <buchhaltung@acme.example>
      To: jane@shop.example
      Message-ID: <\(Samples.messageID)>

      Please pay.
      --b--
      """
    #expect(kind(text) == .reply)
  }

  @Test(
    "a name that begins like a mail server's is a person's, and so is who answers from such an address",
    arguments: [
      "Ivan <bouncer@club.example>", "SMTP-Service GmbH <smtp-service@firm.example>",
      "System Administrator Jim Beam <jim@firm.example>", "Postmasters Ltd <postmasters@firm.example>",
      "Mail Delivery Ltd <office@mail-delivery.example>", "Dae Mon <daemonic@firm.example>",
      "Post Master <postmaster@tiny.example>",
    ])
  func names(from: String) {
    let text = Samples.answer(
      "X-A: b",
      body: "I do not owe this. The goods were refused, the transfer was rejected by my bank.\njim@firm.example"
    ).replacing("Anna Müller <ap@mueller.example>", with: from)
    #expect(kind(text) == .reply)
  }

  @Test(
    "each sign of a machine makes a report of what reads like one",
    arguments: [
      ("MAILER-DAEMON@mx.example", "X-A: b"), ("postmaster=acme@mx.example", "X-A: b"),
      ("bounce+abc@mx.example", "X-A: b"), ("office@mx.example", "Return-Path: <>"),
      ("office@mx.example", "X-Failed-Recipients: ap@mueller.example"), ("", "X-A: b"),
    ])
  func signs(from: String, header: String) {
    let text = Samples.qmail.replacing(
      "Return-Path: <>\nFrom: MAILER-DAEMON@mx.example", with: "From: \(from)\n\(header)")
    #expect(kind(text) == .bounce)
    // Without a sign the same words are a person's, unless they begin as nobody but a mail server does.
    let unsigned = Samples.qmail.replacing("Return-Path: <>\nFrom: MAILER-DAEMON@", with: "From: office@")
    #expect(kind(unsigned.replacing("Hi. This is", with: "Hello,\n\nlook what came:\n\nHi. This is")) == .reply)
    let message = IncomingMessage(reading: Array(unsigned.utf8))
    #expect(message.kind == .bounce && !message.isReportByMachine)
  }

  @Test(
    "what asks for no automatic answer, or was sent by a program, may still be a person's words",
    arguments: [
      "X-Auto-Response-Suppress: All", "X-Auto-Response-Suppress: OOF, AutoReply", "Auto-Submitted: auto-generated",
      "Precedence: bulk", "Precedence: list", "X-MS-Exchange-Inbox-Rules-Loop: ap@mueller.example",
      "X-Auto-Response-Suppress: All\nAuto-Submitted: auto-generated\nX-Mailer: Zendesk Mailer",
      "Auto-Submitted: auto-generated\nPrecedence: bulk\nX-JIRA-FingerPrint: abc",
    ])
  func ticket(header: String) { #expect(kind(Samples.answer(header)) == .reply) }

  @Test(
    "a weak mark beside a second sign is a machine's",
    arguments: [
      ("X-Auto-Response-Suppress: All", "Automatická odpověď: Upomínka"), ("Precedence: bulk", "Otomatik Yanıt: Ödeme"),
      ("X-Auto-Response-Suppress: DR", "자동 회신: 결제 알림"), ("Auto-Submitted: auto-generated", "AUTO: Max ist ausser Haus"),
      ("X-Auto-Response-Suppress: All", "[Request received] Payment reminder"),
      ("Auto-Submitted: auto-generated\nReturn-Path: <>", "Ihre Nachricht"),
      ("X-Auto-Response-Suppress: All\nX-MS-Exchange-Generated-Message-Source: Mailbox Rules Agent", "Ferie"),
    ])
  func second(header: String, subject: String) { #expect(kind(Samples.answer(header, subject: subject)) == .autoReply) }

  @Test("a weak mark in a mail that is about nothing of ours is a program's, and nobody has to read it")
  func newsletter() {
    let text = "From: news@shop.example\nSubject: Black Friday\nPrecedence: bulk\nMessage-ID: <a@b>\n\nBuy now."
    #expect(kind(text) == .unknown)
  }
}
