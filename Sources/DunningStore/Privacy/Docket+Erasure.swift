package import Dunning
import DunningSQL

extension Docket {
  /// Erases what is known of a debtor: all or nothing.
  ///
  /// - Returns: the claims that were erased now.
  /// - Throws: ``DocketError`` `.notFound`, `.ambiguous`; `.wrongState` while a claim is open, on legal hold, or has a
  ///   notice under way.
  package func erase(
    debtor: DebtorName, because reason: String, by actor: Actor, now: Instant
  ) async throws(DocketError) -> [ClaimID] {
    let erased = try await write(isWorkOfEngine: true, by: actor, now: now) { entry in
      try entry.sql.writeOverWhatIsDeleted()
      let debtors = try entry.find(debtor)
      let traces = try debtors.compactMap { try entry.traces(ofDebtor: $0) }
      let erasure = Erasure(entry: entry, reason: reason)
      let erased = try debtors.flatMap { debtor in
        let claims = try entry.claims(ofDebtor: debtor).filter { try !entry.isErased($0) }
        for claim in claims { try erasure.erase(claim) }
        if claims.isEmpty { try erasure.erase(debtor: debtor) }
        return claims
      }
      for debtor in traces { try entry.eraseEntries(naming: debtor) }
      return erased
    }
    try await removeTraces(now: now)
    return erased
  }

  /// Takes away what an erasure leaves beside the database: files, and the log of what was written.
  func removeTraces(now: Instant) async throws(DocketError) {
    try await write(isWorkOfEngine: true, by: .daemon, now: now) { [attachments] entry in
      try entry.removeGoneContents(attachments)
    }
    // A reader may hold the log; then the next checkpoint takes it away.
    try? await database.truncateLog()
  }

}
