/// The client's side of one SMTP or LMTP connection as a value: what happened goes in, what to do comes out.
///
/// It sees neither sockets nor clocks. The shell around it carries out each ``Action`` in order, and calls
/// ``timedOut()`` when ``patience`` has passed without a change of ``step``.
///
/// - Source: RFC 5321, 2033 (LMTP), 2920 (PIPELINING), 3207 (STARTTLS), 4954 (AUTH), 3461 (DSN), 1870 (SIZE).
struct SMTPSession {
  /// What the shell knows and the protocol needs.
  struct Setting: Sendable {
    var dialect: SMTPConfiguration.Dialect = .smtp
    var encryption: SMTPConfiguration.Encryption = .starttls
    /// Whether `starttls` may go on in clear (loopback).
    var isClearTolerated = false
    /// Whether a password may travel in clear (loopback).
    var isClearPasswordTolerated = false
    var credentials: SMTPConfiguration.Credentials?
    var ehloName = "localhost"
    var peer = ""
    var timeouts = SMTPTimeouts()

    init() {}

    init(_ configuration: SMTPConfiguration) {
      dialect = configuration.dialect
      encryption = configuration.encryption
      isClearTolerated = configuration.isLoopback && configuration.verification != .always
      isClearPasswordTolerated = configuration.isLoopback
      credentials = configuration.credentials
      ehloName = configuration.ehloName
      peer = configuration.endpoint.description
      timeouts = configuration.timeouts
    }
  }

  /// What the shell is to do.
  enum Action {
    case send([UInt8])
    case startTLS
    /// Send the body, then call ``bodySent()``.
    case sendBody
    case report(Milestone)
    case close
  }

  /// What the caller of a connection waits for.
  enum Milestone {
    /// The connection is set up.
    case ready
    /// All but the final dot is with the server.
    case dotIsDue
    /// The message, or the attempt to connect, ended.
    case finished(DeliveryOutcome)
  }

  private enum State: Equatable {
    case greeting
    case hello
    case helloOld
    case startTLS
    case authPlain
    case authLoginName
    case authLoginUser
    case authLoginPassword
    case ready
    /// Commands in flight, and those still to be sent.
    case envelope(awaited: [SMTPDelivery.Command], unsent: [SMTPDelivery.Command])
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
  private let setting: Setting
  private var state: State = .greeting { didSet { step += 1 } }
  private var parser = ReplyParser()
  private var capabilities = SMTPCapabilities()
  private var isEncrypted: Bool
  private var serverName: String?
  private var dialogue = Dialogue()
  private var delivery: SMTPDelivery?
  private var deliveries = 0
  private var needsReset = false
  /// The first no among the envelope's replies, and whom it concerns: `nil` means the recipient, for good.
  private var verdict: (reply: ServerReply, deferral: DeliveryOutcome.Deferral?)?
  private var actions: [Action] = []

  init(_ setting: Setting) {
    self.setting = setting
    isEncrypted = setting.encryption == .implicit
    dialogue.remark("connecting to \(setting.peer)\(isEncrypted ? " with TLS" : "")")
  }

  var isClosed: Bool { state == .closed }

  /// How long to wait for the next event; `nil` while the caller thinks.
  var patience: Duration? {
    let timeouts = setting.timeouts
    return switch state {
    case .greeting: timeouts.greeting
    case .hello, .helloOld, .startTLS: timeouts.command
    case .authPlain, .authLoginName, .authLoginUser, .authLoginPassword: timeouts.command
    case .ready: timeouts.idle
    case .envelope(let awaited, _):
      switch awaited.first {
      case .reset, .mail, nil: timeouts.mail
      case .recipient: timeouts.recipient
      case .data: timeouts.data
      }
    case .body: timeouts.block
    case .final, .emptyFinal: timeouts.finalDot
    case .quitting: timeouts.quit
    case .dotDue, .closed: nil
    }
  }

  // MARK: What the caller wants

  /// Sends the envelope of a message and, if the server takes it, the body.
  mutating func begin(_ delivery: SMTPDelivery) -> [Action] {
    perform { session in
      guard session.state == .ready else {
        return session.report(.deferred(session.record("the connection was closed before the message"), .connection))
      }
      session.deliveries += 1
      session.dialogue.beginMessage(number: session.deliveries)
      session.delivery = delivery
      session.verdict = nil
      if let obstacle = delivery.obstacle(session.capabilities) {
        return session.report(.refused(session.record(obstacle)))
      }
      let commands: [SMTPDelivery.Command] =
        session.needsReset ? [.reset, .mail, .recipient, .data] : [.mail, .recipient, .data]
      session.needsReset = false
      session.sendEnvelope(awaited: [], unsent: commands)
    }
  }

