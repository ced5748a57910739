import Dunning
import DunningSQL

extension Taking {
  /// Notices that were written before and whose next try has come.
  func retries(limit: Int) throws -> [DueNotice] {
    let due = try sql.all(
      "SELECT id FROM notice WHERE next_attempt_at <= ? ORDER BY next_attempt_at, id LIMIT ?",
      .number(now.milliseconds), .number(Int64(limit))
    ) { NoticeID($0.number(0)) }
    return try due.compactMap { id in
      try transaction.apart {
        try retake(id)
      } orElse: {
        try setAside(id, $0)
      }
    }
  }

  /// A written notice may go out again only when the rules would send the very same one now.
  private func retake(_ id: NoticeID) throws -> DueNotice? {
    let notice = try transaction.notice(id)
    let permission = try transaction.permission(for: id)
    guard notice.state == .sent || !permission.lacksApproval else {
      try transaction.setState(.awaitingApproval, of: id)
      return nil
    }
    guard let creditor = rulebook.creditors[notice.creditor], let tone = Step.Tone(rawValue: notice.tone) else {
      try transaction.drop(id, because: "it can no longer be sent")
      return nil
    }
    let subject = try transaction.subject(of: notice, tone: tone)
    switch try transaction.verdict(on: notice, about: subject) {
    case .goes(let step):
      return try hand(over: try transaction.written(notice, about: subject, step: step, creditor: creditor))
    case .waits(let moment):
      try postpone(id, until: moment)
      try transaction.replanAbout(id)
    case .lapses(let reason):
      try transaction.drop(id, because: reason)
    }
    return nil
  }

  /// Opens attempts for the ways of a written notice whose turn it is; nil when its destination is full.
  private func hand(over written: DueNotice) throws -> DueNotice? {
    var notice = written
    guard notice.isWritten else {
      try transaction.drop(notice.id, because: "it can no longer be sent")
      return nil
    }
    if notice.isRest { return try handOver(restOf: notice) }
    let deliveries = try transaction.deliveries(of: notice.id)
    let channels = waiting(deliveries)
    if channels.contains(.email), let turn = try transaction.turn(of: notice.mailing, limits) {
      try postpone(notice.id, until: turn)
      return nil
    }
    notice.unreached = try unreachedAttempts(of: notice.id)
    (notice.attempt, notice.postAttempt) = try transaction.openAttempts(
      channels, of: notice.id, isPrinted: !deliveries.isEmpty, transport: transport)
    notice.attempts += 1
    notice.isPartlyGone = deliveries.contains(where: \.hasGone)
    try transaction.replanAbout(notice.id)
    return notice
  }

  /// Opens an attempt for those whom a notice that is sent had not reached; nil when its destination is full.
  private func handOver(restOf written: DueNotice) throws -> DueNotice? {
    var notice = written
    guard notice.remaining != nil else {
      try transaction.drop(notice.id, because: "nobody waits for it any more")
      return nil
    }
    if let turn = try transaction.turn(of: notice.mailing, limits) {
      try postpone(notice.id, until: turn)
      return nil
    }
    notice.unreached = try unreachedAttempts(of: notice.id)
    notice.attempt = try transaction.openAttemptForRest(of: notice.id, transport: transport)
    notice.attempts += 1
    // What has gone is not written anew.
    notice.isPartlyGone = true
    return notice
  }

  /// Attempts that no server was reached with, which say nothing about the notice.
  private func unreachedAttempts(of id: NoticeID) throws -> Int {
    try sql.first(
      "SELECT count(*) FROM attempt WHERE notice_id = ? AND phase = ? AND server IS NULL", .number(id.number),
      .text(Attempt.Phase.deferred.rawValue)
    ) { Int($0.number(0)) } ?? 0
  }

  /// The ways whose turn it is.
  private func waiting(_ deliveries: [NoticeDelivery]) -> [Step.Channel] {
    guard !deliveries.isEmpty else { return [.email] }
    return deliveries.filter { $0.state == .waiting && $0.nextAt <= now }.map(\.channel)
  }

  private func postpone(_ id: NoticeID, until moment: Instant) throws {
    try sql.run(
      "UPDATE notice SET next_attempt_at = ? WHERE id = ?", .number(moment.milliseconds), .number(id.number))
  }

  /// A written notice of which the docket cannot make sense: it waits for a person.
  private func setAside(_ id: NoticeID, _ error: any Error) throws {
    try transaction.giveUp(id, about: try transaction.claims(of: id), because: "it cannot be sent: \(error)")
  }
}
