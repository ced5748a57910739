import Dunning

/// The last look at a letter before it leaves: it must name every reference, the total and the pay-by date.
struct LetterGuard {
  private let required: [(what: String, value: String)]

  init(_ values: LetterValues) {
    required =
      [("the total", values.total)] + values.references.map { ("the reference", $0) }
      + (values.payBy.map { [("the pay-by date", $0)] } ?? [])
  }

  /// - Throws: ``TemplateError`` `.incompleteLetter` that names the template.
  func require(_ content: String, from template: LetterTemplate) throws(TemplateError) {
    let bytes = Self.bytes(content)
    for (what, value) in required {
      let shown = template.kind == .html ? LetterScope.escaped(value) : value
      guard Self.says(bytes, shown) else {
        throw TemplateError(
          .incompleteLetter, "the letter does not say \(what), \(quoted(value))", hint: "add it to the template",
          place: TemplatePlace(file: template.path))
      }
    }
  }

  /// The bytes, with ordinary spaces for no-break spaces.
  private static func bytes(_ text: String) -> [UInt8] { PlainTextLayout.withPlainSpaces(text.utf8) }

  /// True when the value stands there whole, wrapped or not, and is not the tail of a larger number.
  private static func says(_ content: [UInt8], _ value: String) -> Bool {
    let wanted = Self.bytes(value).filter { !isSpace($0) }
    guard let first = wanted.first else { return true }
    for start in content.indices where content[start] == first {
      let before = start > 0 ? content[start - 1] : UInt8(ascii: " ")
      let isTail = isDigit(first) && (isDigit(before) || before == UInt8(ascii: ".") || before == UInt8(ascii: ","))
      if !isTail, matches(content, from: start, wanted) { return true }
    }
    return false
  }

  private static func matches(_ bytes: [UInt8], from start: Int, _ wanted: [UInt8]) -> Bool {
    var (position, matched) = (start, 0)
    while matched < wanted.count {
      guard position < bytes.count else { return false }
      if bytes[position] == wanted[matched] {
        matched += 1
      } else if !isSpace(bytes[position]) {
        return false
      }
      position += 1
    }
    return position == bytes.count || !isDigit(bytes[position]) || !isDigit(wanted[wanted.count - 1])
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

  private static func isSpace(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\n") }
}
