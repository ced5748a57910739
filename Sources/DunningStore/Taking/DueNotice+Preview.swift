package import Dunning

extension DueNotice {
  /// A claim as it is looked at.
  package struct Previewed: Sendable {
    let claim: Claim
    let payments: [Payment]
    /// The steps that went out before, oldest first.
    let history: [Completion]

    package init(claim: Claim, payments: [Payment], history: [Completion]) {
      (self.claim, self.payments, self.history) = (claim, payments, history)
    }
  }

  /// A notice that is looked at and never kept; it has no number of its own.
  ///
  /// - Parameter previewed: one claim of a debtor, or several that share the notice; the first one says whose it is.
  /// - Returns: the notice, and what it is about.
  package static func preview(
    of previewed: [Previewed], step: Step, creditor: Creditor, rulebook: Rulebook, now: Instant
  ) -> (notice: DueNotice, claims: Claims) {
    let first = previewed[0].claim
    let day = (rulebook.zone(for: first) ?? .utc).date(at: now)
    let late = previewed.compactMap { item -> (ClaimID, InterestStatement)? in
      guard step.tone == .demand else { return nil }
      return rulebook.late(item.claim, payments: item.payments, history: item.history, asOf: day).map {
        (item.claim.id, $0)
      }
    }
    let history = previewed.flatMap { item in item.history.map { (claim: item.claim.id, completion: $0) } }
      .sorted { $0.completion.at < $1.completion.at }
    let claims = Claims(
      records: previewed.map { ClaimRecord.fresh($0.claim, .nothing(.ladderDone), dueEnd: now) },
      policy: first.draft.policy, payBy: rulebook.payBy(step, for: first, sentAt: now),
      late: InterestStatement.sharingFixedSum(Dictionary(late) { first, _ in first }),
      credited: Dictionary(
        previewed.map { ($0.claim.id, $0.payments.credited(in: $0.claim.draft.amount.currency)) }
      ) { first, _ in first },
      history: history.enumerated().map { index, step in
        SentStep(
          completion: step.completion, messageID: "dn.preview-\(index + 1)@\(creditor.from.address.domain)",
          claims: [step.claim])
      })
    let notice = DueNotice(
      id: NoticeID(0), subject: .claims(claims), creditor: creditor,
      step: rulebook.reaching(first.draft, by: step) ?? step, mailing: first.draft.mailing,
      openedAt: now, messageID: "dn.preview@\(creditor.from.address.domain)", attempts: 0)
    return (notice, claims)
  }
}

extension Docket {
  /// The notice that would speak of a claim next, or by a step further on: what it is about, the claim itself first.
  ///
  /// - Parameters:
  ///   - policy: another ladder than the claim's own stands for it alone; nil for its own.
  ///   - step: the claim's step; nil for the one that comes next.
  /// - Returns: the claims with all that is needed to write it, and the step in whose tone it speaks: nil when none is
  ///   planned, and the claim is alone.
  /// - Throws: ``DocketError`` `.notFound`, `.ambiguous`.
  package func comingNotice(
    about name: ClaimName, policy: String?, step: String?, rulebook: Rulebook, now: Instant
  ) async throws(DocketError) -> (files: [ClaimFile], step: String?) {
    try await read(rulebook) { look in
      try look.comingFiles(about: try look.find(name), policy: policy, step: step, now: now)
    }
  }

  /// The same of a claim that the docket has not yet, as if it were taken in now.
  ///
  /// - Throws: also what refuses it.
  package func comingNotice(
    about draft: ClaimDraft, policy: String?, step: String?, rulebook: Rulebook, now: Instant
  ) async throws(DocketError) -> (files: [ClaimFile], step: String?) {
    let new = newClaims([draft])
    return try await write(keeping: false, by: .daemon, rulebook: rulebook, now: now) { transaction in
      switch try transaction.register(new[0]) {
      case .enqueued(let record), .known(let record), .corrected(let record, _), .differs(let record, _):
        return try transaction.comingFiles(about: record, policy: policy, step: step, now: now)
      case .doubted(_, let error): throw DocketError(.invalid, error.message, hint: error.hint)
      case .refused(let error): throw error
      }
    }
  }
}

extension Judging {
  fileprivate func comingFiles(
    about record: ClaimRecord, policy: String?, step: String?, now: Instant
  ) throws -> (files: [ClaimFile], step: String?) {
    let claim = record.claim
    let plan =
      policy.map { $0 == claim.draft.policy } ?? true ? try comingNotice(about: record, step: step, now: now) : nil
    let others = plan?.parts.map(\.claim.id).filter { $0 != claim.id } ?? []
    return (try ([claim.id] + others).map { try claimFile(ClaimName($0)) }, plan?.lead.planned.step.name)
  }

  fileprivate func comingNotice(about record: ClaimRecord, step: String?, now: Instant) throws -> NoticePlan? {
    let set = try standings(sharing: record)
    // No ladder is as long as that.
    let end = now.adding(seconds: 20 * 366 * 86_400)
    return rulebook.course(of: set.standings, lastContact: set.lastContact, now: now, until: end).first { notice in
      notice.parts.contains { part in
        part.claim.id == record.claim.id && (step.map { part.planned.step.name == $0 } ?? true)
      }
    }
  }
}
