package import Dunning
import FoundationEssentials
import GRDB

/// What a person decides about a notice.
package enum NoticeChange: Sendable, Hashable {
  /// - Parameter seen: the SHA-256 of the message or the letter that was looked at, in hexadecimal digits; nil when
  ///   nobody says.
  case approve(seen: String? = nil)
  case hold
  case release
  /// Try again now; after a failure the step is written anew for the debtor's present address.
  case retry
  /// What became of a notice in doubt.
  ///
  /// - Parameter channel: which of its ways, where both are in doubt.
  case resolve(wasSent: Bool, channel: Step.Channel? = nil)
}

extension Docket {
  /// Notices by descending number, before a cursor.
  package func notices(
    state: Notice.State? = nil, before cursor: NoticeID? = nil, limit: Int = DocketLimits.pageMax
  ) async throws(DocketError) -> [Notice] {
    try await read { db in
      // The states are said in SQL, so that the index of the notices that are not sent is used.
      let condition =
        switch state {
        case nil: "?1 IS NULL"
        case .sent: "notice.state = ?1"
        default: "notice.state = ?1 AND notice.state <> 'sent'"
        }
      return try Row.fetchAll(
        db,
        sql: "\(Self.noticeSelection) WHERE \(condition) AND notice.id < ?2 ORDER BY notice.id DESC LIMIT ?3",
        arguments: [state?.rawValue, cursor?.number ?? Int64.max, limit]
      ).map { try Self.notice($0, in: db) }
    }
  }

  /// - Throws: ``DocketError`` `.notFound`.
  package func notice(_ id: NoticeID) async throws(DocketError) -> (notice: Notice, attempts: [Attempt]) {
    try await read { db in
      let attempts = try Row.fetchAll(
        db, sql: "SELECT * FROM attempt WHERE notice_id = ? ORDER BY id", arguments: [id.number])
      return (try Self.notice(id, in: db), try attempts.map(Self.attempt))
    }
  }

  /// The exact bytes of a notice; nil while it was not written yet.
  ///
  /// - Throws: ``DocketError`` `.notFound`.
  package func message(of id: NoticeID) async throws(DocketError) -> [UInt8]? {
    try await read { db in
      _ = try Self.notice(id, in: db)
      return try Self.message(of: id, in: db)
    }
  }

  /// Carries out what a person decided about a notice.
  ///
  /// - Throws: ``DocketError`` `.notFound`, `.wrongState`.
  package func change(
    _ id: NoticeID, _ change: NoticeChange, reason: String? = nil, by actor: Actor, rulebook: Rulebook, now: Instant
  ) async throws(DocketError) -> Notice {
    try await write { db in
      try Self.apply(
        change, reason, to: try Self.notice(id, in: db), by: actor, rulebook: rulebook, now: now, in: db)
      return try Self.notice(id, in: db)
    }
  }

