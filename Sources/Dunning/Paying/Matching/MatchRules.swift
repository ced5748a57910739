/// What the configuration says about matching.
package struct MatchRules: Hashable, Sendable {
  /// What books by itself; the raw value is that of `payments: match`.
  package enum Evidence: String, Sendable, CaseIterable {
    case references
    /// Also a sum that is exactly one claim's, from an account that a person confirmed for its debtor.
    case accountAndAmount = "account-and-amount"
  }

  package var evidence: Evidence
  /// What may be missing without being asked for, by currency.
  package var tolerance: [Currency: Money]
  /// Days for which a proposal holds the reminders of its candidates.
  package var holdUnmatched: Int
  /// Days for which a pending entry does.
  package var holdPending: Int
  /// The creditor's accounts as ``MatchClaim/payerKey(_:)`` makes them: money between them is nobody's payment.
  package var ownAccounts: Set<String>

  package init(
    evidence: Evidence = .references, tolerance: [Currency: Money] = [:], holdUnmatched: Int = 5, holdPending: Int = 3,
    ownAccounts: Set<String> = []
  ) {
    self.evidence = evidence
    self.tolerance = tolerance
    self.holdUnmatched = holdUnmatched
    self.holdPending = holdPending
    self.ownAccounts = ownAccounts
  }
}
