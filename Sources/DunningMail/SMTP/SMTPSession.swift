/// The client's side of one SMTP or LMTP connection as a value: what happened goes in, what to do comes out.
///
/// It sees neither sockets nor clocks. The shell around it carries out each ``Action`` in order, and calls
/// ``timedOut()`` when ``patience`` has passed without a change of ``step``.
///
/// - Source: RFC 5321, 2033 (LMTP), 2920 (PIPELINING), 3207 (STARTTLS), 4954 (AUTH), 3461 (DSN), 1870 (SIZE).
struct SMTPSession {
  /// What the shell is to do.
  enum Action {
    case send([UInt8])
    case startTLS
    /// Send the body without its final dot, then call ``bodySent()``.
    case sendBody(OutgoingMessage)
    case report(Milestone)
    case close
  }

  /// What the caller of a connection waits for.
  enum Milestone {
    /// The connection is set up.
    case ready
    /// All but the final dot is with the server.
    case dotIsDue
    /// The message, or the attempt to connect, ended. Messages end in the order in which they began.
    case finished(MailOutcome)
    /// The message whose envelope had left with a dot goes no further over this connection, while the one before it is
    /// still waited for.
    case withdrawn(MailOutcome)
  }

  enum State: Equatable {
    case greeting
    case hello
    case helloOld
    case startTLS
    /// The command left without its response, which was too long for it.
    case authAsked(SMTPConfiguration.Credentials.Mechanism, response: String)
    /// The response left; one that left with the command is said again should the server not have taken it.
    case auth(SMTPConfiguration.Credentials.Mechanism, again: String?)
    /// The server told why it will say no.
    case authRefused
    /// The server asked for something that we do not have, and was told that we give this mechanism up.
    case authCancelled
    case authLoginName
    case authLoginUser
    case authLoginPassword
    case ready
    /// Commands in flight, and those still to be sent.
    case envelope(awaited: [SMTPMail.Command], unsent: [SMTPMail.Command])
    case body
    case dotDue
    case final
    /// A dot without a body, for a server that answered 354 after it had refused the recipient (RFC 2920 3.1).
    case emptyFinal
    case quitting
    case closed
  }

  /// Changes whenever the wait begins anew.
  private(set) var step = 0
  let setting: Setting
  var state: State = .greeting { didSet { step += 1 } }
  private var parser = ReplyParser()
  var capabilities = SMTPCapabilities()
  var isEncrypted: Bool
  var serverName: String?
  /// What is shown instead of a password, read anew for this connection.
  var token: Secret?
  /// The name in EHLO; it may be the address that this connection comes from.
  var ehloName: String
  /// Why the server does not like the token, in its words.
  var loginTrouble: String?
  /// What the server has said no to, one mechanism after the other.
  var refusedMechanisms: [SMTPConfiguration.Credentials.Mechanism] = []
  /// Its last no to a login, which stays the reason whatever comes behind it.
  var loginRefusal: ServerReply?
  /// What that was, where it was no no: the server went on in a way that we do not know.
  var loginOddity: String?
  var dialogue = Dialogue()
  var mail: SMTPMail?
  /// The message whose envelope left with the dot of the one before it.
  private(set) var following: (mail: SMTPMail, lines: [String], unsent: [SMTPMail.Command])?
  /// The connection ends with the message that is under way.
  private var isLast = false
  private var mails = 0
  var needsReset = false
  /// The first no among the envelope's replies, and whom it concerns: `nil` means the recipient, for good.
  var verdict: (reply: ServerReply, deferral: MailOutcome.Deferral?)?
  /// The replies that named a recipient, in their order, and those to the final dot.
  var recipientAnswers: [ServerReply] = []
  var finalAnswers: [ServerReply] = []
  var actions: [Action] = []

  init(_ setting: Setting) {
    self.setting = setting
    isEncrypted = setting.encryption == .implicit
    ehloName = setting.ehloName ?? "localhost"
    dialogue.remark("connecting to \(setting.peer)\(isEncrypted ? " with TLS" : "")")
  }

