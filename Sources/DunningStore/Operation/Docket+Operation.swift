package import Dunning
import GRDB

/// Whether notices may leave at all.
package struct Mode: Sendable, Hashable {
  package let isArmed: Bool
  /// Why they may not; nil when they may.
  package let heldBecause: String?

  package static let armed = Mode(isArmed: true, heldBecause: nil)

  package static func held(_ reason: String) -> Mode { Mode(isArmed: false, heldBecause: reason) }
}

/// How many of what there is, and what comes next.
package struct DocketCounts: Sendable {
  package let mode: Mode
  package let claims: [String: Int]
  package let notices: [String: Int]
  /// Why open claims are not paid, as far as it was said.
  package let causes: [String: Int]
  /// Notes that came back and wait for somebody.
  package let followUpsDue: Int
  /// The earliest moment at which something is due; it may be past while nothing may leave.
  package let nextAt: Instant?
  /// How much is due by that moment, or by now when it is past; at most ``DocketLimits/dueCountMax``.
  package let nextCount: Int
  package let approvals: WaitingApprovals
}

extension Docket {
  package func mode(rulebook: Rulebook) async throws(DocketError) -> Mode {
    try await read { db in try Self.mode(rulebook: rulebook, in: db) }
  }

  /// Lets notices leave from now on, and what is planned for the next ``DocketLimits/releaseHours`` hours also when it is
  /// more than usual: whoever arms has looked at it.
  ///
  /// - Returns: how much is due at once, at most ``DocketLimits/dueCountMax``.
  package func arm(by actor: Actor, now: Instant) async throws(DocketError) -> Int {
    try await write { db in
      try Settings.set(.mode, "armed", in: db)
      try Settings.set(.heldBecause, nil, in: db)
      let until = now.adding(seconds: DocketLimits.releaseHours * 3_600)
      try SendCount.set(
        SendTally.Release(notices: try Self.planned(before: until, in: db), until: until), in: db)
      try Journal.append(Event(.armed, actor: actor), at: now, in: db)
      return try Self.dueCount(at: now, in: db)
    }
  }

  /// Lets nothing leave until somebody arms the daemon again.
  package func hold(because reason: String, by actor: Actor, now: Instant) async throws(DocketError) {
    try await write { db in try Self.hold(because: reason, by: actor, now: now, in: db) }
  }

  static func hold(because reason: String, by actor: Actor, now: Instant, in db: Database) throws {
    try Settings.set(.mode, "held", in: db)
    try Settings.set(.heldBecause, reason, in: db)
    try Journal.append(Event(.held, actor: actor, data: ["reason": reason]), at: now, in: db)
  }

  package func counts(rulebook: Rulebook, now: Instant) async throws(DocketError) -> DocketCounts {
    try await read { db in
      let next = try Self.nextMoment(in: db)
      return DocketCounts(
        mode: try Self.mode(rulebook: rulebook, in: db), claims: try Self.claimCounts(in: db),
        notices: try Self.counts("notice", in: db), causes: try Self.causes(in: db),
        followUpsDue: try Int.fetchOne(db, sql: "SELECT count(*) FROM follow_up WHERE state = 'due'") ?? 0,
        nextAt: next,
        nextCount: try next.map { try Self.dueCount(at: max($0, now), in: db) } ?? 0,
        approvals: try Self.waitingApprovals(in: db))
    }
  }

  /// One look at the database, to prove that it still answers.
  package func probe() async throws(DocketError) {
    _ = try await read { db in try Int.fetchOne(db, sql: "SELECT count(*) FROM setting") }
  }

  /// The journal after an entry.
  package func events(after id: Int64, limit: Int = DocketLimits.pageMax) async throws(DocketError) -> [RecordedEvent] {
    try await read { db in try Journal.events(after: id, limit: limit, in: db) }
  }

  /// The moment of the newest entry of the journal: the clock cannot honestly be before it.
  package func lastEventAt() async throws(DocketError) -> Instant? {
    try await read { db in
      try Int64.fetchOne(db, sql: "SELECT at FROM event ORDER BY id DESC LIMIT 1").map(Instant.init(milliseconds:))
    }
  }

  static func mode(rulebook: Rulebook, in db: Database) throws -> Mode {
    switch try Settings.value(.mode, in: db) {
    case "armed": return .armed
    case nil where rulebook.startsArmed: return .armed
    case nil: return .held("fresh installation")
    default: return .held(try Settings.value(.heldBecause, in: db) ?? "held")
    }
  }

  /// Claims and notices whose moment comes before then.
  private static func planned(before moment: Instant, in db: Database) throws -> Int {
    try ["claim WHERE next_at", "notice WHERE next_attempt_at"].reduce(0) { sum, source in
      sum
        + (try Int.fetchOne(
          db, sql: "SELECT count(*) FROM \(source) < ?", arguments: [moment.milliseconds]) ?? 0)
    }
  }

  private static func dueCount(at moment: Instant, in db: Database) throws -> Int {
    let sources = [
      "claim WHERE next_at", "notice WHERE next_attempt_at", "follow_up WHERE at", "register_mailing WHERE at",
    ]
    return try sources.reduce(0) { sum, source in
      sum
        + (try Int.fetchOne(
          db, sql: "SELECT count(*) FROM (SELECT 1 FROM \(source) <= ? LIMIT \(DocketLimits.dueCountMax))",
          arguments: [moment.milliseconds]) ?? 0)
    }
  }

  private static func causes(in db: Database) throws -> [String: Int] {
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT cause, count(*) AS n FROM claim
        WHERE cause IS NOT NULL AND state NOT IN ('paid', 'withdrawn', 'written-off') GROUP BY cause
        """)
    return Dictionary(rows.map { ($0["cause"], $0["n"]) }) { first, _ in first }
  }

  private static func claimCounts(in db: Database) throws -> [String: Int] {
    var counts = try counts("claim", in: db)
    counts[Claim.State.open.rawValue] = nil
    let all = try Int.fetchOne(db, sql: "SELECT max(id) FROM claim") ?? 0
    let open = all - counts.values.reduce(0, +)
    if open > 0 { counts[Claim.State.open.rawValue] = open }
    return counts
  }

  private static func counts(_ kind: String, in db: Database) throws -> [String: Int] {
    var counts: [String: Int] = [:]
    for row in try Row.fetchAll(
      db, sql: "SELECT state, count FROM tally WHERE kind = ? AND count > 0", arguments: [kind])
    {
      counts[row["state"]] = row["count"]
    }
    return counts
  }
}
