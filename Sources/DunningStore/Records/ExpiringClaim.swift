package import Dunning

/// A claim that is over, and what becomes of what is known of it.
package struct ExpiringClaim: Hashable, Sendable {
  package let claim: ClaimID
  package let reference: String
  package let creditor: String
  package let debtor: String
  /// The day on which it was paid, withdrawn or written off, by the creditor's clock.
  package let closedOn: CivilDate
  /// The first day on which it may be erased.
  package let eraseOn: CivilDate
  /// Whether it is limitation, not the configured time, that keeps it so long.
  package let isKeptByLimitation: Bool
  /// What keeps it from erasure for as long as it stands.
  package let hold: LegalHold?
}

/// What came of the daily look at what has been kept long enough.
package enum RetentionOutcome: Hashable, Sendable {
  /// Nothing is to be erased by anybody's configuration, or this day's look was taken already.
  case nothing
  /// While sending is held nothing is erased: the clock or the docket may not be what they should be.
  case held
  /// So many will be erased at the next look, a day from now: the times are new, or the last look is long ago.
  case announced(Int)
  /// So many were erased.
  case erased(Int)
}
