package import Dunning
import GRDB

extension Docket {
  /// Erases what is known of a debtor: all or nothing.
  ///
  /// - Parameter debtor: the debtor's number, name or address.
  /// - Returns: the claims that were erased now.
  /// - Throws: ``DocketError`` `.notFound`, `.ambiguous`; `.wrongState` while a claim is open, on legal hold, or has a
  ///   notice under way.
  package func erase(
    debtor: String, because reason: String, by actor: Actor, now: Instant
  ) async throws(DocketError) -> [ClaimID] {
    let erased = try await write(isWorkOfEngine: true) { db in
      // What is deleted is written over (https://www.sqlite.org/pragma.html#pragma_secure_delete).
      try db.execute(sql: "PRAGMA secure_delete = ON")
      let claims = try Self.findDebtors(debtor, in: db).flatMap { try Self.claims(ofDebtor: $0, in: db) }
      let erasure = Erasure(db: db, actor: actor, reason: reason, now: now)
      return try claims.filter { claim in
        guard try !Self.isErased(claim, in: db) else { return false }
        try erasure.erase(claim)
        return true
      }
    }
    try await removeTraces()
    return erased
  }

  /// Takes away what an erasure leaves beside the database: files, and the log of what was written.
  func removeTraces() async throws(DocketError) {
    try await write(isWorkOfEngine: true) { [attachments] db in
      try Self.removeGoneContents(attachments, in: db)
    }
    // A reader may hold the log; then the next checkpoint takes it away.
    _ = try? await pool.writeWithoutTransaction { db in try db.checkpoint(.truncate) }
  }
}
