/// One message: envelope, body, final dot.
extension SMTPSession {
  mutating func sendEnvelope(awaited: [SMTPMail.Command], unsent: [SMTPMail.Command]) {
    guard let mail else { return }
    let group = SMTPMail.group(of: unsent, isPipelined: capabilities.offers("PIPELINING"))
    state = .envelope(awaited: awaited + group, unsent: Array(unsent.dropFirst(group.count)))
    let named = mail.envelope.recipients.count - unsent.count { $0 == .recipient }
    let lines = mail.lines(group, recipient: named, capabilities)
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
    if command == .recipient {
      recipientAnswers.append(reply)
      if !(rest + unsent).contains(.recipient) { judgeRecipients() }
    } else if !isYes, verdict == nil {
      verdict = (reply, Blame.deferral(reply, at: command.stage))
    }

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

  /// Goes on where one of those who decide was taken; else the first no that may pass is what it comes to, or the first.
  private mutating func judgeRecipients() {
    guard verdict == nil, let mail else { return }
    let deciding = recipientAnswers.prefix(mail.envelope.deciding)
    guard !deciding.contains(where: \.isPositive) else { return }
    let noes = deciding.map { (reply: $0, deferral: Blame.deferral($0, at: .recipient)) }
    verdict = noes.first { $0.deferral != nil } ?? noes.first
  }

  /// What was said of each of several recipients.
  ///
  /// - Parameter reason: why nothing more is said of those of whom nothing was.
  func answers(_ reason: String) -> [AttemptRecord.Answer] {
    guard let mail, mail.envelope.recipients.count > 1 else { return [] }
    var finals = finalAnswers[...]
    return zip(mail.envelope.recipients, recipientAnswers).map { recipient, reply in
      guard reply.isPositive else { return answer(recipient, reply, at: .recipient) }
      // SMTP answers the dot for all, LMTP once more for each of those it had taken.
      let final = setting.dialect == .lmtp ? finals.popFirst() : finals.first
      if let final { return answer(recipient, final, at: .dot) }
      guard state == .final else {
        return AttemptRecord.Answer(address: recipient.address, verdict: .withheld, words: reply.description)
      }
      return AttemptRecord.Answer(address: recipient.address, verdict: .unheard, words: silence(reason))
    }
  }

  /// Why nothing was said of a recipient after the dot; what decides for the message may be another one's yes.
  private func silence(_ reason: String) -> String {
    guard let last = finalAnswers.last, last.isClosing || last.blamesConnection else { return reason }
    return "the connection was closed before the answer: \(last)"
  }

  private func answer(_ recipient: Mailbox, _ reply: ServerReply, at stage: Blame.Stage) -> AttemptRecord.Answer {
    let isPassing = reply.isClosing || Blame.deferral(reply, at: stage) != nil
    return AttemptRecord.Answer(
      address: recipient.address, verdict: reply.isPositive ? .taken : isPassing ? .putOff : .refused,
      words: reply.description)
  }

  /// What the final dot comes to when the connection ends: in doubt, unless one of those who decide was answered for.
  func lostOutcome(_ reason: String) -> MailOutcome {
    let record = record(reason)
    let isTaken = mail.map { mail in
      let deciding = Set(mail.envelope.recipients.prefix(mail.envelope.deciding).map(\.address))
      return record.answers.contains { $0.verdict == .taken && deciding.contains($0.address) }
    }
    return isTaken == true ? .accepted(record) : .inDoubt(record)
  }

  /// How many replies come to the final dot: in LMTP one for each recipient who was taken.
  ///
  /// - Source: RFC 2033 4.2.
  var finalRepliesAwaited: Int {
    setting.dialect == .lmtp ? max(1, recipientAnswers.count(where: \.isPositive)) - finalAnswers.count : 1
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
  /// reply to that, so there the connection ends. It ends too where the server has taken anybody: to them the empty body
  /// would be a mail, and one that is not ended is discarded (RFC 5321 4.1.1.4).
  private mutating func endUnwantedData() {
    guard setting.dialect == .smtp, verdict != nil, !recipientAnswers.contains(where: \.isPositive) else {
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
    recipientAnswers = []
    needsReset = false
    sendEnvelope(awaited: [], unsent: [.reset] + (mail?.commands ?? []))
  }

  mutating func answeredFinalDot(_ reply: ServerReply) {
    guard reply.isPositive || reply.isTransient || reply.isPermanent else {
      return violated("the server answers the final dot with \(reply)")
    }
    finalAnswers.append(reply)
    if finalRepliesAwaited > 0, setting.dialect == .lmtp, !reply.isClosing, !reply.blamesConnection { return }
    let outcome = finalOutcome(decidingFinal ?? reply)
    needsReset = false
    if reply.isClosing || reply.blamesConnection { return end(outcome) }
    report(outcome)
    goOn()
  }

  /// In LMTP, what the replies come to of those who decide: a yes of one of them, or a no that may pass, or a no.
  private var decidingFinal: ServerReply? {
    guard setting.dialect == .lmtp, let mail else { return nil }
    let taken = recipientAnswers.prefix(mail.envelope.deciding).count(where: \.isPositive)
    let deciding = finalAnswers.prefix(taken)
    return deciding.first(where: \.isPositive) ?? deciding.first(where: \.isTransient) ?? deciding.first
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
