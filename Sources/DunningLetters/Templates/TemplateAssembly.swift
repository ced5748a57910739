import Dunning

/// Puts partials into the templates that name them, so that one template of one kind is left.
struct TemplateAssembly {
  /// How deep partials may be nested; ours have two levels.
  private static let partialDepthMax = 12

  let folder: TemplateFolder
  let kind: TemplateKind
  private(set) var errors: [TemplateError] = []

  init(folder: TemplateFolder, kind: TemplateKind) {
    self.folder = folder
    self.kind = kind
  }

  /// The tokens of the file with all partials in place; comments are dropped.
  mutating func assemble(_ file: TemplateFile) -> [TemplateToken] { assemble(file, within: [file.path]) }

  private mutating func assemble(_ file: TemplateFile, within paths: [String]) -> [TemplateToken] {
    var result: [TemplateToken] = []
    var skipsLineEnd = false
    for (index, token) in file.tokens.enumerated() {
      guard token.kind == .partial || token.kind == .comment else {
        var token = token
        if skipsLineEnd { token = token.fromNextLine }
        skipsLineEnd = false
        result.append(token)
        continue
      }
      let isAlone = Self.isAloneOnItsLine(file.tokens, index)
      var inserted = token.kind == .partial ? partial(token, within: paths) : []
      if isAlone {
        if var last = result.last, last.kind == .text {
          last.content = String(last.content.reversed().drop { $0 == " " || $0 == "\t" }.reversed())
          result[result.count - 1] = last
        }
        skipsLineEnd = index + 1 < file.tokens.count
        // The tag's line end goes, so the partial must bring its own.
        if let last = inserted.last, last.kind != .text || !last.content.hasSuffix("\n") {
          inserted.append(TemplateToken(kind: .text, content: "\n", place: token.place))
        }
      } else if let last = inserted.last, last.kind == .text, last.content.hasSuffix("\n") {
        inserted[inserted.count - 1].content.removeLast()
      }
      result += inserted
    }
    return result
  }

  private mutating func partial(_ tag: TemplateToken, within paths: [String]) -> [TemplateToken] {
    guard let file = folder.partial(tag.content, kind) else {
      let near = nearest(to: tag.content, in: folder.partialNames).map { "did you mean \($0)?" }
      let name = "_\(tag.content).\(kind.rawValue)\(TemplateFile.suffix)"
      errors.append(
        TemplateError(
          .unknownPartial, "there is no partial \(quoted(tag.content))", hint: near ?? "it would be the file \(name)",
          place: tag.place))
      return []
    }
    guard !paths.contains(file.path) else {
      errors.append(TemplateError(.partialCycle, "the partial \(tag.content) includes itself", place: tag.place))
      return []
    }
    // Partials that each include the next one twice grow as fast as a cycle.
    guard paths.count < Self.partialDepthMax else {
      errors.append(
        TemplateError(
          .partialCycle, "partials are nested more than \(Self.partialDepthMax) deep", place: tag.place))
      return []
    }
    return assemble(file, within: paths + [file.path])
  }

  /// True when nothing but blanks share the line with the tag, so that its line disappears (Mustache's rule).
  private static func isAloneOnItsLine(_ tokens: [TemplateToken], _ index: Int) -> Bool {
    let isBlank = { (character: Character) in character == " " || character == "\t" }
    if index > 0 {
      let before = tokens[index - 1]
      let rest = before.content.reversed().drop(while: isBlank)
      guard before.kind == .text, rest.first == "\n" || (rest.isEmpty && index == 1) else { return false }
    }
    guard index + 1 < tokens.count else { return true }
    let after = tokens[index + 1]
    let rest = after.content.drop(while: isBlank)
    return after.kind == .text && (rest.first == "\n" || (rest.isEmpty && index + 2 == tokens.count))
  }
}
