package import Dunning
package import DunningLetters
package import DunningMail
import Synchronization

/// The rules, the templates and the way out in force: what a reload replaces, as one.
package struct Rules: Sendable {
  package let rulebook: Rulebook
  package let renderer: LetterRenderer
  package let transport: any MailTransport
  /// Notices under way at the same time; at least 1.
  package let deliveriesMax: Int
  /// Whether a notice without a final reply is sent again instead of waiting for a person.
  package let resendsInDoubt: Bool

  package init(
    rulebook: Rulebook, renderer: LetterRenderer, transport: any MailTransport, deliveriesMax: Int,
    resendsInDoubt: Bool
  ) {
    self.rulebook = rulebook
    self.renderer = renderer
    self.transport = transport
    self.deliveriesMax = deliveriesMax
    self.resendsInDoubt = resendsInDoubt
  }
}

/// Hands out the rules in force.
package final class CurrentRules: Sendable {
  private let rules: Mutex<Rules>

  package init(_ rules: Rules) { self.rules = Mutex(rules) }

  package var value: Rules { rules.withLock { $0 } }

  /// - Returns: those that were in force until now.
  @discardableResult
  package func replace(by new: Rules) -> Rules {
    rules.withLock { rules in
      defer { rules = new }
      return rules
    }
  }
}
