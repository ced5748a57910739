import Mustache

/// A checked template, ready to be filled in.
struct LetterTemplate: Sendable {
  let path: String
  let kind: TemplateKind
  private let mustache: MustacheTemplate

  init(path: String, kind: TemplateKind, tokens: [TemplateToken]) throws(TemplateError) {
    self.path = path
    self.kind = kind
    // The values come escaped, so Mustache itself must leave them alone.
    let source = "{{% CONTENT_TYPE:TEXT}}\n" + tokens.map(\.source).joined()
    do {
      mustache = try MustacheTemplate(string: source)
    } catch {
      throw TemplateError(
        .malformedTag, "Mustache cannot read the template: \(error)", place: TemplatePlace(file: path))
    }
  }

  /// The template with the values in place; a value that is absent is an error, never a blank.
  func filled(with values: LetterValues) throws(TemplateError) -> String {
    let filled = mustache.render(LetterScope(values: values.root, kind: kind, isRoot: true))
    guard !filled.utf8.contains(0) else {
      throw TemplateError(
        .unguardedVariable, "a value that the template uses is absent", place: TemplatePlace(file: path))
    }
    return filled
  }
}
