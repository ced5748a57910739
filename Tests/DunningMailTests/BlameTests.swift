import Testing

@testable import DunningMail

@Suite("Whom a no is about")
struct BlameTests {
  /// What a server answered, as it is known from its documentation or from a report of somebody who met it.
  struct Sample: Sendable, CustomTestStringConvertible {
    let words: String
    let outcome: String

    init(_ words: String, _ outcome: String) { (self.words, self.outcome) = (words, outcome) }

    var testDescription: String { words }
  }

  /// About us: nothing of a recipient is known by it, and a notice must not fail for it.
  static let aboutUs = [
    // The account: what it may send, and whether it may.
    Sample("550 5.4.5 Daily user sending quota exceeded. o65sm25351206pga.71 - gsmtp", "deferred account"),
    Sample("550 5.4.5 Daily SMTP relay sending limit exceeded for customer", "deferred account"),
    Sample("550-5.7.1 Daily SMTP relay limit exceeded for customer. For more information on", "deferred account"),
    Sample("550 5.7.705 Access denied, tenant has exceeded threshold", "deferred account"),
    Sample("550 5.7.708 Service unavailable. Access denied, traffic not accepted from this IP", "deferred account"),
    Sample("550 5.7.501 Access denied, spam abuse detected", "deferred account"),
    Sample("550 5.1.90 Your message can't be sent because you've reached your daily limit", "deferred account"),
    Sample("552 Your account has been suspended. Please contact us to reactivate", "deferred account"),
    Sample("525 5.7.13 User account disabled", "deferred account"),
    Sample("550 5.7.1 Your SMTP account is not yet activated", "deferred account"),
    Sample("554 Sending paused for this account", "deferred account"),
    Sample("550 Domain acme.example has an outgoing mail suspension. Message discarded.", "deferred account"),
    Sample(
      "550 acme.example has exceeded the max defers and failures per hour (5/5 (100%)) allowed.", "deferred account"),
    Sample("550 5.7.28 Mail flood detected", "deferred account"),
    Sample("451 Maximum credits exceeded", "deferred account"),
    Sample("454 Throttling failure: Daily message quota exceeded", "deferred account"),
    Sample("550 Sender frequency limited", "deferred account"),
    Sample(
      "554 Access denied: User `arn:aws:iam::1:user/x' is not authorized to perform `ses:SendRawEmail'",
      "deferred account"),
    // The sender of these notices.
    Sample("550 5.2.252 SendAsDenied; billing@acme.example not allowed to send as ar@acme.example", "deferred sender"),
    Sample("550 5.7.60 SMTP; Client does not have permissions to send as this sender", "deferred sender"),
    Sample("550 5.7.26 Unauthenticated email from acme.example is not accepted due to DMARC policy", "deferred sender"),
    Sample("550 5.7.23 <anna@kunde.example>: Recipient address rejected: SPF fail - not authorized", "deferred sender"),
    Sample("550 5.7.1 Email rejected per DMARC policy for acme.example", "deferred sender"),
    Sample("550 SPF check failed for acme.example", "deferred sender"),
    Sample("550 5.1.8 Access denied, bad outbound sender", "deferred sender"),
    Sample("450 4.1.8 <billing@acme.example>: Sender address rejected: Domain not found", "deferred sender"),
    Sample("550 5.1.0 <billing@acme.example> sender rejected: verify failed", "deferred sender"),
    Sample(
      "554 Message rejected: Email address is not verified. The following identities failed the check in region",
      "deferred sender"),
    Sample(
      "550 The from address does not match a verified Sender Identity. Mail cannot be sent until", "deferred sender"),
    Sample("553 5.7.1 <billing@acme.example>: Sender address rejected: not owned by user acme", "deferred sender"),
    Sample("550 5.7.515 Access denied, sending domain does not meet the required authentication", "deferred sender"),
    // The relay and this machine as its client.
    Sample("504 5.5.2 <vm>: Helo command rejected: need fully-qualified hostname", "deferred relay"),
    Sample("450 4.7.1 <vm>: Helo command rejected: Host not found", "deferred relay"),
    Sample("550 5.7.506 Access denied, bad HELO", "deferred relay"),
    Sample("554 5.7.1 Service unavailable; Client host [192.0.2.1] blocked using zen.spamhaus.org", "deferred relay"),
    Sample("550 5.7.1 Service unavailable; client blocked", "deferred relay"),
    Sample("550 5.7.1 Client rejected: see https://postmaster.example/", "deferred relay"),
    Sample("554 5.7.1 Client [192.0.2.1] is listed, see the support page", "deferred relay"),
    Sample("550 5.7.1 Mail from your server is blocked by our block-list", "deferred relay"),
    Sample("554 Your mail server has a poor reputation", "deferred relay"),
    Sample("550 5.7.606 Access denied, banned sending IP [192.0.2.1]", "deferred relay"),
    Sample("550 5.7.25 The IP address sending this message does not have a PTR record setup", "deferred relay"),
    Sample("450 4.7.1 Client host rejected: cannot find your reverse hostname, [192.0.2.1]", "deferred relay"),
    Sample("421 4.7.0 [192.0.2.1] Our system has detected an unusual rate", "deferred connection"),
    Sample("550 Unauthenticated senders not allowed", "deferred relay"),
    Sample("550 5.7.1 Client was not authenticated", "deferred relay"),
    Sample("530 5.7.57 Client not authenticated to send mail", "deferred relay"),
    Sample("550 5.7.64 TenantAttribution; Relay Access Denied", "deferred relay"),
    Sample("554 5.7.1 <anna@kunde.example>: Relay access denied", "deferred relay"),
    Sample("521 5.3.2 host does not accept mail", "deferred relay"),
    Sample("555 5.5.4 Unsupported option: NOTIFY=FAILURE,DELAY", "deferred relay"),
    Sample("454 4.7.0 Throttling failure: Maximum sending rate exceeded", "deferred relay"),
    Sample("450 4.2.1 Peak SMTP relay limit exceeded for customer", "deferred relay"),
    Sample("451 4.4.2 Timeout waiting for data from client", "deferred connection"),
  ]

