/// A delivery report in its fields: one group about the message, one for each recipient.
///
/// - Source: RFC 3464 2.1; read from what real servers send, with groups that are torn apart or run together.
struct StatusReport {
  private(set) var envelopeID: String?
  private(set) var recipients: [ReportedRecipient] = []

  /// Nil when the text has no recipient in it.
  init?(_ text: String) {
    var group = Group()
    for (name, value) in HeaderLines.fields(in: text) {
      if name == "original-envelope-id" { envelopeID = XText.decoded(value) }
      if group.isComplete(before: name) { finish(&group) }
      group.take(name, value)
    }
    finish(&group)
    if recipients.isEmpty { return nil }
  }

  private mutating func finish(_ group: inout Group) {
    if let recipient = group.recipient, recipients.count < IncomingLimits.recipientsMax { recipients.append(recipient) }
    group = Group()
  }

  /// The fields about one recipient.
  private struct Group {
    var original: String?
    var final: String?
    var action: ReportedRecipient.Action?
    var status: String?
    var diagnostic: String?
    var seen: Set<String> = []

    static let names: Set<String> = [
      "original-recipient", "final-recipient", "action", "status", "diagnostic-code", "x-actual-recipient",
    ]

    /// Whether a field belongs to the next recipient: this one has it already.
    func isComplete(before name: String) -> Bool { Self.names.contains(name) && seen.contains(name) }

    mutating func take(_ name: String, _ value: String) {
      guard Self.names.contains(name) else { return }
      seen.insert(name)
      switch name {
      case "original-recipient": original = Self.address(value)
      case "final-recipient", "x-actual-recipient": final = final ?? Self.address(value)
      case "action": action = Self.action(value)
      case "status": status = EnhancedStatus.first(in: value)
      default: diagnostic = Self.words(value)
      }
    }

    var recipient: ReportedRecipient? {
      // A file or a program that mail was put into says less than an address.
      let named = [original, final].compactMap { $0 }
      guard let address = named.first(where: { !$0.hasPrefix("/") && $0.dropFirst().contains("@") }) ?? named.first
      else { return nil }
      guard let action = action ?? status.flatMap(Self.action(ofStatus:)) else { return nil }
      let said = diagnostic.flatMap(EnhancedStatus.first)
      // A bare class says less than the server's own words.
      let code = status.map { $0.hasSuffix(".0.0") ? said ?? $0 : $0 } ?? said
      return ReportedRecipient(address: address, action: action, status: code, diagnostic: diagnostic)
    }

    /// `rfc822; someone@example.com`
    private static func address(_ value: String) -> String? {
      let parts = value.split(separator: ";", maxSplits: 1)
      let text = parts.count == 2 ? String(parts[1]) : value
      let decoded = XText.decoded(text.trimmed)
      let unquoted = decoded.filter { $0 != "<" && $0 != ">" && $0 != "\"" }.trimmed
      if let address = AddressScanner.addresses(in: unquoted).first { return address }
      return unquoted.isEmpty ? nil : unquoted
    }

    private static func action(_ value: String) -> ReportedRecipient.Action? {
      let word = value.lowercased().prefix { $0.isLetter }
      return actions[word]
    }

    private static let actions: [Substring: ReportedRecipient.Action] = [
      "failed": .failed, "failure": .failed, "fail": .failed, "undeliverable": .failed, "delayed": .delayed,
      "delay": .delayed,
      "delivered": .delivered, "deliverable": .delivered, "relayed": .relayed, "expanded": .expanded,
    ]

    private static func action(ofStatus status: String) -> ReportedRecipient.Action? {
      switch status.first {
      case "5": .failed
      case "4": .delayed
      case "2": .delivered
      default: nil
      }
    }

    /// `smtp; 550 5.1.1 no such user`
    private static func words(_ value: String) -> String {
      let parts = value.split(separator: ";", maxSplits: 1)
      let isTyped = parts.count == 2 && parts[0].utf8.count < 24 && !parts[0].contains(" ")
      return String((isTyped ? String(parts[1]) : value).trimmed.prefix(IncomingLimits.diagnosticCharactersMax))
    }
  }
}
