import Dunning
import DunningSQL

extension Reading {
  func followUps(of claim: ClaimID) throws -> [FollowUp] {
    try sql.all(
      "\(FollowUp.selection) WHERE follow_up.claim_id = ? AND follow_up.kind <> \(FollowUp.Kind.promise.sql) ORDER BY follow_up.id",
      .number(claim.number), read: FollowUp.init)
  }

  /// The notes that a notice takes back to the creditor; none for a notice to a debtor.
  func followUps(about notice: NoticeID) throws -> [FollowUp] {
    try sql.all(
      "\(FollowUp.selection) WHERE follow_up.notice_id = ? ORDER BY follow_up.id", .number(notice.number),
      read: FollowUp.init)
  }

  func followUp(_ id: FollowUpID) throws -> FollowUp {
    let found = try sql.first("\(FollowUp.selection) WHERE follow_up.id = ?", .number(id.number), read: FollowUp.init)
    guard let found else { throw DocketError.noFollowUp(id) }
    return found
  }
}

extension Writing {
  @discardableResult
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
