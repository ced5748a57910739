/// How the rows of one claim become one, in a table that has a row for each line of an invoice.
package struct RowGroup: Hashable, Sendable {
  /// The field that such rows share.
  package let same: String
  package let amount: Amount

  package enum Amount: String, CaseIterable, Sendable {
    /// Each row says the whole of it.
    case first
    /// Each row says its part.
    case sum
  }

  package init(same: String, amount: Amount) {
    self.same = same
    self.amount = amount
  }
}
