/// What a user enqueues: a sum that one debtor owes one creditor, with a payment deadline.
package struct ClaimDraft: Hashable, Sendable {
  /// ``Creditor/id``.
  package let creditor: String
  /// The creditor's own number for the debt, e.g. of the invoice; unique for the creditor.
  package let reference: String
  package var debtor: Debtor
  /// What was owed when the claim was enqueued.
  package let amount: Money
  package let due: Deadline
  /// ``Policy/name``.
  package var policy: String
  /// The day the invoice was issued.
  package let issued: CivilDate?
  package let contract: String?
  /// A page on which the debtor can pay.
  package let paymentLink: String?
  /// What the debtor is to quote when paying, as it came with the claim; nil where the creditor's form makes it.
  package let paymentReference: String?
  /// How the due day came about; nil where nobody said.
  package let dueBasis: DueBasis?
  /// When the debtor received the invoice, or the goods where that was later; nil where nobody said.
  package let received: CivilDate?
  /// The day the contract was made; nil where nobody said.
  package let contracted: CivilDate?
  /// What is enough when it comes in time; nil where there is no discount.
  package var discount: CashDiscount?
  /// Whether the creditor forgoes what the law owes beside the sum: interest, fixed sum, costs.
  package var isWaived = false
  /// The addresses of this claim alone; of a claim that is told, all that were told with it.
  package var contacts: [Contact] = []
  /// Whether days are taken that need a second look: see ``doubt(latest:)``.
  package var areDaysAccepted = false
  /// Whether the sum that was told is what was open then, and not what the claim was about.
  package var isOpenBalance = false
  /// What was given of that which is filled in where nobody gives it.
  package var given: Given

  /// The fields that the configuration fills in, as they were given: told again under other defaults, a claim is the same
  /// one all the same.
  package struct Given: Hashable, Sendable {
    /// Nil where the creditor's policy, or the one called standard, was taken.
    package let policy: String?

    package init(policy: String?) { self.policy = policy }
  }

  /// - Parameter given: nil where all that is in it was given.
  package init(
    creditor: String, reference: String, debtor: Debtor, amount: Money, due: Deadline, policy: String,
    issued: CivilDate? = nil, contract: String? = nil, paymentLink: String? = nil, dueBasis: DueBasis? = nil,
    received: CivilDate? = nil, contracted: CivilDate? = nil, paymentReference: String? = nil, given: Given? = nil
  ) {
    self.creditor = creditor
    self.reference = reference
    self.debtor = debtor
    self.amount = amount
    self.due = due
    self.policy = policy
    self.issued = issued
    self.contract = contract
    self.paymentLink = paymentLink
    self.paymentReference = paymentReference
    self.dueBasis = dueBasis
    self.received = received
    self.contracted = contracted
    self.given = given ?? Given(policy: policy)
  }

  /// The same as if all of it had been given.
  package var asGiven: ClaimDraft {
    var draft = self
    draft.given = Given(policy: policy)
    return draft
  }
}

/// The number of a claim in the docket, shown as `c17`.
package struct ClaimID: Hashable, Sendable, Comparable, CustomStringConvertible {
  package let number: Int64

  package init(_ number: Int64) { self.number = number }

  /// Reads `c17`; nil when it is written otherwise.
  package init?(parsing text: String) {
    guard text.first == "c", let number = Int64(text.dropFirst()), number > 0, "c\(number)" == text else { return nil }
    self.number = number
  }

  package var description: String { "c\(number)" }

  package static func < (left: ClaimID, right: ClaimID) -> Bool { left.number < right.number }
}

