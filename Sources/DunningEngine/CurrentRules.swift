package import Dunning
package import DunningLetters
package import DunningMail
import Synchronization

/// The rules, the templates and the way out in force: what a reload replaces, as one.
package struct Rules: Sendable {
  package let rulebook: Rulebook
  package let renderer: LetterRenderer
  package let transport: any MailTransport
  /// Sets letters; nil where none can be set.
  package let press: LetterPress?
  /// Where letters are printed from; nil when they are only mailed.
  package let spool: PrintSpool?
  /// Where mails lie that went, or once went, by the Maildir transport; nil where nobody says.
  package let outbox: MaildirTransport?
  /// Connections to the mail server at the same time; at least 1.
  package let connections: Int
  /// How much may leave in a time.
  package let limits: SendLimits
  /// Whether a notice without a final reply is sent again instead of waiting for a person.
  package let resendsInDoubt: Bool
  /// All that a plan depends on besides the claims: when it is another, everything is planned anew.
  package let fingerprint: String

  package init(
    rulebook: Rulebook, renderer: LetterRenderer, transport: any MailTransport, connections: Int,
    press: LetterPress? = nil, spool: PrintSpool? = nil, outbox: MaildirTransport? = nil, limits: SendLimits = .none,
    resendsInDoubt: Bool,
    fingerprint: String
  ) {
    self.rulebook = rulebook
    self.renderer = renderer
    self.transport = transport
    self.press = press
    self.spool = spool
    self.outbox = outbox
    self.connections = connections
    self.limits = limits
    self.resendsInDoubt = resendsInDoubt
    self.fingerprint = fingerprint
  }
}

/// Hands out the rules in force.
package final class CurrentRules: Sendable {
  private let rules: Mutex<Rules>

  package init(_ rules: Rules) { self.rules = Mutex(rules) }

  package var value: Rules { rules.withLock { $0 } }

  /// What planning needs of them.
  package var forPlanning: (rulebook: Rulebook, fingerprint: String) {
    rules.withLock { ($0.rulebook, $0.fingerprint) }
  }

  /// - Returns: those that were in force until now.
  @discardableResult
  package func replace(by new: Rules) -> Rules {
    rules.withLock { rules in
      defer { rules = new }
      return rules
    }
  }
}
