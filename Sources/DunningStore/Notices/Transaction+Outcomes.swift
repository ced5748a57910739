import Dunning
import DunningSQL

// What becomes of a notice: its state and what that bars, the outcome of an attempt, its end, and its being taken back.

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

  /// Brings a notice to its end, and its claims to what that makes of them: what was sent or dropped bars them no
  /// longer, and what failed bars them until a person has seen to it.
  ///
  /// - Parameters:
  ///   - end: one of ``Notice/State/finished``.
  ///   - moment: when it came to it; nil for now.
  ///   - reply: the last words about it.
  func settle(
    _ id: NoticeID, about claims: [ClaimID], as end: Notice.State, at moment: Instant? = nil, because reply: String?
  ) throws {
    try setState(end, of: id, completedAt: moment ?? now, lastReply: reply)
    let isAccount = try isAccount(id)
    for claim in claims {
      if end == .failed {
        if try !isAccount || mayBeBarred(claim) { try setObstacle(.undeliverable(id), of: claim) }
      } else {
        try clearObstacle(notice: id, of: claim)
      }
    }
  }

  private func isAccount(_ id: NoticeID) throws -> Bool {
    try sql.first(
      "SELECT 1 FROM notice WHERE id = ? AND policy = '' AND step = ?", .number(id.number),
      .text(Step.statementOfAccount.name)
    ) { _ in true } ?? false
  }

  /// Whether a claim goes on and nothing stands in its way: a statement that failed bars no other.
  private func mayBeBarred(_ claim: ClaimID) throws -> Bool {
    try sql.first(
      "SELECT 1 FROM claim WHERE id = ? AND obstacle IS NULL AND state IN \(Claim.State.unsettled.sql)",
      .number(claim.number)
    ) { _ in true } ?? false
  }

  /// Brings a notice to what its ways make of it. One that is held stays so as long as something of it could leave.
  func addUpWays(of id: NoticeID) throws {
    let deliveries = try deliveries(of: id)
    let state = deliveries.noticeState(isHeld: try currentState(of: id) == .held)
    if state == .held { return }
    guard state.isOpen else {
      return try settle(
        id, about: try claims(of: id), as: state, at: deliveries.completedAt, because: deliveries.lastReply)
    }
    let next = state == .sending ? nil : deliveries.nextAttemptAt
    try setState(state, of: id, nextAttemptAt: next, lastReply: deliveries.lastReply)
  }
}

extension Transaction {
  /// Writes down what an attempt has come to, and plans what comes next.
  ///
  /// - Parameter proof: what binds the attempt's row in the journal.
  func conclude(
    _ result: AttemptResult, of id: NoticeID, by channel: Step.Channel, proof: [JournalKey: String]
  ) throws {
    let (deliveries, claims) = (try deliveries(of: id), try claims(of: id))
    var data = proof.merging(try parcelProof(of: id)) { first, _ in first }
    data[.reply] = result.reply
    if deliveries.isEmpty, try isOver(id) {
      return try concludeRest(result, of: id, about: claims, data)
    }
    let result = deliveries.isEmpty ? result : result.withoutRest
    let missed = channel == .email ? try setFates(of: id, by: result) : []
    data[.missed] = result.tells(missed).missed
    if deliveries.isEmpty {
      try conclude(result, of: id, about: claims)
    } else {
      // What was taken back meanwhile stays so, whatever its attempt still says.
      guard deliveries.contains(where: { $0.channel == channel && $0.state == .sending }) else { return }
      try conclude(result, of: id, by: channel)
      data[.channel] = channel.rawValue
    }
    try journal(result.event, of: id, about: claims, by: .daemon, data)
    try bookDemands(of: claims)
    if result.verdict == .accepted { try tell(of: missed, notice: id, about: claims) }
    try replan(claims)
  }

  /// Of a notice that is only mailed.
  private func conclude(_ result: AttemptResult, of id: NoticeID, about claims: [ClaimID]) throws {
    switch result.verdict {
    case .accepted:
      try settle(id, about: claims, as: .sent, because: result.reply)
      try giveRestItsTurn(at: result.restAt, of: id)
    case .refused: try settle(id, about: claims, as: .failed, because: result.reply)
    case .inDoubt: try setState(.inDoubt, of: id, lastReply: result.reply)
    case .deferred(let moment):
      // Its hold is a person's word, and no attempt that was under way ends it.
      if try currentState(of: id) == .held { return }
      try setState(.deferred, of: id, nextAttemptAt: moment, lastReply: result.reply)
    }
  }