  var isClosed: Bool { state == .closed }

  /// Whether a part of a reply came in, and not yet its end.
  var hasBegunReply: Bool { !parser.isEmpty }

  /// How long to wait for the next event; `nil` while the caller thinks.
  var patience: Duration? {
    let timeouts = setting.timeouts
    return switch state {
    case .greeting: timeouts.greeting
    case .hello, .helloOld, .startTLS: timeouts.command
    case .authAsked, .auth, .authRefused, .authCancelled, .authLoginName, .authLoginUser, .authLoginPassword:
      timeouts.command
    case .ready: timeouts.idle
    case .envelope(let awaited, _):
      switch awaited.first {
      case .reset, .mail, nil: timeouts.mail
      case .recipient: timeouts.recipient
      case .data: timeouts.data
      }
    case .body: timeouts.block
    case .final: following == nil ? timeouts.finalDot : timeouts.following
    case .emptyFinal: timeouts.finalDot
    case .quitting: timeouts.quit
    case .dotDue, .closed: nil
    }
  }

  // MARK: What the caller wants

  /// Sends the envelope of a message and, if the server takes it, the body.
  mutating func begin(_ mail: SMTPMail) -> [Action] {
    perform { session in
      guard session.state == .ready else {
        return session.report(.deferred(session.record("the connection was closed before the message"), .connection))
      }
      session.takeUp(mail)
      guard !session.hasBegunReply else {
        session.report(.deferred(session.record("the server speaks without being asked"), .connection))
        return session.close()
      }
      if let obstacle = mail.obstacle(session.capabilities) {
        return session.report(.refused(session.record(obstacle)))
      }
      let commands: [SMTPMail.Command] =
        session.needsReset ? [.reset] + mail.commands : mail.commands
      session.needsReset = false
      session.sendEnvelope(awaited: [], unsent: commands)
    }
  }

  /// Whether the envelope of another message may leave together with the final dot that is due.
  func canFollow(_ next: SMTPMail) -> Bool {
    state == .dotDue && !hasBegunReply && capabilities.offers("PIPELINING") && next.obstacle(capabilities) == nil
  }

  /// Lets the final dot leave, and with it the envelope of the next message, if there is one that ``canFollow(_:)``.
  ///
  /// So a kept connection waits once for each message, while at most one body is unanswered: the next body leaves only
  /// after the reply to this dot.
  /// - Source: RFC 2920 3.1, which lets the end of a message begin a group of commands.
  mutating func permitDot(then next: SMTPMail? = nil) -> [Action] {
    perform { session in
      guard session.state == .dotDue else { return }
      guard !session.hasBegunReply else { return session.violated("the server speaks before the final dot") }
      session.dialogue.sent(".")
      session.state = .final
      session.following = next.map { mail in
        let group = SMTPMail.group(of: mail.commands, isPipelined: true)
        return (mail, mail.lines(group, session.capabilities), Array(mail.commands.dropFirst(group.count)))
      }
      session.sendLines(["."] + (session.following?.lines ?? []))
    }
  }

  /// Takes the next message back whose envelope left with the dot; the connection ends after the reply to the dot.
  mutating func withdraw(_ error: any Error) -> [Action] {
    perform { $0.withdraw(.abandoned($0.record("stopped before the final dot"), error)) }
  }

  /// Gives up what has not passed the final dot; what has is in doubt.
  mutating func abandon(_ error: any Error) -> [Action] {
    perform { session in
      switch session.state {
      case .closed, .ready, .quitting: return
      case .final:
        session.end(session.lostOutcome("we stopped waiting for the reply to the final dot"))
      default:
        session.dialogue.remark("abandoned before the final dot")
        session.end(.abandoned(session.record("stopped before the final dot"), error))
      }
    }
  }

  /// Says good-bye if nothing is under way.
  mutating func quit() -> [Action] {
    perform { session in
      guard session.state == .ready else { return }
      session.state = .quitting
      session.send("QUIT")
    }
  }

