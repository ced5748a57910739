/// A piece of a template: text, or a tag with its name.
struct TemplateToken: Sendable {
  enum Kind: Sendable {
    case text
    case variable
    case section
    case invertedSection
    case close
    case partial
    case comment
  }

  let kind: Kind
  /// The text itself, or the name in the tag.
  var content: String
  let place: TemplatePlace
}

extension TemplateToken {
  /// A text without its first line.
  var fromNextLine: TemplateToken {
    let rest = String(content.drop { $0 != "\n" }.dropFirst())
    let line = place.line.map { $0 + 1 }
    return TemplateToken(kind: kind, content: rest, place: TemplatePlace(file: place.file, line: line, column: 1))
  }
}
