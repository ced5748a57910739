import Crypto
package import Dunning
import FoundationEssentials
import GRDB

extension Docket {
  /// Decides anew for every claim when the rules are others than at the last time; in batches, so that the engine and
  /// clients get their turn meanwhile. Until it is through nothing goes out wrongly, since a claim is judged again when
  /// it is taken; a step that now comes earlier may only be late.
  ///
  /// - Parameter rules: the rules in force, and all that they were read from. They are asked for again and again: when
  ///   they are replaced meanwhile, it begins anew, so that two who plan at the same time end with the same; nil gives up
  ///   for another who plans.
  /// - Returns: how many claims have another next step or another moment for it.
  package func replanAll(
    rules: @escaping @Sendable () -> (rulebook: Rulebook, fingerprint: String)?, now: Instant
  ) async throws(DocketError) -> Int {
    var moved = 0
    while let fingerprint = rules()?.fingerprint {
      let hash = Self.hash(fingerprint)
      let isPlanned = try await read { db in try Settings.value(.plannedWith, in: db) == hash }
      if isPlanned { return moved }
      try await write { db in
        guard let rulebook = rules()?.rulebook else { return }
        // A walk that is given up half-way must not look like the one before.
        try Settings.set(.plannedWith, nil, in: db)
        // Whoever waits for the turn of a destination is planned anew, and asks for another.
        try db.execute(sql: "UPDATE destination SET queue_minute = 0, queued = 0")
        try Self.planRegisterMailings(rulebook: rulebook, now: now, in: db)
      }
      var cursor: Int64? = 0
      while let start = cursor {
        let batch = try await replan(after: start, rules: rules, now: now)
        moved += batch.moved
        cursor = batch.last
      }
      try await write { db in
        if rules().map({ Self.hash($0.fingerprint) }) == hash { try Settings.set(.plannedWith, hash, in: db) }
      }
    }
    return moved
  }

  private static func hash(_ fingerprint: String) -> String {
    Data(SHA256.hash(data: Array(fingerprint.utf8))).base64EncodedString()
  }

  private func replan(
    after start: Int64, rules: @escaping @Sendable () -> (rulebook: Rulebook, fingerprint: String)?, now: Instant
  ) async throws(DocketError) -> (last: Int64?, moved: Int) {
    try await write { db in
      // Asked for in the transaction: whoever has replaced them plans in a later one.
      guard let rulebook = rules()?.rulebook else { return (nil, 0) }
      let ids = try Int64.fetchAll(
        db, sql: "SELECT id FROM claim WHERE id > ? AND state IN ('open', 'paused', 'promised') ORDER BY id LIMIT ?",
        arguments: [start, DocketLimits.replanBatch])
      let moved = try ids.compactMap { number in
        let id = ClaimID(number)
        return try Self.apart(in: db) {
          let before = try Self.record(id, in: db).next
          let after = try Self.replan(id, rulebook: rulebook, now: now, in: db).next
          // What is due already is due, whatever moment it became so.
          return before?.step != after?.step || before.map { max($0.at, now) } != after.map { max($0.at, now) }
        } orElse: {
          try Self.setAside(id, because: $0, now: now, in: db)
        }
      }
      return (ids.last, moved.count { $0 })
    }
  }

  /// Writes down what the decision function says comes next for a claim.
  @discardableResult
  static func replan(
    _ id: ClaimID, rulebook: Rulebook, now: Instant, in db: Database
  ) throws -> ClaimRecord {
    let record = try record(id, in: db)
    let history = try history(of: id, in: db).map(\.completion)
    let lastContact = try lastContact(about: record.claim, rulebook: rulebook, in: db)
    let decision = rulebook.next(for: record.claim, history: history, now: now, lastContact: lastContact)
    let planned = record.with(decision)
    if planned != record { try setNext(decision, of: id, in: db) }
    try watchLimitation(of: record, history: history, rulebook: rulebook, now: now, in: db)
    let dueEnd = record.claim.draft.due.end(in: rulebook.zone(for: record.claim) ?? .utc)
    guard dueEnd != record.dueEnd else { return planned }
    try db.execute(
      sql: "UPDATE claim SET due_end = ? WHERE id = ?", arguments: [dueEnd.milliseconds, id.number])
    return try self.record(id, in: db)
  }

