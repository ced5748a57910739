package import Dunning

/// What must not be erased, and why.
package struct LegalHold: Sendable, Hashable {
  package let reason: String
  package let since: Instant
}

extension Docket {
  /// Keeps a claim from erasure until the hold is lifted; a second reason takes the place of the first.
  ///
  /// - Parameter reason: nil lifts the hold.
  /// - Throws: ``DocketError`` `.notFound`, `.ambiguous`; `.wrongState` when it was erased or there is no hold to lift.
  package func setLegalHold(
    _ reason: String?, on claim: ClaimName, by actor: Actor, now: Instant
  ) async throws(DocketError) -> [ClaimID] {
    try await write(isWorkOfEngine: true, by: actor, now: now) { entry in
      let id = try entry.find(claim).claim.id
      try entry.setLegalHold(reason, "claim_id", id.number, name: claim.text)
      try entry.journalHold(reason, of: id)
      return [id]
    }
  }

  /// Keeps all that is known of a debtor from erasure, also what comes later.
  ///
  /// - Parameters:
  ///   - reason: nil lifts the hold.
  /// - Returns: the claims that there are.
  /// - Throws: ``DocketError`` as ``setLegalHold(_:on:by:now:)`` does.
  package func setLegalHold(
    _ reason: String?, debtor: DebtorName, by actor: Actor, now: Instant
  ) async throws(DocketError) -> [ClaimID] {
    try await write(isWorkOfEngine: true, by: actor, now: now) { entry in
      let debtors = try entry.find(debtor)
      for id in debtors { try entry.setLegalHold(reason, "debtor_id", id, name: debtor.text) }
      let claims = try debtors.flatMap { try entry.claims(ofDebtor: $0) }
      for claim in claims where try !entry.isErased(claim) {
        try entry.journalHold(reason, of: claim)
      }
      return claims
    }
  }

  /// Why a claim must not be erased; nil when nothing keeps it.
  package func legalHold(on claim: ClaimID) async throws(DocketError) -> LegalHold? {
    try await read { look in try look.legalHold(on: claim) }
  }
}
