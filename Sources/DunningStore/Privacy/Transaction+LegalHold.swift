import Dunning
import DunningSQL

extension Reading {
  func legalHold(on claim: ClaimID) throws -> LegalHold? {
    try sql.first(
      """
      SELECT reason, since FROM legal_hold
      WHERE claim_id = ? OR debtor_id = (SELECT debtor_id FROM claim WHERE id = ?) ORDER BY id LIMIT 1
      """, .number(claim.number), .number(claim.number)
    ) { LegalHold(reason: $0.text(0), since: Instant(milliseconds: $0.number(1))) }
  }

  func claims(ofDebtor id: Int64) throws -> [ClaimID] {
    try sql.all("SELECT id FROM claim WHERE debtor_id = ? ORDER BY id", .number(id)) { ClaimID($0.number(0)) }
  }

  func isErased(_ claim: ClaimID) throws -> Bool {
    try sql.first("SELECT case_key IS NULL FROM claim WHERE id = ?", .number(claim.number)) { $0.number(0) == 1 }
      ?? false
  }

}

extension Writing {
  func setLegalHold(_ reason: String?, _ column: String, _ number: Int64, name: String) throws {
    guard let reason else {
      guard try sql.changed("DELETE FROM legal_hold WHERE \(column) = ?", .number(number)) > 0 else {
        throw DocketError(.wrongState, "\(quoted(name)) is on no legal hold", hint: "the hold may be the debtor's")
      }
      return
    }
    try sql.run(
      """
      INSERT INTO legal_hold (\(column), reason, since) VALUES (?, ?, ?)
      ON CONFLICT (\(column)) DO UPDATE SET reason = excluded.reason
      """, .number(number), .text(reason), .number(now.milliseconds))
  }

  func journalHold(_ reason: String?, of claim: ClaimID) throws {
    let kind: Event.Kind = reason == nil ? .legalHoldLifted : .legalHoldSet
    let data: [JournalKey: String] = reason.map { [.reason: $0] } ?? [:]
    try journal(Event(kind, claim: claim, actor: actor, data: data))
  }
}