  // MARK: What happened

  /// The socket took one block of the body.
  mutating func blockSent() { step += 1 }

  /// The socket took the last block.
  mutating func bodySent() -> [Action] {
    perform { session in
      guard session.state == .body else { return }
      session.dialogue.sent("(message of \(session.mail?.message.bytes.count ?? 0) bytes)")
      session.state = .dotDue
      session.actions.append(.report(.dotIsDue))
    }
  }

  /// Bytes came in.
  ///
  /// Only replies to what had been sent when the bytes arrived are taken: anything beyond was written before our
  /// command was read, so it is no answer to it. That is also what stops injection before TLS (CVE-2011-0411).
  mutating func received(_ bytes: some Sequence<UInt8>) -> [Action] {
    perform { session in
      let isAwaiting = session.repliesAwaited > 0
      var allowance = session.repliesAwaited
      session.parser.append(bytes)
      do throws(ReplyParser.Violation) {
        while session.state != .closed, let reply = try session.parser.next() {
          session.dialogue.received(reply)
          guard allowance > 0 else { return session.unexpected(reply) }
          allowance -= 1
          session.take(reply)
        }
      } catch {
        return session.violated(error.description)
      }
      if isAwaiting, allowance == 0, session.hasBegunReply {
        session.violated("the server sent more than it was asked for")
      }
    }
  }

  /// The connection is gone.
  mutating func lost(_ reason: String, _ deferral: MailOutcome.Deferral = .connection) -> [Action] {
    perform { $0.fail(reason, deferral) }
  }

  /// ``patience`` ran out.
  mutating func timedOut() -> [Action] {
    perform { session in
      if session.state == .ready {
        session.state = .quitting
        return session.send("QUIT")
      }
      if session.state == .final, session.following != nil {
        let record = session.record("the reply to the message before it is slow")
        return session.withdraw(.deferred(record, .connection))
      }
      session.fail("no answer in time while waiting for \(session.waitedFor)\(session.silenceHint)", .connection)
    }
  }

  // MARK: Replies

  private mutating func take(_ reply: ServerReply) {
    if reply.isClosing, state != .final, state != .quitting { return closing(reply) }
    switch state {
    case .greeting: greeted(reply)
    case .hello: answeredHello(reply)
    case .helloOld: answeredOldHello(reply)
    case .startTLS: answeredStartTLS(reply)
    case .authAsked(let mechanism, let response): answeredAuthCommand(reply, mechanism, response)
    case .auth(let mechanism, let again): answeredAuth(reply, mechanism, again)
    case .authRefused, .authLoginPassword: answeredLogin(reply)
    case .authCancelled: goOnAfterLogin()
    case .authLoginName: answeredLoginStep(reply, next: .authLoginUser, setting.credentials?.user ?? "")
    case .authLoginUser: answeredLoginStep(reply, next: .authLoginPassword, secret)
    case .envelope(let awaited, let unsent): answeredEnvelope(reply, awaited, unsent)
    case .final: answeredFinalDot(reply)
    case .emptyFinal: finishEnvelope()
    case .quitting: close()
    case .ready, .body, .dotDue, .closed: unexpected(reply)
    }
  }

  // MARK: Ends

  mutating func violated(_ what: String) {
    fail("protocol error: \(what)", .connection)
  }

  mutating func relayTrouble(_ reply: ServerReply, _ verb: String) {
    relayTrouble("the server \(verb) \(reply)", reply)
  }

  mutating func relayTrouble(
    _ reason: String, _ reply: ServerReply? = nil, _ deferral: MailOutcome.Deferral = .relay
  ) {
    send("QUIT")
    end(.deferred(record(reason, reply), deferral))
  }

  private mutating func fail(_ reason: String, _ deferral: MailOutcome.Deferral) {
    guard state != .closed else { return }
    dialogue.remark(reason)
    switch state {
    case .final: end(lostOutcome(reason))
    case .envelope, .emptyFinal: end(envelopeOutcome ?? .deferred(record(reason), deferral))
    default: end(loginOutcome ?? .deferred(record(reason), deferral))
    }
  }

