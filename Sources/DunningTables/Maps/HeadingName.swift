/// A heading as it is compared: without regard to capitals, to blanks at its ends and to more than one within, and to
/// whether umlauts are written out.
struct HeadingName: Hashable, Sendable {
  private let text: String

  init(_ heading: String) {
    let plain = heading.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
    text = plain.map { Self.writtenOut[$0] ?? String($0) }.joined()
  }

  private static let writtenOut: [Character: String] = ["ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"]
}

extension String {
  /// Whether two headings are the same to a map.
  package func isHeading(_ name: String) -> Bool { HeadingName(self) == HeadingName(name) }
}
