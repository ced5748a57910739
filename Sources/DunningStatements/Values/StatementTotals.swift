/// What the booked entries of a statement come to.
package struct StatementTotals: Hashable, Sendable {
  private let currency: String?
  /// How many entries there are, also those that are not booked.
  package private(set) var entries = 0
  /// Whether booked entries are in another currency than the statement: these are in no sum.
  private var hasForeign = false
  /// The sums of absolute values, of booked entries alone.
  package private(set) var credits = Amount.zero
  package private(set) var debits = Amount.zero

  /// - Parameter currency: the statement's; nil takes every entry for one in it.
  package init(currency: String?) { self.currency = currency }

  package mutating func count(_ entry: StatementEntry) {
    entries += 1
    guard entry.status == .booked else { return }
    guard currency == nil || entry.currency == nil || entry.currency == currency else {
      hasForeign = true
      return
    }
    if entry.amount.isNegative { debits += entry.amount.magnitude } else { credits += entry.amount }
  }

  /// Whether the opening balance and the entries make the closing one; nil when that cannot be
  /// known.
  package func addUp(from opening: Amount?, to closing: Amount?) -> Bool? {
    guard let opening, let closing, !hasForeign else { return nil }
    return opening + credits - debits == closing
  }
}