  private static func apply(
    _ change: NoticeChange, _ reason: String?, to notice: Notice, by actor: Actor, rulebook: Rulebook, now: Instant,
    in db: Database
  ) throws {
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
      data.merge(try approve(notice, seen: seen, now: now, in: db)) { given, _ in given }
      kind = .noticeApproved
    case .hold:
      try require(.awaitingApproval, .pending, .deferred, .sending, .inDoubt, verb: "held")
      try hold(notice, because: reason, in: db)
      kind = .noticeHeld
    case .release:
      try require(.held, verb: "released")
      try release(notice, rulebook: rulebook, now: now, in: db)
      kind = .noticeReleased
    case .retry:
      try require(.deferred, .failed, verb: "tried again")
      kind = .noticeRetried
      if try retryRest(of: notice, now: now, in: db) {
        break
      } else if notice.state == .failed {
        try drop(notice.id, because: "written anew on request", by: actor, rulebook: rulebook, now: now, in: db)
      } else {
        try setState(.deferred, of: notice.id, nextAttemptAt: now, lastReply: notice.lastReply, in: db)
      }
    case .resolve(let wasSent, let channel):
      try require(.inDoubt, .held, verb: "resolved")
      data["channel"] = try resolve(notice, channel, wasSent: wasSent, now: now, in: db)?.rawValue
      data.merge(try parcelProof(of: notice.id, in: db)) { given, _ in given }
      kind = .noticeResolved
      data["as"] = wasSent ? "sent" : "not-sent"
    }
    for claim in chains(of: notice.claims) {
      try Journal.append(Event(kind, claim: claim, notice: notice.id, actor: actor, data: data), at: now, in: db)
    }
    try replanAbout(notice.id, rulebook: rulebook, now: now, in: db)
  }

  /// In whose chains something stands about a notice: in the docket's own (nil) when it is about no claim.
  static func chains(of claims: [ClaimID]) -> [ClaimID?] { claims.isEmpty ? [nil] : claims }

  /// Stops what has not left of a notice. An attempt that is under way finds out at its dot.
  private static func hold(_ notice: Notice, because reason: String?, in db: Database) throws {
    let isUnderWay = notice.state == .sending || notice.state == .inDoubt
    guard try !isUnderWay || canStop(notice.id, in: db) else {
      throw DocketError(
        .wrongState, "notice \(notice.id) is \(notice.state.rawValue): nothing of it can be held any more",
        hint: "`dunningctl notice show \(notice.id)` tells how far it got")
    }
    try setState(.held, of: notice.id, lastReply: reason.map { "held: \($0)" }, in: db)
  }

  /// Whether an attempt has not come to its dot yet, or a way waits for its turn.
  private static func canStop(_ id: NoticeID, in db: Database) throws -> Bool {
    try db.first(
      """
      SELECT EXISTS (SELECT 1 FROM attempt WHERE notice_id = ?1 AND ended_at IS NULL AND phase = 'taken')
        OR EXISTS (SELECT 1 FROM delivery WHERE notice_id = ?1 AND state = 'waiting')
      """, .number(id.number)
    ) { $0.number(0) == 1 } ?? false
  }

  /// Lets a notice go on from where it stands.
  private static func release(_ notice: Notice, rulebook: Rulebook, now: Instant, in db: Database) throws {
    let isUnderWay = try isUnderWay(notice.id, in: db)
    let parcel = try parcelFacts(of: notice.id, in: db)
    if !isUnderWay, parcel.message == nil, parcel.letter == nil {
      let reason = "it was held before it was written"
      try drop(notice.id, because: reason, rulebook: rulebook, now: now, in: db)
    } else if try permission(for: notice.id, in: db).lacksApproval {
      try setState(.awaitingApproval, of: notice.id, in: db)
    } else {
      try wakeDeliveries(of: notice.id, in: db)
      try setState(
        isUnderWay ? .sending : .pending, of: notice.id, nextAttemptAt: isUnderWay ? nil : now, in: db)
      // What one of its ways has come to meanwhile counts as well.
      let deliveries = try deliveries(of: notice.id, in: db)
      if deliveries.contains(where: { $0.state == .sending || $0.state == .inDoubt }) {
        try settleDeliveries(of: notice.id, in: db)
      }
    }
  }

  private static func isUnderWay(_ id: NoticeID, in db: Database) throws -> Bool {
    try db.first(
      "SELECT EXISTS (SELECT 1 FROM attempt WHERE notice_id = ? AND ended_at IS NULL)", .number(id.number)
    ) { $0.number(0) == 1 } ?? false
  }

  /// Tries again what has not gone of a notice of which something has: the same bytes, by the ways that are left.
  ///
  /// - Returns: false when nothing has gone, so that all of the notice can be tried again.
  private static func retryRest(of notice: Notice, now: Instant, in db: Database) throws -> Bool {
    let deliveries = try deliveries(of: notice.id, in: db)
    try wakeDeliveries(of: notice.id, in: db)
    guard notice.state == .failed, deliveries.contains(where: \.hasGone) else { return false }
    for delivery in deliveries where delivery.state == .failed {
      try setDelivery(.waiting, delivery.channel, of: notice.id, lastReply: delivery.lastReply, in: db)
    }
    for claim in notice.claims { try setObstacle(.noticeOpen, notice: notice.id, of: claim, in: db) }
    try setState(.deferred, of: notice.id, nextAttemptAt: now, lastReply: notice.lastReply, in: db)
    return true
  }

  /// Writes down what a person found out about a notice in doubt.
  ///
  /// - Returns: the way that it was about; nil of a notice that is only mailed.
  @discardableResult
  static func resolve(
    _ notice: Notice, _ channel: Step.Channel?, wasSent: Bool, now: Instant, in db: Database
  ) throws -> Step.Channel? {
    let doubtful = try deliveries(of: notice.id, in: db).filter { $0.state == .inDoubt }.map(\.channel)
    if !doubtful.isEmpty {
      guard let way = channel ?? (doubtful.count == 1 ? doubtful.first : nil), doubtful.contains(way) else {
        throw DocketError(
          .wrongState, "of notice \(notice.id) \(doubtful.map(\.rawValue).joined(separator: " and ")) is in doubt",
          hint: "say which with --channel \(doubtful.map(\.rawValue).joined(separator: "|"))")
      }
      try resolve(way, of: notice.id, wasSent: wasSent, now: now, in: db)
      return way
    }
    guard notice.state == .inDoubt else {
      throw DocketError(
        .wrongState, "notice \(notice.id) is \(notice.state.rawValue), and nothing of it is in doubt",
        hint: "`dunningctl notice show \(notice.id)` tells what happened to it")
    }
    guard wasSent else {
      try setState(.pending, of: notice.id, nextAttemptAt: now, lastReply: notice.lastReply, in: db)
      return nil
    }
    let completedAt = try sentAt(notice.id, .email, in: db) ?? now
    try setState(.sent, of: notice.id, completedAt: completedAt, lastReply: notice.lastReply, in: db)
    for claim in notice.claims { try clearObstacle(notice: notice.id, of: claim, in: db) }
    return nil
  }

  private static func resolve(
    _ channel: Step.Channel, of id: NoticeID, wasSent: Bool, now: Instant, in db: Database
  ) throws {
    let reply = wasSent ? "resolved as sent" : "resolved as not sent"
    let completedAt = wasSent ? try sentAt(id, channel, in: db) ?? now : nil
    try setDelivery(
      wasSent ? .sent : .waiting, channel, of: id, nextAt: now, completedAt: completedAt, lastReply: reply, in: db)
    try settleDeliveries(of: id, in: db)
  }

  /// When the dot left, or the letter was let go, for the last time.
  private static func sentAt(_ id: NoticeID, _ channel: Step.Channel, in db: Database) throws -> Instant? {
    try Int64.fetchOne(
      db, sql: "SELECT max(dot_sent_at) FROM attempt WHERE notice_id = ? AND channel = ?",
      arguments: [id.number, channel.rawValue]
    ).map(Instant.init(milliseconds:))
  }

  // MARK: - Steps inside other transactions

  /// Takes a notice back that has not left; its step is decided anew.
  static func drop(
    _ id: NoticeID, because reason: String, by actor: Actor = .daemon, rulebook: Rulebook, now: Instant,
    in db: Database
  ) throws {
    try endReminder(ofApprovalOf: id, in: db)
    if try dropRest(of: id, because: reason, by: actor, rulebook: rulebook, now: now, in: db) { return }
    try setState(.dropped, of: id, completedAt: now, lastReply: reason, in: db)
    try endDeliveries(of: id, as: .dropped, because: reason, now: now, in: db)
    try closeOpenAttempts(of: id, as: .abandoned, reply: reason, now: now, in: db)
    try db.execute(sql: "UPDATE notice_claim SET live = 0 WHERE notice_id = ?", arguments: [id.number])
    try db.execute(
      sql: """
        UPDATE follow_up SET at = ? WHERE state = 'due' AND notice_id = ?
        """, arguments: [now.milliseconds, id.number])
    try remail(registerOf: id, now: now, in: db)
    let claims = try claims(of: id, in: db)
    for claim in claims { try clearObstacle(notice: id, of: claim, in: db) }
    for claim in chains(of: claims) {
      try Journal.append(
        Event(.noticeDropped, claim: claim, notice: id, actor: actor, data: ["reason": reason]), at: now, in: db)
    }
    try replanAbout(id, rulebook: rulebook, now: now, in: db)
  }

  /// Takes back what waits for its turn or for a person. What is in the hands of the transport is stopped by its gate.
  static func dropWaitingNotices(
    of claim: ClaimID, because reason: String, rulebook: Rulebook, now: Instant, in db: Database
  ) throws {
    let ids = try Int64.fetchAll(
      db,
      sql: """
        SELECT notice.id FROM notice JOIN notice_claim ON notice_claim.notice_id = notice.id
        WHERE notice_claim.claim_id = ? AND (notice.state IN ('awaiting-approval', 'held', 'pending', 'deferred')
          OR notice.state = 'in-doubt' AND notice.next_attempt_at IS NOT NULL)
        """, arguments: [claim.number])
    for id in ids { try drop(NoticeID(id), because: reason, rulebook: rulebook, now: now, in: db) }
  }

  static func currentState(of id: NoticeID, in db: Database) throws -> Notice.State {
    let state = try db.first("SELECT state FROM notice WHERE id = ?", .number(id.number)) { $0.text(0) }
    guard let state = state.flatMap(Notice.State.init(rawValue:)) else { throw ClaimRecord.damaged("notice state") }
    return state
  }

  static func setState(
    _ state: Notice.State, of id: NoticeID, nextAttemptAt: Instant? = nil, completedAt: Instant? = nil,
    lastReply: String? = nil, in db: Database
  ) throws {
    try db.run(
      "UPDATE notice SET state = ?, next_attempt_at = ?, completed_at = ?, last_reply = ? WHERE id = ?",
      .text(state.rawValue), SQLValue(nextAttemptAt?.milliseconds), SQLValue(completedAt?.milliseconds),
      SQLValue(lastReply), .number(id.number))
  }

  static func setObstacle(
    _ obstacle: ClaimRecord.Obstacle, notice: NoticeID, of claim: ClaimID, in db: Database
  ) throws {
    try db.run(
      """
      UPDATE claim SET obstacle = ?, obstacle_notice = ?, next_at = NULL, next_step = NULL, nothing_because = ?
      WHERE id = ?
      """,
      .text(obstacle.rawValue), .number(notice.number), .text("notice \(notice) is not finished"),
      .number(claim.number))
  }

  static func clearObstacle(notice: NoticeID, of claim: ClaimID, in db: Database) throws {
    try db.run(
      "UPDATE claim SET obstacle = NULL, obstacle_notice = NULL WHERE id = ? AND obstacle_notice = ?",
      .number(claim.number), .number(notice.number))
  }

  static func closeOpenAttempts(
    of id: NoticeID, as phase: Attempt.Phase, reply: String, now: Instant, in db: Database
  ) throws {
    try db.execute(
      sql: "UPDATE attempt SET phase = ?, ended_at = ?, reply = ? WHERE notice_id = ? AND ended_at IS NULL",
      arguments: [phase.rawValue, now.milliseconds, reply, id.number])
  }

  static func claims(of id: NoticeID, in db: Database) throws -> [ClaimID] {
    try db.all("SELECT claim_id FROM notice_claim WHERE notice_id = ? ORDER BY claim_id", .number(id.number)) {
      ClaimID($0.number(0))
    }
  }

  static func notices(of claim: ClaimID, in db: Database) throws -> [Notice] {
    try Row.fetchAll(
      db,
      sql: """
        \(noticeSelection) WHERE notice.id IN (SELECT notice_id FROM notice_claim WHERE claim_id = ?)
        ORDER BY notice.id
        """, arguments: [claim.number]
    ).map { try notice($0, in: db) }
  }

  /// One claim's share of a notice.
  struct NoticePart {
    let record: ClaimRecord
    let step: String
    /// What was open when the notice was taken, in minor units.
    let outstanding: Int64
  }

  static func parts(of id: NoticeID, in db: Database) throws -> [NoticePart] {
    try Row.fetchAll(
      db, sql: "SELECT claim_id, step, outstanding FROM notice_claim WHERE notice_id = ? ORDER BY claim_id",
      arguments: [id.number]
    ).map { row in
      NoticePart(
        record: try record(ClaimID(row["claim_id"]), in: db), step: row["step"], outstanding: row["outstanding"])
    }
  }

  static func notice(_ id: NoticeID, in db: Database) throws -> Notice {
    guard let row = try Row.fetchOne(db, sql: "\(noticeSelection) WHERE notice.id = ?", arguments: [id.number]) else {
      throw DocketError(.notFound, "there is no notice \(id)", hint: "`dunningctl notices` shows the notices")
    }
    return try notice(row, in: db)
  }

  static func message(of id: NoticeID, in db: Database) throws -> [UInt8]? {
    try Data.fetchOne(db, sql: "SELECT bytes FROM message WHERE notice_id = ?", arguments: [id.number])
      .map { Array($0) }
  }

  static func attempt(_ row: Row) throws -> Attempt {
    let dialogue: String? = row["dialogue"]
    guard let phase = Attempt.Phase(rawValue: row["phase"]) else { throw ClaimRecord.damaged("attempt phase") }
    return Attempt(
      id: row["id"], notice: NoticeID(row["notice_id"]), number: row["number"], phase: phase,
      channel: Step.Channel(rawValue: row["channel"]) ?? .email, transport: row["transport"],
      startedAt: Instant(milliseconds: row["started_at"]),
      endedAt: (row["ended_at"] as Int64?).map(Instant.init(milliseconds:)), server: row["server"],
      reply: row["reply"], dialogue: dialogue?.split(separator: "\n").map(String.init) ?? [])
  }

  private static let noticeSelection = """
    SELECT notice.*, coalesce(debtor.name, '') AS debtor_name
    FROM notice LEFT JOIN debtor ON debtor.id = notice.debtor_id
    """

  private static func notice(_ row: Row, in db: Database) throws -> Notice {
    let id = NoticeID(row["id"])
    guard let state = Notice.State(rawValue: row["state"]) else { throw ClaimRecord.damaged("notice state") }
    let claims = try Row.fetchAll(
      db,
      sql: """
        SELECT claim.id, claim.reference FROM notice_claim JOIN claim ON claim.id = notice_claim.claim_id
        WHERE notice_claim.notice_id = ? ORDER BY claim.id
        """, arguments: [id.number])
    return Notice(
      id: id, claims: claims.map { ClaimID($0["id"]) }, references: claims.map { $0["reference"] },
      creditor: row["creditor"], debtor: row["debtor_name"], policy: row["policy"], step: row["step"],
      tone: row["tone"], state: state, recipient: row["recipient"],
      total: Money(minorUnits: row["total"], currency: try ClaimRecord.currency(row["currency"])),
      openedAt: Instant(milliseconds: row["opened_at"]),
      payBy: try (row["pay_by"] as String?).map(CivilDate.init(parsing:)), messageID: row["message_id"],
      attempts: row["attempts"], nextAttemptAt: (row["next_attempt_at"] as Int64?).map(Instant.init(milliseconds:)),
      completedAt: (row["completed_at"] as Int64?).map(Instant.init(milliseconds:)), lastReply: row["last_reply"])
  }
}
