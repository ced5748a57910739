package import Dunning
import GRDB

/// How an attempt ended, in the words of the transport.
package struct AttemptResult: Sendable, Hashable {
  package enum Verdict: Sendable, Hashable {
    case accepted
    /// Not now; the next try is at that moment.
    case deferred(until: Instant)
    case refused
    case inDoubt
  }

  package let verdict: Verdict
  package let server: String?
  /// The far side's own words, or what went wrong on this side.
  package let reply: String
  package let dialogue: [String]

  package init(verdict: Verdict, server: String?, reply: String, dialogue: [String]) {
    self.verdict = verdict
    self.server = server
    self.reply = reply
    self.dialogue = dialogue
  }
}

extension Docket {
  /// Keeps the exact bytes of a notice that waits for an approval (T3), unless something happened since it was taken: then
  /// the notice is dropped. Whoever is to approve it is reminded when it waits for longer than a day.
  package func store(
    _ parcel: Parcel, for notice: DueNotice, rulebook: Rulebook, now: Instant
  ) async throws(DocketError) -> Gate {
    let hashed = HashedParcel(parcel)
    // The engine is told: the reminder may come before all that it sleeps for.
    return try await write { db in
      let gate = try Self.gate(notice, rulebook: rulebook, now: now, in: db)
      guard gate == .open else { return gate }
      let state = try Self.currentState(of: notice.id, in: db)
      guard state.isOpen else { return .overtaken("it is \(state.rawValue) already") }
      try Self.keep(hashed, of: notice.id, now: now, in: db)
      if !notice.leaves { try Self.remindOfApproval(of: notice, rulebook: rulebook, now: now, in: db) }
      return .open
    }
  }

  /// Makes it durable that the final dot may leave, or the letter be moved into the print spool, with the exact bytes that
  /// leave (T3), unless something happened since the notice was taken: then it is dropped, and nothing must leave. This is
  /// the last look at balance, pause and address, and at what was approved. While sending or the notice is held nothing
  /// must leave either.
  ///
  /// - Parameters:
  ///   - parcel: the bytes, where the docket does not have them yet.
  ///   - channel: the way that is about to be gone.
  package func dotSent(
    _ notice: DueNotice, parcel: Parcel? = nil, by channel: Step.Channel = .email, rulebook: Rulebook, now: Instant
  ) async throws(DocketError) -> Gate {
    let hashed = parcel.map(HashedParcel.init)
    // What is about to leave is compared with what was approved, byte for byte, by its hash.
    let leaving = notice.approved.map { _ in HashedParcel(Parcel(message: notice.message, letter: notice.letter)) }
    return try await write(isWorkOfEngine: true) { db in
      var gate = try Self.gate(notice, rulebook: rulebook, now: now, in: db)
      guard gate == .open else { return gate }
      guard try Self.mode(rulebook: rulebook, in: db).isArmed else { return .held }
      gate = try Self.gate(ofPersons: notice.id, leaving: leaving, rulebook: rulebook, now: now, in: db)
      guard gate == .open else { return gate }
      if let hashed { try Self.keep(hashed, of: notice.id, now: now, in: db) }
      try db.run(
        "UPDATE attempt SET phase = 'dot-sent', dot_sent_at = ? WHERE id = ?", .number(now.milliseconds),
        SQLValue(channel == .email ? notice.attempt : notice.postAttempt))
      return .open
    }
  }

  /// Writes down how an attempt ended and plans what comes next (T4).
  ///
  /// - Parameters:
  ///   - parcel: the bytes, where the dot may not have left and the docket not have them yet: the next try sends the same
  ///     ones.
  ///   - channel: the way of the attempt.
  package func record(
    _ result: AttemptResult, attempt: Int64, of notice: NoticeID, parcel: Parcel? = nil,
    by channel: Step.Channel = .email, rulebook: Rulebook, now: Instant
  ) async throws(DocketError) {
    let hashed = parcel.map(HashedParcel.init)
    try await write(isWorkOfEngine: true) { db in
      if let hashed { try Self.keep(hashed, of: notice, now: now, in: db) }
      let proof = try Self.close(attempt, as: result.phase, result, now: now, in: db)
      let deliveries = try Self.deliveries(of: notice, in: db)
      if deliveries.isEmpty {
        try Self.settle(notice, result, proof: proof, rulebook: rulebook, now: now, in: db)
      } else {
        try Self.settle(
          notice, channel, result, proof: proof, among: deliveries, rulebook: rulebook, now: now, in: db)
      }
    }
  }

