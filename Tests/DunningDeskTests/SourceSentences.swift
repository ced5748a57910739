import FoundationEssentials

/// What a source file of the daemon's says in words, piece by piece: the texts in quotes, cut where a value stands.
///
/// A text of two words or more is a sentence, or a part of one; what refuses a request, asks the database or is logged is
/// no reason, and passed over.
struct SourceSentences {
  let fragments: [String]

  /// - Parameter file: below `Sources/`.
  init(_ file: String) throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let text = try String(contentsOf: root.appending(path: "Sources/\(file)"), encoding: .utf8)
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    var fragments: [String] = []
    for (place, line) in lines.enumerated() {
      let around = lines[max(0, place - 2)...place].joined()
      guard !Self.others.contains(where: around.contains) else { continue }
      fragments += Self.texts(of: line.split(separator: "//", maxSplits: 1).first.map(String.init) ?? "")
    }
    self.fragments = fragments.filter(Self.isSentence)
  }

  /// What stands on lines that say no reasons.
  private static let others = [
    "hint:", "detail:", "logger", "log(", "DocketError", "RuleError", "throw ", "SELECT", "WHERE", " FROM ", "INSERT",
    "UPDATE", "damaged(", "= ?",
  ]

  private static func isSentence(_ text: String) -> Bool {
    // Commands stand where a translation has its own advice.
    !text.contains("`") && text.split(separator: " ").count { $0.count > 1 && $0.allSatisfy(\.isLowercase) } >= 2
  }

  /// The pieces of the texts in a line, without what stands in `\( )`.
  private static func texts(of line: String) -> [String] {
    var (texts, piece, rest): ([String], String?, Substring) = ([], nil, line[...])
    while let character = rest.first {
      rest = rest.dropFirst()
      switch (character, piece) {
      case ("\"", nil): piece = ""
      case ("\"", let text?):
        texts.append(text)
        piece = nil
      case ("\\", let text?) where rest.first == "(":
        texts.append(text)
        rest = skipped(rest)
        piece = ""
      case ("\\", let text?):
        piece = text + String(rest.prefix(1))
        rest = rest.dropFirst()
      case (_, let text?): piece = text + String(character)
      case (_, nil): break
      }
    }
    return texts
  }

  /// What follows a value in brackets.
  private static func skipped(_ text: Substring) -> Substring {
    var (depth, rest) = (0, text)
    while let character = rest.first {
      rest = rest.dropFirst()
      if character == "(" { depth += 1 }
      if character == ")" {
        depth -= 1
        if depth == 0 { return rest }
      }
    }
    return rest
  }
}
