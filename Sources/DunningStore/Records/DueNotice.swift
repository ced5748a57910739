package import Dunning

/// A notice that was taken, with all that is needed to write it and hand it over.
package struct DueNotice: Sendable {
  /// What a notice is about, and with it whom it goes to.
  package enum Subject: Sendable {
    /// Claims against one debtor, to whom it goes.
    case claims(Claims)
    /// The account of a debtor, to whom it goes.
    case account(DebtorAccount)
    /// What comes back to the creditor.
    case notes([CreditorNote])
    /// The register of a month, for the creditor.
    case register(RegisterMonth)
    /// Files of banks that could not be taken in, for the creditor.
    case refused([RefusedFile])
    /// What a creditor is told: in the morning, or at once.
    case word(WordMailing)
  }

  package let id: NoticeID
  package let subject: Subject
  package let creditor: Creditor
  package let step: Step
  /// To whom its message goes; nobody where it goes by letter alone.
  package let mailing: Mailing
  /// The creditor's own addresses that get a copy nobody sees.
  package var copies: [Addressee] = []
  package let openedAt: Instant
  package let messageID: String
  /// The attempt to mail it that was opened; nil when it is not to be mailed now.
  package var attempt: Int64?
  /// The attempt to print it that was opened; nil when it is not to be printed now.
  package var postAttempt: Int64?
  /// The exact bytes, when they were written before.
  package var message: [UInt8]?
  /// The exact bytes of its letter, when it was written before.
  package var letter: [UInt8]?
  /// What was approved; nil when nobody had to.
  package var approved: ApprovedHashes?
  /// Those of several recipients that it still has to come to, where others have had their end; nil: all of them.
  package var remaining: [NoticeRecipient]?
  /// Whether it is sent already, and goes only to those whom it had not reached.
  package var isRest = false
  /// Whether it has gone by another way, so that nothing of it can be written anew.
  package var isPartlyGone = false
  /// How many attempts there were, with this one.
  package var attempts: Int
  /// Those of the earlier attempts that no server was reached with, which say nothing about the notice.
  package var unreached = 0

  /// The addresses that it goes to, as they are written down with it.
  package var recipient: String { mailing.text }

  /// Whom its message goes to with this attempt: those who decide whether it was handed over, and those who get it along
  /// with them. Of a rest each counts.
  package var readers: (deciding: [Addressee], also: [Addressee]) {
    guard let remaining else { return (mailing.to, mailing.cc + copies) }
    let deciding = remaining.filter { isRest || $0.part == .to }.map(\.addressee)
    guard !deciding.isEmpty else { return (remaining.map(\.addressee), []) }
    return (deciding, isRest ? [] : remaining.filter { $0.part != .to }.map(\.addressee))
  }

  /// Whether it is to be handed over now, by any way.
  package var leaves: Bool { attempt != nil || postAttempt != nil }
  /// Whether it was written before.
  package var isWritten: Bool { message != nil || letter != nil }

  /// The claims in whose journals it stands: those that it tells a debtor of.
  package var claims: [ClaimRecord] {
    switch subject {
    case .claims(let claims): claims.records
    case .account(let account): account.records
    case .notes, .register, .refused, .word: []
    }
  }
}

extension DueNotice {
  /// The claims of a debtor in one notice, with what it says of them.
  package struct Claims: Sendable {
    package let records: [ClaimRecord]
    package let policy: String
    /// The day until which it asks to pay; nil where its step names none.
    package let payBy: CivilDate?
    /// What late payment of a claim has come to, where the notice asks for it.
    package let late: [ClaimID: InterestStatement]
    /// What of the paid sum of a claim came by credit notes.
    package let credited: [ClaimID: Money]
    /// The notices about the claims that went out before, oldest first.
    let history: [SentStep]

    /// The Message-IDs of the earlier notices, oldest first.
    package var references: [String] { history.map(\.messageID) }
    /// The steps that are behind one of its claims, oldest first.
    package func completions(of claim: ClaimID) -> [Completion] {
      history.filter { $0.claims.contains(claim) }.map(\.completion)
    }
    /// When the earlier notices went out, oldest first.
    package var previous: [Instant] { history.map(\.completion.at) }
  }
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
