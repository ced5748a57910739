import Dunning
import DunningSQL

// The ways of a notice that also goes by post. A notice that is only mailed has none of these rows, and its own state is
// all there is.

extension Reading {
  func deliveries(of id: NoticeID) throws -> [NoticeDelivery] {
    try sql.all(
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
}

extension Writing {
  /// Opens the ways of a notice that is also printed.
  func insertDeliveries(_ channels: [Step.Channel], of id: NoticeID) throws {
    for channel in channels {
      try sql.run(
        "INSERT INTO delivery (notice_id, channel, state) VALUES (?, ?, ?)", .number(id.number),
        .text(channel.rawValue), .text(NoticeDelivery.State.waiting.rawValue))
    }
  }

  func setDelivery(
    _ state: NoticeDelivery.State, _ channel: Step.Channel, of id: NoticeID, nextAt: Instant? = nil,
    completedAt: Instant? = nil, lastReply: String? = nil
  ) throws {
    try sql.run(
      """
      UPDATE delivery SET state = ?, next_at = ?, completed_at = ?, last_reply = ? WHERE notice_id = ? AND channel = ?
      """,
      .text(state.rawValue), .number(nextAt?.milliseconds ?? 0), SQLValue(completedAt?.milliseconds),
      SQLValue(lastReply), .number(id.number), .text(channel.rawValue))
  }

  /// Lets every way that waits have its turn now.
  func wakeDeliveries(of id: NoticeID) throws {
    try sql.run(
      "UPDATE delivery SET next_at = 0 WHERE notice_id = ? AND state = \(NoticeDelivery.State.waiting.sql)",
      .number(id.number))
  }

  /// Ends every way of a notice that has not gone yet.
  func endDeliveries(of id: NoticeID, as state: NoticeDelivery.State, because reason: String) throws {
    try sql.run(
      """
      UPDATE delivery SET state = ?, completed_at = ?, last_reply = ?
      WHERE notice_id = ? AND state IN \([NoticeDelivery.State.waiting, .sending].sql)
      """, .text(state.rawValue), .number(now.milliseconds), .text(reason), .number(id.number))
  }
}
