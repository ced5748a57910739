extension IncomingMessage {
  /// Reads a message; what cannot be read, or only its header, is of kind ``Kind/unknown``.
  ///
  /// - Parameter bytes: the message as it came, also with a mailbox file's first line.
  /// - Source: RFC 3464 in RFC 6522, RFC 5965, RFC 3834, RFC 8098, and what servers wrote before them and beside them.
  package init(reading bytes: [UInt8]) {
    guard let parsed = MIMEParser.parse(bytes) else {
      // What is too large or too intricate may still be somebody's answer, and its header says to what.
      let header = MessageBytes.header(of: bytes)
      if let parsed = MIMEParser.parse(header) { self.init(header: parsed) } else { self.init(unparsed: header) }
      return
    }
    let message = parsed.unwrapped
    let author = Author(message)
    // What a report is may stand in a letter around it; who has sent it, and what it may do, stands outside.
    let sender = Author(parsed)
    let returned = ReturnedMessage(of: message)
    let reports = message.statusReports(by: author)
    let told = CloudNotification(in: message)
    let (kind, recipients) =
      told.map { ($0.kind, $0.recipients) } ?? Self.judge(message, by: author, reports: reports, returned: returned)
    var ties = NoticeTies(of: message, returned: returned, envelopeIDs: reports.compactMap(\.envelopeID))
    if let told { ties.returned = told.messageIDs }
    // A provider tells of a complaint from an address of its own, as anybody can: the envelope must not say otherwise.
    let isByMachine =
      sender.isSignedServer || kind == .complaint && sender.isUnsigned || told != nil && sender.isCloudMessenger
    self.init(kind, recipients, ties: ties, of: message, by: sender, isByMachine: isByMachine)
  }

  /// A message that cannot be parsed, read from the plain lines of its header alone: whatever stands in them does no
  /// harm, and words in other character sets stay as they were written.
  package init(unparsed bytes: [UInt8]) {
    let lines = HeaderLines.fields(in: String(decoding: MessageBytes.header(of: bytes), as: UTF8.self))
    self.init(header: MIMEPart(fields: lines.map { MIMEPart.Field(name: $0.name, value: $0.value) }))
  }

  /// A message of which no more than the header is read.
  private init(header: MIMEPart) {
    let ties = NoticeTies(of: header, returned: ReturnedMessage(of: header), envelopeIDs: [])
    let author = Author(header)
    self.init(.unknown, [], ties: ties, of: header, by: author, isByMachine: author.isSignedServer)
  }

  private init(
    _ kind: Kind, _ recipients: [ReportedRecipient], ties: NoticeTies, of message: MIMEPart, by author: Author,
    isByMachine: Bool
  ) {
    self.init(
      kind: kind, recipients: recipients.map(\.shown), ties: ties, isByMachine: isByMachine,
      from: author.address.map { PlainText.shown($0, charactersMax: 254) },
      subject: PlainText.shown(message.field("subject") ?? "", charactersMax: IncomingLimits.subjectCharactersMax),
      words: kind == .reply ? message.words(charactersMax: IncomingLimits.wordsCharactersMax) : "",
      messageID: message.field("message-id").flatMap { value in
        NoticeTies.messageIDs(value).first { !$0.isEmpty }.map { String($0.prefix(998)) }
      })
  }

  /// What has a form is judged by its form, then a server's prose, then what machines write, last what people do.
  private static func judge(
    _ message: MIMEPart, by author: Author, reports: [StatusReport], returned: ReturnedMessage
  ) -> (Kind, [ReportedRecipient]) {
    if let recipients = Complaint.recipients(in: message) { return (.complaint, recipients) }
    let recipients = reports.flatMap(\.recipients)
    if !recipients.isEmpty {
      let explained = message.explained(recipients, returned: returned)
      return (kind(of: recipients), explained)
    }
    if let recipients = message.proseRecipients(by: author, returned: returned) {
      return (recipients.contains { $0.action == .delayed } ? .delay : .bounce, recipients)
    }
    if AutoReply.wrote(message, by: author) { return (.autoReply, []) }
    if AutoReply.isListed(message) || message.reportType != nil || author.isMachine { return (.unknown, []) }
    // Ticket systems mark as bulk what people answer through them.
    let isProgram = AutoReply.isBulk(message) && !message.isInThread
    return (isProgram || author.hasReportSubject && author.isMailServer ? .unknown : .reply, [])
  }

  /// The gravest of what a report says.
  private static func kind(of recipients: [ReportedRecipient]) -> Kind {
    let actions = Set(recipients.map(\.action))
    if actions.contains(.failed) { return .bounce }
    if actions.contains(.delayed) { return .delay }
    return actions.contains(.delivered) ? .delivered : .relayed
  }
}

