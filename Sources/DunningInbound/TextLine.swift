/// A line of a notification, as it stands and as it is searched.
struct TextLine: Sendable, Hashable {
  let text: String
  /// The line in lower case.
  let folded: [UInt8]

  init(_ text: some StringProtocol) {
    self.text = text.trimmed
    folded = Array(self.text.lowercased().utf8.prefix(IncomingLimits.lineBytesMax))
  }

  var isBlank: Bool { folded.isEmpty }

  /// The lines of a text, at most as many as ``IncomingLimits`` allow.
  static func lines(of text: String) -> [TextLine] {
    text.split(
      maxSplits: IncomingLimits.linesMax, omittingEmptySubsequences: false, whereSeparator: \.isNewline
    ).prefix(IncomingLimits.linesMax).map(TextLine.init)
  }
}
