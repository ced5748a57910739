package import Dunning

/// What a person says about a claim.
package enum ClaimChange: Sendable, Hashable {
  /// Nothing goes out before the day `until`, or before somebody resumes it.
  case pause(until: CivilDate?, reason: String)
  /// The debtor will pay by a day, or in instalments; nil for an amount is all that is open.
  case promise(PromiseTerms, reason: String?)
  case dispute(reason: String)
  /// Nobody may write to the debtor any more.
  case stop(StopGround, reason: String)
  case resume(reason: String?)
  case withdraw(reason: String)
  case writeOff(reason: String)
}

extension ClaimChange {
  /// Under which name it stands in the journal and in the log.
  package var event: Event.Kind {
    switch self {
    case .pause: .claimPaused
    case .promise: .claimPromised
    case .dispute: .claimDisputed
    case .stop: .claimStopped
    case .resume: .claimResumed
    case .withdraw: .claimWithdrawn
    case .writeOff: .claimWrittenOff
    }
  }
}

/// Why nobody may write to a debtor any more.
package enum StopGround: String, Sendable, CaseIterable {
  case insolvency
  /// A lawyer or a debt adviser speaks for the debtor.
  case representation
  case deceased
  /// The debtor has asked in writing to be left alone.
  case ceaseRequest = "cease-request"
  case other
}

extension Docket {
  /// Carries out what a person says about one claim.
  ///
  /// - Parameters:
  ///   - cause: why the money did not come, where that was said along with it.
  ///   - revision: the one that the caller has seen; nil for whatever there is.
  /// - Throws: ``DocketError`` `.notFound`, `.ambiguous`, `.wrongState`, `.contentChanged` when the claim has another
  ///   revision by now; ``RuleError`` for a promise that makes no plan.
  package func change(
    _ name: ClaimName, _ change: ClaimChange, cause: Claim.Cause? = nil, ifRevision revision: Int64? = nil,
    by actor: Actor, rulebook: Rulebook, now: Instant
  ) async throws -> ClaimRecord {
    let result = try await write(by: actor, rulebook: rulebook, now: now) { transaction in
      try transaction.catchingRuleErrors {
        let saying = Saying(change: change, cause: cause)
        let record = try transaction.find(name)
        try record.require(revision)
        return try transaction.apply(saying, to: record)
      }
    }
    return try result.get()
  }

  /// Carries out what a person says about a debtor, on every claim for which it makes sense. A pause, a dispute and a
  /// stop hold for claims that come later as well, until somebody resumes the debtor.
  ///
  /// - Throws: ``DocketError`` `.notFound` when there is no such debtor, `.ambiguous` when the name fits debtors of
  ///   different addresses or creditors; ``RuleError`` for a promise that makes no plan.
  package func change(
    debtor: DebtorName, _ change: ClaimChange, cause: Claim.Cause? = nil, by actor: Actor, rulebook: Rulebook,
    now: Instant
  ) async throws -> [ClaimRecord] {
    let result = try await write(by: actor, rulebook: rulebook, now: now) { transaction in
      try transaction.catchingRuleErrors {
        var saying = Saying(change: change, cause: cause)
        let debtors = try transaction.find(debtor)
        for id in debtors { try transaction.keep(saying, ofDebtor: id) }
        let records = try debtors.flatMap { try transaction.openClaims(ofDebtor: $0) }
          .map { try transaction.record($0) }
        saying = try saying.divided(among: records)
        try saying.checkSum(over: records)
        return try records.map { record in
          // What makes no sense for one claim of a debtor is no reason to refuse it for the others.
          saying.isAllowed(for: record.claim.state) ? try transaction.apply(saying, to: record) : record
        }
      }
    }
    return try result.get()
  }
}