extension ReportedRecipient {
  /// Whether it is named by an address, and not by a file, a program or a server.
  fileprivate var hasMailAddress: Bool {
    address.first != "@" && address.contains("@") && !address.hasPrefix("/") && !address.hasPrefix("|")
  }

  /// With texts that can be told to people.
  fileprivate var shown: ReportedRecipient {
    var recipient = self
    recipient.address = PlainText.shown(address, charactersMax: 254)
    recipient.diagnostic = diagnostic.map {
      PlainText.shown($0, charactersMax: IncomingLimits.diagnosticCharactersMax)
    }
    return recipient
  }
}

extension MIMEPart {
  /// The beginning of the plain text, or of what an HTML part says where there is none.
  fileprivate func words(charactersMax: Int) -> String {
    let texts = leaves.filter { $0.fileName == nil && $0.type.hasPrefix("text/") && !$0.text.isEmpty }
    let plain = texts.filter { $0.type != "text/html" }
    return String((plain.isEmpty ? texts : plain).map(\.text).joined(separator: "\n").prefix(charactersMax))
  }

  /// The report inside, where a filter on the way has put a server's report into one of its own.
  fileprivate var unwrapped: MIMEPart {
    guard Author(self).isMailServer, !leaves.contains(where: { Self.statusTypes.contains($0.type) }),
      let inner = leaves.first(where: \.isMessage)?.children.first, inner.reportType == "delivery-status",
      Author(inner).isMailServer
    else { return self }
    var report = inner
    // Who this copy was sent to stands outside.
    report.fields += fields.filter { ["delivered-to", "x-original-to"].contains($0.name.lowercased()) }
    return report
  }

  /// The reports in the form of RFC 3464, under whatever media type they come.
  fileprivate func statusReports(by author: Author) -> [StatusReport] {
    let declared = leaves.filter { Self.statusTypes.contains($0.type) }.compactMap { StatusReport($0.text) }
    // A person who passes a report on is no server that makes one.
    let isReport = reportType == "delivery-status" || type == "multipart/report"
    let isSent = isReport || author.isMachine || author.isMailServer && !author.isAnswerOrForward
    guard isSent || author.hasReportSubject && !declared.isEmpty else { return [] }
    if !declared.isEmpty { return declared }
    return leaves.filter { !$0.isMessage && Self.looksLikeStatus($0.text) }.compactMap { StatusReport($0.text) }
  }

  private static let statusTypes: Set<String> = [
    "message/delivery-status", "message/global-delivery-status", "text/delivery-status",
  ]

  private static func looksLikeStatus(_ text: String) -> Bool {
    let names = Set(HeaderLines.fields(in: String(text.prefix(16_384))).map(\.name))
    return names.contains("final-recipient") && (names.contains("action") || names.contains("status"))
  }

  /// What the words of a report add where its fields give no reason, or name a file or a server and not a recipient.
  fileprivate func explained(_ recipients: [ReportedRecipient], returned: ReturnedMessage) -> [ReportedRecipient] {
    guard recipients.contains(where: { $0.diagnostic == nil || !$0.hasMailAddress }) else { return recipients }
    let prose = ProseReport(notification, own: own)
    return recipients.map { recipient in
      var explained = recipient
      if !recipient.hasMailAddress, let address = addressee(prose, returned, beside: recipients) {
        explained.address = address
      }
      guard recipient.diagnostic == nil else { return explained }
      let known = prose.recipients.first { $0.address.lowercased() == explained.address.lowercased() }
      let said = known ?? (recipients.count == 1 ? prose.recipient(explained.address) : nil)
      explained.diagnostic = said?.diagnostic
      if let status = said?.status, recipient.status?.hasSuffix(".0.0") != false { explained.status = status }
      return explained
    }
  }

