/// What late payment of a debt has come to, or why nobody can say.
package enum LateSum: Hashable, Sendable {
  /// Nothing but the sum itself is asked for.
  case nothing
  case statement(InterestStatement)
  /// There is interest, and it cannot be worked out: a clause that says why, and what to do about it.
  case unknown(because: String)

  package var statement: InterestStatement? {
    if case .statement(let statement) = self { statement } else { nil }
  }

  /// Nil where the sum is known, or none is asked for.
  package var unknownBecause: String? {
    if case .unknown(let reason) = self { reason } else { nil }
  }
}
