extension IncomingMessage {
  /// Reads a message; what cannot be read, or only its header, is of kind ``Kind/unknown``.
  ///
  /// - Parameter bytes: the message as it came, also with a mailbox file's first line.
  /// - Source: RFC 3464 in RFC 6522, RFC 5965, RFC 3834, RFC 8098, and what servers wrote before them and beside them.
  package init(reading bytes: [UInt8]) {
    guard let parsed = MIMEParser.parse(bytes) else {
      // What is too large or too intricate may still be somebody's answer, and its header says to what.
      self.init(header: MIMEParser.parse(MessageBytes.header(of: bytes)) ?? MIMEPart())
      return
    }
    let message = parsed.unwrapped
    let author = Author(message)
    let returned = ReturnedMessage(of: message)
    let reports = message.statusReports(by: author)
    let (kind, recipients) = Self.judge(message, by: author, reports: reports, returned: returned)
    let ties = NoticeTies(of: message, returned: returned, envelopeIDs: reports.compactMap(\.envelopeID))
    self.init(kind, recipients, ties: ties, of: message, by: author)
  }

  /// A message of which no more than the header is read.
  private init(header: MIMEPart) {
    let ties = NoticeTies(of: header, returned: ReturnedMessage(of: header), envelopeIDs: [])
    self.init(.unknown, [], ties: ties, of: header, by: Author(header))
  }

  private init(
    _ kind: Kind, _ recipients: [ReportedRecipient], ties: NoticeTies, of message: MIMEPart, by author: Author
  ) {
    self.init(
      kind: kind, recipients: recipients.map(\.shown), ties: ties,
      from: author.address.isEmpty ? nil : PlainText.shown(author.address, charactersMax: 254),
      subject: PlainText.shown(message.field("subject") ?? "", charactersMax: IncomingLimits.subjectCharactersMax),
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
    if !recipients.isEmpty { return (kind(of: recipients), message.explained(recipients)) }
    if let recipients = message.proseRecipients(by: author, returned: returned) {
      return (recipients.contains { $0.action == .delayed } ? .delay : .bounce, recipients)
    }
    if AutoReply.wrote(message, by: author) { return (.autoReply, []) }
    let isMachine = AutoReply.isBulk(message) || author.isMailServer || message.reportType != nil
    if isMachine || author.address.isEmpty { return (.unknown, []) }
    return (.reply, [])
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
    guard isReport || author.isMailServer || author.hasNullSender || author.hasReportSubject else { return [] }
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

  /// What the words of a report add where its fields give no reason.
  fileprivate func explained(_ recipients: [ReportedRecipient]) -> [ReportedRecipient] {
    guard recipients.contains(where: { $0.diagnostic == nil }) else { return recipients }
    let prose = ProseReport(notification, own: [])
    return recipients.map { recipient in
      guard recipient.diagnostic == nil else { return recipient }
      var explained = recipient
      let said = prose.recipients.first { $0.address.lowercased() == recipient.address.lowercased() }
      explained.diagnostic = said?.diagnostic
      if let status = said?.status, recipient.status?.hasSuffix(".0.0") != false { explained.status = status }
      return explained
    }
  }

  /// Who was not reached, by the prose of a server; nil when no server wrote this, or it says nothing of the kind.
  fileprivate func proseRecipients(by author: Author, returned: ReturnedMessage) -> [ReportedRecipient]? {
    let failed = fields("x-failed-recipients").flatMap(AddressScanner.addresses)
    let isServer = author.isMailServer || !failed.isEmpty || reportType == "delivery-status"
    guard isServer || author.hasReportSubject || author.hasNullSender else { return nil }
    let addressee = fields("to").flatMap(AddressScanner.addresses)
    let own = Set((addressee + [author.address]).map { $0.lowercased() })
    let report = ProseReport(notification, own: own)
    guard isServer || author.hasReportSubject ? report.isAnnounced || report.givesReason : report.isAnnounced else {
      return author.hasReportSubject && isServer ? unexplained(returned.recipients, report) : nil
    }
    guard isServer || author.hasReportSubject || !report.recipients.isEmpty else { return nil }
    if !failed.isEmpty { return unexplained(failed, report) }
    return report.recipients.isEmpty ? unexplained(returned.recipients, report) : report.recipients
  }

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
