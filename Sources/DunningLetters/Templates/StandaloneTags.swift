/// Takes away the rest of a line on which nothing but a section's tag stands.
///
/// - Source: the Mustache specification, `sections`, "Standalone Lines", but for one thing: when a section that began
///   inside a line ends on a line of its own, the text goes on in that line, so a tag right after it does not stand alone.
enum StandaloneTags {
  /// The tokens, neighbouring texts joined, without the blanks and the line end around such tags.
  static func removed(from tokens: [TemplateToken]) -> [TemplateToken] {
    let joined = joined(tokens)
    var result = joined
    for index in aloneIndices(joined) {
      if index > 0 { result[index - 1].content = String(result[index - 1].content.withoutTrailingBlanks) }
      if index + 1 < joined.count {
        result[index + 1].content = String(result[index + 1].content.withoutFirstLineEnd)
      }
    }
    return result
  }

  private static func aloneIndices(_ tokens: [TemplateToken]) -> [Int] {
    var indices: [Int] = []
    var open: [Bool] = []
    var isInsideLine = false
    for (index, token) in tokens.enumerated() {
      let isTagAlone = token.kind.isOfSection && !isInsideLine && isAlone(tokens, index)
      if isTagAlone { indices.append(index) }
      switch token.kind {
      case .section, .invertedSection:
        open.append(isTagAlone)
        isInsideLine = false
      case .close:
        let wasAlone = open.popLast() ?? true
        isInsideLine = isTagAlone && !wasAlone
      case .text: isInsideLine = isInsideLine && !token.content.withoutFirstLineEnd.utf8.contains(lineFeed)
      case .variable, .partial, .comment: isInsideLine = false
      }
    }
    return indices
  }

  private static func joined(_ tokens: [TemplateToken]) -> [TemplateToken] {
    var result: [TemplateToken] = []
    for token in tokens where token.kind != .text || !token.content.isEmpty {
      if token.kind == .text, let last = result.last, last.kind == .text {
        result[result.count - 1].content += token.content
      } else {
        result.append(token)
      }
    }
    return result
  }

  private static func isAlone(_ tokens: [TemplateToken], _ index: Int) -> Bool {
    if index > 0 {
      let before = tokens[index - 1]
      let rest = before.content.withoutTrailingBlanks
      guard before.kind == .text, rest.utf8.last == lineFeed || (rest.isEmpty && index == 1) else { return false }
    }
    guard index + 1 < tokens.count else { return true }
    let after = tokens[index + 1]
    let rest = after.content.utf8.drop(while: isBlank)
    return after.kind == .text && (rest.first == lineFeed || (rest.isEmpty && index + 2 == tokens.count))
  }
}

private let lineFeed = UInt8(ascii: "\n")

private func isBlank(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }

extension String {
  fileprivate var withoutTrailingBlanks: Substring {
    guard let last = utf8.lastIndex(where: { !isBlank($0) }) else { return "" }
    return self[..<utf8.index(after: last)]
  }

  /// From the second line on.
  fileprivate var withoutFirstLineEnd: Substring {
    guard let end = utf8.firstIndex(of: lineFeed) else { return "" }
    return self[utf8.index(after: end)...]
  }
}

extension TemplateToken.Kind {
  fileprivate var isOfSection: Bool {
    switch self {
    case .section, .invertedSection, .close: true
    case .text, .variable, .partial, .comment: false
    }
  }
}
