/// A phrase to look for: words that follow one another, in any spelling that ``FoldedText`` makes the same.
///
/// | written | means |
/// |---|---|
/// | `polizei` | the whole word |
/// | `anzeig*`, `*gericht`, `*gericht*` | a word that begins with, ends with or contains it |
/// | `polizei\|staatsanwalt*` | one of them |
/// | `…` | up to six words, or twelve characters where words are not spaced, in the same sentence |
package struct GuardPattern: Sendable {
  private struct Literal: Sendable {
    let bytes: [UInt8]
    let opensAnywhere: Bool
    let closesAnywhere: Bool
  }

  private struct Element: Sendable {
    let literals: [Literal]
    let followsGap: Bool
  }

  private let elements: [Element]

  private static let gapWordsMax = 6
  private static let gapCharactersMax = 12

  /// Why a phrase cannot be looked for.
  package struct Fault: Error {
    package let message: String
    package let hint: String
  }

  package init(_ text: String, joinsUmlauts: Bool = false) throws(Fault) {
    var elements: [Element] = []
    var followsGap = false
    for item in text.split(separator: "…", omittingEmptySubsequences: false).joined(separator: " … ").split(
      separator: " ")
    {
      if item == "…" {
        followsGap = !elements.isEmpty
        continue
      }
      var literals: [Literal] = []
      for part in item.split(separator: "|") {
        let folded = FoldedText(Array(part.utf8), joinsUmlauts: joinsUmlauts).bytes
        guard !folded.isEmpty else { throw Fault(message: "\(part) holds no letter or digit", hint: "write a word") }
        literals.append(Literal(bytes: folded, opensAnywhere: part.hasPrefix("*"), closesAnywhere: part.hasSuffix("*")))
      }
      elements.append(Element(literals: literals, followsGap: followsGap))
      followsGap = false
    }
    guard let first = elements.first else { throw Fault(message: "the phrase is empty", hint: "leave it out") }
    for literal in first.literals
    where literal.bytes.count < 2 || (literal.bytes.count < 3 && (literal.opensAnywhere || literal.closesAnywhere)) {
      throw Fault(
        message: "the first word is too short to look for", hint: "begin with a word of three letters or more")
    }
    self.elements = elements
  }

  /// The first bytes of a match, three at most: what an index of many patterns looks up.
  var openings: [[UInt8]] { elements[0].literals.map { Array(($0.bytes + [UInt8(ascii: " ")]).prefix(3)) } }

  /// Where a match that begins here ends; nil when there is none.
  func end(in text: [UInt8], at start: Int) -> Int? {
    for literal in elements[0].literals {
      if let end = Self.end(of: literal, in: text, at: start), let last = match(1, in: text, from: end) { return last }
    }
    return nil
  }

  private func match(_ index: Int, in text: [UInt8], from position: Int) -> Int? {
    guard index < elements.count else { return position }
    let element = elements[index]
    for start in starts(of: element, in: text, from: position) {
      for literal in element.literals {
        guard let found = Self.find(literal, in: text, at: start) else { continue }
        if let last = match(index + 1, in: text, from: found) { return last }
      }
    }
    return nil
  }

  /// Where the next word may begin.
  private func starts(of element: Element, in text: [UInt8], from position: Int) -> [Int] {
    guard element.followsGap else {
      let isSpace = position < text.count && text[position] == UInt8(ascii: " ")
      return [isSpace ? position + 1 : position]
    }
    var starts: [Int] = []
    var (words, characters) = (0, 0)
    var current = position
    while current < text.count, words <= Self.gapWordsMax, characters <= Self.gapCharactersMax {
      let byte = text[current]
      if byte == FoldedText.stop { break }
      if byte == UInt8(ascii: " ") {
        words += 1
      } else if byte & 0xC0 != 0x80 {
        if byte >= 0xE0 { characters += 1 }
        starts.append(current)
      }
      current += 1
    }
    return starts
  }

  /// The literal at a word's beginning, or inside that word when it may stand there.
  private static func find(_ literal: Literal, in text: [UInt8], at start: Int) -> Int? {
    if let end = end(of: literal, in: text, at: start) { return end }
    guard literal.opensAnywhere else { return nil }
    var position = start + 1
    while position < text.count, isWordByte(text[position]) {
      if let end = end(of: literal, in: text, at: position) { return end }
      position += 1
    }
    return nil
  }

  private static func end(of literal: Literal, in text: [UInt8], at start: Int) -> Int? {
    let bytes = literal.bytes
    var end = start + bytes.count
    guard end <= text.count, text[start] == bytes[0], text[start..<end].elementsEqual(bytes) else { return nil }
    if !literal.opensAnywhere, start > 0, isWordByte(text[start - 1]), isWordByte(bytes[0]) { return nil }
    if literal.closesAnywhere {
      while end < text.count, isWordByte(text[end]) { end += 1 }
    } else if end < text.count, isWordByte(text[end]), isWordByte(bytes[bytes.count - 1]) {
      return nil
    }
    return end
  }

  /// A letter or digit of a script with spaces; elsewhere a word has no edge.
  private static func isWordByte(_ byte: UInt8) -> Bool { ShownText.isLetter(byte) || ShownText.isDigit(byte) }
}
