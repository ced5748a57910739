package import Dunning

/// One entry of a list of phrases: wordings that break one rule, and where they may stand after all.
package struct GuardPhrase: Sendable {
  /// Unique in a language; an entry of the same name in a firm's own list takes its place.
  package let name: String
  package let rule: GuardRule
  /// Nil for an entry that is switched off.
  package let severity: Finding.Severity?
  package let patterns: [GuardPattern]
  /// In a sentence with one of these the wording is right.
  package let exceptions: [GuardPattern]
  /// Tones in which the wording may stand.
  package let allowedIn: Set<Step.Tone>
  /// Values of ``Vocabulary`` of which one makes the wording right: in its section of a template, or when it is there.
  package let given: Set<String>
  package let why: String
  package let source: String?
  package let instead: String?

  package init(
    name: String, rule: GuardRule, severity: Finding.Severity?, patterns: [GuardPattern],
    exceptions: [GuardPattern] = [], allowedIn: Set<Step.Tone> = [], given: Set<String> = [], why: String,
    source: String? = nil,
    instead: String? = nil
  ) {
    self.name = name
    self.rule = rule
    self.severity = severity
    self.patterns = patterns
    self.exceptions = exceptions
    self.allowedIn = allowedIn
    self.given = given
    self.why = why
    self.source = source
    self.instead = instead
  }
}
