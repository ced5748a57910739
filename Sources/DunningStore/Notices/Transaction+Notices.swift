import Dunning
import DunningSQL

extension Reading {
  func claims(of id: NoticeID) throws -> [ClaimID] {
    try sql.all("SELECT claim_id FROM notice_claim WHERE notice_id = ? ORDER BY claim_id", .number(id.number)) {
      ClaimID($0.number(0))
    }
  }

  func notices(of claim: ClaimID) throws -> [Notice] {
    try sql.all(
      """
      \(NoticeRow.selection) WHERE notice.id IN (SELECT notice_id FROM notice_claim WHERE claim_id = ?)
      ORDER BY notice.id
      """, .number(claim.number), read: NoticeRow.init
    ).map { try notice($0) }
  }

  func notice(_ id: NoticeID) throws -> Notice {
    let row = try sql.first("\(NoticeRow.selection) WHERE notice.id = ?", .number(id.number), read: NoticeRow.init)
    guard let row else {
      throw DocketError(.notFound, "there is no notice \(id)", hint: "`dunningctl notices` shows the notices")
    }
    return try notice(row)
  }

  func message(of id: NoticeID) throws -> [UInt8]? {
    try sql.first("SELECT bytes FROM message WHERE notice_id = ?", .number(id.number)) { $0.bytes(0) }
  }

  func notice(_ row: NoticeRow) throws -> Notice {
    let claims = try sql.all(
      """
      SELECT claim.id, claim.reference FROM notice_claim JOIN claim ON claim.id = notice_claim.claim_id
      WHERE notice_claim.notice_id = ? ORDER BY claim.id
      """, .number(row.id.number)
    ) { (id: ClaimID($0.number(0)), reference: $0.text(1)) }
    return row.notice(about: claims.map(\.id), references: claims.map(\.reference))
  }

}

extension Reading {
  func currentState(of id: NoticeID) throws -> Notice.State {
    let state = try sql.first("SELECT state FROM notice WHERE id = ?", .number(id.number)) { $0.text(0) }
    guard let state = state.flatMap(Notice.State.init(rawValue:)) else { throw ClaimRecord.damaged("notice state") }
    return state
  }
}

extension Writing {
  func setState(
    _ state: Notice.State, of id: NoticeID, nextAttemptAt: Instant? = nil, completedAt: Instant? = nil,
    lastReply: String? = nil
  ) throws {
    try sql.run(
      "UPDATE notice SET state = ?, next_attempt_at = ?, completed_at = ?, last_reply = ? WHERE id = ?",
      .text(state.rawValue), SQLValue(nextAttemptAt?.milliseconds), SQLValue(completedAt?.milliseconds),
      SQLValue(lastReply), .number(id.number))
  }

  /// Bars a claim until a notice is finished, or has been seen to.
  func setObstacle(_ obstacle: Claim.Obstacle, of claim: ClaimID) throws {
    try sql.run(
      """
      UPDATE claim SET obstacle = ?, obstacle_notice = ?, next_at = NULL, next_step = NULL, nothing_because = ?
      WHERE id = ?
      """,
      .text(obstacle.word), .number(obstacle.notice.number), .text(Decision.Reason.obstacle(obstacle).text),
      .number(claim.number))
  }

  func clearObstacle(notice: NoticeID, of claim: ClaimID) throws {
    try sql.run(
      "UPDATE claim SET obstacle = NULL, obstacle_notice = NULL WHERE id = ? AND obstacle_notice = ?",
      .number(claim.number), .number(notice.number))
  }
}
