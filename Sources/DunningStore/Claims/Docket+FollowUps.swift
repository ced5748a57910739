package import Dunning
import DunningSQL

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
    _ name: ClaimName, _ note: Note, by actor: Actor, rulebook: Rulebook, now: Instant
  ) async throws(DocketError) -> (record: ClaimRecord, followUp: FollowUpID?) {
    try await write(by: actor, rulebook: rulebook, now: now) { transaction in
      let record = try transaction.find(name)
      let followUp = try transaction.add(note, to: record)
      return (try transaction.record(record.claim.id), followUp)
    }
  }

  /// Writes a note into the journals of all of a debtor's open claims; it comes back once.
  ///
  /// - Throws: ``DocketError`` `.notFound` when there is no such debtor with an open claim, `.ambiguous`.
  package func note(
    debtor: DebtorName, _ note: Note, by actor: Actor, rulebook: Rulebook, now: Instant
  ) async throws(DocketError) -> (records: [ClaimRecord], followUp: FollowUpID?) {
    try await write(by: actor, rulebook: rulebook, now: now) { transaction in
      let claims = try transaction.find(debtor).flatMap { try transaction.openClaims(ofDebtor: $0) }
      guard !claims.isEmpty else {
        throw DocketError(.notFound, "debtor \(quoted(debtor.text)) has no open claim", hint: "note it on a claim")
      }
      let records = try claims.map { try transaction.record($0) }
      let silent = Note(
        text: note.text, contact: note.contact, staffNumber: note.staffNumber, replyBy: note.replyBy,
        cause: note.cause)
      let followUps = try records.enumerated().map { index, record in
        try transaction.add(index == 0 ? note : silent, to: record)
      }
      return (try claims.map { try transaction.record($0) }, followUps.first ?? nil)
    }
  }

  /// The notes that came back or will, by number; promises are the daemon's own affair and not among them.
  ///
  /// - Parameter state: nil is what needs somebody: all that is due, and the notes that wait. The warnings that wait, one
  ///   for each open claim and years ahead, are told only when `waiting` is asked for.
  package func followUps(
    state: FollowUp.State? = nil, after cursor: FollowUpID? = nil, limit: Int = DocketLimits.pageMax
  ) async throws(DocketError) -> [FollowUp] {
    try await read { look in
      let condition =
        state == nil
        ? "(follow_up.state = \(FollowUp.State.due.sql) OR follow_up.state = \(FollowUp.State.waiting.sql) AND follow_up.kind = \(FollowUp.Kind.note.sql))"
        : "follow_up.state = ?"
      var values: [SQLValue] = [.number(cursor?.number ?? 0)]
      if let state { values.append(.text(state.rawValue)) }
      values.append(.number(Int64(limit)))
      return try look.sql.all(
        """
        \(FollowUp.selection) WHERE follow_up.kind <> \(FollowUp.Kind.promise.sql) AND follow_up.id > ? AND \(condition)
        ORDER BY follow_up.id LIMIT ?
        """, values, read: FollowUp.init)
    }
  }

  /// Says that a follow-up needs nothing more.
  ///
  /// - Throws: ``DocketError`` `.notFound`, also for a promise: the daemon judges those itself.
  package func finish(
    _ id: FollowUpID, by actor: Actor, rulebook: Rulebook, now: Instant
  ) async throws(DocketError) -> FollowUp {
    try await write(by: actor, rulebook: rulebook, now: now) { entry in
      let followUp = try entry.followUp(id)
      guard followUp.kind != .promise else { throw DocketError.noFollowUp(id) }
      guard followUp.state != .done else { return followUp }
      if followUp.kind == .gone {
        try entry.answerQuestion(id, about: followUp.claim)
        return try entry.followUp(id)
      }
      try entry.end(id, of: followUp.claim, by: actor)
      return try entry.followUp(id)
    }
  }
}
