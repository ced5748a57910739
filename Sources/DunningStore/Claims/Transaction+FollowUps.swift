import Dunning
import DunningSQL

extension Reading {
  func followUps(of claim: ClaimID) throws -> [FollowUp] {
    try sql.all(
      "\(FollowUp.selection) WHERE follow_up.claim_id = ? AND follow_up.kind <> \(FollowUp.Kind.promise.sql) ORDER BY follow_up.id",
      .number(claim.number), read: FollowUp.init)
  }

  func followUp(_ id: FollowUpID) throws -> FollowUp {
    let found = try sql.first("\(FollowUp.selection) WHERE follow_up.id = ?", .number(id.number), read: FollowUp.init)
    guard let found else { throw DocketError.noFollowUp(id) }
    return found
  }
}

extension Writing {
  /// Takes follow-ups out, and counts them, so that one that is missing otherwise is found.
  ///
  /// - Parameter condition: behind `WHERE`.
  func removeFollowUps(where condition: String, _ values: [SQLValue]) throws {
    let removed = try sql.changed("DELETE FROM follow_up WHERE \(condition)", values)
    guard removed > 0 else { return }
    let before = try setting(.followUpsGone).flatMap { Int($0) } ?? 0
    try set(.followUpsGone, String(before + removed))
  }

  /// Keeps what the daemon itself will come back to, and has the journal tell of it.
  ///
  /// - Parameter notice: whose approval it reminds of; nil for none.
  func plan(
    _ draft: FollowUp.Draft, of claim: ClaimID, at moment: Instant, approvalOf notice: NoticeID? = nil
  ) throws {
    let id = try insert(draft, of: claim, at: moment)
    if let notice {
      try sql.run("UPDATE follow_up SET approval_of = ? WHERE id = ?", .number(notice.number), .number(id.number))
    }
    try journal(
      Event(.followUpPlanned, claim: claim, notice: notice, actor: .daemon, data: draft.planned(as: id)))
  }

  /// What was planned before the journal told of it: nobody can compare it with anything.
  func tellOfFollowUpsBefore() throws {
    let last = try sql.first("SELECT coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'follow_up'), 0)") {
      $0.number(0)
    }
    guard let last, last > 0 else { return }
    try journal(Event(.journalChained, actor: .daemon, data: [.followUp: FollowUpID(last).description]))
  }

  /// Keeps one of which the caller has the journal tell, by the number that comes back.
  func insert(_ draft: FollowUp.Draft, of claim: ClaimID, at moment: Instant) throws -> FollowUpID {
    FollowUpID(
      try sql.inserted(
        """
        INSERT INTO follow_up (kind, claim_id, state, at, day, note, contact, staff_number, reply_by, created_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """, .text(draft.kind.rawValue), .number(claim.number), .text(FollowUp.State.waiting.rawValue),
        .number(moment.milliseconds), .text(draft.day.iso),
        .text(draft.note), SQLValue(draft.contact), SQLValue(draft.staffNumber), SQLValue(draft.replyBy?.iso),
        .number(now.milliseconds)))
  }

  /// Brings a follow-up to a state in which it comes back no more by itself.
  func close(_ id: FollowUpID, as state: FollowUp.State) throws {
    try sql.run("UPDATE follow_up SET at = NULL, state = ? WHERE id = ?", .text(state.rawValue), .number(id.number))
  }

  /// Ends what needs nobody any more, though nobody has said so.
  func end(_ id: FollowUpID, of claim: ClaimID, by actor: Actor = .daemon) throws {
    try close(id, as: .done)
    try journal(Event(.followUpDone, claim: claim, actor: actor, data: [.followUp: id.description]))
  }

  /// A follow-up of which the docket cannot make sense: it stands on `status` for a person.
  func setAside(_ id: FollowUpID, because error: any Error) throws {
    try close(id, as: .due)
    let data: [JournalKey: String] = [.followUp: id.description, .reason: "\(error)"]
    try journal(Event(.followUpDue, actor: .daemon, data: data))
  }
}

extension FollowUp.Draft {
  /// As the journal tells of it.
  func planned(as id: FollowUpID) -> [JournalKey: String] {
    [.followUp: id.description, .kind: kind.rawValue, .remindOn: day.iso, .text: note]
  }
}

extension Transaction {
  func add(_ note: Note, to record: ClaimRecord) throws -> FollowUpID? {
    var data: [JournalKey: String] = [.text: note.text]
    data[.contact] = note.contact
    data[.staffNumber] = note.staffNumber
    data[.replyBy] = note.replyBy?.iso
    data[.remindOn] = note.remindOn?.iso
    data[.cause] = note.cause?.rawValue
    let id = record.claim.id
    let followUp = try comeBack(note, about: record)
    data[.followUp] = followUp?.description
    try journal(Event(.noteAdded, claim: id, actor: actor, data: data))
    if let cause = note.cause { try set(cause, of: id) }
    return followUp
  }

  /// Has a note come back on its day.
  private func comeBack(_ note: Note, about record: ClaimRecord) throws -> FollowUpID? {
    guard let day = note.remindOn else { return nil }
    let draft = FollowUp.Draft(
      note: note.text, day: day, contact: note.contact, staffNumber: note.staffNumber, replyBy: note.replyBy)
    let moment = rulebook.officeOpening(on: day, ofCreditor: record.claim.draft.creditor)
    return try insert(draft, of: record.claim.id, at: moment)
  }
}

extension DocketError {
  static func noFollowUp(_ id: FollowUpID) -> DocketError {
    DocketError(.notFound, "there is no follow-up \(id)", hint: "`dunningctl follow-ups` shows them")
  }
}
