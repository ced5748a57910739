/// What the booked entries of a statement come to.
package struct StatementTotals: Hashable, Sendable {
  private let currency: String?
  /// How many entries there are, also those that are not booked.
  package private(set) var entries = 0
  /// Whether entries say another currency than the statement: some banks name that of the order, some that of the sum.
  private var hasForeign = false
  /// The sums of absolute values, of booked entries alone.
  package private(set) var credits = Amount.zero
  package private(set) var debits = Amount.zero

  /// - Parameter currency: the statement's; nil takes every entry for one in it.
  package init(currency: String?) { self.currency = currency }

  package mutating func count(_ entry: StatementEntry) {
    entries += 1
    guard entry.status == .booked else { return }
    if let currency, let other = entry.currency, other != currency { hasForeign = true }
    if entry.amount.isNegative { debits += entry.amount.magnitude } else { credits += entry.amount }
  }

  /// Whether the opening balance and the entries make the closing one; nil when that cannot be known.
  package func addUp(to foot: StatementFoot) -> Bool? {
    if foot.isContradicted { return false }
    guard let opening = foot.opening, let closing = foot.closing else { return nil }
    let isEqual = opening + credits - debits == closing
    return hasForeign && !isEqual ? nil : isEqual
  }
}