  /// Of one way of a notice that is also printed.
  private func conclude(_ result: AttemptResult, of id: NoticeID, by channel: Step.Channel) throws {
    let reply = result.reply
    switch result.verdict {
    case .accepted: try setDelivery(.sent, channel, of: id, completedAt: now, lastReply: reply)
    case .refused: try setDelivery(.failed, channel, of: id, completedAt: now, lastReply: reply)
    case .inDoubt: try setDelivery(.inDoubt, channel, of: id, lastReply: reply)
    case .deferred(let moment): try setDelivery(.waiting, channel, of: id, nextAt: moment, lastReply: reply)
    }
    try addUpWays(of: id)
  }

  /// Gives a notice up that cannot be written or read.
  func giveUp(_ id: NoticeID, about claims: [ClaimID], because reason: String) throws {
    if try currentState(of: id) == .sent {
      let rest = try recipients(of: id).filter { $0.fate == .waiting }
      try endRest(of: id, about: claims, because: reason)
      let now = try recipients(of: id)
      return try tell(of: now.filter { one in rest.contains { $0.text == one.text } }, notice: id, about: claims)
    }
    try settle(id, about: claims, as: .failed, because: reason)
    try endDeliveries(of: id, as: .failed, because: reason)
    try closeOpenAttempts(of: id, as: .abandoned, reply: reason)
    try journal(.noticeFailed, of: id, about: claims, by: .daemon, [.reply: reason])
  }

  /// Takes a notice back that has not left; its step is decided anew. Of one that is sent, and waits only for some whom it
  /// had not reached, nothing more is sent.
  func drop(_ id: NoticeID, because reason: String, by actor: Actor = .daemon) throws {
    try endReminder(ofApprovalOf: id)
    let claims = try claims(of: id)
    if try currentState(of: id) == .sent { return try endRest(of: id, about: claims, because: reason, by: actor) }
    if try dropRest(of: id, about: claims, because: reason, by: actor) { return }
    let wasHeld = try currentState(of: id) == .held
    try settle(id, about: claims, as: .dropped, because: reason)
    try endDeliveries(of: id, as: .dropped, because: reason)
    try closeOpenAttempts(of: id, as: .abandoned, reply: reason)
    // What it was about goes again: the steps of its claims, its notes, its register, its word of what happens.
    try sql.run("UPDATE notice_claim SET live = 0 WHERE notice_id = ?", .number(id.number))
    try sql.run(
      "UPDATE follow_up SET at = ? WHERE state = \(FollowUp.State.due.sql) AND notice_id = ?",
      .number(now.milliseconds), .number(id.number))
    try sql.run(
      "UPDATE register_mailing SET at = ?, notice_id = NULL WHERE notice_id = ?", .number(now.milliseconds),
      .number(id.number))
    try sql.run(
      "UPDATE refused_file SET at = ?, notice_id = NULL WHERE notice_id = ?", .number(now.milliseconds),
      .number(id.number))
    try sendAgain(wordIn: id)
    try sendAgain(accountIn: id, wasHeld: wasHeld)
    try journal(.noticeDropped, of: id, about: claims, by: actor, [.reason: reason])
    try replan(claims)
  }

  /// Takes back what has not left of a notice of which something has.
  ///
  /// - Returns: false when nothing has gone, so that all of the notice can be taken back.
  private func dropRest(of id: NoticeID, about claims: [ClaimID], because reason: String, by actor: Actor) throws
    -> Bool
  {
    let deliveries = try deliveries(of: id)
    guard deliveries.contains(where: \.hasGone) else { return false }
    let rest = deliveries.filter { $0.state == .waiting || $0.state == .sending }
    try endDeliveries(of: id, as: .dropped, because: reason)
    try closeOpenAttempts(of: id, as: .abandoned, reply: reason)
    try addUpWays(of: id)
    for claim in claims {
      for delivery in rest {
        let data: [JournalKey: String] = [.reason: reason, .channel: delivery.channel.rawValue]
        try journal(Event(.deliveryDropped, claim: claim, notice: id, actor: actor, data: data))
      }
    }
    try bookDemands(of: claims)
    try replan(claims)
    return true
  }

  /// Takes back what waits for its turn or for a person. What is in the hands of the transport is stopped by its gate.
  func dropWaitingNotices(of claim: ClaimID, because reason: String) throws {
    let ids = try sql.all(
      """
      SELECT notice.id FROM notice JOIN notice_claim ON notice_claim.notice_id = notice.id
      WHERE notice_claim.claim_id = ? AND (notice.state IN \(Notice.State.waiting.sql)
        OR notice.state IN \([Notice.State.inDoubt, .sent].sql) AND notice.next_attempt_at IS NOT NULL)
      """, .number(claim.number)
    ) { $0.number(0) }
    for id in ids { try drop(NoticeID(id), because: reason) }
  }
}

extension AttemptResult {
  fileprivate var event: Event.Kind {
    switch verdict {
    case .accepted: .noticeSent
    case .deferred: .noticeDeferred
    case .refused: .noticeFailed
    case .inDoubt: .noticeInDoubt
    }
  }
}
