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

  /// As Mustache reads it.
  var source: String {
    switch kind {
    case .text: content
    case .variable: "{{\(content)}}"
    case .section: "{{#\(content)}}"
    case .invertedSection: "{{^\(content)}}"
    case .close: "{{/\(content)}}"
    case .partial: "{{>\(content)}}"
    case .comment: ""
    }
  }
}
