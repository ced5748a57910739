import Dunning
import DunningSQL

extension Taking {
  /// Judges promises whose day has passed, a batch at a time.
  ///
  /// - Returns: whether all of them are judged; before that nothing may be decided about any claim, since a kept
  ///   instalment must not be followed by a reminder.
  func judgePromises() throws -> Bool {
    let promises = try transaction.duePromises(at: now, DocketLimits.replanBatch)
    for (id, claim) in promises {
      try transaction.apart {
        try close(id, as: .done)
        try transaction.judgePromise(of: claim)
      } orElse: {
        try setAside(id, $0)
      }
    }
    return promises.count < DocketLimits.replanBatch
  }

  /// What comes back to the creditors now: one message for each of them, whatever comes back on one morning.
  func notes() throws -> [DueNotice] {
    let notes = try transaction.dueNotes(at: now, DocketLimits.notesPerMessage).compactMap { id in
      try transaction.apart {
        try comeBack(id)
      } orElse: {
        try setAside(id, $0)
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
    let followUp = try transaction.followUp(id)
    let record = try transaction.record(followUp.claim)
    if followUp.kind == .approval, try transaction.isApprovalOver(id) {
      try close(id, as: .done)
      return nil
    }
    if followUp.kind == .limitation {
      let history = try transaction.history(of: followUp.claim).map(\.completion)
      try transaction.watchLimitation(of: record, history: history)
      guard record.claim.state.isOpen else {
        try close(id, as: .done)
        return nil
      }
    }
    let data: [JournalKey: String] = [.followUp: id.description, .note: followUp.note]
    try transaction.journal(Event(.followUpDue, claim: followUp.claim, actor: .daemon, data: data))
    return CreditorNote(followUp: followUp, record: record)
  }

  /// A notice to the creditor.
  private func open(_ notes: [CreditorNote], creditor: Creditor) throws -> DueNotice? {
    guard let first = notes.first else { return nil }
    let currency = first.record.claim.draft.amount.currency
    let notice = try open(.notes(notes), as: .followUp, to: creditor, debtorOf: first.followUp.claim, currency)
    for note in notes {
      try sql.run(
        "UPDATE follow_up SET notice_id = ? WHERE id = ?", .number(notice.id.number), .number(note.followUp.id.number))
    }
    return notice
  }

  private func close(_ id: FollowUpID, as state: FollowUp.State) throws {
    try sql.run("UPDATE follow_up SET at = NULL, state = ? WHERE id = ?", .text(state.rawValue), .number(id.number))
  }

  /// A follow-up of which the docket cannot make sense: it stands on `status` for a person.
  private func setAside(_ id: FollowUpID, _ error: any Error) throws {
    try close(id, as: .due)
    let data: [JournalKey: String] = [.followUp: id.description, .reason: "\(error)"]
    try transaction.journal(Event(.followUpDue, actor: .daemon, data: data))
  }
}
