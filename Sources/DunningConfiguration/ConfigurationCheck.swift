import Dunning
import DunningLetters

/// The check of a configuration as both programs print it.
package enum ConfigurationCheck {
  package enum Verdict: Sendable, Hashable {
    /// It can be used; the text says so, after any warnings.
    case good(String)
    /// It cannot; the text has every mistake.
    case bad(String)
  }

  package static func run(_ places: Setup.Places) -> Verdict {
    do throws(ConfigurationError) {
      let setup = try Setup.load(places)
      let rulebook = setup.configuration.rulebook
      let warnings = setup.configuration.warnings.map(\.text)
      let summary =
        "\(setup.configuration.file ?? "built-in defaults"): ok: \(count(rulebook.creditors.count, "creditor")), "
        + "\(count(rulebook.policies.count, "policy", "policies")), templates in \(setup.templates.languages.joined(separator: ", "))"
      return .good((warnings + [summary]).joined(separator: "\n"))
    } catch {
      let errors = error.diagnostics.filter { $0.severity == .error }.count
      return .bad("\(error.text)\n\(count(errors, "error")); nothing was changed")
    }
  }

  private static func count(_ number: Int, _ one: String, _ many: String? = nil) -> String {
    "\(number) \(number == 1 ? one : many ?? one + "s")"
  }
}
