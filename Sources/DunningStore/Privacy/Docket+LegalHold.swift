package import Dunning
import GRDB

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
    _ reason: String?, on claim: String, by actor: Actor, now: Instant
  ) async throws(DocketError) -> [ClaimID] {
    try await write(isWorkOfEngine: true) { db in
      let id = try Self.find(claim, in: db).claim.id
      try Self.setLegalHold(reason, "claim_id", id.number, name: claim, now: now, in: db)
      try Self.journalHold(reason, of: id, by: actor, now: now, in: db)
      return [id]
    }
  }

  /// Keeps all that is known of a debtor from erasure, also what comes later.
  ///
  /// - Parameters:
  ///   - reason: nil lifts the hold.
  ///   - debtor: the debtor's number, name or address.
  /// - Returns: the claims that there are.
  /// - Throws: ``DocketError`` as ``setLegalHold(_:on:by:now:)`` does.
  package func setLegalHold(
    _ reason: String?, debtor: String, by actor: Actor, now: Instant
  ) async throws(DocketError) -> [ClaimID] {
    try await write(isWorkOfEngine: true) { db in
      let debtors = try Self.findDebtors(debtor, in: db)
      for id in debtors { try Self.setLegalHold(reason, "debtor_id", id, name: debtor, now: now, in: db) }
      let claims = try debtors.flatMap { try Self.claims(ofDebtor: $0, in: db) }
      for claim in claims where try !Self.isErased(claim, in: db) {
        try Self.journalHold(reason, of: claim, by: actor, now: now, in: db)
      }
      return claims
    }
  }

  /// Why a claim must not be erased; nil when nothing keeps it.
  package func legalHold(on claim: ClaimID) async throws(DocketError) -> LegalHold? {
    try await read { db in try Self.legalHold(on: claim, in: db) }
  }

  static func legalHold(on claim: ClaimID, in db: Database) throws -> LegalHold? {
    try db.first(
      """
      SELECT reason, since FROM legal_hold
      WHERE claim_id = ?1 OR debtor_id = (SELECT debtor_id FROM claim WHERE id = ?1) ORDER BY id LIMIT 1
      """, .number(claim.number)
    ) { LegalHold(reason: $0.text(0), since: Instant(milliseconds: $0.number(1))) }
  }

  private static func setLegalHold(
    _ reason: String?, _ column: String, _ number: Int64, name: String, now: Instant, in db: Database
  ) throws {
    guard let reason else {
      try db.run("DELETE FROM legal_hold WHERE \(column) = ?", .number(number))
      guard db.changesCount > 0 else {
        throw DocketError(.wrongState, "\(quoted(name)) is on no legal hold", hint: "the hold may be the debtor's")
      }
      return
    }
    try db.run(
      """
      INSERT INTO legal_hold (\(column), reason, since) VALUES (?, ?, ?)
      ON CONFLICT (\(column)) DO UPDATE SET reason = excluded.reason
      """, .number(number), .text(reason), .number(now.milliseconds))
  }

  private static func journalHold(
    _ reason: String?, of claim: ClaimID, by actor: Actor, now: Instant, in db: Database
  ) throws {
    let kind: Event.Kind = reason == nil ? .legalHoldLifted : .legalHoldSet
    let data = reason.map { ["reason": $0] } ?? [:]
    try Journal.append(Event(kind, claim: claim, actor: actor, data: data), at: now, in: db)
  }

  static func claims(ofDebtor id: Int64, in db: Database) throws -> [ClaimID] {
    try db.all("SELECT id FROM claim WHERE debtor_id = ? ORDER BY id", .number(id)) { ClaimID($0.number(0)) }
  }

  static func isErased(_ claim: ClaimID, in db: Database) throws -> Bool {
    try db.first("SELECT case_key IS NULL FROM claim WHERE id = ?", .number(claim.number)) { $0.number(0) == 1 }
      ?? false
  }
}
