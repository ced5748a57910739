/// What is known of a statement after its entries.
package struct StatementFoot: Hashable, Sendable {
  /// The balances of what is booked, below zero when the creditor owes; nil when the file does not say.
  package var opening: Amount?
  package var closing: Amount?
  /// Whether the file's own counts and sums, where it has no balances, say something else than its entries.
  package var isContradicted = false
  /// What the file does not call an error, but does not bear out either, in words for a person.
  package var remarks: [String] = []

  package init(opening: Amount? = nil, closing: Amount? = nil) { (self.opening, self.closing) = (opening, closing) }
}
