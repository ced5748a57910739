import Dunning
import GRDB

// The ways of a notice that also goes by post. A notice that is only mailed has none of these rows, and its own state is
// all there is.

extension Docket {
  static func deliveries(of id: NoticeID, in db: Database) throws -> [NoticeDelivery] {
    try db.all(
      "SELECT channel, state, next_at, completed_at, last_reply FROM delivery WHERE notice_id = ? ORDER BY channel",
      .number(id.number)
    ) { row in
      guard let channel = Step.Channel(rawValue: row.text(0)), let state = NoticeDelivery.State(rawValue: row.text(1))
      else {
        throw ClaimRecord.damaged("delivery")
      }
      return NoticeDelivery(
        channel: channel, state: state, nextAt: Instant(milliseconds: row.number(2)),
        completedAt: row.numberIfAny(3).map(Instant.init(milliseconds:)), lastReply: row.textIfAny(4))
    }
  }

  /// Opens the ways of a notice that is also printed.
  static func insertDeliveries(_ channels: [Step.Channel], of id: NoticeID, in db: Database) throws {
    for channel in channels {
      try db.run(
        "INSERT INTO delivery (notice_id, channel, state) VALUES (?, ?, 'waiting')", .number(id.number),
        .text(channel.rawValue))
    }
  }

  static func setDelivery(
    _ state: NoticeDelivery.State, _ channel: Step.Channel, of id: NoticeID, nextAt: Instant? = nil,
    completedAt: Instant? = nil, lastReply: String? = nil, in db: Database
  ) throws {
    try db.run(
      """
      UPDATE delivery SET state = ?, next_at = ?, completed_at = ?, last_reply = ? WHERE notice_id = ? AND channel = ?
      """,
      .text(state.rawValue), .number(nextAt?.milliseconds ?? 0), SQLValue(completedAt?.milliseconds),
      SQLValue(lastReply), .number(id.number), .text(channel.rawValue))
  }

  /// Lets every way that waits have its turn now.
  static func wakeDeliveries(of id: NoticeID, in db: Database) throws {
    try db.run("UPDATE delivery SET next_at = 0 WHERE notice_id = ? AND state = 'waiting'", .number(id.number))
  }

  /// Ends every way of a notice that has not gone yet.
  static func endDeliveries(
    of id: NoticeID, as state: NoticeDelivery.State, because reason: String, now: Instant, in db: Database
  ) throws {
    try db.run(
      """
      UPDATE delivery SET state = ?, completed_at = ?, last_reply = ?
      WHERE notice_id = ? AND state IN ('waiting', 'sending')
      """, .text(state.rawValue), .number(now.milliseconds), .text(reason), .number(id.number))
  }

  /// Brings the notice to what its ways make of it. One that is held stays so as long as something of it could leave.
  static func settleDeliveries(of id: NoticeID, in db: Database) throws {
    let deliveries = try deliveries(of: id, in: db)
    let state = deliveries.noticeState(isHeld: try currentState(of: id, in: db) == .held)
    guard state != .held else { return }
    let isUnderWay = state == .sending
    try setState(
      state, of: id, nextAttemptAt: isUnderWay ? nil : deliveries.nextAttemptAt,
      completedAt: state.isOpen ? nil : deliveries.completedAt, lastReply: deliveries.lastReply, in: db)
    for claim in try claims(of: id, in: db) {
      switch state {
      case .sent, .dropped: try clearObstacle(notice: id, of: claim, in: db)
      case .failed: try setObstacle(.undeliverable, notice: id, of: claim, in: db)
      default: break
      }
    }
  }

  /// Takes back what has not left of a notice of which something has.
  ///
  /// - Returns: false when nothing has gone, so that all of the notice can be taken back.
  static func dropRest(
    of id: NoticeID, because reason: String, by actor: Actor, rulebook: Rulebook, now: Instant, in db: Database
  ) throws -> Bool {
    let deliveries = try deliveries(of: id, in: db)
    guard deliveries.contains(where: \.hasGone) else { return false }
    let rest = deliveries.filter { $0.state == .waiting || $0.state == .sending }
    try endDeliveries(of: id, as: .dropped, because: reason, now: now, in: db)
    for delivery in rest {
      try closeOpenAttempts(of: id, delivery.channel, as: .abandoned, reply: reason, now: now, in: db)
    }
    try settleDeliveries(of: id, in: db)
    for claim in try claims(of: id, in: db) {
      for delivery in rest {
        let data = ["reason": reason, "channel": delivery.channel.rawValue]
        try Journal.append(
          Event(.deliveryDropped, claim: claim, notice: id, actor: actor, data: data), at: now, in: db)
      }
    }
    try replanAbout(id, rulebook: rulebook, now: now, in: db)
    return true
  }

  private static func closeOpenAttempts(
    of id: NoticeID, _ channel: Step.Channel, as phase: Attempt.Phase, reply: String, now: Instant, in db: Database
  ) throws {
    try db.run(
      """
      UPDATE attempt SET phase = ?, ended_at = ?, reply = ? WHERE notice_id = ? AND channel = ? AND ended_at IS NULL
      """,
      .text(phase.rawValue), .number(now.milliseconds), .text(reply), .number(id.number), .text(channel.rawValue))
  }
}
