import Dunning
import DunningSQL

// The rest of a notice: those of its recipients whom the mail server put off while it took the message for others. The
// notice is sent, its claims go on; the same bytes go to the rest alone, for as long as the rules would still send them.

extension Reading {
  /// Whether a notice that is only mailed is sent or came back, so that an attempt that is under way is for its rest.
  func isOver(_ id: NoticeID) throws -> Bool { [.sent, .failed].contains(try currentState(of: id)) }
}

extension Writing {
  /// Has those who still wait for a notice that is sent tried again at a moment.
  func giveRestItsTurn(at moment: Instant?, of id: NoticeID) throws {
    guard let moment, try recipients(of: id).contains(where: { $0.fate == .waiting }) else { return }
    try sql.run(
      "UPDATE notice SET next_attempt_at = ? WHERE id = ? AND state = \(Notice.State.sent.sql)",
      .number(moment.milliseconds), .number(id.number))
  }

  /// Opens an attempt for the rest of a notice, which stays sent.
  func openAttemptForRest(of id: NoticeID, transport: String) throws -> Int64 {
    try sql.run(
      "UPDATE notice SET attempts = attempts + 1, next_attempt_at = NULL WHERE id = ?", .number(id.number))
    return try insertAttempt(of: id, by: .email, transport: transport)
  }
}

extension Transaction {
  /// Writes down what a try for the rest of a notice has come to. The notice and its claims stay what they are.
  func concludeRest(
    _ result: AttemptResult, of id: NoticeID, about claims: [ClaimID], _ said: [JournalKey: String]
  ) throws {
    let before = try recipients(of: id).filter { $0.fate == .waiting }
    // What was taken back meanwhile stays so.
    guard !before.isEmpty else { return }
    let missed = try setFates(of: id, by: result, ofRest: true)
    switch result.verdict {
    case .deferred(let moment): try giveRestItsTurn(at: moment, of: id)
    case .accepted: try giveRestItsTurn(at: result.restAt, of: id)
    case .refused, .inDoubt: break
    }
    var data = said
    data[.recipients] = before.map(\.text).joined(separator: "\n")
    data[.missed] = missed.missed
    try journal(.noticeRest, of: id, about: claims, by: .daemon, data)
    try tell(of: missed, notice: id, about: claims)
  }

  /// Sends nothing more to those who still wait.
  func endRest(of id: NoticeID, about claims: [ClaimID], because reason: String, by actor: Actor = .daemon) throws {
    try sql.run("UPDATE notice SET next_attempt_at = NULL WHERE id = ?", .number(id.number))
    try closeOpenAttempts(of: id, as: .abandoned, reply: reason)
    let ended = try endWaiting(of: id, as: .unsent, because: reason)
    guard let missed = ended.missed else { return }
    try journal(.noticeRest, of: id, about: claims, by: actor, [.reason: reason, .missed: missed])
  }

  /// Has the creditor told of those who did not get what others got, and will not by themselves.
  func tell(of missed: [NoticeRecipient], notice id: NoticeID, about claims: [ClaimID]) throws {
    let lost = missed.filter { $0.fate != .waiting && $0.fate != .sent }
    guard let claim = claims.first, let words = lost.missed else { return }
    let who = String(words.replacing("\n", with: "; ").prefix(Self.missedWordsMax))
    let doubt = lost.contains { $0.fate == .inDoubt } ? " (where it is in doubt it may have come)" : ""
    let text =
      "Notice \(id) was sent, but not to all\(doubt): \(who). If they need it, give it to them yourself: "
      + "`dunningctl notice message \(id)`; if the address is wrong, correct it."
    let creditor = try record(claim).claim.draft.creditor
    let zone = rulebook.creditors[creditor].flatMap { rulebook.almanac.zone($0.timeZone) } ?? .utc
    try plan(FollowUp.Draft(note: text, day: zone.date(at: now)), of: claim, at: now)
  }

  /// Characters of servers' words that are worth telling.
  private static var missedWordsMax: Int { 500 }
}

extension AttemptResult {
  /// Of a notice that also goes by post nobody is tried again alone.
  var withoutRest: AttemptResult {
    AttemptResult(verdict: verdict, server: server, reply: reply, dialogue: dialogue, answers: answers)
  }

  /// Those of whom the journal tells that they were not reached: all, once others were; before that those who have come to
  /// an end.
  func tells(_ missed: [NoticeRecipient]) -> [NoticeRecipient] {
    let hasOwnWords = verdict == .refused ? missed.filter { $0.words != reply } : missed
    return verdict == .accepted ? missed : hasOwnWords.filter { $0.fate != .waiting }
  }
}