  /// Drops a notice whose attempt never began, e.g. because it could not be written.
  package func abandon(
    _ notice: DueNotice, because reason: String, rulebook: Rulebook, now: Instant
  ) async throws(DocketError) {
    try await write(isWorkOfEngine: true) { db in
      try Self.setState(.failed, of: notice.id, completedAt: now, lastReply: reason, in: db)
      try Self.endDeliveries(of: notice.id, as: .failed, because: reason, now: now, in: db)
      try Self.closeOpenAttempts(of: notice.id, as: .abandoned, reply: reason, now: now, in: db)
      let claims = notice.claims.map(\.claim.id)
      for claim in claims { try Self.setObstacle(.undeliverable, notice: notice.id, of: claim, in: db) }
      for claim in Self.chains(of: claims) {
        try Journal.append(
          Event(
            .noticeFailed, claim: claim, notice: notice.id, actor: .daemon, data: ["reply": reason]),
          at: now, in: db)
      }
      try Self.replanAbout(notice.id, rulebook: rulebook, now: now, in: db)
    }
  }

  /// Attempts that were under way when the daemon stopped.
  package func openAttempts() async throws(DocketError) -> [Attempt] {
    try await read { db in
      try Row.fetchAll(db, sql: "SELECT * FROM attempt WHERE ended_at IS NULL ORDER BY id").map(Self.attempt)
    }
  }

  /// Notices that were on their way when the daemon stopped and had not come to their dot: they are dropped, and their
  /// claims planned anew.
  package func recoverUnwritten(rulebook: Rulebook, now: Instant) async throws(DocketError) -> Int {
    try await write { db in
      let ids = try Int64.fetchAll(
        db,
        sql: """
          SELECT id FROM notice WHERE state IN ('sending', 'awaiting-approval') AND state <> 'sent'
            AND NOT EXISTS (SELECT 1 FROM message WHERE notice_id = notice.id)
            AND NOT EXISTS (SELECT 1 FROM letter WHERE notice_id = notice.id)
          """)
      for id in ids {
        let reason = "the daemon stopped before it left"
        try Self.drop(NoticeID(id), because: reason, rulebook: rulebook, now: now, in: db)
      }
      return ids.count
    }
  }

  private static func gate(_ notice: DueNotice, rulebook: Rulebook, now: Instant, in db: Database) throws -> Gate {
    for taken in notice.claims {
      let revision = try db.first("SELECT revision FROM claim WHERE id = ?", .number(taken.claim.id.number)) {
        $0.number(0)
      }
      guard revision != taken.revision else { continue }
      let reason = "the claim changed before it left"
      try drop(notice.id, because: reason, rulebook: rulebook, now: now, in: db)
      return .overtaken(reason)
    }
    return .open
  }

  /// Whether persons let a notice go: nobody holds it or has taken it back, and where one has to approve it, its very bytes
  /// are approved.
  private static func gate(
    ofPersons id: NoticeID, leaving: HashedParcel?, rulebook: Rulebook, now: Instant, in db: Database
  ) throws -> Gate {
    let permission = try permission(for: id, in: db)
    guard permission.state != .held else { return .held }
    guard permission.state.isOpen else { return .overtaken("it is \(permission.state.rawValue) already") }
    guard permission.needsApproval else { return .open }
    guard let approved = permission.approved else {
      let reason = "nobody has approved it"
      try askForApproval(of: id, because: reason, now: now, in: db)
      return .overtaken(reason)
    }
    guard let leaving, approved.covers(leaving) else {
      let reason = "its bytes are not those that were approved"
      try drop(id, because: reason, rulebook: rulebook, now: now, in: db)
      return .overtaken(reason)
    }
    return .open
  }

