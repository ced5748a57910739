/// The message that a report returns, or what is left of it.
struct ReturnedMessage {
  /// Its header fields, names in lower case.
  private(set) var fields: [(name: String, value: String)] = []
  /// Whether it is a part of its own.
  private(set) var isAttached = false

  /// Looks for it in a part of its own, and otherwise behind the words of the report.
  init(of message: MIMEPart) {
    for part in message.leaves where fields.isEmpty {
      if part.isMessage, let inner = part.children.first {
        fields = inner.fields.map { ($0.name.lowercased(), $0.value) }
      } else if Self.headerTypes.contains(part.type) {
        fields = HeaderLines.fields(in: part.text)
      }
    }
    isAttached = !fields.isEmpty
    if fields.isEmpty { fields = Self.quoted(in: message) }
  }

  func values(_ name: String) -> [String] { fields.filter { $0.name == name }.map(\.value) }

  /// The addresses that it was sent to.
  var recipients: [String] {
    ["to", "x-original-to", "delivered-to"].lazy.map { name in values(name).flatMap(AddressScanner.addresses) }
      .first { !$0.isEmpty } ?? []
  }

  private static let headerTypes: Set<String> = [
    "text/rfc822-headers", "text/rfc822", "message/rfc822-headers", "message/global-headers", "message/rfc822",
    "message/global", "text/rfc822-header", "message/partial",
  ]

  /// The fields of a header that stands among the words, each line perhaps behind a `>`.
  private static func quoted(in message: MIMEPart) -> [(name: String, value: String)] {
    let fields = message.leaves.filter { $0.type.hasPrefix("text/") }.flatMap { part in
      HeaderLines.fields(in: unquoted(part.text))
    }
    return fields.filter { names.contains($0.name) }
  }

  private static func unquoted(_ text: String) -> String {
    guard text.contains(">") else { return text }
    return text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      .map { $0.drop { $0 == ">" || $0 == "|" } }.joined(separator: "\n")
  }

  private static let names: Set<String> = [
    "to", "message-id", "x-dunning-notice", "x-original-to", "delivered-to", "from", "return-path",
  ]
}
