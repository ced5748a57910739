/// The part of a message that a template writes; the raw value is the middle of its file name.
enum TemplateKind: String, CaseIterable, Sendable {
  case subject
  case text
  case html
}