  /// Does one claim's share of a larger transaction: what is wrong with one must not hold up the others.
  static func apart<T>(
    in db: Database, _ body: () throws -> T?, orElse: (any Error) throws -> Void
  ) throws -> T? {
    do {
      var value: T?
      try db.apart { value = try body() }
      return value
    } catch let error as DatabaseError where error.resultCode != .SQLITE_CONSTRAINT {
      throw error
    } catch {
      try orElse(error)
      return nil
    }
  }

  /// Plans nothing more for a claim of which the docket cannot make sense, and says so, but only once for one reason: it
  /// is met again whenever everything is planned anew.
  static func setAside(_ id: ClaimID, because error: any Error, now: Instant, in db: Database) throws {
    let reason = (error as? DocketError)?.message ?? "\(error)"
    let text = "it cannot be planned: \(reason)"
    let known = try Bool.fetchOne(
      db, sql: "SELECT nothing_because IS ? AND next_at IS NULL FROM claim WHERE id = ?",
      arguments: [text, id.number])
    if known == true { return }
    try db.execute(
      sql: "UPDATE claim SET next_at = NULL, next_step = NULL, nothing_because = ? WHERE id = ?",
      arguments: [text, id.number])
    try Journal.append(
      Event(.claimSetAside, claim: id, actor: .daemon, data: ["reason": reason]), at: now, in: db)
  }

  static func setNext(_ decision: Decision, of id: ClaimID, in db: Database) throws {
    try db.run(
      "UPDATE claim SET next_at = ?, next_step = ?, next_rank = ?, nothing_because = ? WHERE id = ?",
      SQLValue(decision.planned?.at.milliseconds), SQLValue(decision.planned?.step.name), .number(decision.rank),
      SQLValue(decision.nothingBecause), .number(id.number))
  }

  /// A step that went out, with the Message-ID that later notices refer to.
  struct SentStep {
    let completion: Completion
    let messageID: String
    /// Of the claims that are asked about, those it spoke of.
    let claims: Set<ClaimID>

    /// Each notice once, oldest first, however many claims it spoke of.
    static func distinct(_ steps: [SentStep]) -> [SentStep] {
      let claims = Dictionary(steps.map { ($0.messageID, $0.claims) }) { $0.union($1) }
      var known: Set<String> = []
      return steps.sorted { $0.completion.at < $1.completion.at }.filter { known.insert($0.messageID).inserted }.map {
        SentStep(completion: $0.completion, messageID: $0.messageID, claims: claims[$0.messageID] ?? [])
      }
    }
  }

  static func history(of id: ClaimID, in db: Database) throws -> [SentStep] {
    try db.all(
      """
      SELECT notice_claim.step, notice.completed_at, notice.pay_by, notice.message_id, notice.tone
      FROM notice_claim JOIN notice ON notice.id = notice_claim.notice_id
      WHERE notice_claim.claim_id = ? AND notice_claim.live = 1 AND notice.state = 'sent'
      ORDER BY notice.completed_at, notice.id
      """, .number(id.number)
    ) { row in
      guard let tone = Step.Tone(rawValue: row.text(4)) else { throw ClaimRecord.damaged("tone of a notice") }
      return SentStep(
        completion: Completion(
          step: row.text(0), tone: tone, at: Instant(milliseconds: row.number(1)),
          payBy: try row.textIfAny(2).map(CivilDate.init(parsing:))),
        messageID: row.text(3), claims: [id])
    }
  }
}
