import Testing

@testable import DunningInbound

@Suite("What a message that came in is")
struct ReadingTests {
  private func read(_ text: String) -> IncomingMessage { IncomingMessage(reading: Array(text.utf8)) }

  @Test("a delivery report is read with its recipient, its reason and its ties")
  func report() throws {
    let message = read(Samples.report(action: "failed", status: "5.1.1", diagnostic: "550 5.1.1 no such user"))
    #expect(message.kind == .bounce && message.isAddressDead)
    let recipient = try #require(message.recipients.first)
    #expect(message.recipients.count == 1)
    #expect(recipient.address == "ap+invoices@mueller.example" && recipient.status == "5.1.1")
    #expect(recipient.diagnostic == "550 5.1.1 no such user" && recipient.cause == .address)
    #expect(message.ties.envelopeIDs == ["dn.00112233445566778899aabbccddeeff"])
    #expect(message.ties.returned == [Samples.messageID] && message.ties.numbers == ["n7"])
  }

  @Test(
    "the action of a report decides its kind",
    arguments: [
      ("failed", "5.0.0", IncomingMessage.Kind.bounce), ("Failure", "4.4.7", .bounce), ("delayed", "4.4.1", .delay),
      ("delivered", "2.0.0", .delivered), ("relayed", "2.0.0", .relayed), ("expanded", "2.0.0", .relayed),
      ("", "5.1.1", .bounce), ("", "4.2.2", .delay),
    ])
  func action(word: String, status: String, kind: IncomingMessage.Kind) {
    #expect(read(Samples.report(action: word, status: status, diagnostic: "-")).kind == kind)
  }

  @Test(
    "a report under a wrong media type is read all the same",
    arguments: [
      ("text/plain", "multipart/report; boundary=b"), ("message/global-delivery-status", "multipart/mixed; boundary=b"),
      ("application/octet-stream", "multipart/mixed; boundary=b"),
      ("text/delivery-status", "multipart/report; boundary=b"),
    ])
  func mislabelled(type: String, whole: String) {
    let text = Samples.report(
      action: "failed", status: "5.1.1", diagnostic: "550 no", type: type, contentType: whole)
    let message = read(text)
    #expect(message.kind == .bounce && message.recipients.map(\.address) == ["ap+invoices@mueller.example"])
  }

  @Test(
    "a server's prose is read in several languages and dialects",
    arguments: [
      (Samples.qmail, FailureCause.address), (Samples.germanFull, .mailbox), (Samples.chinese, .address),
    ])
  func prose(text: String, cause: FailureCause) {
    let message = read(text)
    #expect(message.kind == .bounce)
    #expect(message.recipients.map(\.address) == ["ap@mueller.example"])
    #expect(message.recipients.first?.cause == cause)
    #expect(message.ties.returned == [Samples.messageID])
  }

  @Test("a warning that it goes on being tried is a delay and kills no address")
  func delay() {
    let message = read(Samples.eximDelay)
    #expect(message.kind == .delay && !message.isAddressDead)
    #expect(message.recipients.map(\.address) == ["ap@mueller.example"])
  }

  @Test("a complaint is read with who complained and about what; a report about authentication is none")
  func complaint() {
    let message = read(Samples.complaint)
    #expect(message.kind == .complaint && message.recipients.map(\.address) == ["ap@mueller.example"])
    #expect(message.ties.returned == [Samples.messageID])
    let other = Samples.complaint.replacing("Feedback-Type: abuse", with: "Feedback-Type: auth-failure")
    #expect(read(other).kind == .unknown)
  }

  @Test(
    "a machine's answer is told from a person's by its header",
    arguments: [
      "Auto-Submitted: auto-replied", "X-Autoreply: yes", "Precedence: auto_reply", "X-Autorespond: Reminder",
      "Return-Path: <>\nX-Vacation: 1",
    ])
  func autoReply(header: String) { #expect(read(Samples.answer(header)).kind == .autoReply) }

  @Test(
    "the subject habits of absence notes count in several languages, beside a sign and never alone",
    arguments: [
      "Automatische Antwort: Mahnung", "Out of office: Reminder", "Réponse automatique : Rappel", "自动回复: 付款提醒",
      "Automatic reply: Reminder", "Respuesta automática: Aviso",
    ])
  func absence(subject: String) {
    for sign in ["Return-Path: <>", "Precedence: bulk", "X-Auto-Response-Suppress: DR, RN"] {
      #expect(read(Samples.answer(sign, subject: subject)).kind == .autoReply)
    }
    #expect(read(Samples.answer("X-A: b", subject: subject)).kind == .reply)
  }

  @Test(
    "a person's mail is no bounce, whatever it quotes",
    arguments: [
      ("Re: Reminder", "I have paid on Monday."),
      (
        "Re: Undelivered Mail Returned to Sender",
        "Hello, you wrote: your message could not be delivered to a@b.example"
      ),
      ("Fwd: failure notice", "> <ap@mueller.example>:\n> 550 5.1.1 user unknown\n\nThis came back. What now?"),
      ("Out of stock", "550 5.1.1 user unknown is what I get when I write to you at info@acme.example"),
      ("Absence de livraison, facture RE-3", "Rien n'est arrivé."),
      ("Mailbox full", "Sorry that I answer late, my mailbox was full and I was unable to deliver the parcel."),
      ("AW: Mahnung", "Die Rechnung konnte nicht zugestellt werden, der Empfänger ap@mueller.example ist unbekannt."),
    ])
  func person(subject: String, body: String) {
    let message = read(Samples.answer("X-A: b", subject: subject, body: body))
    #expect(message.kind == .reply && message.recipients.isEmpty)
    #expect(message.ties.answered == [Samples.messageID, "older@acme.example"])
    #expect(message.from == "ap@mueller.example" && message.subject == subject)
  }

  @Test("what stands behind the plus of the address it came to is a tie")
  func addressTag() {
    let text = Samples.answer("X-A: b").replacing(
      "To: buchhaltung@acme.example", with: "To: <bounces+dn.00112233445566778899aabbccddeeff@acme.example>")
    #expect(read(text).ties.addressTags == ["dn.00112233445566778899aabbccddeeff"])
  }

  @Test("a mailing list's mail and a newsletter are nobody's reply")
  func bulk() { #expect(read(Samples.answer("List-Id: <a.example>")).kind == .unknown) }
}
