import Dunning
import DunningLetters
import Yams

extension PhraseBook.Chapter {
  private static let keys = ["language", "statutes", "phrases"]

  /// Reads one file of `guard/`; nil when it cannot be used, which is reported.
  init?(_ root: Node, findings: Findings) {
    guard let section = Section(root, name: "", knows: Self.keys, findings: findings),
      let language = section.requiredText("language")
    else { return nil }
    let joinsUmlauts = PhraseBook.joinsUmlauts(language)
    let entries = section.section("phrases", knows: nil)?.entries(knows: GuardPhrase.keys) ?? []
    self.init(
      language: language,
      phrases: entries.compactMap { GuardPhrase($0.section, name: $0.name, joinsUmlauts: joinsUmlauts) },
      statutes: section.patterns("statutes", joinsUmlauts: joinsUmlauts))
  }
}

extension GuardPhrase {
  fileprivate static let keys = [
    "rule", "any", "unless", "allowed_in", "given", "severity", "why", "source", "instead",
  ]

  private enum Severity: String, CaseIterable {
    case error, warning, off
  }

  fileprivate init?(_ section: Section, name: String, joinsUmlauts: Bool) {
    let severity = section.choice("severity", Severity.self) ?? .error
    if severity != .off { for key in ["rule", "any", "why"] { section.require(key) } }
    let rule = section.choice("rule", GuardRule.self)
    let patterns = section.patterns("any", joinsUmlauts: joinsUmlauts)
    let tones = (section.texts("allowed_in") ?? []).compactMap {
      section.choice($0.text, key: "allowed_in", at: $0.mark, Step.Tone.self)
    }
    let given = (section.texts("given") ?? []).filter { name, mark in
      guard !Vocabulary.allNames.contains(name) else { return true }
      let near = nearest(to: name, in: Vocabulary.allNames).map { "did you mean \($0)?" }
      section.findings.error("there is no value \(quoted(name))", at: mark, suggestion: near)
      return false
    }
    let why = section.text("why")
    guard severity == .off || (rule != nil && why != nil) else { return nil }
    self.init(
      name: name, rule: rule ?? .threat, severity: Finding.Severity(rawValue: severity.rawValue), patterns: patterns,
      exceptions: section.patterns("unless", joinsUmlauts: joinsUmlauts), allowedIn: Set(tones),
      given: Set(given.map(\.text)), why: why ?? "",
      source: section.text("source"), instead: section.text("instead"))
  }
}

extension Section {
  /// A list of phrases; those that cannot be looked for are reported.
  fileprivate func patterns(_ key: String, joinsUmlauts: Bool) -> [GuardPattern] {
    (texts(key) ?? []).compactMap { text, mark in
      do throws(GuardPattern.Fault) {
        return try GuardPattern(text, joinsUmlauts: joinsUmlauts)
      } catch {
        findings.error("\(key): \(quoted(text)): \(error.message)", at: mark, suggestion: error.hint)
        return nil
      }
    }
  }
}