  private static func settle(
    _ id: NoticeID, _ result: AttemptResult, proof: [String: String], rulebook: Rulebook, now: Instant, in db: Database
  ) throws {
    let data = proof.merging(try parcelProof(of: id, in: db)) { first, _ in first }
      .merging(["reply": result.reply]) { first, _ in first }
    let kind: Event.Kind
    switch result.verdict {
    case .accepted:
      kind = .noticeSent
      try setState(.sent, of: id, completedAt: now, lastReply: result.reply, in: db)
    case .deferred(let moment):
      kind = .noticeDeferred
      // Its hold is a person's word, and no attempt that was under way ends it.
      if try currentState(of: id, in: db) != .held {
        try setState(.deferred, of: id, nextAttemptAt: moment, lastReply: result.reply, in: db)
      }
    case .refused:
      kind = .noticeFailed
      try setState(.failed, of: id, completedAt: now, lastReply: result.reply, in: db)
    case .inDoubt:
      kind = .noticeInDoubt
      try setState(.inDoubt, of: id, lastReply: result.reply, in: db)
    }
    let claims = try claims(of: id, in: db)
    for claim in claims {
      switch result.verdict {
      case .accepted: try clearObstacle(notice: id, of: claim, in: db)
      case .refused: try setObstacle(.undeliverable, notice: id, of: claim, in: db)
      case .deferred, .inDoubt: break
      }
    }
    for claim in chains(of: claims) {
      try Journal.append(Event(kind, claim: claim, notice: id, actor: .daemon, data: data), at: now, in: db)
    }
    try replan(claims, rulebook: rulebook, now: now, in: db)
  }

  /// One way of a notice that is also printed has come to an end, or waits for its next try.
  private static func settle(
    _ id: NoticeID, _ channel: Step.Channel, _ result: AttemptResult, proof: [String: String],
    among deliveries: [NoticeDelivery], rulebook: Rulebook, now: Instant, in db: Database
  ) throws {
    // What was taken back meanwhile stays so, whatever its attempt still says.
    guard deliveries.contains(where: { $0.channel == channel && $0.state == .sending }) else { return }
    let kind: Event.Kind
    switch result.verdict {
    case .accepted:
      kind = .noticeSent
      try setDelivery(.sent, channel, of: id, completedAt: now, lastReply: result.reply, in: db)
    case .deferred(let moment):
      kind = .noticeDeferred
      try setDelivery(.waiting, channel, of: id, nextAt: moment, lastReply: result.reply, in: db)
    case .refused:
      kind = .noticeFailed
      try setDelivery(.failed, channel, of: id, completedAt: now, lastReply: result.reply, in: db)
    case .inDoubt:
      kind = .noticeInDoubt
      try setDelivery(.inDoubt, channel, of: id, lastReply: result.reply, in: db)
    }
    try settleDeliveries(of: id, in: db)
    let data = proof.merging(try parcelProof(of: id, in: db)) { first, _ in first }
      .merging(["reply": result.reply, "channel": channel.rawValue]) { first, _ in first }
    for claim in try claims(of: id, in: db) {
      try Journal.append(Event(kind, claim: claim, notice: id, actor: .daemon, data: data), at: now, in: db)
    }
    try replanAbout(id, rulebook: rulebook, now: now, in: db)
  }

  /// - Returns: what binds the attempt's row in the journal.
  private static func close(
    _ attempt: Int64, as phase: Attempt.Phase, _ result: AttemptResult, now: Instant, in db: Database
  ) throws -> [String: String] {
    let closed = try db.first(
      """
      UPDATE attempt SET phase = ?, ended_at = ?, server = ?, reply = ?, dialogue = ? WHERE id = ?
      RETURNING \(AttemptProof.columns)
      """,
      .text(phase.rawValue), .number(now.milliseconds), SQLValue(result.server), .text(result.reply),
      .text(result.dialogue.joined(separator: "\n")), .number(attempt), read: AttemptProof.init)
    return closed?.data ?? [:]
  }

  /// What binds the message and the letter of a notice in the journal; nothing of what there is none.
  static func parcelProof(of notice: NoticeID, in db: Database) throws -> [String: String] {
    let (number, hash) = (SQLValue.number(notice.number), { (row: SQLColumns) in Hex.text(row.bytes(0)) })
    var proof: [String: String] = [:]
    proof["sha256"] = try db.first("SELECT sha256 FROM message WHERE notice_id = ?", number, read: hash)
    proof["letter_sha256"] = try db.first("SELECT sha256 FROM letter WHERE notice_id = ?", number, read: hash)
    return proof
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
