/// One file of a language's folder, by what its name says: `reminder.text.mustache`, `_account.html.mustache`, and
/// `_greeting.mustache`, a partial without markup for text and HTML alike.
struct TemplateFile: Sendable {
  /// The tone, the step or the partial, without the underscore.
  let stem: String
  let isPartial: Bool
  /// Nil for a partial that serves every kind.
  let kind: TemplateKind?
  let path: String
  let tokens: [TemplateToken]

  static let suffix = ".mustache"

  /// Reads the name and the content; what is wrong is added to `errors`.
  init?(name: String, path: String, source: String, errors: inout [TemplateError]) {
    let place = TemplatePlace(file: path)
    let isPartial = name.hasPrefix("_")
    let parts = name.dropLast(Self.suffix.count).split(separator: ".", omittingEmptySubsequences: false)
    let kind = parts.count == 2 ? TemplateKind(rawValue: String(parts[1])) : nil
    let stem = parts.first.map { String(isPartial ? $0.dropFirst() : $0) } ?? ""
    guard !stem.isEmpty, kind != nil || (isPartial && parts.count == 1) else {
      let form = isPartial ? "_\(stem)" : stem
      errors.append(
        TemplateError(
          .wrongContentType, "the file name does not say what the template writes",
          hint:
            "name it \(form).subject.mustache, \(form).text.mustache, \(form).html.mustache or \(form).letter.mustache",
          place: place))
      return nil
    }
    let scanner = TemplateScanner(file: path, source: source)
    self.stem = stem
    self.isPartial = isPartial
    self.kind = kind
    self.path = path
    tokens = scanner.tokens
    errors += scanner.errors
    errors += Self.markupErrors(scanner.tokens, kind: kind)
  }

  /// Markup where there must be none: it would stand in a text mail, or be read as HTML although it is text.
  private static func markupErrors(_ tokens: [TemplateToken], kind: TemplateKind?) -> [TemplateError] {
    guard kind != .html else { return [] }
    return tokens.compactMap { token in
      guard token.kind == .text else { return nil }
      let isMarkup = token.content.contains("</") || token.content.contains("/>") || token.content.contains("<!")
      let isUnsafe = kind == nil && token.content.contains { $0 == "<" || $0 == "&" }
      guard isMarkup || isUnsafe else { return nil }
      return TemplateError(
        .wrongContentType, "there is markup in a template that is not HTML",
        hint: kind == nil ? "a partial for text and HTML has neither < nor &" : "keep markup to .html.mustache",
        place: token.place)
    }
  }
}
