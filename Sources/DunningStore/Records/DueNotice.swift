package import Dunning

/// A notice that was taken, with all that is needed to write it and hand it over.
package struct DueNotice: Sendable {
  package let id: NoticeID
  /// The attempt that was opened for it; nil when it is only to be written, for a person to approve.
  package let attempt: Int64?
  /// What it is about; none for a note to the creditor.
  package let claims: [ClaimRecord]
  /// What late payment of a claim has come to, where the notice asks for it.
  package let late: [ClaimID: InterestStatement]
  /// The notes that come back to the creditor with it; none in a notice to a debtor.
  package let notes: [CreditorNote]
  package let creditor: Creditor
  package let policy: String
  package let step: Step
  package let recipient: EmailAddress
  package let openedAt: Instant
  package let payBy: CivilDate?
  package let messageID: String
  /// The notices about the claims that went out before, oldest first; none for one that is written already.
  let history: [SentStep]
  /// The exact bytes, when they were written before.
  package let message: [UInt8]?
  /// The exact bytes of its letter, when it was written before.
  package var letter: [UInt8]?
  /// The attempt to print it that was opened; nil when it is not to be printed now.
  package var postAttempt: Int64?
  /// What was approved; nil when nobody had to.
  package var approved: ApprovedHashes?
  /// The month whose register it brings to the creditor; nil of every other notice.
  package var register: RegisterMonth?
  /// Whether it has gone by another way, so that nothing of it can be written anew.
  package var isPartlyGone = false
  /// How many attempts there were, with this one.
  package let attempts: Int
  /// Those of the earlier attempts that no server was reached with, which say nothing about the notice.
  package var unreached = 0

  /// Whether it is to be handed over now, by any way.
  package var leaves: Bool { attempt != nil || postAttempt != nil }
  /// Whether it was written before.
  package var isWritten: Bool { message != nil || letter != nil }

  /// The Message-IDs of the earlier notices, oldest first.
  package var references: [String] { history.map(\.messageID) }
  /// The steps that are behind one of its claims, oldest first.
  package func completions(of claim: ClaimID) -> [Completion] {
    history.filter { $0.claims.contains(claim) }.map(\.completion)
  }
  /// When the earlier notices went out, oldest first.
  package var previous: [Instant] { history.map(\.completion.at) }
}

/// A follow-up with the claim as it stands now.
package struct CreditorNote: Sendable {
  package let followUp: FollowUp
  package let record: ClaimRecord
}

/// What the docket answers when it is asked for work.
package enum DueWork: Sendable {
  case notices([DueNotice])
  /// Nothing is due until that moment; nil: until something changes.
  case nothing(until: Instant?)
  /// What is due may not leave before that moment, by a limit on how much leaves.
  case waiting(until: Instant)
  /// More is due than is usual: sending is held from now on, for this reason.
  case held(because: String)
}
