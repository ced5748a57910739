package import Dunning

extension DueNotice {
  /// A notice about one claim that is looked at and never kept; it has no number of its own.
  ///
  /// - Parameter history: the steps that went out before, oldest first.
  /// - Returns: the notice, and what it is about.
  package static func preview(
    of claim: Claim, step: Step, payments: [Payment] = [], history: [Completion], creditor: Creditor,
    rulebook: Rulebook, now: Instant
  ) -> (notice: DueNotice, claims: Claims) {
    let day = (rulebook.zone(for: claim) ?? .utc).date(at: now)
    let late =
      step.tone == .demand ? rulebook.late(claim, payments: payments, history: history, asOf: day) : nil
    let record = ClaimRecord.fresh(claim, .nothing(.ladderDone), dueEnd: now)
    let claims = Claims(
      records: [record], policy: claim.draft.policy, payBy: rulebook.payBy(step, for: claim, sentAt: now),
      late: late.map { [claim.id: $0] } ?? [:],
      history: history.enumerated().map { index, completion in
        SentStep(
          completion: completion, messageID: "dn.preview-\(index + 1)@\(creditor.from.address.domain)",
          claims: [claim.id])
      })
    let notice = DueNotice(
      id: NoticeID(0), subject: .claims(claims), creditor: creditor, step: step, mailing: claim.draft.mailing,
      openedAt: now, messageID: "dn.preview@\(creditor.from.address.domain)", attempts: 0)
    return (notice, claims)
  }
}
