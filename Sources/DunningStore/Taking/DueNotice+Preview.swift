package import Dunning

extension DueNotice {
  /// A notice about one claim that is looked at and never kept; it has no number of its own.
  ///
  /// - Parameter history: the steps that went out before, oldest first.
  package static func preview(
    of claim: Claim, step: Step, payments: [Payment] = [], history: [Completion], creditor: Creditor,
    rulebook: Rulebook, now: Instant
  ) -> DueNotice {
    let day = (rulebook.zone(for: claim) ?? .utc).date(at: now)
    let late =
      step.tone == .demand ? rulebook.late(claim, payments: payments, history: history, asOf: day) : nil
    let record = ClaimRecord.fresh(claim, .nothing(.ladderDone), dueEnd: now)
    return DueNotice(
      id: NoticeID(0), attempt: nil, claims: [record], late: late.map { [claim.id: $0] } ?? [:], notes: [],
      creditor: creditor, policy: claim.draft.policy, step: step, recipient: claim.draft.debtor.email, openedAt: now,
      payBy: rulebook.payBy(step, for: claim, sentAt: now),
      messageID: "dn.preview@\(creditor.from.address.domain)",
      history: history.enumerated().map { index, completion in
        SentStep(
          completion: completion, messageID: "dn.preview-\(index + 1)@\(creditor.from.address.domain)",
          claims: [claim.id])
      }, message: nil, attempts: 0)
  }
}
