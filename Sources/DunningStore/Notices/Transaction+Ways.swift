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
  /// Opens the ways of a new notice, with an attempt for each.
  ///
  /// - Parameter waits: whether a person has to approve it first, so that none is opened yet.
  func openWays(
    _ channels: [Step.Channel], of id: NoticeID, waits: Bool, transport: String
  ) throws -> (email: Int64?, letter: Int64?) {
    let isPrinted = channels.contains(.letter)
    for channel in isPrinted ? channels : [] {
      try sql.run(
        "INSERT INTO delivery (notice_id, channel, state) VALUES (?, ?, ?)", .number(id.number),
        .text(channel.rawValue), .text(NoticeDelivery.State.waiting.rawValue))
    }
    if waits { return (nil, nil) }
    return try openAttempts(channels, of: id, isPrinted: isPrinted, transport: transport)
  }

  /// Opens an attempt for each of these ways.
  ///
  /// - Parameters:
  ///   - isPrinted: whether the notice also goes by post, so that each way has its own state.
  ///   - transport: the word for what carries e-mail.
  func openAttempts(
    _ channels: [Step.Channel], of id: NoticeID, isPrinted: Bool, transport: String
  ) throws -> (email: Int64?, letter: Int64?) {
    var attempts: (email: Int64?, letter: Int64?) = (nil, nil)
    for channel in channels {
      switch channel {
      case .email: attempts.email = try openAttempt(of: id, by: channel, transport: transport)
      case .letter: attempts.letter = try openAttempt(of: id, by: channel, transport: "print-spool")
      }
      if isPrinted { try setDelivery(.sending, channel, of: id) }
    }
    return attempts
  }

  /// Opens an attempt to hand a notice over by one of its ways.
  private func openAttempt(of id: NoticeID, by channel: Step.Channel, transport: String) throws -> Int64 {
    try sql.run(
      "UPDATE notice SET state = ?, attempts = attempts + 1, next_attempt_at = NULL WHERE id = ?",
      .text(Notice.State.sending.rawValue), .number(id.number))
    return try insertAttempt(of: id, by: channel, transport: transport)
  }

  /// Writes down that an attempt begins, which the notice has counted.
  func insertAttempt(of id: NoticeID, by channel: Step.Channel, transport: String) throws -> Int64 {
    try sql.inserted(
      """
      INSERT INTO attempt (notice_id, number, phase, channel, transport, started_at)
      SELECT id, attempts, ?, ?, ?, ? FROM notice WHERE id = ?
      """, .text(Attempt.Phase.taken.rawValue), .text(channel.rawValue), .text(transport), .number(now.milliseconds),
      .number(id.number))
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
