/// A text of several lines, of which nobody knows whether the bank broke words between them: it is searched as one line,
/// and told with the breaks.
struct WrappedText {
  private(set) var characters: [Character] = []
  /// Before which characters a line ended.
  private var breaks: Set<Int> = []

  /// The text that is searched.
  var joined: String { String(characters) }

  mutating func append(_ text: some StringProtocol, breaksBefore: Bool) {
    if breaksBefore, !characters.isEmpty { breaks.insert(characters.count) }
    characters += text
  }

  /// The part of it, with its breaks, without white space at both ends; nil when nothing is left.
  func text(_ range: Range<Int>) -> String? {
    var text = ""
    for index in range {
      if index > range.lowerBound, breaks.contains(index) { text += "\n" }
      text.append(characters[index])
    }
    let lines = text.split(separator: "\n").compactMap(\.meant)
    return lines.asLines
  }

  var text: String? { text(0..<characters.count) }

  /// The part of it without breaks: a number or a code.
  func word(_ range: Range<Int>) -> String? { String(characters[range]).meant }

  /// The part of it as it is, with the blanks at its ends.
  func exact(_ range: Range<Int>) -> String { String(characters[range]) }

  /// Where each of the words stands, in the order of the text; where two begin at one place, the longer.
  func places(of words: [String]) -> [(word: String, range: Range<Int>)] {
    let patterns = words.map { (word: $0, characters: Array($0)) }.sorted { $0.characters.count > $1.characters.count }
    var found: [(word: String, range: Range<Int>)] = []
    var index = 0
    while index < characters.count {
      let match = patterns.first { pattern in
        characters[index] == pattern.characters[0] && characters[index...].starts(with: pattern.characters)
      }
      if let match { found.append((match.word, index..<index + match.characters.count)) }
      index += match?.characters.count ?? 1
    }
    return found
  }
}
