/// What became of an entry, or of one part of it, and why.
package struct Match: Hashable, Sendable {
  /// The raw value is that of `statement import -o jsonl`.
  package enum Verdict: String, Sendable, CaseIterable {
    /// It counts by itself.
    case booked
    /// A person has to say what it is for.
    case proposed
    /// It has not moved yet.
    case held
    /// It was taken in before.
    case known
    /// It is nobody's payment.
    case ignored
    /// Its account is nobody's.
    case refused
  }

  /// A sum that is set against a claim.
  package struct Allocation: Hashable, Sendable {
    package let claim: ClaimID
    package let reference: String
    /// More than nothing. A payment's are together at most ``Match/sum``; a credit note comes on top of them.
    package let amount: Money
    package let kind: Payment.Kind
    /// Why a credit note is given; nil for others.
    package let reason: String?

    init(_ claim: MatchClaim, _ amount: Money, kind: Payment.Kind = .payment, reason: String? = nil) {
      self.init(claim: claim.id, reference: claim.reference, amount: amount, kind: kind, reason: reason)
    }

    init(claim: ClaimID, reference: String, amount: Money, kind: Payment.Kind, reason: String? = nil) {
      self.claim = claim
      self.reference = reference
      self.amount = amount
      self.kind = kind
      self.reason = reason
    }
  }

  /// A claim that may be meant.
  package struct Candidate: Hashable, Sendable {
    package let claim: ClaimID
    package let reference: String
    /// What speaks for it, a clause.
    package let because: String
  }

  /// Whose reminders wait.
  package struct Hold: Hashable, Sendable {
    package let claims: [ClaimID]
    /// The last day on which they do.
    package let until: CivilDate
  }

  package let verdict: Verdict
  /// What counts for the debtor, below zero where it went back: what they paid, before a wallet's fee and stated charges.
  package let sum: Money
  /// What the bank or wallet kept of ``sum``, or took for a return: the creditor's own cost; nil when nothing.
  package var costs: Money?
  package var allocations: [Allocation] = []
  /// What of ``sum`` is set against no claim; of a return, what is opened again at none.
  package var unallocated: Money
  /// Whether the text names something else of the same make, which may be what ``unallocated`` is for.
  package var namesMore = false
  package var candidates: [Candidate] = []
  package var hold: Hold?
  /// The payment that a return takes back.
  package var returned: MatchPayment?
  /// How it was decided: sentences' parts for a bookkeeper, in order.
  package var because: [String]

  init(_ verdict: Verdict, sum: Money, because: [String]) {
    self.verdict = verdict
    self.sum = sum
    self.unallocated = sum
    self.because = because
  }
}
