import Dunning
import DunningSQL

extension Reading {
  func history(of id: ClaimID) throws -> [SentStep] {
    try sql.all(
      """
      SELECT notice_claim.step, notice.completed_at, notice.pay_by, notice.message_id
      FROM notice_claim JOIN notice ON notice.id = notice_claim.notice_id
      WHERE notice_claim.claim_id = ? AND notice_claim.live = 1 AND notice.state = 'sent'
      ORDER BY notice.completed_at, notice.id
      """, .number(id.number)
    ) { row in
      SentStep(
        completion: Completion(
          step: row.text(0), at: Instant(milliseconds: row.number(1)),
          payBy: try row.textIfAny(2).map(CivilDate.init(parsing:))),
        messageID: row.text(3))
    }
  }

}

extension Writing {
  /// Does one claim's share of a larger transaction: what is wrong with one must not hold up the others.
  func apart<T>(_ body: () throws -> T?, orElse: (any Error) throws -> Void) throws -> T? {
    do {
      return try sql.apart { try body() }
    } catch let error as SQLError where error.kind != .constraint {
      throw error
    } catch {
      try orElse(error)
      return nil
    }
  }

  /// Plans nothing more for a claim of which the docket cannot make sense, and says so, but only once for one reason: it
  /// is met again whenever everything is planned anew.
  func setAside(_ id: ClaimID, because error: any Error) throws {
    let reason = (error as? DocketError)?.message ?? "\(error)"
    let text = "it cannot be planned: \(reason)"
    let isKnown = try sql.first(
      "SELECT 1 FROM claim WHERE id = ? AND nothing_because = ? AND next_at IS NULL", .number(id.number), .text(text)
    ) { _ in true }
    if isKnown == true { return }
    try sql.run(
      "UPDATE claim SET next_at = NULL, next_step = NULL, nothing_because = ? WHERE id = ?", .text(text),
      .number(id.number))
    try journal(Event(.claimSetAside, claim: id, actor: .daemon, data: ["reason": reason]))
  }

  func setNext(_ decision: Decision, of id: ClaimID) throws {
    try sql.run(
      "UPDATE claim SET next_at = ?, next_step = ?, next_rank = ?, nothing_because = ? WHERE id = ?",
      SQLValue(decision.planned?.at.milliseconds), SQLValue(decision.planned?.step.name), .number(decision.rank),
      SQLValue(decision.nothingBecause), .number(id.number))
  }
}

extension Transaction {
  /// Writes down what the decision function says comes next for a claim.
  @discardableResult
  func replan(_ id: ClaimID) throws -> ClaimRecord {
    let record = try record(id)
    let history = try history(of: id).map(\.completion)
    let lastContact = try lastContact(about: record.claim)
    let decision = rulebook.next(for: record.claim, history: history, now: now, lastContact: lastContact)
    let planned = record.with(decision)
    if planned != record { try setNext(decision, of: id) }
    try watchLimitation(of: record, history: history)
    let dueEnd = record.claim.draft.due.end(in: rulebook.zone(for: record.claim) ?? .utc)
    guard dueEnd != record.dueEnd else { return planned }
    try sql.run("UPDATE claim SET due_end = ? WHERE id = ?", .number(dueEnd.milliseconds), .number(id.number))
    return try self.record(id)
  }
}