  mutating func end(_ outcome: MailOutcome) {
    switch state {
    case .ready, .quitting, .closed: break
    default: report(outcome)
    }
    if takeUpFollowing() {
      report(.deferred(record("the connection ended before the message"), .connection))
    }
    close()
  }

  /// What comes after a message that was answered.
  mutating func goOn() {
    if let unsent = following?.unsent, takeUpFollowing(), let mail {
      state = .envelope(awaited: mail.commands.dropLast(unsent.count), unsent: unsent)
    } else if isLast {
      close()
    } else {
      state = .ready
    }
  }

  private mutating func withdraw(_ outcome: MailOutcome) {
    guard following != nil else { return }
    following = nil
    isLast = true
    // The wait for the one before it begins anew, now without hurry.
    step += 1
    actions.append(.report(.withdrawn(outcome)))
  }

  private mutating func takeUpFollowing() -> Bool {
    guard let next = following else { return false }
    following = nil
    takeUp(next.mail)
    dialogue.remark("this envelope left with the final dot of the message before it")
    for line in next.lines { dialogue.sent(line) }
    return true
  }

  private mutating func takeUp(_ mail: SMTPMail) {
    mails += 1
    dialogue.beginMessage(number: mails)
    self.mail = mail
    verdict = nil
    (recipientAnswers, finalAnswers) = ([], [])
  }

  private mutating func close() {
    guard state != .closed else { return }
    state = .closed
    actions.append(.close)
  }

  // MARK: Small parts

  private mutating func perform(_ body: (inout SMTPSession) -> Void) -> [Action] {
    body(&self)
    defer { actions.removeAll(keepingCapacity: true) }
    return actions
  }

  mutating func send(_ line: String, shown: String? = nil) {
    dialogue.sent(shown ?? line)
    sendLines([line])
  }

  mutating func sendLines(_ lines: [String]) {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(lines.reduce(0) { $0 + $1.utf8.count + 2 })
    for line in lines {
      bytes.append(contentsOf: line.utf8)
      bytes.append(0x0D)
      bytes.append(0x0A)
    }
    actions.append(.send(bytes))
  }

  mutating func report(_ outcome: MailOutcome) {
    mail = nil
    actions.append(.report(.finished(outcome)))
  }

  func record(_ reply: ServerReply) -> AttemptRecord { record(reply.description, reply) }

  func record(_ reason: String, _ reply: ServerReply? = nil) -> AttemptRecord {
    let queueID = state == .final ? reply?.queueID : nil
    return AttemptRecord(
      peer: setting.peer, serverName: serverName, reply: reply, reason: reason, queueID: queueID,
      dialogue: dialogue.lines, answers: answers(reason))
  }

  private var repliesAwaited: Int {
    switch state {
    case .envelope(let awaited, _): awaited.count
    case .ready, .body, .dotDue, .closed: 0
    case .final: finalRepliesAwaited + (following?.lines.count ?? 0)
    default: 1
    }
  }

  /// What a server may be waiting for that accepts a connection and says nothing.
  private var silenceHint: String {
    state == .greeting && setting.encryption != .implicit && setting.port == 465
      ? "; port 465 speaks TLS from the first byte: tls: implicit?" : ""
  }

  private var waitedFor: String {
    switch state {
    case .greeting: "the greeting"
    case .hello, .helloOld: "the answer to EHLO"
    case .startTLS: "the answer to STARTTLS"
    case .authAsked, .auth, .authRefused, .authCancelled, .authLoginName, .authLoginUser, .authLoginPassword:
      "the answer to AUTH"
    case .envelope(let awaited, _): "the answer to \(awaited.first?.rawValue ?? "nothing")"
    case .body: "the server to take the body"
    case .final, .emptyFinal: "the answer to the final dot"
    case .quitting: "the answer to QUIT"
    case .ready, .dotDue, .closed: "nothing"
    }
  }
}
