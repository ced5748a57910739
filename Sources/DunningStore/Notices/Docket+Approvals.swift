package import Dunning
import GRDB

/// The bytes that a person has approved, by their SHA-256.
package struct ApprovedHashes: Hashable, Sendable {
  package let message: [UInt8]?
  package let letter: [UInt8]?

  /// Whether these are the very bytes, no more and no fewer.
  func covers(_ parcel: HashedParcel) -> Bool { parcel.message?.sha256 == message && parcel.letter?.sha256 == letter }
}

/// What persons have to do with it that a notice leaves.
struct Permission {
  let state: Notice.State
  /// As the notice says itself since it was taken, whatever its policy says today.
  let needsApproval: Bool
  /// Nil while nobody has approved it.
  let approved: ApprovedHashes?

  var lacksApproval: Bool { needsApproval && approved == nil }
}

/// The notices that wait for a person's word.
package struct WaitingApprovals: Hashable, Sendable {
  package let count: Int
  /// When the oldest of them was opened; nil when there is none.
  package let oldest: Instant?
}

extension Docket {
  /// Written notices that a person has approved or is to approve, and that have not left: what changed templates and rules
  /// would make out of date. One that is held stays as it is until it is released.
  package func approvals(after cursor: NoticeID? = nil, limit: Int) async throws(DocketError) -> [NoticeID] {
    try await read { db in
      try db.all(
        """
        SELECT id FROM notice
        WHERE state IN ('awaiting-approval', 'pending', 'deferred') AND state <> 'sent' AND id > ?
          AND needs_approval = 1
          AND (EXISTS (SELECT 1 FROM message WHERE notice_id = notice.id)
            OR EXISTS (SELECT 1 FROM letter WHERE notice_id = notice.id))
          AND NOT EXISTS (SELECT 1 FROM delivery WHERE notice_id = notice.id AND state IN ('sent', 'in-doubt'))
        ORDER BY id LIMIT ?
        """, .number(cursor?.number ?? 0), .number(Int64(limit))
      ) { NoticeID($0.number(0)) }
    }
  }

  /// A written notice as it was when it was opened, to be written again and compared; nil when it is gone, or the rules no
  /// longer know its creditor or step.
  package func reopened(_ id: NoticeID, rulebook: Rulebook) async throws(DocketError) -> DueNotice? {
    try await read { db in
      let notice = try Self.notice(id, in: db)
      guard notice.state.isOpen, let creditor = rulebook.creditors[notice.creditor],
        let step = rulebook.policies[notice.policy]?.step(named: notice.step)
      else { return nil }
      return try Self.written(notice, step: step, creditor: creditor, rulebook: rulebook, in: db)
    }
  }

  /// Takes back a written notice that would no longer be written so; it is written anew, and asks again.
  ///
  /// - Parameter isTaken: whether the caller has its open attempts, none of which has come to its dot.
  /// - Returns: false when it has left, was held or was taken back meanwhile.
  package func takeBack(
    _ id: NoticeID, because reason: String, isTaken: Bool, rulebook: Rulebook, now: Instant
  ) async throws(DocketError) -> Bool {
    try await write { db in
      let allowed: [Notice.State] = isTaken ? [.sending] : [.awaitingApproval, .pending, .deferred]
      guard allowed.contains(try Self.notice(id, in: db).state) else { return false }
      try Self.drop(id, because: reason, rulebook: rulebook, now: now, in: db)
      return true
    }
  }

  /// A written notice with all that it was written from.
  static func written(
    _ notice: Notice, step: Step, creditor: Creditor, rulebook: Rulebook, in db: Database
  ) throws -> DueNotice {
    let parts = try parts(of: notice.id, in: db)
    let history = try parts.flatMap { try self.history(of: $0.record.claim.id, in: db) }
    return DueNotice(
      id: notice.id, attempt: nil, claims: parts.map(\.record),
      late: try late(parts.map(\.record.claim), step: step, at: notice.openedAt, rulebook: rulebook, in: db), notes: [],
      creditor: creditor, policy: notice.policy, step: step, recipient: try EmailAddress(parsing: notice.recipient),
      openedAt: notice.openedAt, payBy: notice.payBy, messageID: notice.messageID,
      history: SentStep.distinct(history), message: try message(of: notice.id, in: db),
      letter: try letter(of: notice.id, in: db)?.bytes, approved: try permission(for: notice.id, in: db).approved,
      attempts: notice.attempts)
  }

  /// A demand asks for interest and compensation; before it nobody is threatened with them.
  static func late(
    _ claims: [Claim], step: Step, at moment: Instant, rulebook: Rulebook, in db: Database
  ) throws -> [ClaimID: InterestStatement] {
    guard step.tone == .demand else { return [:] }
    let pairs = try claims.compactMap { claim -> (ClaimID, InterestStatement)? in
      rulebook.late(
        claim, payments: try payments(of: claim, in: db),
        history: try history(of: claim.id, in: db).map(\.completion),
        asOf: (rulebook.zone(for: claim) ?? .utc).date(at: moment)
      ).map { (claim.id, $0) }
    }
    return InterestStatement.sharingFixedSum(Dictionary(pairs) { first, _ in first })
  }

