import Dunning
import DunningSQL

extension Reading {
  /// Attempts that have no end yet, oldest first.
  func openAttempts() throws -> [Attempt] {
    try sql.all("\(Attempt.selection) WHERE ended_at IS NULL ORDER BY id", read: Attempt.init)
  }

  /// Those that no server was reached with, which say nothing about the notice.
  func unreachedAttempts(of id: NoticeID) throws -> Int {
    try sql.first(
      "SELECT count(*) FROM attempt WHERE notice_id = ? AND phase = ? AND server IS NULL", .number(id.number),
      .text(Attempt.Phase.deferred.rawValue)
    ) { Int($0.number(0)) } ?? 0
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
  /// Opens an attempt to hand a notice over by one of its ways.
  func openAttempt(of id: NoticeID, by channel: Step.Channel, transport: String) throws -> Int64 {
    try sql.run(
      "UPDATE notice SET state = ?, attempts = attempts + 1, next_attempt_at = NULL WHERE id = ?",
      .text(Notice.State.sending.rawValue), .number(id.number))
    return try sql.inserted(
      """
      INSERT INTO attempt (notice_id, number, phase, channel, transport, started_at)
      SELECT id, attempts, ?, ?, ?, ? FROM notice WHERE id = ?
      """, .text(Attempt.Phase.taken.rawValue), .text(channel.rawValue), .text(transport), .number(now.milliseconds),
      .number(id.number))
  }

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
