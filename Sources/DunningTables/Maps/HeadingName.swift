/// A heading as it is compared: without regard to capitals, to blanks at its ends and to more than one within.
struct HeadingName: Hashable, Sendable {
  private let text: String

  init(_ heading: String) {
    text = heading.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}
