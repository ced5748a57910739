import Dunning
import DunningAPI

/// A text that will stand on one line of a letter: not empty, not endless, nothing in it that could break out of a line.
package func line(_ text: String, _ field: String) throws -> String {
  try plainText(text, field, charactersMax: RuleLimits.lineCharactersMax)
}

/// One of the words of an enumeration.
package func choice<Choice: RawRepresentable & CaseIterable>(_ text: String, _ field: String, _ type: Choice.Type)
  throws
  -> Choice where Choice.RawValue == String
{
  if let choice = Choice(rawValue: text) { return choice }
  let words = Choice.allCases.map(\.rawValue)
  throw Problem(
    .invalidValue, detail: "\(field) cannot be \(quoted(text))", field: field,
    hint: nearest(to: text, in: words).map { "did you mean \($0)?" } ?? "one of \(words.joined(separator: ", "))")
}

/// A reason or a note.
package func note(_ text: String, _ field: String) throws -> String {
  try plainText(text, field, charactersMax: RuleLimits.noteCharactersMax)
}

private func plainText(_ text: String, _ field: String, charactersMax: Int) throws -> String {
  let trimmed = text.trimmed.withoutMarksAtEnds
  guard !trimmed.isEmpty else { throw Problem(.invalidText, detail: "\(field) is empty", field: field) }
  // What nearly every text is needs no table of characters.
  if trimmed.utf8.count <= charactersMax, trimmed.utf8.allSatisfy({ (0x20..<0x7F).contains($0) }) {
    return String(trimmed)
  }
  // One character on the screen can be made of any number of marks, so the marks are counted.
  guard trimmed.unicodeScalars.count <= charactersMax else {
    throw Problem(.invalidText, detail: "\(field) is longer than \(charactersMax) characters", field: field)
  }
  if let odd = trimmed.unicodeScalars.first(where: { !$0.isPrintable }) {
    throw Problem(
      .invalidText, detail: "\(field) has \(odd.unprintableName): \(quoted(text))", field: field,
      hint: odd.isInvisibleMark ? "take it out; nobody can see it" : "write it on one line")
  }
  return String(trimmed)
}

extension StringProtocol {
  /// Without the white space at both ends.
  package var trimmed: SubSequence {
    guard let first = firstIndex(where: { !$0.isWhitespace }), let last = lastIndex(where: { !$0.isWhitespace })
    else { return self[startIndex..<startIndex] }
    return self[first...last]
  }
}

extension Substring {
  /// Without the marks at both ends that nobody sees and copying brings along, and the white space around them.
  fileprivate var withoutMarksAtEnds: Substring {
    guard let first = unicodeScalars.first, let last = unicodeScalars.last,
      first.isInvisibleMark || last.isInvisibleMark
    else { return self }
    let scalars = unicodeScalars.drop { $0.isInvisibleMark || $0.properties.isWhitespace }
    guard let end = scalars.lastIndex(where: { !$0.isInvisibleMark && !$0.properties.isWhitespace }) else { return "" }
    return Substring(scalars[...end])
  }
}

extension Unicode.Scalar {
  /// What is never seen and, at the ends of a text, means nothing: marks of direction, spaces of no width. What turns the
  /// direction of all that follows is another matter: without it the text would read otherwise than it was seen.
  fileprivate var isInvisibleMark: Bool {
    switch value {
    case 0x061C, 0x200B, 0x200E, 0x200F, 0x2060, 0xFEFF: true
    default: false
    }
  }

  /// As a message names what cannot be seen.
  fileprivate var unprintableName: String {
    let digits = String(value, radix: 16, uppercase: true)
    let code = "U+" + String(repeating: "0", count: Swift.max(0, 4 - digits.utf8.count)) + digits
    return isInvisibleMark ? "an invisible mark \(code)" : "a line break or an invisible control character \(code)"
  }

  /// False for what could break out of a line, or show a reader something else than what is on record.
  var isPrintable: Bool {
    switch properties.generalCategory {
    case .control, .lineSeparator, .paragraphSeparator, .surrogate, .unassigned: false
    // Marks that reorder text could make a letter say something else than the docket.
    case .format: self == "\u{200C}" || self == "\u{200D}" || self == "\u{AD}"
    default: true
    }
  }
}
