package import Dunning
package import DunningLetters
import Synchronization

/// The rules and templates in force: what a reload replaces, as one.
package struct Rules: Sendable {
  package let rulebook: Rulebook
  package let renderer: LetterRenderer

  package init(rulebook: Rulebook, renderer: LetterRenderer) {
    self.rulebook = rulebook
    self.renderer = renderer
  }
}

/// Hands out the rules in force.
package final class CurrentRules: Sendable {
  private let rules: Mutex<Rules>

  package init(_ rules: Rules) { self.rules = Mutex(rules) }

  package var value: Rules { rules.withLock { $0 } }

  package func replace(by new: Rules) { rules.withLock { $0 = new } }
}
