/// What a creditor forgoes of that which is owed beside the sum of a claim: interest, fixed sum, costs.
package enum Waiver: Hashable, Sendable {
  case nothing
  /// So much of it, more than nothing, in the claim's currency.
  case part(Money)
  case all

  package var isAll: Bool { self == .all }

  /// The part that is forgone; nil where it is nothing or all.
  package var part: Money? {
    if case .part(let part) = self { part } else { nil }
  }
}
