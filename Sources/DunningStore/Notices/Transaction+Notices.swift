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

  func setObstacle(_ obstacle: ClaimRecord.Obstacle, notice: NoticeID, of claim: ClaimID) throws {
    try sql.run(
      """
      UPDATE claim SET obstacle = ?, obstacle_notice = ?, next_at = NULL, next_step = NULL, nothing_because = ?
      WHERE id = ?
      """,
      .text(obstacle.rawValue), .number(notice.number), .text("notice \(notice) is not finished"),
      .number(claim.number))
  }

  func clearObstacle(notice: NoticeID, of claim: ClaimID) throws {
    try sql.run(
      "UPDATE claim SET obstacle = NULL, obstacle_notice = NULL WHERE id = ? AND obstacle_notice = ?",
      .number(claim.number), .number(notice.number))
  }
}

extension Transaction {
  func apply(_ change: NoticeChange, _ reason: String?, to notice: Notice) throws {
    func require(_ allowed: Notice.State..., verb: String) throws {
      guard allowed.contains(notice.state) else {
        throw DocketError(
          .wrongState, "notice \(notice.id) is \(notice.state.rawValue) and cannot be \(verb)",
          hint: "`dunningctl notice show \(notice.id)` tells what happened to it")
      }
    }
    var data = reason.map { ["reason": $0] } ?? [:]
    let kind: Event.Kind
    switch change {
    case .approve(let seen):
      try require(.awaitingApproval, verb: "approved")
      data.merge(try approve(notice, seen: seen)) { given, _ in given }
      kind = .noticeApproved
    case .hold:
      try require(.awaitingApproval, .pending, .deferred, .sending, .inDoubt, verb: "held")
      try hold(notice, because: reason)
      kind = .noticeHeld
    case .release:
      try require(.held, verb: "released")
      try release(notice)
      kind = .noticeReleased
    case .retry:
      try require(.deferred, .failed, verb: "tried again")
      kind = .noticeRetried
      if try retryRest(of: notice) {
        break
      } else if notice.state == .failed {
        try drop(notice.id, because: "written anew on request", by: actor)
      } else {
        try setState(.deferred, of: notice.id, nextAttemptAt: now, lastReply: notice.lastReply)
      }
    case .resolve(let wasSent, let channel):
      try require(.inDoubt, .held, verb: "resolved")
      data["channel"] = try resolve(notice, channel, wasSent: wasSent)?.rawValue
      data.merge(try parcelProof(of: notice.id)) { given, _ in given }
      kind = .noticeResolved
      data["as"] = wasSent ? "sent" : "not-sent"
    }
    for claim in notice.claims.chains {
      try journal(Event(kind, claim: claim, notice: notice.id, actor: actor, data: data))
    }
    try replanAbout(notice.id)
  }

  /// Stops what has not left of a notice. An attempt that is under way finds out at its dot.
  private func hold(_ notice: Notice, because reason: String?) throws {
    let isUnderWay = notice.state == .sending || notice.state == .inDoubt
    guard try !isUnderWay || canStop(notice.id) else {
      throw DocketError(
        .wrongState, "notice \(notice.id) is \(notice.state.rawValue): nothing of it can be held any more",
        hint: "`dunningctl notice show \(notice.id)` tells how far it got")
    }
    try setState(.held, of: notice.id, lastReply: reason.map { "held: \($0)" })
  }

  /// Whether an attempt has not come to its dot yet, or a way waits for its turn.
  private func canStop(_ id: NoticeID) throws -> Bool {
    let number = SQLValue.number(id.number)
    return try sql.first(
      """
      SELECT EXISTS (SELECT 1 FROM attempt WHERE notice_id = ? AND ended_at IS NULL AND phase = ?)
        OR EXISTS (SELECT 1 FROM delivery WHERE notice_id = ? AND state = ?)
      """, number, .text(Attempt.Phase.taken.rawValue), number, .text(NoticeDelivery.State.waiting.rawValue)
    ) { $0.number(0) == 1 } ?? false
  }

  /// Lets a notice go on from where it stands.
  private func release(_ notice: Notice) throws {
    let isUnderWay = try isUnderWay(notice.id)
    let parcel = try parcelFacts(of: notice.id)
    if !isUnderWay, parcel.message == nil, parcel.letter == nil {
      try drop(notice.id, because: "it was held before it was written")
    } else if try permission(for: notice.id).lacksApproval {
      try setState(.awaitingApproval, of: notice.id)
    } else {
      try wakeDeliveries(of: notice.id)
      try setState(isUnderWay ? .sending : .pending, of: notice.id, nextAttemptAt: isUnderWay ? nil : now)
      // What one of its ways has come to meanwhile counts as well.
      let deliveries = try deliveries(of: notice.id)
      if deliveries.contains(where: { $0.state == .sending || $0.state == .inDoubt }) {
        try settleDeliveries(of: notice.id)
      }
    }
  }

  private func isUnderWay(_ id: NoticeID) throws -> Bool {
    try sql.first(
      "SELECT EXISTS (SELECT 1 FROM attempt WHERE notice_id = ? AND ended_at IS NULL)", .number(id.number)
    ) { $0.number(0) == 1 } ?? false
  }

  /// Takes a notice back that has not left; its step is decided anew.
  func drop(_ id: NoticeID, because reason: String, by actor: Actor = .daemon) throws {
    try endReminder(ofApprovalOf: id)
    if try dropRest(of: id, because: reason, by: actor) { return }
    try setState(.dropped, of: id, completedAt: now, lastReply: reason)
    try endDeliveries(of: id, as: .dropped, because: reason)
    try closeOpenAttempts(of: id, as: .abandoned, reply: reason)
    try sql.run("UPDATE notice_claim SET live = 0 WHERE notice_id = ?", .number(id.number))
    try sql.run(
      "UPDATE follow_up SET at = ? WHERE state = \(FollowUp.State.due.sql) AND notice_id = ?",
      .number(now.milliseconds),
      .number(id.number))
    try remail(registerOf: id)
    let claims = try claims(of: id)
    for claim in claims { try clearObstacle(notice: id, of: claim) }
    for claim in claims.chains {
      try journal(Event(.noticeDropped, claim: claim, notice: id, actor: actor, data: ["reason": reason]))
    }
    try replanAbout(id)
  }

  /// Takes back what waits for its turn or for a person. What is in the hands of the transport is stopped by its gate.
  func dropWaitingNotices(of claim: ClaimID, because reason: String) throws {
    let ids = try sql.all(
      """
      SELECT notice.id FROM notice JOIN notice_claim ON notice_claim.notice_id = notice.id
      WHERE notice_claim.claim_id = ? AND (notice.state IN \(Notice.State.waiting.sql)
        OR notice.state = \(Notice.State.inDoubt.sql) AND notice.next_attempt_at IS NOT NULL)
      """, .number(claim.number)
    ) { $0.number(0) }
    for id in ids { try drop(NoticeID(id), because: reason) }
  }

}

extension [ClaimID] {
  /// In whose chains something stands about a notice on these claims: in the docket's own (nil) when it is about none.
  var chains: [ClaimID?] { isEmpty ? [nil] : self }
}