  /// Lets the final dot leave.
  mutating func permitDot() -> [Action] {
    perform { session in
      guard session.state == .dotDue else { return }
      session.state = .final
      session.send(".")
    }
  }

  /// Gives up what has not passed the final dot; what has is in doubt.
  mutating func abandon(_ error: any Error) -> [Action] {
    perform { session in
      switch session.state {
      case .closed, .ready, .quitting: return
      case .final:
        session.end(.inDoubt(session.record("we stopped waiting for the reply to the final dot")))
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
      session.dialogue.sent("(message of \(session.delivery?.message.bytes.count ?? 0) bytes)")
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
      for byte in bytes {
        guard session.state != .closed else { return }
        do throws(ReplyParser.Violation) {
          guard let reply = try session.parser.consume(byte) else { continue }
          session.dialogue.received(reply)
          guard allowance > 0 else { return session.unexpected(reply) }
          allowance -= 1
          session.take(reply)
        } catch {
          return session.violated(error.description)
        }
      }
      if isAwaiting, allowance == 0, !session.parser.isEmpty {
        session.violated("the server sent more than it was asked for")
      }
    }
  }

  /// The connection is gone.
  mutating func lost(_ reason: String, _ deferral: DeliveryOutcome.Deferral = .connection) -> [Action] {
    perform { $0.fail(reason, deferral) }
  }

  /// ``patience`` ran out.
  mutating func timedOut() -> [Action] {
    perform { session in
      if session.state == .ready {
        session.state = .quitting
        return session.send("QUIT")
      }
      session.fail("no answer in time while waiting for \(session.waitedFor)", .connection)
    }
  }

  // MARK: Replies, in the order of a connection

  private mutating func take(_ reply: ServerReply) {
    if reply.code == 421, state != .final, state != .quitting {
      return end(envelopeOutcome ?? .deferred(record(reply), .connection))
    }
    switch state {
    case .greeting: greeted(reply)
    case .hello: answeredHello(reply)
    case .helloOld: answeredOldHello(reply)
    case .startTLS: answeredStartTLS(reply)
    case .authPlain, .authLoginPassword: answeredLogin(reply)
    case .authLoginName: answeredLoginStep(reply, next: .authLoginUser, \.user)
    case .authLoginUser: answeredLoginStep(reply, next: .authLoginPassword) { $0.password.revealed() }
    case .envelope(let awaited, let unsent): answeredEnvelope(reply, awaited, unsent)
    case .final: answeredFinalDot(reply)
    case .emptyFinal: finishEnvelope()
    case .quitting: close()
    case .ready, .body, .dotDue, .closed: unexpected(reply)
    }
  }

  private mutating func greeted(_ reply: ServerReply) {
    serverName = reply.lines.first?.split(separator: " ").first.map(String.init)
    guard reply.code == 220 else { return relayTrouble(reply, "greets with") }
    sayHello()
  }

  private mutating func sayHello() {
    state = .hello
    send("\(setting.dialect == .lmtp ? "LHLO" : "EHLO") \(setting.ehloName)")
  }

  private mutating func answeredHello(_ reply: ServerReply) {
    if reply.isPermanent, setting.dialect == .smtp, !isEncrypted {
      state = .helloOld
      return send("HELO \(setting.ehloName)")
    }
    guard reply.code == 250 else { return relayTrouble(reply, "answers EHLO with") }
    serverName = reply.lines.first?.split(separator: " ").first.map(String.init) ?? serverName
    capabilities = SMTPCapabilities(reply)
    encryptOrLogIn()
  }

  private mutating func answeredOldHello(_ reply: ServerReply) {
    guard reply.code == 250 else { return relayTrouble(reply, "answers HELO with") }
    encryptOrLogIn()
  }

  private mutating func encryptOrLogIn() {
    guard !isEncrypted, setting.encryption != .none else { return logIn() }
    if capabilities.offers("STARTTLS") {
      state = .startTLS
      send("STARTTLS")
    } else {
      goOnInClear("does not offer STARTTLS")
    }
  }

  private mutating func answeredStartTLS(_ reply: ServerReply) {
    guard reply.code == 220 else { return goOnInClear("refuses STARTTLS: \(reply)", reply) }
    isEncrypted = true
    capabilities = SMTPCapabilities()
    dialogue.remark("TLS begins")
    actions.append(.startTLS)
    sayHello()
  }

  private mutating func goOnInClear(_ why: String, _ reply: ServerReply? = nil) {
    let isOptional = setting.encryption == .starttlsIfOffered || setting.isClearTolerated
    guard isOptional else { return relayTrouble("the server \(why), and TLS is required", reply) }
    dialogue.remark("in clear: the server \(why)")
    logIn()
  }

  private mutating func logIn() {
    guard let credentials = setting.credentials else { return becomeReady() }
    guard isEncrypted || setting.isClearPasswordTolerated else {
      return relayTrouble("the connection is not encrypted, so the password is not sent")
    }
    if capabilities.mechanisms.contains("PLAIN") {
      state = .authPlain
      let response = "\0\(credentials.user)\0\(credentials.password.revealed())"
      send("AUTH PLAIN \(Base64.encoded(Array(response.utf8)))", shown: "AUTH PLAIN ***")
    } else if capabilities.mechanisms.contains("LOGIN") {
      state = .authLoginName
      send("AUTH LOGIN")
    } else {
      relayTrouble("the server offers neither AUTH PLAIN nor AUTH LOGIN")
    }
  }

  private mutating func answeredLoginStep(
    _ reply: ServerReply, next: State, _ response: (SMTPConfiguration.Credentials) -> String
  ) {
    guard reply.code == 334, let credentials = setting.credentials else { return answeredLogin(reply) }
    state = next
    send(Base64.encoded(Array(response(credentials).utf8)), shown: "***")
  }

  private mutating func answeredLogin(_ reply: ServerReply) {
    guard reply.code == 235 else { return relayTrouble(reply, "refuses the login:") }
    becomeReady()
  }

  private mutating func becomeReady() {
    state = .ready
    actions.append(.report(.ready))
  }

  // MARK: The envelope

  private mutating func sendEnvelope(awaited: [SMTPDelivery.Command], unsent: [SMTPDelivery.Command]) {
    guard let delivery else { return }
    let group = capabilities.offers("PIPELINING") ? unsent[...] : unsent.prefix(1)
    state = .envelope(awaited: awaited + group, unsent: Array(unsent.dropFirst(group.count)))
    var bytes: [UInt8] = []
    for command in group {
      let line = delivery.line(command, capabilities)
      dialogue.sent(line)
      bytes += Array(line.utf8) + [0x0D, 0x0A]
    }
    actions.append(.send(bytes))
  }

  private mutating func answeredEnvelope(
    _ reply: ServerReply, _ awaited: [SMTPDelivery.Command], _ unsent: [SMTPDelivery.Command]
  ) {
    guard let command = awaited.first else { return unexpected(reply) }
    let rest = Array(awaited.dropFirst())
    state = .envelope(awaited: rest, unsent: unsent)
    let isYes = command == .data ? reply.code == 354 : reply.isPositive
    guard isYes || reply.isTransient || reply.isPermanent else {
      return violated("the server answers \(command.rawValue) with \(reply)")
    }
    if command == .reset, !isYes { return relayTrouble(reply, "answers RSET with") }
    if command == .mail, isYes { needsReset = true }
    if !isYes, verdict == nil { verdict = (reply, Self.deferral(reply, to: command)) }

    if command == .data, isYes {
      verdict == nil ? startBody() : endUnwantedData()
    } else if !rest.isEmpty {
      return
    } else if verdict == nil, !unsent.isEmpty {
      sendEnvelope(awaited: [], unsent: unsent)
    } else {
      finishEnvelope()
    }
  }

  /// Who is meant by a no. A relay that dislikes us is no reason to give a recipient up.
  private static func deferral(_ reply: ServerReply, to command: SMTPDelivery.Command) -> DeliveryOutcome.Deferral? {
    if reply.isTransient { return .message }
    return switch command {
    case .reset: .relay
    case .mail: reply.blamesSize ? nil : .relay
    case .recipient, .data: reply.blamesRelay ? .relay : nil
    }
  }

  /// What the first no comes to, with all that was said since.
  private var envelopeOutcome: DeliveryOutcome? {
    verdict.map { verdict in
      let record = record(verdict.reply)
      return verdict.deferral.map { .deferred(record, $0) } ?? .refused(record)
    }
  }

  private mutating func startBody() {
    state = .body
    actions.append(.sendBody)
  }

  /// The recipient was refused and yet the server waits for a body. SMTP has the empty body for it; LMTP would owe no
  /// reply to that, so there the connection ends.
  private mutating func endUnwantedData() {
    guard setting.dialect == .smtp, verdict != nil else {
      return end(envelopeOutcome ?? .deferred(record("the server waits for a body nobody gets"), .connection))
    }
    state = .emptyFinal
    send(".")
  }

  private mutating func finishEnvelope() {
    state = .ready
    if let envelopeOutcome { report(envelopeOutcome) }
  }

  private mutating func answeredFinalDot(_ reply: ServerReply) {
    let outcome: DeliveryOutcome
    switch reply.code / 100 {
    case 2: outcome = .accepted(record(reply))
    case 4: outcome = .deferred(record(reply), .message)
    case 5: outcome = .refused(record(reply))
    default: return violated("the server answers the final dot with \(reply)")
    }
    needsReset = false
    if reply.code == 421 { return end(outcome) }
    state = .ready
    report(outcome)
  }

  // MARK: Ends

  /// A reply that answers nothing: a server that is closing says so unasked, any other has lost the thread.
  private mutating func unexpected(_ reply: ServerReply) {
    guard reply.isTransient || reply.isPermanent, state != .final else {
      return violated("the server said without being asked: \(reply)")
    }
    end(.deferred(record(reply), .connection))
  }

  private mutating func violated(_ what: String) {
    fail("protocol error: \(what)", .connection)
  }

  private mutating func relayTrouble(_ reply: ServerReply, _ verb: String) {
    relayTrouble("the server \(verb) \(reply)", reply)
  }

  private mutating func relayTrouble(_ reason: String, _ reply: ServerReply? = nil) {
    send("QUIT")
    end(.deferred(record(reason, reply), .relay))
  }

  private mutating func fail(_ reason: String, _ deferral: DeliveryOutcome.Deferral) {
    guard state != .closed else { return }
    dialogue.remark(reason)
    switch state {
    case .final: end(.inDoubt(record(reason)))
    case .envelope, .emptyFinal: end(envelopeOutcome ?? .deferred(record(reason), deferral))
    default: end(.deferred(record(reason), deferral))
    }
  }

  private mutating func end(_ outcome: DeliveryOutcome) {
    switch state {
    case .ready, .quitting, .closed: break
    default: report(outcome)
    }
    close()
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

  private mutating func send(_ line: String, shown: String? = nil) {
    dialogue.sent(shown ?? line)
    actions.append(.send(Array(line.utf8) + [0x0D, 0x0A]))
  }

  private mutating func report(_ outcome: DeliveryOutcome) {
    actions.append(.report(.finished(outcome)))
  }

  private func record(_ reply: ServerReply) -> DeliveryRecord { record(reply.description, reply) }

  private func record(_ reason: String, _ reply: ServerReply? = nil) -> DeliveryRecord {
    let queueID = state == .final ? reply?.queueID : nil
    return DeliveryRecord(
      peer: setting.peer, serverName: serverName, reply: reply, reason: reason, queueID: queueID,
      dialogue: dialogue.lines)
  }

  private var repliesAwaited: Int {
    switch state {
    case .envelope(let awaited, _): awaited.count
    case .ready, .body, .dotDue, .closed: 0
    default: 1
    }
  }

  private var waitedFor: String {
    switch state {
    case .greeting: "the greeting"
    case .hello, .helloOld: "the answer to EHLO"
    case .startTLS: "the answer to STARTTLS"
    case .authPlain, .authLoginName, .authLoginUser, .authLoginPassword: "the answer to AUTH"
    case .envelope(let awaited, _): "the answer to \(awaited.first?.rawValue ?? "nothing")"
    case .body: "the server to take the body"
    case .final, .emptyFinal: "the answer to the final dot"
    case .quitting: "the answer to QUIT"
    case .ready, .dotDue, .closed: "nothing"
    }
  }
}
