/// A line of a notification, as it stands and as it is searched, no longer than ``IncomingLimits`` allow.
struct TextLine: Sendable, Hashable {
  let text: String
  /// The line in lower case.
  let folded: [UInt8]

  init(_ text: some StringProtocol) {
    self.text = String(decoding: text.utf8.prefix(IncomingLimits.lineBytesMax), as: UTF8.self).trimmed
    folded = Array(self.text.lowercased().utf8.prefix(IncomingLimits.lineBytesMax))
  }

  /// The line as it stands, but for the addresses of pages, which may have an address of somebody in them.
  var withoutWebAddresses: String {
    guard Self.schemes.occur(in: folded) else { return text }
    return text.split(separator: " ").filter { word in
      !Self.schemes.occur(in: Array(word.lowercased().utf8))
    }.joined(separator: " ")
  }

  private static let schemes: [Phrase] = ["http://", "https://"]

  var isBlank: Bool { folded.isEmpty }

  /// The lines of a text, at most as many and of as many bytes together as ``IncomingLimits`` allow.
  static func lines(of text: String) -> [TextLine] {
    String(decoding: text.utf8.prefix(IncomingLimits.notificationBytesMax), as: UTF8.self).split(
      maxSplits: IncomingLimits.linesMax, omittingEmptySubsequences: false, whereSeparator: \.isNewline
    ).prefix(IncomingLimits.linesMax).map(TextLine.init)
  }
}
