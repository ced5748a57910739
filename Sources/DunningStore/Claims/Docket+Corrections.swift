package import Dunning

extension Docket {
  /// Corrects fields of a claim: ladder, interest, ageing and letters follow, and the journal keeps what stood there before.
  /// What waits to leave is taken back and written anew. Values that stand there already change nothing.
  ///
  /// - Parameters:
  ///   - reason: why, for the journal.
  ///   - revision: the one that the caller has seen; nil for whatever there is.
  /// - Throws: ``DocketError`` `.notFound`, `.ambiguous`, `.wrongState` for a claim that was given up or erased,
  ///   `.contentChanged` when the claim has another revision by now; ``RuleError`` for an amount that is none and for
  ///   days that are a question.
  package func correct(
    _ name: ClaimName, _ correction: ClaimCorrection, reason: String, ifRevision revision: Int64? = nil,
    by actor: Actor, rulebook: Rulebook, now: Instant
  ) async throws -> ClaimRecord {
    let result = try await write(by: actor, rulebook: rulebook, now: now) { transaction in
      try transaction.catchingRuleErrors {
        let record = try transaction.find(name)
        try record.require(revision)
        let draft = try correction.corrected(record.claim.draft)
        let doubt = draft.doubt(
          since: record.claim.draft, isAccepted: correction.areDaysAccepted, latest: now.latestDay)
        if let doubt { throw doubt.error }
        if let doubt = correction.doubt(about: draft.amount, of: record.claim) { throw doubt }
        return try transaction.correct(record, correction, reason: reason)
      }
    }
    return try result.get()
  }

  /// Takes back that a claim was withdrawn or written off: it is dunned again, after the gap that its next step keeps.
  ///
  /// - Parameter revision: the one that the caller has seen; nil for whatever there is.
  /// - Throws: ``DocketError`` `.notFound`, `.ambiguous`, `.wrongState` when nobody has given it up, `.contentChanged`.
  package func reopen(
    _ name: ClaimName, reason: String, ifRevision revision: Int64? = nil, by actor: Actor, rulebook: Rulebook,
    now: Instant
  ) async throws(DocketError) -> ClaimRecord {
    try await write(by: actor, rulebook: rulebook, now: now) { transaction in
      let record = try transaction.find(name)
      try record.require(revision)
      return try transaction.reopen(record, reason: reason)
    }
  }
}

extension ClaimRecord {
  /// - Throws: ``DocketError`` `.contentChanged` when the caller has seen another one.
  func require(_ seen: Int64?) throws(DocketError) {
    guard let seen, seen != revision else { return }
    let draft = claim.draft
    throw DocketError(
      .contentChanged,
      "claim \(claim.id) has revision \(revision) by now, not \(seen): it is \(claim.state.rawValue), "
        + "\(claim.outstanding.decimal) \(draft.amount.currency.code) due \(draft.due.text(in: .utc))",
      hint: "look at it again: `dunningctl show \(claim.id)`")
  }
}
