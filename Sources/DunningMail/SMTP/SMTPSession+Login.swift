/// The login, by password or by token.
///
/// - Source: RFC 4954 (AUTH), 4616 (PLAIN), 7628 (OAUTHBEARER); XOAUTH2 as Google and Microsoft describe it.
extension SMTPSession {
  mutating func logIn() {
    guard let credentials = setting.credentials else { return becomeReady() }
    guard isEncrypted || setting.isClearPasswordTolerated else {
      return relayTrouble("the connection is not encrypted, so the password is not sent")
    }
    switch nextMechanism(of: credentials) {
    case .plain: respond(to: .plain, "\0\(credentials.user)\0\(secret)")
    case .xoauth2: respond(to: .xoauth2, "user=\(credentials.user)\u{1}auth=Bearer \(secret)\u{1}\u{1}")
    case .oauthbearer:
      respond(to: .oauthbearer, "n,a=\(Self.saslName(credentials.user)),\u{1}auth=Bearer \(secret)\u{1}\u{1}")
    case .login:
      state = .authLoginName
      send("AUTH LOGIN")
    case .automatic, nil:
      let wanted = credentials.candidates.map { "AUTH \($0.saslName)" }.joined(separator: " nor ")
      relayTrouble("the server offers \(credentials.candidates.count > 1 ? "neither" : "no") \(wanted)")
    }
  }

  private func nextMechanism(
    of credentials: SMTPConfiguration.Credentials
  ) -> SMTPConfiguration.Credentials.Mechanism? {
    credentials.candidates.first { capabilities.mechanisms.contains($0.saslName) && !refusedMechanisms.contains($0) }
  }

  /// Sends the one response of a mechanism, with the command or, if that would be too long for a line, after it.
  private mutating func respond(to mechanism: SMTPConfiguration.Credentials.Mechanism, _ response: String) {
    let response = Base64.encoded(Array(response.utf8))
    let command = "AUTH \(mechanism.saslName)"
    if command.utf8.count + response.utf8.count + 3 <= MailLimits.commandLineBytesMax {
      state = .auth(mechanism, again: response)
      send("\(command) \(response)", shown: "\(command) ***")
    } else {
      state = .authAsked(mechanism, response: response)
      send(command)
    }
  }

  mutating func answeredAuthCommand(
    _ reply: ServerReply, _ mechanism: SMTPConfiguration.Credentials.Mechanism, _ response: String
  ) {
    guard reply.code == 334 else { return answeredLogin(reply) }
    state = .auth(mechanism, again: nil)
    send(response, shown: "***")
  }

  /// An empty challenge asks for the response again, since it was not taken with the command. A server that does not like a
  /// token says why in a challenge, and says no once that is acknowledged.
  mutating func answeredAuth(
    _ reply: ServerReply, _ mechanism: SMTPConfiguration.Credentials.Mechanism, _ again: String?
  ) {
    guard reply.code == 334, mechanism != .plain || !reply.isQuestion else { return answeredLogin(reply) }
    if let again, mechanism == .plain || reply.text.isEmpty {
      state = .auth(mechanism, again: nil)
      return send(again, shown: "***")
    }
    guard mechanism != .plain else { return answeredLogin(reply) }
    loginTrouble = Base64.decoded(reply.text).map { ReplyParser.printable($0[...]) }
    state = .authRefused
    send(mechanism == .oauthbearer ? Base64.encoded([1]) : "")
  }

  mutating func answeredLoginStep(_ reply: ServerReply, next: State, _ response: String) {
    guard reply.code == 334 else { return answeredLogin(reply) }
    state = next
    send(Base64.encoded(Array(response.utf8)), shown: "***")
  }

  /// A server that offers a mechanism may still refuse it, so the other one is tried, once each: more tries of what may be
  /// a wrong password would have the server lock us out.
  mutating func answeredLogin(_ reply: ServerReply) {
    guard reply.code != 235 else { return becomeReady() }
    let name = mechanismUnderWay.map { "AUTH \($0.saslName)" } ?? "AUTH"
    loginRefusal = reply
    loginOddity = oddity(reply, of: name)
    if loginOddity != nil || [504, 534, 535].contains(reply.code), let mechanism = mechanismUnderWay {
      refusedMechanisms.append(mechanism)
    } else {
      return refuseLogin()
    }
    guard reply.code == 334 else { return goOnAfterLogin() }
    // A client that cannot go on says so, and the server says no to it (RFC 4954 4).
    state = .authCancelled
    send("*")
  }

  /// The mechanism that is left, else the end.
  mutating func goOnAfterLogin() {
    guard let credentials = setting.credentials, nextMechanism(of: credentials) != nil else { return refuseLogin() }
    logIn()
  }

  private mutating func refuseLogin() {
    guard case .deferred(let record, let deferral)? = loginOutcome else { return }
    relayTrouble(record.reason, record.reply, deferral)
  }

  /// What an answer is that says neither yes nor no; nil for a no.
  private func oddity(_ reply: ServerReply, of name: String) -> String? {
    if reply.code == 334 {
      let question = reply.isQuestion ? Base64.decoded(reply.text).map { ReplyParser.printable($0[...]) } : nil
      return "the server asks for something at \(name) that this client does not offer: \(reply)"
        + (question.map { " (\($0))" } ?? "")
    }
    return reply.isTransient || reply.isPermanent
      ? nil : "the server answers \(name) with \(reply), which is neither a yes nor a no"
  }

  /// What the last no to a login comes to; nil when there was none, or a login has worked since.
  var loginOutcome: MailOutcome? {
    loginRefusal.map { reply in
      let why = loginTrouble.map { " (\($0))" } ?? ""
      let deferral: MailOutcome.Deferral =
        reply.isTransient || reply.isPermanent ? Blame.deferral(reply, at: .login) ?? .account : .account
      return .deferred(record(loginOddity ?? "the server refuses the login: \(reply)\(why)", reply), deferral)
    }
  }

  private var mechanismUnderWay: SMTPConfiguration.Credentials.Mechanism? {
    switch state {
    case .authAsked(let mechanism, _), .auth(let mechanism, _): mechanism
    case .authRefused: setting.credentials.flatMap(nextMechanism)
    case .authLoginName, .authLoginUser, .authLoginPassword: .login
    default: nil
    }
  }

  private mutating func becomeReady() {
    (loginRefusal, loginOddity, loginTrouble) = (nil, nil, nil)
    state = .ready
    actions.append(.report(.ready))
  }

  var secret: String { token?.revealed() ?? setting.credentials?.password?.revealed() ?? "" }

  /// - Source: RFC 5801 4, where the name stands between commas.
  private static func saslName(_ name: String) -> String {
    name.replacing("=", with: "=3D").replacing(",", with: "=2C")
  }
}

extension ServerReply {
  /// Whether a challenge asks for something, in base64 as it has to be; others say in plain words that we may go on.
  fileprivate var isQuestion: Bool {
    guard text.utf8.count % 4 == 0, let bytes = Base64.decoded(text), !bytes.isEmpty else { return false }
    return bytes.allSatisfy { (0x20...0x7E).contains($0) }
  }
}