  static func permission(for id: NoticeID, in db: Database) throws -> Permission {
    let permission = try db.first(
      "SELECT state, needs_approval, approved_at, approved_message, approved_letter FROM notice WHERE id = ?",
      .number(id.number)
    ) { row in
      let (message, letter) = (row.bytes(3), row.bytes(4))
      let hashes = ApprovedHashes(message: message.isEmpty ? nil : message, letter: letter.isEmpty ? nil : letter)
      return Notice.State(rawValue: row.text(0)).map {
        Permission(state: $0, needsApproval: row.number(1) == 1, approved: row.numberIfAny(2) == nil ? nil : hashes)
      }
    }
    guard let permission = permission ?? nil else { throw ClaimRecord.damaged("notice state") }
    return permission
  }

  /// Lets a notice wait for an approval that it came to its dot without.
  static func askForApproval(of id: NoticeID, because reason: String, now: Instant, in db: Database) throws {
    try closeOpenAttempts(of: id, as: .abandoned, reply: reason, now: now, in: db)
    for delivery in try deliveries(of: id, in: db) where delivery.state == .sending {
      try setDelivery(.waiting, delivery.channel, of: id, in: db)
    }
    try setState(.awaitingApproval, of: id, in: db)
  }

  /// Lets a notice go with the bytes that are kept.
  ///
  /// - Returns: their hashes, for the journal.
  static func approve(
    _ notice: Notice, seen: String?, now: Instant, in db: Database
  ) throws -> [String: String] {
    let parcel = try parcelFacts(of: notice.id, in: db)
    let hashes = [parcel.message, parcel.letter].compactMap { $0.map { hex($0.sha256) } }
    guard !hashes.isEmpty else {
      throw DocketError(
        .wrongState, "notice \(notice.id) is still being written and cannot be approved unread",
        hint: "try again in a moment")
    }
    if let seen, !hashes.contains(seen.lowercased()) {
      throw DocketError(
        .contentChanged, "notice \(notice.id) has other bytes than those with the SHA-256 \(quoted(seen))",
        hint: "read it again: `dunningctl notice show \(notice.id)`")
    }
    try db.run(
      "UPDATE notice SET approved_at = ?, approved_message = ?, approved_letter = ? WHERE id = ?",
      .number(now.milliseconds), parcel.message.map { .bytes($0.sha256) } ?? .null,
      parcel.letter.map { .bytes($0.sha256) } ?? .null, .number(notice.id.number))
    try endReminder(ofApprovalOf: notice.id, in: db)
    try wakeDeliveries(of: notice.id, in: db)
    try setState(.pending, of: notice.id, nextAttemptAt: now, in: db)
    var data: [String: String] = [:]
    data["sha256"] = parcel.message.map { hex($0.sha256) }
    data["letter_sha256"] = parcel.letter.map { hex($0.sha256) }
    return data
  }

  /// Has the creditor reminded on the morning after a notice has waited for a whole day.
  static func remindOfApproval(
    of notice: DueNotice, rulebook: Rulebook, now: Instant, in db: Database
  ) throws {
    guard let claim = notice.claims.first?.claim else { return }
    let zone = rulebook.almanac.zone(notice.creditor.timeZone) ?? .utc
    let dayLater = now.adding(seconds: 86_400)
    var day = zone.date(at: dayLater)
    if rulebook.officeOpening(on: day, ofCreditor: notice.creditor.id) < dayLater { day = day.adding(days: 1) }
    let text =
      "Notice \(notice.id) (\(notice.step.name) to \(claim.draft.debtor.name)) has waited for an approval since "
      + "\(zone.date(at: notice.openedAt).iso): `dunningctl notice show \(notice.id)`, then "
      + "`dunningctl notice approve \(notice.id)`."
    let id = try insert(
      FollowUp.Draft(kind: .approval, note: text, day: day), of: claim.id,
      at: rulebook.officeOpening(on: day, ofCreditor: notice.creditor.id), now: now, in: db)
    try db.run("UPDATE follow_up SET approval_of = ? WHERE id = ?", .number(notice.id.number), .number(id.number))
  }

  /// Whether the notice that a follow-up reminds of waits no longer.
  static func isApprovalOver(_ id: FollowUpID, in db: Database) throws -> Bool {
    let state = try db.first(
      "SELECT notice.state FROM follow_up JOIN notice ON notice.id = follow_up.approval_of WHERE follow_up.id = ?",
      .number(id.number)
    ) { $0.text(0) }
    return state != Notice.State.awaitingApproval.rawValue
  }

  /// Nobody needs to be reminded of what is decided.
  static func endReminder(ofApprovalOf id: NoticeID, in db: Database) throws {
    try db.run(
      "UPDATE follow_up SET state = 'done', at = NULL WHERE approval_of = ? AND state <> 'done'", .number(id.number))
  }

  static func waitingApprovals(in db: Database) throws -> WaitingApprovals {
    try db.first(
      "SELECT count(*), min(opened_at) FROM notice WHERE state = 'awaiting-approval' AND state <> 'sent'"
    ) { WaitingApprovals(count: Int($0.number(0)), oldest: $0.numberIfAny(1).map(Instant.init(milliseconds:))) }
      ?? WaitingApprovals(count: 0, oldest: nil)
  }

  /// Bytes as hexadecimal digits, as `sha256sum` writes them.
  package static func hex(_ bytes: [UInt8]) -> String {
    bytes.map { byte in String(byte >> 4, radix: 16) + String(byte & 15, radix: 16) }.joined()
  }
}
