import Dunning

/// What a person calls a debtor by: number, name or address.
package struct DebtorName: Hashable, Sendable, ExpressibleByStringLiteral {
  package let text: String
  package let whose: Whose

  /// Whose debtor is meant.
  package enum Whose: Hashable, Sendable {
    /// The one creditor's who has such a debtor.
    case only
    case creditor(String)
    /// Every creditor's, where it is the same person.
    case all
  }

  package init(_ text: String, of whose: Whose = .only) {
    self.text = text.composed
    self.whose = whose
  }

  package init(stringLiteral text: String) { self.init(text) }
}
