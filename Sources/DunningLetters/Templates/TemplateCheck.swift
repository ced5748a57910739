import Dunning

/// Finds every name in an assembled template that is unknown, is used as what it is not, or could be absent.
struct TemplateCheck {
  private(set) var errors: [TemplateError] = []
  private let kind: TemplateKind
  private let names: [LetterName: Vocabulary.Shape]
  /// The sections around the current token, innermost last.
  private var sections: [Section] = []

  private struct Section {
    let name: String
    let isInverted: Bool
    /// The names that a list adds.
    let added: [LetterName: Vocabulary.Shape]
  }

  init(_ tokens: [TemplateToken], kind: TemplateKind) {
    self.kind = kind
    names = Vocabulary.names(for: kind)
    for token in tokens {
      switch token.kind {
      case .variable: checkVariable(token)
      case .section, .invertedSection: open(token)
      case .close: _ = sections.popLast()
      case .text, .partial, .comment: break
      }
    }
  }

  private mutating func checkVariable(_ token: TemplateToken) {
    let name = token.content
    switch shape(of: token) {
    case .text, nil: break
    case .optional:
      guard !sections.contains(where: { $0.name == name && !$0.isInverted }) else { return }
      errors.append(
        TemplateError(
          .unguardedVariable, "{{\(name)}} may be absent",
          hint: "write {{#\(name)}}…{{\(name)}}…{{/\(name)}} and, where needed, {{^\(name)}}…{{/\(name)}}",
          place: token.place))
    case .flag, .list:
      errors.append(
        TemplateError(
          .wrongUse, "{{\(name)}} is no text", hint: "use it as a section: {{#\(name)}}…{{/\(name)}}",
          place: token.place))
    }
  }

  private mutating func open(_ token: TemplateToken) {
    let isInverted = token.kind == .invertedSection
    var added: [LetterName: Vocabulary.Shape] = [:]
    switch shape(of: token) {
    case .list(let names): added = isInverted ? [:] : names
    case .text:
      errors.append(
        TemplateError(
          .wrongUse, "{{#\(token.content)}} is always there, so it is no condition", hint: "write {{\(token.content)}}",
          place: token.place))
    case .optional, .flag, nil: break
    }
    sections.append(Section(name: token.content, isInverted: isInverted, added: added))
  }

  private mutating func shape(of token: TemplateToken) -> Vocabulary.Shape? {
    let name = token.content
    let known = LetterName(name)
    if let known, let shape = shape(of: known) { return shape }
    if kind == .subject, let known, Vocabulary.all[known] != nil {
      errors.append(
        TemplateError(
          .notInSubject, "{{\(name)}} may not stand in a subject",
          hint: "a subject names the document; what is owed belongs into the letter", place: token.place))
      return nil
    }
    let usable = Set(names.keys).union(sections.flatMap(\.added.keys)).map(\.text)
    let inItem = known.flatMap { Vocabulary.item[$0] } == nil ? nil : "it exists only inside {{#items}} or {{#single}}"
    let near = nearest(to: name, in: usable).map { "did you mean \($0)?" }
    errors.append(
      TemplateError(
        .unknownVariable, "there is no variable \(quoted(name))",
        hint: inItem ?? near ?? "etc/templates/README.md lists all of them", place: token.place))
    return nil
  }
  /// The innermost section that adds the name decides.
  private func shape(of name: LetterName) -> Vocabulary.Shape? {
    for section in sections.reversed() {
      if let shape = section.added[name] { return shape }
    }
    return names[name]
  }
}