/// A claim as the docket knows it.
package struct Claim: Hashable, Sendable {
  package enum State: String, Sendable, CaseIterable {
    /// Being dunned, or waiting for its deadline.
    case open
    /// Left alone until a day, or until somebody resumes it.
    case paused
    /// The debtor gave their word to pay by a day; left alone until then.
    case promised
    /// The debtor says that they do not owe it; left alone until somebody resumes it.
    case disputed
    /// Nobody may write to the debtor any more: insolvent, represented, dead, or it was asked for in writing.
    case stopped
    case paid
    /// Taken back by the creditor.
    case withdrawn
    /// Given up by the creditor as not to be had.
    case writtenOff = "written-off"

    /// True while the claim may still be dunned, now or later.
    package var isOpen: Bool {
      switch self {
      case .open, .paused, .promised, .disputed, .stopped: true
      case .paid, .withdrawn, .writtenOff: false
      }
    }
  }

  /// Why the money did not come, as far as anybody has found out.
  package enum Cause: String, Sendable, CaseIterable {
    /// A transfer that failed, a blocked card, a wrong account number.
    case technical
    /// The debtor's own affairs: no money, illness, forgotten.
    case personal
    /// Somebody else holds it up: a bank, a wallet, a public office.
    case thirdParty = "third-party"
    case disputed
    case unknown
  }

  package let id: ClaimID
  package var draft: ClaimDraft
  /// When the claim was enqueued: steps whose moment lies before were not missed, they were never asked for.
  package let enqueued: Instant
  package var state: State
  /// What came in so far, in the claim's currency.
  package var paid: Money
  /// What of it beyond the sum itself the law owes as interest and costs.
  package var charged: Money
  /// As much of what is open as a credit of the debtor's would pay, and nobody has set against it yet.
  package var covered: Money
  /// The last day on which money that may be for it, and waits for a person or has not moved yet, keeps its steps back; nil
  /// where there is none.
  package var heldUntil: CivilDate?
  /// The follow-up by which a person is asked whether it was paid, since a list of what is open has it no more; nil where
  /// nobody is asked.
  package var asked: FollowUpID?
  /// The first day on which a paused or promised claim may be dunned again; nil is "until resumed".
  package let pausedUntil: CivilDate?
  /// When the debt was last open again, since money had gone back or it had been given up by mistake; nil when that never
  /// happened.
  package let reopened: Instant?
  /// Why nothing may go out although the claim is open: an undeliverable address, a notice in doubt.
  package var obstacle: Obstacle?

  /// A notice stands in the way of the next step, until it is done or a person decides.
  package enum Obstacle: Hashable, Sendable {
    /// A notice is on its way, awaits approval or is in doubt.
    case noticeOpen(NoticeID)
    /// A notice could not be delivered at all.
    case undeliverable(NoticeID)
  }

  package init(
    id: ClaimID, draft: ClaimDraft, enqueued: Instant, state: State = .open, paid: Money? = nil,
    charged: Money? = nil, covered: Money? = nil, pausedUntil: CivilDate? = nil, reopened: Instant? = nil,
    obstacle: Obstacle? = nil, heldUntil: CivilDate? = nil, asked: FollowUpID? = nil
  ) {
    self.id = id
    self.draft = draft
    self.enqueued = enqueued
    self.state = state
    self.paid = paid ?? Money(minorUnits: 0, currency: draft.amount.currency)
    self.charged = charged ?? Money(minorUnits: 0, currency: draft.amount.currency)
    self.covered = covered ?? Money(minorUnits: 0, currency: draft.amount.currency)
    self.pausedUntil = pausedUntil
    self.reopened = reopened
    self.obstacle = obstacle
    self.heldUntil = heldUntil
    self.asked = asked
  }

  /// The same claim as if no notice stood in the way, to ask what the rules would send.
  package var withoutObstacle: Claim {
    var claim = self
    claim.obstacle = nil
    return claim
  }

  /// The same claim after a payment.
  func paying(_ amount: Money) -> Claim {
    var claim = self
    claim.paid = Money(minorUnits: paid.minorUnits + amount.minorUnits, currency: amount.currency)
    if claim.paid.minorUnits >= draft.amount.minorUnits { claim.state = .paid }
    return claim
  }

  /// What is still owed; never negative, and nothing of what the creditor has taken back.
  package var outstanding: Money {
    let open = state == .withdrawn ? 0 : draft.amount.minorUnits - paid.minorUnits
    return Money(minorUnits: max(0, open), currency: draft.amount.currency)
  }

  /// What was paid beyond what was owed, interest and costs by law with it; never negative.
  package var overpaid: Money {
    Money(
      minorUnits: max(0, paid.minorUnits - draft.amount.minorUnits - charged.minorUnits),
      currency: draft.amount.currency)
  }
}

/// A step that is behind a claim: it was sent. What it says comes from what was written down then; its policy may have
/// been changed since.
package struct Completion: Hashable, Sendable {
  /// As the policy named it then: it only tells how far up the ladder the claim has come.
  package let step: String
  /// How the notice spoke; of a notice about several claims, to all of them alike.
  package let tone: Step.Tone
  /// When it was handed over.
  package let at: Instant
  /// The day printed in it until which the debtor was to pay.
  package let payBy: CivilDate?
  /// The day on which it is proved to have reached the debtor: by a delivery report, by the post, or by an answer; nil
  /// where nothing proves it.
  package let received: CivilDate?

  package init(
    step: String, tone: Step.Tone, at: Instant, payBy: CivilDate? = nil, received: CivilDate? = nil
  ) {
    self.step = step
    self.tone = tone
    self.at = at
    self.payBy = payBy
    self.received = received
  }
}
