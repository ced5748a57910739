/// Whom a no of a server is about. A no about us says nothing of a recipient: no notice may fail for it.
///
/// A rule hits by the enhanced status or by words, and the first that hits decides; what no rule knows is about the
/// recipient or the message. Some servers say about us what others say about recipients, so statuses that name a mailbox
/// come first, and words last.
///
/// - Source: RFC 5321 4.2, RFC 3463 3, RFC 4954 6, RFC 5248, RFC 7372, RFC 7504; Microsoft, "Email non-delivery reports and
///   SMTP errors in Exchange Online"; Google, "Gmail SMTP errors and codes"; Amazon, "SMTP response codes returned by Amazon
///   SES"; Postfix, "SMTP relay and access control"; and what their users and those of SendGrid, Brevo and cPanel have
///   reported.
enum Blame {
  /// What a server said no to.
  enum Stage {
    case login
    case mail
    case recipient
    case data
    case dot
  }

  /// Whom the reply concerns; nil: the recipient or the message, for good.
  static func deferral(_ reply: ServerReply, at stage: Stage) -> MailOutcome.Deferral? {
    if let known = byStatus(reply) ?? byCode(reply, at: stage) ?? byWords(reply) ?? bySize(reply, at: stage) {
      switch known {
      case .us(let deferral): return deferral
      case .them: return reply.isTransient ? .message : nil
      }
    }
    if stage == .login { return reply.isTransient ? .relay : .account }
    if reply.isTransient { return .message }
    // Whatever is wrong with MAIL, it has named no recipient yet.
    return stage == .mail ? .sender : nil
  }

  /// What a rule knows.
  private enum Verdict {
    case us(MailOutcome.Deferral)
    case them
  }

  // MARK: - Enhanced statuses

  /// By subject and detail; the class says only whether it may pass.
  private static let statuses: [String: Verdict] = {
    var table: [String: Verdict] = [:]
    for (verdict, details) in [
      // The connection is no longer any good.
      (.us(.connection), "4.2"),
      // The sender's address or domain: its syntax, its existence, its right to send, what vouches for it.
      (.us(.sender), "1.7 1.8 2.252 7.20 7.21 7.22 7.23 7.24 7.26 7.27 7.29 7.60 7.509 7.515"),
      // What our account may send, and whether it may.
      (
        .us(.account),
        "1.90 7.8 7.9 7.13 7.28 7.232 7.233 7.501 7.502 7.503 7.700 7.701 7.702 7.705 7.708 7.750"
      ),
      // This machine as a client: its name, its address, its encryption, its login.
      (.us(.relay), "3.2 7.10 7.11 7.14 7.25 7.30 7.57 7.64 7.506 7.508 7.511"),
      // A mailbox, a domain or a message. A server that limits a recipient says it by 2.1 (Gmail).
      (.them, "1.1 1.2 1.3 1.4 1.6 1.10 2.1 2.2 2.3 2.4 3.4 4.1 4.6 4.14 7.124 7.133 7.134 7.135 7.136 7.703"),
    ] as [(Verdict, String)] {
      for detail in details.split(separator: " ") { table[String(detail)] = verdict }
    }
    return table
  }()

  private static func byStatus(_ reply: ServerReply) -> Verdict? {
    guard let status = reply.enhancedStatus else { return nil }
    let detail = String(status.dropFirst(2))
    // Google's daily limit; as a transient it is what the RFC says, a network that is too busy.
    if detail == "4.5" { return .us(reply.isPermanent ? .account : .relay) }
    // Microsoft's block list of sending addresses.
    if detail.hasPrefix("7."), let number = Int(detail.dropFirst(2)), (606...649).contains(number) {
      return .us(.relay)
    }
    // It names a mailbox, but Google says so of what its relay takes from us as well.
    if detail == "2.1", text(reply).contains("relay limit") { return .us(.relay) }
    return statuses[detail]
  }

  // MARK: - Codes

  /// By what the RFCs reserve a code for. After the dot the codes that blame a command mean nothing.
  private static func byCode(_ reply: ServerReply, at stage: Stage) -> Verdict? {
    switch reply.code {
    case 525: .us(.account)
    case 521, 530, 538, 555: .us(.relay)
    case 432, 534, 535: .us(.account)
    case 454: hits(limits, text(reply)) ? .us(.account) : .us(.relay)
    case 500, 502, 503, 504: stage == .login && reply.code == 504 ? .us(.account) : .us(.relay)
    case 501: reply.enhancedStatus?.hasPrefix("5.1.") == true ? nil : .us(.relay)
    case 556: .them
    default: nil
    }
  }

  /// What MAIL announces is the size (RFC 1870 6.1).
  private static func bySize(_ reply: ServerReply, at stage: Stage) -> Verdict? {
    reply.code == 552 && stage == .mail ? .them : nil
  }

  // MARK: - Words

  /// Words of which each group must have one, and none of those that speak of something else.
  private struct Words {
    let verdict: Verdict
    let groups: [[String]]
    var never: [String] = []

