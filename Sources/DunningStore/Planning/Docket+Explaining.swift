package import Dunning

extension Docket {
  /// All that the rules need to explain where a claim stands.
  ///
  /// - Throws: ``DocketError`` `.notFound`, `.ambiguous`.
  package func situation(
    of name: ClaimName, rulebook: Rulebook
  ) async throws(DocketError) -> Explanation.Situation {
    try await read(rulebook) { look in
      let record = try look.find(name)
      let claim = record.claim
      let set = try look.standings(sharing: record)
      let credit = try look.credit(
        ofDebtor: try look.debtor(of: claim.id), in: claim.draft.amount.currency)
      return Explanation.Situation(
        Standing(claim, history: try look.history(of: claim.id).map(\.completion)),
        others: set.standings.filter { $0.claim.id != claim.id }, lastContact: set.lastContact,
        heldBecause: try look.mode().heldBecause, reason: record.reason,
        promise: try look.promises(of: claim).last { $0.state == .running }?.promise,
        credit: credit.isPositive ? credit : nil, approval: try look.approvalAwaited(for: claim),
        waiting: try look.entriesWaiting(for: claim.id).map(\.words),
        newestBooked: try look.newestBooked(of: claim.draft.creditor))
    }
  }
}

extension Reading {
  /// The notice that stands in the way of a claim because nobody has approved it yet, and when it was opened.
  fileprivate func approvalAwaited(for claim: Claim) throws -> (notice: NoticeID, since: Instant)? {
    guard case .noticeOpen(let id) = claim.obstacle else { return nil }
    let notice = try notice(id)
    return notice.state == .awaitingApproval ? (id, notice.openedAt) : nil
  }
}