  /// About the recipient, or about this very message.
  static let aboutThem = [
    Sample("550 5.1.1 <anna@kunde.example>: Recipient address rejected: User unknown", "refused"),
    Sample("550-5.1.1 The email account that you tried to reach does not exist.", "refused"),
    Sample("550 5.2.1 The email account that you tried to reach is disabled.", "refused"),
    Sample("552 5.2.2 The email account that you tried to reach is over quota", "refused"),
    Sample("552 mailbox full: user is over quota", "refused"),
    Sample("550 5.4.1 Recipient address rejected: Access denied", "refused"),
    Sample("550 5.7.1 Your message to anna was rejected: she does not take mail from outside", "refused"),
    Sample("550 5.7.133 the group only takes mail from people in its organization", "refused"),
    Sample("554 5.7.1 Message rejected as spam", "refused"),
    Sample("554 5.7.1 message contains a URL listed by SURBL", "refused"),
    Sample("552 5.3.4 Message size exceeds fixed limit", "refused"),
    Sample("501 5.1.3 bad recipient address syntax", "refused"),
    Sample("556 5.1.10 recipient address has a null MX", "refused"),
    Sample("550 5.5.0 Requested action not taken: mailbox unavailable", "refused"),
    Sample("550 User suspended", "refused"),
    Sample("550 mailbox unavailable", "refused"),
    Sample("450 4.2.0 <anna@kunde.example>: Recipient address rejected: Greylisted", "deferred message"),
    Sample("452 4.2.2 over quota", "deferred message"),
    Sample("450 4.2.1 The user you are trying to contact is receiving mail too quickly", "deferred message"),
    Sample("450 4.1.1 <anna@kunde.example>: Recipient address rejected: unverified address", "deferred message"),
    Sample("451 4.3.0 try again later", "deferred message"),
    Sample("450 the recipient has exceeded what it takes per hour", "deferred message"),
  ]

  private static let verbs = ["RCPT", "DATA", "."]

  /// What becomes of a message when the server says this to a verb.
  static func outcome(of words: String, to verb: String) throws -> MailOutcome {
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
    driver.server(words)
    // A reply whose first line is followed by more.
    if words.dropFirst(3).first == "-" { driver.server("\(words.prefix(3)) see the manual") }
    return try #require(driver.outcome)
  }

  @Test("a no about us fails no notice, at whatever verb it comes", arguments: aboutUs, verbs)
  func us(sample: Sample, verb: String) throws {
    let outcome = try Self.outcome(of: sample.words, to: verb)
    // 421 as the answer to the dot is an answer: the message was not taken.
    let expected = sample.words.hasPrefix("421") && verb == "." ? "deferred message" : sample.outcome
    #expect(outcome.kind == expected)
  }

  @Test("the same at MAIL", arguments: aboutUs)
  func usAtMail(sample: Sample) throws {
    let outcome = try Self.outcome(of: sample.words, to: "MAIL")
    #expect(outcome.kind == sample.outcome)
  }

  @Test("a no about the recipient is theirs", arguments: aboutThem, ["RCPT", "."])
  func them(sample: Sample, verb: String) throws {
    #expect(try Self.outcome(of: sample.words, to: verb).kind == sample.outcome)
  }
}
