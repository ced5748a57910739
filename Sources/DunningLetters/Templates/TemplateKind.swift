/// The part of a message that a template writes; the raw value is the middle of its file name.
enum TemplateKind: String, CaseIterable, Sendable {
  case subject
  case text
  case html
  /// The letter on paper. A language may do without; a step that sends letters then has none to send.
  case letter

  /// Every tone has one of these in every language.
  static let required: [TemplateKind] = [.subject, .text, .html]
}
