@testable import DunningMail

/// Plays the server and the caller to a session, and remembers what the session did.
struct SessionDriver {
  private(set) var session: SMTPSession
  /// The lines of each write.
  private(set) var writes: [[String]] = []
  private(set) var outcomes: [MailOutcome] = []
  private(set) var withdrawn: MailOutcome?
  private(set) var isReady = false
  private(set) var isDotDue = false
  private(set) var bodiesSent = 0
  private(set) var isTLSStarted = false
  private(set) var isClosed = false

  init(_ setting: SMTPSession.Setting = .plain, token: String? = nil) {
    session = SMTPSession(setting)
    session.token = token.map { Secret($0) }
  }

  /// A session that has passed its greeting.
  static func ready(
    _ setting: SMTPSession.Setting = .plain, offers: [String] = [], token: String? = nil
  ) -> SessionDriver {
    var driver = SessionDriver(setting, token: token)
    driver.server("220 mx.example ESMTP")
    driver.server(ehlo: offers)
    return driver
  }

  /// A session that waits for permission to send the final dot.
  static func atDot(_ setting: SMTPSession.Setting = .plain, offers: [String] = []) throws -> SessionDriver {
    var driver = ready(setting, offers: offers)
    try driver.begin()
    driver.server("250 ok")
    driver.server("250 ok")
    driver.server("354 go")
    driver.bodySent()
    return driver
  }

  var outcome: MailOutcome? { outcomes.last }
  var isBodySent: Bool { bodiesSent > 0 }
  var sent: [String] { writes.flatMap(\.self) }
  var lastSent: String? { sent.last }

  mutating func server(_ lines: String...) { receive(lines.map { $0 + "\r\n" }.joined()) }

  mutating func server(ehlo offers: [String]) {
    let lines = ["mx.example"] + offers
    receive(lines.enumerated().map { "250\($0 == lines.count - 1 ? " " : "-")\($1)\r\n" }.joined())
  }

  mutating func receive(_ raw: String) { note(session.received(raw.utf8)) }

  mutating func begin(_ envelope: Envelope? = nil, _ message: String = "Subject: x\r\n\r\nhello\r\n") throws {
    let message = try OutgoingMessage(Array(message.utf8))
    note(session.begin(SMTPMail(message: message, envelope: try envelope ?? .sample())))
  }

  mutating func bodySent() { note(session.bodySent()) }

  /// Lets the dot leave, with the envelope of another message if one is named.
  mutating func permitDot(then next: Envelope? = nil, _ message: String = "Subject: x\r\n\r\nhello\r\n") throws {
    let next = try next.map { SMTPMail(message: try OutgoingMessage(Array(message.utf8)), envelope: $0) }
    note(session.permitDot(then: next))
  }

  mutating func withdraw(_ error: any Error) { note(session.withdraw(error)) }
  mutating func abandon(_ error: any Error) { note(session.abandon(error)) }
  mutating func lost() { note(session.lost("the server closed the connection")) }
  mutating func timedOut() { note(session.timedOut()) }

  private mutating func note(_ actions: [SMTPSession.Action]) {
    for action in actions {
      switch action {
      case .send(let bytes):
        let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\r\n", omittingEmptySubsequences: false)
        writes.append(lines.dropLast().map(String.init))
      case .startTLS: isTLSStarted = true
      case .sendBody: bodiesSent += 1
      case .report(.ready): isReady = true
      case .report(.dotIsDue): isDotDue = true
      case .report(.finished(let outcome)): outcomes.append(outcome)
      case .report(.withdrawn(let outcome)): withdrawn = outcome
      case .close: isClosed = true
      }
    }
  }
}

extension SMTPSession.Setting {
  /// SMTP without TLS.
  static var plain: Self {
    var setting = Self()
    setting.encryption = .none
    setting.ehloName = "client.example"
    setting.peer = "mx.example:25"
    return setting
  }

  /// LMTP without TLS.
  static var lmtp: Self {
    var setting = plain
    setting.dialect = .lmtp
    return setting
  }
}

extension Envelope {
  static func sample(
    from sender: String? = "billing@acme.example", to recipient: String = "anna@kunde.example", id: String = "n-42",
    notify: Notify = [.failure, .delay]
  ) throws -> Envelope {
    let sender = try sender.map { try Mailbox(address: $0) }
    return try Envelope(sender: sender, recipient: Mailbox(address: recipient), id: id, notify: notify)
  }
}

extension MailOutcome {
  /// The case's name, with whom a deferral concerns.
  var kind: String {
    switch self {
    case .accepted: "accepted"
    case .deferred(_, let deferral): "deferred \(deferral.rawValue)"
    case .refused: "refused"
    case .inDoubt: "in doubt"
    case .abandoned: "abandoned"
    }
  }
}
