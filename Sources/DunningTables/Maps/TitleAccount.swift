/// Finds the number of an account in the lines before a header: `IBAN;DE91…`, `"Konto:";"DE12… / Girokonto"`, `账号:[…]`.
enum TitleAccount {
  /// What stands behind one of the words; nil where nothing does.
  static func find(_ words: [String], in titles: [[String]]) -> String? {
    for cells in titles {
      for (index, cell) in cells.enumerated() {
        guard let rest = words.lazy.compactMap({ behind($0, cell.trimmed) }).first else { continue }
        let found = ([rest] + cells.dropFirst(index + 1)).lazy.map(number).first { !$0.isEmpty }
        if let found { return found }
      }
    }
    return nil
  }

  /// What follows the word at the beginning of a cell, without a colon; nil when the cell does not begin with it.
  private static func behind(_ word: String, _ cell: String) -> String? {
    guard cell.lowercased().hasPrefix(word.lowercased()) else { return nil }
    let rest = cell.dropFirst(word.count)
    // `Kontonummer` is not the word `Konto`.
    guard rest.first.map({ !$0.isLetter && !$0.isNumber }) ?? true else { return nil }
    return String(rest)
  }

  /// The number without a name before it or behind it, and without blanks and brackets.
  private static func number(_ text: String) -> String {
    let piece = text.split(separator: "/").first { $0.contains { $0.isNumber } } ?? ""
    let marks: Set<Character> = [":", "：", ";", ",", "|", "\"", "[", "]", "【", "】", "(", ")"]
    let words = piece.split { $0.isWhitespace || marks.contains($0) }
    // A name of the account has no digits: `Girokonto DE12 3456 …`.
    let first = words.firstIndex { $0.contains { $0.isNumber } } ?? words.endIndex
    return words[first...].prefix { $0.contains { $0.isNumber } }.joined()
  }
}
