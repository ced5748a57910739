/// A field of a SWIFT message: its tag, and its lines.
struct MTField {
  /// `20`, `60F`, `61`, `NS`, …
  let tag: String
  private(set) var lines: [String]
  /// Where it begins in the file, from 1.
  let line: Int

  init(tag: String, text: String, line: Int) {
    (self.tag, self.line) = (tag, line)
    lines = [text]
  }

  var text: String { lines[0] }

  mutating func append(_ text: String) throws(StatementFailure) {
    lines.append(text)
    guard lines.count <= StatementLimits.detailLinesMax else {
      throw StatementFailure("field :\(tag): has no end: this is no statement", line: line)
    }
  }

  /// The field that begins on a line; nil when the line goes on with the field before it.
  ///
  /// Only the tags of statements count: people write `:KO:` into their texts.
  init?(_ line: TextLine) {
    let text = line.text.drop { $0.unicodeScalars.allSatisfy { $0.value <= 0x20 } }
    guard text.first == ":", let end = text.dropFirst().firstIndex(of: ":") else { return nil }
    let tag = text[text.index(after: text.startIndex)..<end].trimmed
    guard Self.tags.contains(tag) else { return nil }
    self.init(tag: tag, text: String(text[text.index(after: end)...]), line: line.number)
  }

  private static let tags: Set<String> = [
    "13", "13D", "20", "21", "25", "25P", "28", "28C", "34F", "60F", "60M", "61", "62F", "62M", "64", "65", "65F", "86",
    "90C",
    "90D", "940", "942", "NS",
  ]
}
