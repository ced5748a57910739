package import Dunning
import GRDB

/// What somebody writes down about a claim.
package struct Note: Hashable, Sendable {
  package let text: String
  package let contact: String?
  package let staffNumber: String?
  package let replyBy: CivilDate?
  /// The day on which it comes back to the creditor; nil when it need not.
  package let remindOn: CivilDate?
  package let cause: Claim.Cause?

  package init(
    text: String, contact: String? = nil, staffNumber: String? = nil, replyBy: CivilDate? = nil,
    remindOn: CivilDate? = nil, cause: Claim.Cause? = nil
  ) {
    self.text = text
    self.contact = contact
    self.staffNumber = staffNumber
    self.replyBy = replyBy
    self.remindOn = remindOn
    self.cause = cause
  }
}

extension Docket {
  /// Writes a note into the journal of a claim; with a day to remind on it comes back then.
  ///
  /// - Throws: ``DocketError`` `.notFound`, `.ambiguous`.
  package func note(
    _ name: String, _ note: Note, by actor: Actor, rulebook: Rulebook, now: Instant
  ) async throws(DocketError) -> (record: ClaimRecord, followUp: FollowUpID?) {
    try await write { db in
      let record = try Self.find(name, in: db)
      let followUp = try Self.add(note, to: record, by: actor, rulebook: rulebook, now: now, in: db)
      return (try Self.record(record.claim.id, in: db), followUp)
    }
  }

  /// Writes a note into the journals of all of a debtor's open claims; it comes back once.
  ///
  /// - Throws: ``DocketError`` `.notFound` when there is no such debtor with an open claim, `.ambiguous`.
  package func note(
    debtor: String, _ note: Note, by actor: Actor, rulebook: Rulebook, now: Instant
  ) async throws(DocketError) -> (records: [ClaimRecord], followUp: FollowUpID?) {
    try await write { db in
      let claims = try Self.findDebtors(debtor, in: db).flatMap { try Self.openClaims(ofDebtor: $0, in: db) }
      guard !claims.isEmpty else {
        throw DocketError(.notFound, "debtor \(quoted(debtor)) has no open claim", hint: "note it on a claim")
      }
      let records = try claims.map { try Self.record($0, in: db) }
      let silent = Note(
        text: note.text, contact: note.contact, staffNumber: note.staffNumber, replyBy: note.replyBy,
        cause: note.cause)
      let followUps = try records.enumerated().map { index, record in
        try Self.add(
          index == 0 ? note : silent, to: record, by: actor, rulebook: rulebook, now: now, in: db)
      }
      return (try claims.map { try Self.record($0, in: db) }, followUps.first ?? nil)
    }
  }

  /// The notes that came back or will, by number; promises are the daemon's own affair and not among them.
  ///
  /// - Parameter state: nil is what needs somebody: all that is due, and the notes that wait. The warnings that wait, one
  ///   for each open claim and years ahead, are told only when `waiting` is asked for.
  package func followUps(
    state: FollowUp.State? = nil, after cursor: FollowUpID? = nil, limit: Int = DocketLimits.pageMax
  ) async throws(DocketError) -> [FollowUp] {
    try await read { db in
      try Row.fetchAll(
        db,
        sql: """
          \(Self.followUpSelection) WHERE follow_up.kind <> 'promise' AND follow_up.id > ?1
            AND (follow_up.state = ?2
              OR ?2 IS NULL AND (follow_up.state = 'due' OR follow_up.state = 'waiting' AND follow_up.kind = 'note'))
          ORDER BY follow_up.id LIMIT ?3
          """, arguments: [cursor?.number ?? 0, state?.rawValue, limit]
      ).map(Self.followUp)
    }
  }

  /// Says that a follow-up needs nothing more.
  ///
  /// - Throws: ``DocketError`` `.notFound`, also for a promise: the daemon judges those itself.
  package func finish(
    _ id: FollowUpID, by actor: Actor, now: Instant
  ) async throws(DocketError) -> FollowUp {
    try await write { db in
      let followUp = try Self.followUp(id, in: db)
      guard followUp.kind != .promise else { throw Self.noFollowUp(id) }
      guard followUp.state != .done else { return followUp }
      try db.execute(sql: "UPDATE follow_up SET state = 'done', at = NULL WHERE id = ?", arguments: [id.number])
      try Journal.append(
        Event(.followUpDone, claim: followUp.claim, actor: actor, data: ["follow_up": id.description]), at: now, in: db)
      return try Self.followUp(id, in: db)
    }
  }

