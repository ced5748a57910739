/// The dunning ladder: which steps follow an unpaid deadline, when, and under which conditions.
package struct Policy: Hashable, Sendable {
  /// What happens to steps whose moment passed while nothing could be sent.
  package enum OnMissed: String, Sendable, CaseIterable {
    /// One rung at a time, with the gaps between them.
    case step
    /// The last missed rung only; never a demand before any reminder went out.
    case collapse
    /// Missed rungs are left out; the ladder goes on with the next one ahead.
    case skip
  }

  package enum GroupBy: String, Sendable, CaseIterable {
    case debtor
    case claim
  }

  /// What has to be paid before a claim counts as settled.
  package enum Settles: String, Sendable, CaseIterable {
    /// The sum itself; what is owed beside it is asked for and not pursued.
    case principal
    /// The sum, and what the last demand asked for beside it.
    case all
  }

  /// What becomes of a demand whose interest cannot be worked out.
  package enum WithoutInterest: String, Sendable, CaseIterable {
    /// It waits until a person has looked at it.
    case waits
    /// It goes out and asks for the sum itself alone.
    case allowed
  }

  /// The name that a claim uses, e.g. `standard`.
  package let name: String
  /// In the order in which they are climbed; never empty.
  package let steps: [Step]
  package let sendWindow: SendWindow
  package let onMissed: OnMissed
  package let groupBy: GroupBy
  /// The least sum that is worth a notice, as a decimal string in whatever currency the claim has.
  package let minimum: String?
  /// How long after a promised day the money may still be on its way before dunning goes on; whole days.
  package let promiseGrace: Span
  /// Another policy for debtors of this grade, chosen when a claim is enqueued.
  package let policyByGrade: [TrustGrade: String]
  /// By which rule late payment costs; nil when nothing but the sum itself is asked for. Which one counts for a debtor
  /// is said by ``terms(for:)``.
  package let lateTerms: InterestTerms?
  /// The rule for consumers where ``lateTerms`` is not for them; nil where there is none.
  package let consumerTerms: InterestTerms?
  /// What its debtors are of whom no claim says it; nil is not known.
  package let kind: Debtor.Kind?
  package let withoutInterest: WithoutInterest
  /// What becomes of a claim that a credit of its debtor's would pay.
  package let credit: Credit.Use
  package let settles: Settles
  /// How long after the day of the invoice, or of enqueuing where that is not known, nothing kind goes out; nil where only
  /// the day of the invoice itself is too soon.
  package let notBefore: Span?

  package init(
    name: String, steps: [Step], sendWindow: SendWindow = .always, onMissed: OnMissed = .step,
    groupBy: GroupBy = .claim, minimum: String? = nil, promiseGrace: Span = Span(1, .workingDays),
    policyByGrade: [TrustGrade: String] = [:], lateTerms: InterestTerms? = nil, consumerTerms: InterestTerms? = nil,
    kind: Debtor.Kind? = nil, withoutInterest: WithoutInterest = .waits, credit: Credit.Use = .hold,
    settles: Settles = .principal, notBefore: Span? = nil
  ) {
    self.name = name
    self.steps = steps
    self.sendWindow = sendWindow
    self.onMissed = onMissed
    self.groupBy = groupBy
    self.minimum = minimum
    self.promiseGrace = promiseGrace
    self.policyByGrade = policyByGrade
    self.lateTerms = lateTerms
    self.consumerTerms = consumerTerms
    self.kind = kind
    self.withoutInterest = withoutInterest
    self.credit = credit
    self.settles = settles
    self.notBefore = notBefore
  }

  /// The rule of late payment, e.g. `DE-B2B`.
  package var lateInterest: String? { lateTerms?.rule.id }

  package func step(named name: String) -> Step? { steps.first { $0.name == name } }
}

/// One rung of the ladder.
package struct Step: Hashable, Sendable {
  package enum Tone: String, Sendable, CaseIterable, Comparable {
    case courtesy
    case reminder
    case demand

    package static func < (left: Tone, right: Tone) -> Bool {
      (allCases.firstIndex(of: left) ?? 0) < (allCases.firstIndex(of: right) ?? 0)
    }
  }

  package enum Channel: String, Sendable, CaseIterable {
    case email
    case letter
  }

  /// What persons have to do before the notice leaves.
  package enum Approval: String, Sendable, CaseIterable {
    case none
    /// One approves it.
    case required
    /// One approves it who has not entered or last corrected a claim in it; or two do.
    case fourEyes = "four-eyes"
  }

  /// What goes along with a notice's message.
  package enum Enclosure: String, Sendable, CaseIterable {
    /// The files that were attached to its claims as their invoices.
    case invoice
  }

  /// How the post carries a letter.
  package enum Post: String, Sendable, CaseIterable {
    case plain
    /// With a proof of posting or of delivery, as the postal service calls it.
    case registered
  }

  package let name: String
  package let at: Offset
  package let tone: Tone
  package private(set) var channels: [Channel]
  /// The least time since the step before went out; nil is the distance between the two rungs, at most seven days, and
  /// after a step before the deadline at most one.
  package let gap: Span?
  /// How long the notice gives the debtor; the day is printed in it, and the next step waits for that day to pass.
  package let payWithin: Span?
  package let approval: Approval
  /// How its letter travels, where it sends one.
  package let post: Post
  /// How old the newest booked day of the creditor's accounts may be; nil where nobody asks.
  package let paymentsFresh: Span?
  /// What goes along with its message, where it sends one.
  package let encloses: [Enclosure]

  package init(
    name: String, at: Offset, tone: Tone, channels: [Channel] = [.email], gap: Span? = nil, payWithin: Span? = nil,
    approval: Approval = .none, post: Post = .plain, paymentsFresh: Span? = nil, encloses: [Enclosure] = []
  ) {
    self.name = name
    self.at = at
    self.tone = tone
    self.channels = channels
    self.gap = gap
    self.payWithin = payWithin
    self.approval = approval
    self.post = post
    self.paymentsFresh = paymentsFresh
    self.encloses = encloses
  }

  /// Whether the step has a letter, on paper or as a file with the e-mail.
  package var hasLetter: Bool { channels.contains(.letter) }

  /// The same to somebody without an e-mail address: as a letter, whatever it is sent as else.
  package var byPost: Step {
    var step = self
    step.channels = [.letter]
    return step
  }

  /// What a note to the creditor stands under among the notices; no policy has it.
  package static let followUp = Step(name: "follow-up", at: Offset(.due, Span(0, .days)), tone: .courtesy)

  /// What the register of a month stands under among the notices; no policy has it.
  package static let register = Step(name: "register", at: Offset(.due, Span(0, .days)), tone: .courtesy)

  /// What a file that could not be taken in stands under among the notices; no policy has it.
  package static let refusedFile = Step(
    name: "refused-file", at: Offset(.due, Span(0, .days)), tone: .courtesy)

  /// What the morning mail to a creditor stands under among the notices; no policy has it.
  package static let morning = Step(name: "morning", at: Offset(.due, Span(0, .days)), tone: .courtesy)

  /// What a creditor is told of at once stands under among the notices; no policy has it.
  package static let atOnce = Step(name: "at-once", at: Offset(.due, Span(0, .days)), tone: .courtesy)

  /// True when the step speaks of a deadline that is still ahead, so that it makes no sense once that has passed.
  package var isBeforeDue: Bool { at.anchor == .due && at.span.count < 0 }

  /// True when the step counts from a deadline that has passed, so that it speaks to somebody who is late.
  package var isAfterDue: Bool { at.anchor == .due && at.span.count > 0 }
}
