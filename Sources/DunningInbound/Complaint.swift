/// A report that somebody has called a message unwanted.
///
/// - Source: RFC 5965.
enum Complaint {
  /// The recipient who complained, as far as the provider tells; nil when the message is no complaint.
  static func recipients(in message: MIMEPart) -> [ReportedRecipient]? {
    if isOld(message) { return [] }
    guard let part = message.leaves.first(where: { $0.type == "message/feedback-report" }) ?? mislabelled(message)
    else { return nil }
    let fields = HeaderLines.fields(in: part.text)
    let type = fields.first { $0.name == "feedback-type" }?.value.lowercased() ?? "abuse"
    guard complaints.contains(type) else { return nil }
    let addresses = fields.filter { $0.name == "original-rcpt-to" || $0.name == "removal-recipient" }
      .flatMap { AddressScanner.addresses(in: $0.value) }
    return addresses.reduce(into: []) { found, address in
      guard found.count < IncomingLimits.recipientsMax, !found.contains(where: { $0.address == address }) else {
        return
      }
      found.append(
        ReportedRecipient(address: address, action: .delivered, status: nil, diagnostic: "feedback type: \(type)"))
    }
  }

  /// Whether it is one of Hotmail's, from before there was a form for them.
  private static func isOld(_ message: MIMEPart) -> Bool {
    guard let subject = message.field("subject"), oldSubject.begins(Array(subject.lowercased().utf8)) else {
      return false
    }
    return message.field("from")?.lowercased().contains("staff@") == true && message.leaves.contains(where: \.isMessage)
  }

  private static let oldSubject: Phrase = "complaint about message from"

  private static func mislabelled(_ message: MIMEPart) -> MIMEPart? {
    guard message.reportType == "feedback-report" || message.type == "multipart/report" else { return nil }
    return message.leaves.first { part in
      HeaderLines.fields(in: String(part.text.prefix(4_096))).contains { $0.name == "feedback-type" }
    }
  }

  /// `not-spam` takes a complaint back, and `auth-failure` is about the name of the sender.
  private static let complaints: Set<String> = [
    "abuse", "fraud", "virus", "other", "opt-out", "opt-out-list", "miscategorized", "unsubscribe",
  ]
}
