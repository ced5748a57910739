package import Dunning
import DunningSQL

/// Who did something: the daemon itself, or a person by the number of their account, and with the role that let them, nil
/// where roles are not given.
package enum Actor: Hashable, Sendable {
  case daemon
  case user(UInt32, Role? = nil)

  /// As the journal keeps it, for good: `daemon`, `uid 1000`, `uid 1000 (clerk)`.
  package var text: String {
    switch self {
    case .daemon: "daemon"
    case .user(let number, let role): "uid \(number)" + (role.map { " (\($0.rawValue))" } ?? "")
    }
  }
}

/// One entry of the journal before it is written.
package struct Event: Hashable, Sendable {
  /// What can happen; the raw value is the stable word of the wire, the log and the journal.
  package enum Kind: String, Sendable, CaseIterable {
    case docketCreated = "docket-created"
    case armed
    case held
    case claimRegistered = "claim-registered"
    case debtorChanged = "debtor-changed"
    /// A person has entered one who has no claim yet.
    case debtorAdded = "debtor-added"
    /// One of whom no claim tells was erased.
    case debtorErased = "debtor-erased"
    /// A person has said that two debtors are one, has taken it back, or has said that they are two.
    case debtorMerged = "debtor-merged"
    case debtorParted = "debtor-parted"
    case debtorsApart = "debtors-apart"
    case paymentRecorded = "payment-recorded"
    /// Money that the docket has was set against a claim later on.
    case paymentAssigned = "payment-assigned"
    /// What a claim had been paid too much is set against it no more.
    case paymentReleased = "payment-released"
    /// A payment was recorded by mistake, and counts nowhere any more.
    case paymentUndone = "payment-undone"
    /// Of what was paid beyond the sum of a claim so much went to interest and costs, or does so no more.
    case chargesPaid = "charges-paid"
    /// What stays owed of the last demand beside the sum of a claim is another sum, or what is booked of it.
    case chargesOwed = "charges-owed"
    /// What a bank or wallet says was taken in.
    case statementTaken = "statement-taken"
    /// What became of an entry of it was decided anew: by a person, or since it has moved.
    case entryDecided = "entry-decided"
    /// A complete list of what is open has told of payments, or raised questions.
    case listTaken = "list-taken"
    /// Files have told of known entries under numbers of their own.
    case entriesNamed = "entries-named"
    case claimPaid = "claim-paid"
    case claimPaused = "claim-paused"
    case claimResumed = "claim-resumed"
    case claimPromised = "claim-promised"
    case claimDisputed = "claim-disputed"
    case claimStopped = "claim-stopped"
    case claimWithdrawn = "claim-withdrawn"
    case claimWrittenOff = "claim-written-off"
    /// Something is open again: money that had come in went back, the sum was raised, or a person took back that the claim
    /// was given up, and then said why.
    case claimReopened = "claim-reopened"
    /// A person corrected what was enqueued; each field with what stood there before.
    case claimCorrected = "claim-corrected"
    case promiseKept = "promise-kept"
    case promisePartlyKept = "promise-partly-kept"
    case promiseBroken = "promise-broken"
    case noteAdded = "note-added"
    /// The daemon will tell the creditor of something, or judge a promise, on a day.
    case followUpPlanned = "follow-up-planned"
    /// A note came back on its day.
    case followUpDue = "follow-up-due"
    case followUpDone = "follow-up-done"
    /// Nothing can be planned for it: the docket cannot make sense of it.
    case claimSetAside = "claim-set-aside"
    case stepSkipped = "step-skipped"
    case noticeOpened = "notice-opened"
    case noticeApproved = "notice-approved"
    /// Somebody has approved it whose word alone is not enough; another has to.
    case noticeSeconded = "notice-seconded"
    case noticeHeld = "notice-held"
    case noticeReleased = "notice-released"
    case noticeRetried = "notice-retried"
    case noticeSent = "notice-sent"
    case noticeDeferred = "notice-deferred"
    case noticeFailed = "notice-failed"
    case noticeInDoubt = "notice-in-doubt"
    case noticeResolved = "notice-resolved"
    case noticeDropped = "notice-dropped"
    /// What became of those whom a notice that is sent had not reached: another try for them alone, or its end.
    case noticeRest = "notice-rest"
    /// One way of a notice was taken back after the other had gone.
    case deliveryDropped = "delivery-dropped"
    /// Somebody said that the letter was posted, or arrived.
    case letterPosted = "letter-posted"
    case letterDelivered = "letter-delivered"
    /// A report says that it was not delivered, is late, has arrived, or was handed on.
    case noticeBounced = "notice-bounced"
    case noticeDelayed = "notice-delayed"
    case noticeDelivered = "notice-delivered"
    case noticeRelayed = "notice-relayed"
    /// Somebody answered a notice, or called it unwanted.
    case replyReceived = "reply-received"
    case autoReplyReceived = "auto-reply-received"
    case complaintReceived = "complaint-received"
    /// The entries of a docket of an earlier version were chained.
    case journalChained = "journal-chained"
    /// An authority has said when a seal was there.
    case sealTimestamped = "seal-timestamped"
    case attachmentAdded = "attachment-added"
    case legalHoldSet = "legal-hold-set"
    case legalHoldLifted = "legal-hold-lifted"
    /// The last entry of a claim's chain, and one of the docket's: what it was about is gone, that it was is not.
    case claimErased = "claim-erased"
  }

  package let kind: Kind
  package let claim: ClaimID?
  package let notice: NoticeID?
  package let actor: Actor
  package let data: [JournalKey: String]

  package init(
    _ kind: Kind, claim: ClaimID? = nil, notice: NoticeID? = nil, actor: Actor, data: [JournalKey: String] = [:]
  ) {
    self.kind = kind
    self.claim = claim
    self.notice = notice
    self.actor = actor
    self.data = data
  }
}

/// One entry of the journal as it was written.
package struct RecordedEvent: Hashable, Sendable {
  package let id: Int64
  package let at: Instant
  package let event: String
  package let claim: ClaimID?
  package let notice: NoticeID?
  package let actor: String
  package internal(set) var data: [String: String]
  /// Its place in the chain of its claim, or of the docket's own; from 1.
  package let seq: Int64
  /// The hash that chains it to the entries before, 32 bytes.
  package let hash: [UInt8]

  /// What ``init(_:)`` reads.
  static let selection = "SELECT id, at, event, claim_id, notice_id, actor, data, seq, hash FROM event"

  init(_ row: SQLRow) throws {
    id = row.number(0)
    at = Instant(milliseconds: row.number(1))
    event = row.text(2)
    claim = row.numberIfAny(3).map(ClaimID.init)
    notice = row.numberIfAny(4).map(NoticeID.init)
    actor = row.text(5)
    data = try Journal.decode(row.text(6))
    seq = row.number(7)
    hash = row.bytes(8)
  }
}
