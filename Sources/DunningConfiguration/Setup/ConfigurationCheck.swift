package import Dunning
import DunningLetters

/// What is to be said about a configuration: `dunningd --check` and `dunningctl config check` say the same.
package struct ConfigurationCheck: Sendable, Hashable {
  /// The file, or what stands in for one.
  package let file: String
  /// Each as `FILE:LINE:COLUMN: error: …`, with its line, a caret and a suggestion; none when the file is good.
  package let errors: [String]
  package let warnings: [String]
  /// What a good file holds, in a few words.
  package let summary: String

  /// - Parameters:
  ///   - credential: answers a credential by its name; nil when they cannot be looked up here.
  ///   - today: the day from which on rates and holidays are looked at that end soon; nil to leave them out.
  package init(
    _ places: Setup.Places, credential: (@Sendable (String) -> String?)? = nil, today: CivilDate? = nil
  ) {
    let file = places.file ?? "built-in defaults"
    do throws(ConfigurationError) {
      self.init(try Setup.load(places, credential: credential), file: file, today: today)
    } catch {
      self.init(error, file: file)
    }
  }

  /// What is to be said about a configuration that cannot be used.
  package init(_ error: ConfigurationError, file: String) {
    self.file = file
    errors = error.diagnostics.filter { $0.severity == .error }.map(\.text)
    warnings = error.diagnostics.filter { $0.severity == .warning }.map(\.text)
    summary = Self.count(errors.count, "mistake")
  }

  private init(_ setup: Setup, file: String, today: CivilDate?) {
    let rulebook = setup.configuration.rulebook
    let letters = setup.letterFindings()
    self.file = file
    errors = letters.errors
    let ending = today.map { rulebook.rateWarnings(on: $0) + rulebook.calendarWarnings(on: $0) } ?? []
    warnings = setup.configuration.warnings.map(\.text) + letters.warnings + ending.map { "\(file): warning: \($0)" }
    summary =
      "\(Self.count(rulebook.creditors.count, "creditor")), "
      + "\(Self.count(rulebook.policies.count, "policy", "policies")), "
      + "templates in \(setup.templates.languages.joined(separator: ", "))"
  }

  private static func count(_ number: Int, _ one: String, _ many: String? = nil) -> String {
    "\(number) \(number == 1 ? one : many ?? one + "s")"
  }
}
