import Dunning
import GRDB

extension Taking {
  /// Judges promises whose day has passed, a batch at a time.
  ///
  /// - Returns: whether all of them are judged; before that nothing may be decided about any claim, since a kept
  ///   instalment must not be followed by a reminder.
  func judgePromises() throws -> Bool {
    let promises = try db.all(
      "SELECT id, claim_id FROM follow_up WHERE kind = 'promise' AND at <= ? ORDER BY at, id LIMIT ?",
      .number(now.milliseconds), .number(Int64(DocketLimits.replanBatch))
    ) { (FollowUpID($0.number(0)), ClaimID($0.number(1))) }
    for (id, claim) in promises {
      try Docket.apart(in: db) {
        try close(id, as: .done)
        try Docket.judgePromise(of: claim, rulebook: rulebook, now: now, in: db)
      } orElse: {
        try setAside(id, $0)
      }
    }
    return promises.count < DocketLimits.replanBatch
  }

  /// What comes back to the creditors now: one message for each of them, whatever comes back on one morning.
  func notes() throws -> [DueNotice] {
    let ids = try db.all(
      "SELECT id FROM follow_up WHERE kind <> 'promise' AND at <= ? ORDER BY at, id LIMIT ?",
      .number(now.milliseconds), .number(Int64(DocketLimits.notesPerMessage))
    ) { $0.number(0) }
    let notes = try ids.compactMap { number in
      try Docket.apart(in: db) {
        try comeBack(FollowUpID(number))
      } orElse: {
        try setAside(FollowUpID(number), $0)
      }
    }
    let groups = Dictionary(grouping: notes, by: \.followUp.creditor).sorted { $0.key < $1.key }
    // What a creditor who is no longer configured should know stands on `status` in any case.
    return try groups.compactMap { id, notes in
      guard let creditor = rulebook.creditors[id] else { return nil }
      return try open(notes, creditor: creditor)
    }
  }

  /// Marks a note as due; nil when what it warns of is settled.
  private func comeBack(_ id: FollowUpID) throws -> CreditorNote? {
    try close(id, as: .due)
    let followUp = try Docket.followUp(id, in: db)
    let record = try Docket.record(followUp.claim, in: db)
    if followUp.kind == .approval, try Docket.isApprovalOver(id, in: db) {
      try close(id, as: .done)
      return nil
    }
    if followUp.kind == .limitation {
      let history = try Docket.history(of: followUp.claim, in: db).map(\.completion)
      try Docket.watchLimitation(of: record, history: history, rulebook: rulebook, now: now, in: db)
      guard record.claim.state.isOpen else {
        try close(id, as: .done)
        return nil
      }
    }
    let data = ["follow_up": id.description, "note": followUp.note]
    try Journal.append(Event(.followUpDue, claim: followUp.claim, actor: .daemon, data: data), at: now, in: db)
    return CreditorNote(followUp: followUp, record: record)
  }

  /// A notice to the creditor.
  private func open(_ notes: [CreditorNote], creditor: Creditor) throws -> DueNotice? {
    guard let first = notes.first else { return nil }
    try db.execute(
      sql: """
        INSERT INTO notice (creditor, debtor_id, policy, step, tone, state, recipient, currency, total, opened_at,
          message_id)
        SELECT creditor, debtor_id, '', ?, ?, 'sending', ?, currency, 0, ?, '' FROM claim WHERE id = ?
        """,
      arguments: [
        Step.followUp.name, Step.followUp.tone.rawValue, creditor.notify.text, now.milliseconds,
        first.followUp.claim.number,
      ])
    let id = NoticeID(db.lastInsertedRowID)
    let messageID = messageID(id, creditor.notify, creditor)
    try db.execute(sql: "UPDATE notice SET message_id = ? WHERE id = ?", arguments: [messageID, id.number])
    for note in notes {
      try db.execute(
        sql: "UPDATE follow_up SET notice_id = ? WHERE id = ?", arguments: [id.number, note.followUp.id.number])
    }
    let data = [
      "to": creditor.notify.text, "message_id": messageID, "tone": Step.followUp.tone.rawValue,
      "total": Money(minorUnits: 0, currency: first.record.claim.draft.amount.currency).decimal,
      "step": Step.followUp.name, "creditor": creditor.id,
    ]
    try Journal.append(Event(.noticeOpened, notice: id, actor: .daemon, data: data), at: now, in: db)
    return DueNotice(
      id: id, attempt: try openAttempt(of: id), claims: [], late: [:], notes: notes, creditor: creditor, policy: "",
      step: .followUp, recipient: creditor.notify, openedAt: now, payBy: nil, messageID: messageID, history: [],
      message: nil, attempts: 1)
  }

  private func close(_ id: FollowUpID, as state: FollowUp.State) throws {
    try db.cachedStatement(sql: "UPDATE follow_up SET at = NULL, state = ? WHERE id = ?")
      .execute(arguments: [state.rawValue, id.number])
  }

  /// A follow-up of which the docket cannot make sense: it stands on `status` for a person.
  private func setAside(_ id: FollowUpID, _ error: any Error) throws {
    try close(id, as: .due)
    let data = ["follow_up": id.description, "reason": "\(error)"]
    try Journal.append(Event(.followUpDue, actor: .daemon, data: data), at: now, in: db)
  }
}