    init(_ verdict: Verdict, _ groups: [String]..., never: [String] = []) {
      (self.verdict, self.groups, self.never) = (verdict, groups, never)
    }

    func hit(_ text: String) -> Bool {
      groups.allSatisfy { $0.contains { text.contains($0) } } && !never.contains { text.contains($0) }
    }
  }

  /// A limit of what we may send.
  private static let limits = [
    Words(
      .us(.account), ["exceed", "reached", "limited", "over "],
      [
        "sending", "daily", "per day", "hourly", "per hour", "monthly", "outbound", "relay limit", "credits", "tenant",
        "message quota", "frequency", "sends per",
      ],
      // A recipient has limits of its own, and a rate passes by itself.
      never: ["mailbox", "this recipient", "the recipient", "recipient has", "this user", "peak ", "sending rate"])
  ]

  private static let words: [Words] =
    [
      // A URL or an attachment in the letter stands on a list, not this machine.
      Words(.them, ["surbl", "uribl", "a url ", "an url ", "the url ", "a link "])
    ] + limits + [
      Words(
        .us(.account),
        [
          "your account", "this account", "sending account", "sender account", "smtp account", "account is paused",
          "sending paused", "outgoing mail", "your subscription", "your service",
        ],
        [
          "suspen", "disabled", "deactivat", "locked", "blocked", "paused", "not active", "not yet activ", "inactive",
          "terminated", "expired", "restricted", "closed", "unpaid",
        ]),
      Words(.us(.account), ["not authorized to perform", "not authorised to send", "not authorized to send email"]),
      // The sender, as it is called when a relay does not want it.
      Words(
        .us(.sender), ["sendasdenied", "send as this sender", "not owned by user", "sender identity", "purported"]),
      Words(
        .us(.sender),
        [
          "sender", "from address", "mail from", "envelope from", "return path", "email address", "identities",
          "identity",
        ],
        ["not verified", "unverified", "not allowed to send", "verify failed", "does not match a verified"],
        never: ["recipient", "unauthenticated sender"]),
      Words(
        .us(.sender),
        [
          "sender address rejected", "sender rejected", "sender denied", "sender domain", "invalid sender",
          "bad sender", "sender is not allowed", "domain of sender",
        ], never: ["unauthenticated sender"]),
      Words(
        .us(.sender), ["dmarc", "dkim", "spf "], ["fail", "reject", "polic", "not pass", "not authoriz", "unauth"]),
      // What a relay has against its client.
      Words(
        .us(.relay), ["helo", "ehlo"], ["reject", "invalid", "bad ", "denied", "refused", "not accepted", "must"]),
      Words(.us(.relay), ["fully-qualified hostname", "fully qualified hostname"]),
      Words(
        .us(.relay), ["client host", "client blocked", "client rejected", "client denied", "client refused"],
        ["reject", "block", "denied", "refused"]),
      Words(
        .us(.relay), ["client [", "client (", "client was", "client is", "client has", "client ip", "client address"],
        ["reject", "block", "denied", "refused", "banned", "listed"], never: ["mail client", "email client"]),
      Words(.us(.relay), ["reverse dns", "ptr record", "rdns", "reverse lookup", "reverse hostname", "your hostname"]),
      Words(
        .us(.relay),
        [
          "blacklist", "black list", "black-list", "blocklist", "block list", "block-list", "blocked using", "denylist",
          "deny list", "dnsbl", "dnsrbl", " rbl", "spamhaus", "spamcop", "barracudacentral", "barracuda reputation",
          "sorbs", "uceprotect", "poor reputation", "bad reputation", "low reputation",
        ]),
      Words(
        .us(.relay),
        [
          "your ip", "sending ip", "ip address", "from this ip", "from ip", "your network", "your host", "your server",
          "your mail server", "sending server", "sending host", "connecting host", "connecting ip", "this host",
        ],
        ["block", "reject", "banned", "denied", "not allowed", "not accepted", "reputation", "refused", "limited"]),
      Words(
        .us(.relay),
        [
          "not authenticated", "unauthenticated sender", "authentication required", "authentication is required",
          "authenticate first", "must authenticate", "requires authentication",
        ]),
      Words(.us(.relay), ["starttls", "tls", "encryption"], ["must issue", "required", "requires", "necessary"]),
      Words(.us(.relay), ["not allowed to connect", "too many connections", "frequency limited"]),
      Words(
        .us(.relay), ["relay"],
        [
          "denied", "not permit", "not allow", "prohibit", "unable", "access", "deny", "limit",
          "refuse", "cannot", "relaying",
        ]),
    ]

  private static func byWords(_ reply: ServerReply) -> Verdict? {
    let text = text(reply)
    // Postfix puts this before whatever it has against a recipient; what a policy server has against us has its status.
    if text.contains("recipient address rejected"), !text.contains("helo") { return .them }
    return words.first { $0.hit(text) }?.verdict
  }

  private static func hits(_ rules: [Words], _ text: String) -> Bool { rules.contains { $0.hit(text) } }

  private static func text(_ reply: ServerReply) -> String { reply.text.lowercased() }
}
