/// One message: envelope, body, final dot.
extension SMTPSession {
  mutating func sendEnvelope(awaited: [SMTPMail.Command], unsent: [SMTPMail.Command]) {
    guard let mail else { return }
    let group = capabilities.offers("PIPELINING") ? unsent[...] : unsent.prefix(1)
    state = .envelope(awaited: awaited + group, unsent: Array(unsent.dropFirst(group.count)))
    let lines = group.map { mail.line($0, capabilities) }
    for line in lines { dialogue.sent(line) }
    sendLines(lines)
  }

  mutating func answeredEnvelope(
    _ reply: ServerReply, _ awaited: [SMTPMail.Command], _ unsent: [SMTPMail.Command]
  ) {
    guard let command = awaited.first else { return unexpected(reply) }
    let rest = Array(awaited.dropFirst())
    state = .envelope(awaited: rest, unsent: unsent)
    let isYes = command == .data ? reply.code == 354 : reply.isPositive
    guard isYes || reply.isTransient || reply.isPermanent else {
      return violated("the server answers \(command.rawValue) with \(reply)")
    }
    if reply.blamesConnection {
      return end(envelopeOutcome ?? .deferred(record(reply), .connection))
    }
    if command == .reset, !isYes {
      // Without QUIT: it would stand behind a DATA that may yet be answered.
      return end(.deferred(record("the server answers RSET with \(reply)", reply), .relay))
    }
    if command == .mail, isYes { needsReset = true }
    if !isYes, verdict == nil { verdict = (reply, Blame.deferral(reply, at: command.stage)) }

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

  /// What the first no comes to, with all that was said since.
  var envelopeOutcome: MailOutcome? {
    verdict.map { verdict in
      let record = record(verdict.reply)
      return verdict.deferral.map { .deferred(record, $0) } ?? .refused(record)
    }
  }

  private mutating func startBody() {
    guard let mail else { return }
    state = .body
    actions.append(.sendBody(mail.message))
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

  mutating func finishEnvelope() {
    if isWithoutParametersWorthATry { return beginAgainWithoutParameters() }
    state = .ready
    if let envelopeOutcome { report(envelopeOutcome) }
  }

  /// Some servers offer DSN and then take none of its parameters, or pass them on to one that does not.
  private var isWithoutParametersWorthATry: Bool {
    verdict?.reply.blamesParameters == true && capabilities.offers("DSN")
  }

  private mutating func beginAgainWithoutParameters() {
    dialogue.remark("once more without the parameters of DSN")
    capabilities.forget("DSN")
    verdict = nil
    needsReset = false
    sendEnvelope(awaited: [], unsent: [.reset] + SMTPMail.Command.group)
  }

  mutating func answeredFinalDot(_ reply: ServerReply) {
    guard reply.isPositive || reply.isTransient || reply.isPermanent else {
      return violated("the server answers the final dot with \(reply)")
    }
    let outcome = finalOutcome(reply)
    needsReset = false
    if reply.isClosing || reply.blamesConnection { return end(outcome) }
    report(outcome)
    goOn()
  }

  /// A no to the dot is an answer as well: the server does not have the message.
  private func finalOutcome(_ reply: ServerReply) -> MailOutcome {
    let record = record(reply)
    if reply.isPositive { return .accepted(record) }
    if reply.isClosing { return .deferred(record, .message) }
    return Blame.deferral(reply, at: .dot).map { .deferred(record, $0) } ?? .refused(record)
  }
}

extension SMTPMail.Command {
  /// Where in the dialogue a no to it stands.
  fileprivate var stage: Blame.Stage {
    switch self {
    case .reset, .mail: .mail
    case .recipient: .recipient
    case .data: .data
    }
  }
}
