import Testing

@testable import DunningInbound

@Suite("Why a message did not arrive")
struct CauseTests {
  @Test(
    "an address that is gone is told from a full mailbox and from a block",
    arguments: [
      ("5.1.1", "550 5.1.1 <a@b.example>: Recipient address rejected: User unknown", FailureCause.address),
      ("5.1.10", "550 5.1.10 RESOLVER.ADR.RecipientNotFound", .address), ("5.1.2", "Host unknown", .address),
      ("5.4.4", "Host or domain name not found", .address), ("5.4.4", "Host not found, try again", .route),
      ("5.4.1", "550 5.4.1 Recipient address rejected: Access denied", .address),
      ("5.2.2", "552 5.2.2 mailbox full", .mailbox), ("5.1.1", "550 5.1.1 over quota", .mailbox),
      ("5.2.1", "550 5.2.1 account disabled", .mailbox), ("5.2.1", "550 5.2.1 user unknown", .address),
      ("5.7.1", "554 5.7.1 blocked using zen.spamhaus.example", .policy), ("5.7.1", "550 relay access denied", .policy),
      ("5.7.1", "550 5.7.1 no such user", .address), ("5.7.26", "550 unauthenticated mail", .policy),
      ("5.1.8", "550 5.1.8 sender address rejected", .policy), ("5.3.4", "message too large", .content),
      ("4.4.7", "delivery time expired", .route), ("5.4.6", "too many hops", .route),
      ("5.1.3", "553 http://www.blocklist.example/query/bl?ip=192.0.2.2 your server is listed", .policy),
      ("5.1.1", "550 5.1.1 <a@b.example> - 192.0.2.2 has sent to too many recipients this hour", .policy),
      ("5.1.1", "550 5.1.1 you have exceeded your daily sending quota", .policy),
      ("5.4.4", "Sorry, I couldn't find a mail exchanger or IP address. (#5.4.4)", .address),
      ("5.4.4", "mx.b.example: malformed or unexpected name server reply", .route),
      ("4.4.3", "malformed DNS answer", .route), ("5.6.0", "550 5.6.0 malformed message", .content),
      ("5.1.3", "553 5.1.3 invalid address syntax", .address),
      ("5.1.1", "550 5.1.1 no such user, see https://support.example/spam/blocked.html", .address),
    ])
  func cause(status: String, words: String, cause: FailureCause) {
    #expect(FailureCause(status: status, diagnostic: words) == cause)
  }

  @Test("without a code the words decide, and without either nothing is claimed")
  func words() {
    #expect(FailureCause(status: nil, diagnostic: "Empfänger unbekannt") == .address)
    #expect(FailureCause(status: nil, diagnostic: "Postfach ist voll") == .mailbox)
    #expect(FailureCause(status: nil, diagnostic: "Entschuldigung") == .unstated)
    #expect(FailureCause(status: "5.0.0", diagnostic: "") == .unstated)
  }

  @Test(
    "codes are found in sentences, and numbers that are none are not",
    arguments: [
      ("550-5.1.1 no", "5.1.1"), ("(#5.1.1)", "5.1.1"), ("at 192.5.1.1 or 5.1.1.7", nil), ("version 15.1.1", nil),
      ("4.7.650 later", "4.7.650"), ("5.1", nil),
    ] as [(String, String?)])
  func code(text: String, code: String?) { #expect(EnhancedStatus.first(in: text) == code) }

  @Test("a temporary failure kills no address")
  func temporary() {
    let recipient = ReportedRecipient(
      address: "a@b.example", action: .failed, status: "4.1.1", diagnostic: "unknown user")
    #expect(recipient.cause == .address && !recipient.isPermanent)
  }
}
