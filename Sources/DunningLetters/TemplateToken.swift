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
