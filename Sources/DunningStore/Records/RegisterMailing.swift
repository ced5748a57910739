package import Dunning

/// The register of a month on its way to its creditor.
package struct RegisterMailing: Hashable, Sendable {
  package let creditor: String
  package let month: RegisterMonth
  /// When it leaves; nil once it was taken.
  package let at: Instant?

  package init(creditor: String, month: RegisterMonth, at: Instant?) {
    self.creditor = creditor
    self.month = month
    self.at = at
  }
}