  static func followUps(of claim: ClaimID, in db: Database) throws -> [FollowUp] {
    try Row.fetchAll(
      db,
      sql: """
        \(followUpSelection) WHERE follow_up.claim_id = ? AND follow_up.kind <> 'promise' ORDER BY follow_up.id
        """, arguments: [claim.number]
    ).map(followUp)
  }

  /// The notes that a notice takes back to the creditor; none for a notice to a debtor.
  static func followUps(about notice: NoticeID, in db: Database) throws -> [FollowUp] {
    try Row.fetchAll(
      db, sql: "\(followUpSelection) WHERE follow_up.notice_id = ? ORDER BY follow_up.id", arguments: [notice.number]
    ).map(followUp)
  }

  static func followUp(_ id: FollowUpID, in db: Database) throws -> FollowUp {
    guard
      let row = try Row.fetchOne(db, sql: "\(followUpSelection) WHERE follow_up.id = ?", arguments: [id.number])
    else {
      throw noFollowUp(id)
    }
    return try followUp(row)
  }

  private static func noFollowUp(_ id: FollowUpID) -> DocketError {
    DocketError(.notFound, "there is no follow-up \(id)", hint: "`dunningctl follow-ups` shows them")
  }

  @discardableResult
  static func insert(
    _ draft: FollowUp.Draft, of claim: ClaimID, at moment: Instant, now: Instant, in db: Database
  ) throws -> FollowUpID {
    try db.cachedStatement(
      sql: """
        INSERT INTO follow_up (kind, claim_id, state, at, day, note, contact, staff_number, reply_by, created_at)
        VALUES (?, ?, 'waiting', ?, ?, ?, ?, ?, ?, ?)
        """
    ).execute(arguments: [
      draft.kind.rawValue, claim.number, moment.milliseconds, draft.day.iso, draft.note, draft.contact,
      draft.staffNumber, draft.replyBy?.iso, now.milliseconds,
    ])
    return FollowUpID(db.lastInsertedRowID)
  }

  private static func add(
    _ note: Note, to record: ClaimRecord, by actor: Actor, rulebook: Rulebook, now: Instant, in db: Database
  ) throws -> FollowUpID? {
    var data = ["text": note.text]
    data["contact"] = note.contact
    data["staff_number"] = note.staffNumber
    data["reply_by"] = note.replyBy?.iso
    data["remind_on"] = note.remindOn?.iso
    data["cause"] = note.cause?.rawValue
    let id = record.claim.id
    let followUp = try comeBack(note, about: record, rulebook: rulebook, now: now, in: db)
    data["follow_up"] = followUp?.description
    try Journal.append(Event(.noteAdded, claim: id, actor: actor, data: data), at: now, in: db)
    if let cause = note.cause {
      try db.execute(sql: "UPDATE claim SET cause = ? WHERE id = ?", arguments: [cause.rawValue, id.number])
    }
    return followUp
  }

  /// Has a note come back on its day.
  private static func comeBack(
    _ note: Note, about record: ClaimRecord, rulebook: Rulebook, now: Instant, in db: Database
  ) throws -> FollowUpID? {
    guard let day = note.remindOn else { return nil }
    let draft = FollowUp.Draft(
      note: note.text, day: day, contact: note.contact, staffNumber: note.staffNumber, replyBy: note.replyBy)
    let moment = rulebook.officeOpening(on: day, ofCreditor: record.claim.draft.creditor)
    return try insert(draft, of: record.claim.id, at: moment, now: now, in: db)
  }

  private static let followUpSelection = """
    SELECT follow_up.*, claim.reference, claim.creditor, debtor.name AS debtor_name
    FROM follow_up JOIN claim ON claim.id = follow_up.claim_id JOIN debtor ON debtor.id = claim.debtor_id
    """

  private static func followUp(_ row: Row) throws -> FollowUp {
    guard let kind = FollowUp.Kind(rawValue: row["kind"]), let state = FollowUp.State(rawValue: row["state"]) else {
      throw ClaimRecord.damaged("follow-up")
    }
    return FollowUp(
      id: FollowUpID(row["id"]), claim: ClaimID(row["claim_id"]), reference: row["reference"],
      creditor: row["creditor"], debtor: row["debtor_name"], kind: kind, state: state,
      day: try CivilDate(parsing: row["day"]), note: row["note"], contact: row["contact"],
      staffNumber: row["staff_number"], replyBy: try (row["reply_by"] as String?).map(CivilDate.init(parsing:)))
  }
}
