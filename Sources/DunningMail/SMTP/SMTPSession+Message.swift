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
    if command == .reset, !isYes {
      // Without QUIT: it would stand behind a DATA that may yet be answered.
      return end(.deferred(record("the server answers RSET with \(reply)", reply), .relay))
    }
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

  /// Who is meant by a no. A relay that dislikes us is no reason to give a recipient up, and one
  /// sender it does not know is none to let the mail of the others wait.
  private static func deferral(_ reply: ServerReply, to command: SMTPMail.Command) -> MailOutcome.Deferral? {
    if reply.isTransient { return .message }
    return switch command {
    case .reset: .relay
    case .mail: reply.blamesSize ? nil : reply.blamesRelay ? .relay : .sender
    case .recipient, .data: reply.blamesRelay ? .relay : nil
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
    state = .ready
    if let envelopeOutcome { report(envelopeOutcome) }
  }

  mutating func answeredFinalDot(_ reply: ServerReply) {
    let outcome: MailOutcome
    switch reply.code / 100 {
    case 2: outcome = .accepted(record(reply))
    case 4: outcome = .deferred(record(reply), .message)
    case 5: outcome = .refused(record(reply))
    default: return violated("the server answers the final dot with \(reply)")
    }
    needsReset = false
    if reply.isClosing { return end(outcome) }
    report(outcome)
    goOn()
  }
}