  /// The one recipient that a field, the words or the returned message name; nil when they name several, or none.
  private func addressee(
    _ prose: ProseReport, _ returned: ReturnedMessage, beside others: [ReportedRecipient]
  ) -> String? {
    let known = Set(others.map { $0.address.lowercased() })
    let sources = [failedRecipients, prose.recipients.map(\.address), prose.addresses, returned.recipients]
    let named = sources.lazy.map { Set($0.map { $0.lowercased() }).subtracting(known) }.first { !$0.isEmpty }
    return named?.count == 1 ? named?.first : nil
  }

  private var failedRecipients: [String] { fields("x-failed-recipients").flatMap(AddressScanner.addresses) }

  /// The addresses that are those of a failed recipient least of all: who reports, and who gets the report.
  private var own: Set<String> {
    Set(["from", "sender", "to"].flatMap(fields).flatMap(AddressScanner.addresses).map { $0.lowercased() })
  }

  /// Who was not reached, by the prose of a server; nil when no server wrote this, or it says nothing of the kind.
  ///
  /// A subject alone is no sign of a server: people give the same ones to disputes about goods and cheques.
  fileprivate func proseRecipients(by author: Author, returned: ReturnedMessage) -> [ReportedRecipient]? {
    let isForm = !failedRecipients.isEmpty || reportType == "delivery-status"
    let isServer = isForm || author.isMachine || author.isMailServer && !author.isAnswerOrForward
    guard isServer || author.hasReportSubject else { return nil }
    if !isForm, !author.isMailServer, AutoReply.saysAway(self) { return nil }
    let report = ProseReport(notification, own: own)
    guard isReport(report, by: author, isForm: isForm, isServer: isServer, of: returned) else {
      return author.hasReportSubject && author.isMailServer ? unexplained(returned.recipients, report) : nil
    }
    if !failedRecipients.isEmpty { return unexplained(failedRecipients, report) }
    return report.recipients.isEmpty ? unexplained(returned.recipients, report) : report.recipients
  }

  /// Whether the words say enough for the signs that there are: the fewer they are, the plainer the words must be.
  private func isReport(
    _ report: ProseReport, by author: Author, isForm: Bool, isServer: Bool, of returned: ReturnedMessage
  ) -> Bool {
    if isForm || author.isDaemon || isServer && author.hasReportSubject {
      return report.isAnnounced || report.givesReason || author.hasReportSubject && !report.recipients.isEmpty
    }
    guard report.isAnnounced else { return false }
    if isServer { return !report.recipients.isEmpty || author.isMailServer && report.givesCode }
    // A server under a name of its own. Somebody who attaches or quotes our letter names other people than whom it
    // went to, and is in the thread.
    guard !report.recipients.isEmpty, !isInThread else { return false }
    if report.hasFormula { return true }
    let addressees = Set(returned.recipients.map { $0.lowercased() })
    return returned.isAttached && report.givesCode
      && report.recipients.contains { addressees.contains($0.address.lowercased()) }
  }

  /// Whether it answers another message.
  fileprivate var isInThread: Bool { !fields("in-reply-to").isEmpty || !fields("references").isEmpty }

  /// Nobody is named in the words: then it was whom a field names, or whom the returned message was for.
  private func unexplained(_ addresses: [String], _ report: ProseReport) -> [ReportedRecipient] {
    addresses.prefix(IncomingLimits.recipientsMax).map { report.recipient($0) }
  }

  /// The lines of the readable parts that are the report itself: not the returned message.
  private var notification: [TextLine] {
    let texts = leaves.filter { $0.type.hasPrefix("text/") && !$0.type.hasPrefix("text/rfc822") }
    let plain = texts.filter { $0.type != "text/html" && !$0.text.trimmed.isEmpty }
    return TextLine.lines(of: (plain.isEmpty ? texts : plain).map(\.text).joined(separator: "\n"))
  }
}
