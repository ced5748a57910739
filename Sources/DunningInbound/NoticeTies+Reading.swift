extension NoticeTies {
  /// Gathers all that a message says of the one that it is about.
  init(of message: MIMEPart, returned: ReturnedMessage, envelopeIDs: [String]) {
    self.envelopeIDs = envelopeIDs
    addressTags = Self.distinct(
      Self.recipientFields.flatMap(message.fields).flatMap(AddressScanner.addresses).compactMap(Self.tag))
    self.returned = Self.distinct(returned.values("message-id").flatMap(Self.messageIDs))
    let thread = message.fields("references").flatMap(Self.messageIDs).reversed()
    answered = Self.distinct(message.fields("in-reply-to").flatMap(Self.messageIDs) + thread)
    numbers = Self.distinct(returned.values("x-dunning-notice"))
  }

  private static let recipientFields = [
    "to", "cc", "delivered-to", "x-original-to", "envelope-to", "x-envelope-to", "x-rcpt-to", "apparently-to",
  ]

  /// What stands between the `+` and the `@`.
  private static func tag(of address: String) -> String? {
    guard let plus = address.firstIndex(of: "+"), let at = address.lastIndex(of: "@"), plus < at else { return nil }
    let tag = address[address.index(after: plus)..<at]
    return tag.isEmpty ? nil : String(tag)
  }

  /// The Message-IDs of a field without brackets; one without brackets counts as well.
  static func messageIDs(_ value: String) -> [String] {
    let bracketed = value.split(separator: "<").dropFirst(value.first == "<" ? 0 : 1).compactMap { piece in
      piece.firstIndex(of: ">").map { String(piece[..<$0]) }
    }
    return bracketed.isEmpty ? AddressScanner.addresses(in: value) : bracketed
  }

  private static func distinct(_ texts: [String]) -> [String] {
    var seen: Set<String> = []
    return Array(texts.filter { $0.utf8.count <= 998 && seen.insert($0).inserted }.prefix(IncomingLimits.tiesMax))
  }
}
