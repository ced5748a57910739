import Dunning
import DunningSQL

extension Reading {
  /// Attempts that have no end yet, oldest first.
  func openAttempts() throws -> [Attempt] {
    try sql.all("\(Attempt.selection) WHERE ended_at IS NULL ORDER BY id", read: Attempt.init)
  }

  /// When the dot left, or the letter was let go, for the last time.
  func sentAt(_ id: NoticeID, _ channel: Step.Channel) throws -> Instant? {
    try sql.first(
      "SELECT max(dot_sent_at) FROM attempt WHERE notice_id = ? AND channel = ?", .number(id.number),
      .text(channel.rawValue)
    ) { $0.numberIfAny(0).map(Instant.init(milliseconds:)) } ?? nil
  }

  func attempts(of id: NoticeID) throws -> [Attempt] {
    try sql.all("\(Attempt.selection) WHERE notice_id = ? ORDER BY id", .number(id.number), read: Attempt.init)
  }
}

extension Writing {
  /// Writes down that the final dot may leave, or the letter be moved into the print spool.
  func markDotSent(_ attempt: Int64?) throws {
    try sql.run(
      "UPDATE attempt SET phase = ?, dot_sent_at = ? WHERE id = ?", .text(Attempt.Phase.dotSent.rawValue),
      .number(now.milliseconds),
      SQLValue(attempt))
  }

  /// - Returns: what binds the attempt's row in the journal.
  func close(_ attempt: Int64, _ result: AttemptResult) throws -> [JournalKey: String] {
    let closed = try sql.first(
      """
      UPDATE attempt SET phase = ?, ended_at = ?, server = ?, reply = ?, dialogue = ? WHERE id = ?
      RETURNING \(AttemptProof.columns)
      """,
      .text(result.phase.rawValue), .number(now.milliseconds), SQLValue(result.server), .text(result.reply),
      .text(result.dialogue.joined(separator: "\n")), .number(attempt), read: AttemptProof.init)
    return closed?.data ?? [:]
  }

  func closeOpenAttempts(of id: NoticeID, as phase: Attempt.Phase, reply: String) throws {
    try sql.run(
      "UPDATE attempt SET phase = ?, ended_at = ?, reply = ? WHERE notice_id = ? AND ended_at IS NULL",
      .text(phase.rawValue), .number(now.milliseconds), .text(reply), .number(id.number))
  }
}

extension AttemptResult {
  fileprivate var phase: Attempt.Phase {
    switch verdict {
    case .accepted: .accepted
    case .deferred: .deferred
    case .refused: .refused
    case .inDoubt: .inDoubt
    }
  }
}
