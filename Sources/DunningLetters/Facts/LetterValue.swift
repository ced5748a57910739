/// What a name in a template stands for.
enum LetterValue: Sendable {
  /// Text from the facts, to be escaped as the part of the message needs it.
  case text(String)
  /// Text that no line of a letter on paper divides: a sum, a date.
  case figure(String)
  case absent
  case flag(Bool)
  case list([LetterRow])
  /// A mark of our own, which means something in the layout and is never escaped.
  case mark(UInt8, html: StaticString = "")

  static func optional(_ text: String?) -> LetterValue { text.map { .text($0) } ?? .absent }

  static func optionalFigure(_ text: String?) -> LetterValue { text.map { .figure($0) } ?? .absent }
}
