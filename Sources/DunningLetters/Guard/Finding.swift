import Dunning

/// Something in a template or in a letter that must not be sent as it is.
package struct Finding: Hashable, Sendable, CustomStringConvertible {
  package enum Severity: String, Sendable, CaseIterable {
    /// The template is refused, or the notice is not sent.
    case error
    case warning
  }

  /// Where it stands.
  package enum Part: String, Sendable {
    case subject
    case text
    case html
    /// The sheet of paper.
    case letter
    /// What the claim, the debtor or the creditor bring into the letter.
    case facts
  }

  package let rule: GuardRule
  package let severity: Severity
  package let part: Part
  /// The words that it is about, as they stand there; empty when something is missing.
  package let excerpt: String
  /// What is wrong, without the excerpt.
  package let reason: String
  /// The statute or the rule behind it.
  package let source: String?
  /// What to write instead.
  package let instead: String?
  /// Where it stands in a template; nil in a letter.
  package let place: TemplatePlace?

  package init(
    _ rule: GuardRule, _ severity: Severity = .error, in part: Part, excerpt: String = "", reason: String,
    source: String? = nil, instead: String? = nil, place: TemplatePlace? = nil
  ) {
    self.rule = rule
    self.severity = severity
    self.part = part
    self.excerpt = excerpt
    self.reason = reason
    self.source = source
    self.instead = instead
    self.place = place
  }

  package var isError: Bool { severity == .error }

  /// What is wrong, with the words quoted, the rule and its source.
  package var message: String {
    let subject = excerpt.isEmpty ? "" : "\(quoted(excerpt)): "
    return "\(subject)\(reason) [\(rule.rawValue)\(source.map { "; \($0)" } ?? "")]"
  }

  /// `PLACE: SEVERITY: MESSAGE (INSTEAD)`; without a template, the part of the letter is the place.
  package var description: String {
    "\(place.map(\.description) ?? part.rawValue): \(severity.rawValue): \(message)\(instead.map { " (\($0))" } ?? "")"
  }

  /// The finding as the reason why a template is refused.
  var error: TemplateError { TemplateError(.forbidden, message, hint: instead, place: place) }

  /// The finding as the reason why a notice is not sent.
  func error(in file: String?) -> TemplateError {
    TemplateError(.forbidden, message, hint: instead, place: place ?? file.map { TemplatePlace(file: $0) })
  }
}
