/// What the docket takes at once.
package enum DocketLimits {
  /// Rows of one page of a list.
  package static let pageMax = 1_000
  /// Transactions that share a commit; the first of them waits for the last.
  static let jobsPerCommit = 200
  /// Claims that one call on a debtor may change.
  package static let debtorClaimsMax = 10_000
  /// Claims re-planned in one transaction, so that a reload never holds the docket for long.
  static let replanBatch = 500
  /// Notes that come back to creditors in one transaction, and so at most in one message.
  static let notesPerMessage = 200
  /// Bytes of a message that came in up to which it is kept whole; of a larger one the hash alone.
  static let incomingBytesMax = 10 << 20
  /// Read connections: enough for the control socket, and each costs memory.
  static let readersMax = 3
  /// Due steps that a count looks at; beyond it the answer is "at least".
  package static let dueCountMax = 1_000
}
