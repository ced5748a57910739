import Crypto
package import Dunning
import FoundationEssentials
import GRDB

extension Docket {
  /// Decides anew for every claim when the rules are others than at the last time; in batches, so that the engine and
  /// clients get their turn meanwhile. Until it is through nothing goes out wrongly, since a claim is judged again when
  /// it is taken; a step that now comes earlier may only be late.
  ///
  /// - Parameter fingerprint: all that the rules were read from.
  /// - Returns: how many claims have another next step or another moment for it.
  package func replanAll(
    rulebook: Rulebook, fingerprint: String, now: Instant
  ) async throws(DocketError) -> Int {
    let hash = Data(SHA256.hash(data: Array(fingerprint.utf8))).base64EncodedString()
    let plannedWith = try await read { db in try Settings.value(.plannedWith, in: db) }
    if plannedWith == hash { return 0 }
    var (cursor, moved) = (Int64(0), 0)
    while true {
      let start = cursor
      let batch = try await write { db in
        let ids = try Int64.fetchAll(
          db, sql: "SELECT id FROM claim WHERE id > ? AND state IN ('open', 'paused') ORDER BY id LIMIT ?",
          arguments: [start, DocketLimits.replanBatch])
        let changed = try ids.filter { id in
          let before = try Self.record(ClaimID(id), in: db).next
          let after = try Self.replan(ClaimID(id), rulebook: rulebook, now: now, in: db).next
          // What is due already is due, whatever moment it became so.
          return before?.step != after?.step || before.map { max($0.at, now) } != after.map { max($0.at, now) }
        }
        return (last: ids.last, changed: changed.count)
      }
      moved += batch.changed
      guard let last = batch.last else { break }
      cursor = last
    }
    try await write { db in try Settings.set(.plannedWith, hash, in: db) }
    return moved
  }

  /// Claims that have a next step by a moment, with what went out already, by ascending number: what `plan` walks over.
  package func plannedClaims(
    until: Instant, after cursor: ClaimID?, limit: Int
  ) async throws(DocketError) -> [(record: ClaimRecord, history: [Completion])] {
    try await read { db in
      let rows = try Row.fetchAll(
        db,
        sql: "\(ClaimRecord.selection) WHERE claim.next_at <= ? AND claim.id > ? ORDER BY claim.id LIMIT ?",
        arguments: [until.milliseconds, cursor?.number ?? 0, limit])
      return try rows.map { row in
        let record = try ClaimRecord(row: row)
        return (record, try Self.history(of: record.claim.id, in: db).map(\.completion))
      }
    }
  }

  /// Writes down what the decision function says comes next for a claim.
  @discardableResult
  static func replan(
    _ id: ClaimID, rulebook: Rulebook, now: Instant, in db: Database
  ) throws -> ClaimRecord {
    let record = try record(id, in: db)
    let history = try history(of: id, in: db).map(\.completion)
    let decision = rulebook.next(for: record.claim, history: history, now: now)
    try setNext(decision, of: id, in: db)
    return try self.record(id, in: db)
  }

  static func setNext(_ decision: Decision, of id: ClaimID, in db: Database) throws {
    var nothingBecause: String?
    if case .nothing(let reason) = decision { nothingBecause = reason.text }
    let statement = try db.cachedStatement(
      sql: "UPDATE claim SET next_at = ?, next_step = ?, nothing_because = ? WHERE id = ?")
    try statement.execute(arguments: [
      decision.planned?.at.milliseconds, decision.planned?.step.name, nothingBecause, id.number,
    ])
  }

  /// A step that went out, with the Message-ID that later notices refer to.
  struct SentStep {
    let completion: Completion
    let messageID: String
  }

  static func history(of id: ClaimID, in db: Database) throws -> [SentStep] {
    let statement = try db.cachedStatement(
      sql: """
        SELECT notice_claim.step, notice.completed_at, notice.pay_by, notice.message_id
        FROM notice_claim JOIN notice ON notice.id = notice_claim.notice_id
        WHERE notice_claim.claim_id = ? AND notice_claim.live = 1 AND notice.state = 'sent'
        ORDER BY notice.completed_at, notice.id
        """)
    return try Row.fetchAll(statement, arguments: [id.number]).map { row in
      SentStep(
        completion: Completion(
          step: row["step"], at: Instant(milliseconds: row["completed_at"]),
          payBy: try (row["pay_by"] as String?).map(CivilDate.init(parsing:))),
        messageID: row["message_id"])
    }
  }
}
