import Dunning
import DunningSQL

extension Writing {
  /// What was stopped, disputed or written off when it was paid is so again: nobody has resumed it since, and a debtor
  /// is no less insolvent because a bank took the money back.
  fileprivate func silenceAgain(_ id: ClaimID) throws -> Bool {
    let said = try sql.first(
      """
      SELECT event FROM event WHERE claim_id = ? AND event IN \(lastWords.sql)
      ORDER BY id DESC LIMIT 1
      """, .number(id.number)
    ) { $0.text(0) }
    guard let kind = said.flatMap(Event.Kind.init(rawValue:)), let state = silentStates[kind] else { return false }
    let reason = try record(id).reason
    try set(state, until: nil, reason: reason, of: id)
    var data: [JournalKey: String] = [:]
    data[.reason] = reason
    try journal(Event(kind, claim: id, actor: .daemon, data: data))
    return true
  }
}

extension Transaction {
  /// What is paid in all decides whether the claim is settled or open again.
  func settle(_ claim: Claim, paid: Int64) throws {
    let isPaid = claim.isSettled(by: paid)
    let isReopened = claim.state == .paid && !isPaid
    let state: Claim.State = isPaid ? .paid : isReopened ? .open : claim.state
    try sql.run(
      """
      UPDATE claim SET paid = ?, state = ?, reopened_at = coalesce(?, reopened_at), revision = revision + 1,
        paused_until = CASE WHEN ? IN \([Claim.State.promised, .paused].sql) THEN paused_until END
      WHERE id = ?
      """,
      .number(paid), .text(state.rawValue), SQLValue(isReopened ? now.milliseconds : nil), .text(state.rawValue),
      .number(claim.id.number))
    if isPaid, claim.state != .paid {
      try keepPromise(of: claim)
      try journal(Event(.claimPaid, claim: claim.id, actor: actor))
      if claim.asked != nil { try dropQuestion(of: claim) }
    }
    if isReopened {
      try journal(Event(.claimReopened, claim: claim.id, actor: actor))
      if try !silenceAgain(claim.id) {
        try applyDebtorState(to: claim.id)
      }
    }
    try applyDiscount(to: claim.id)
  }
}

/// What can be said last of a claim that is paid.
private let lastWords: [Event.Kind] = [
  .claimPaused, .claimPromised, .claimResumed, .claimDisputed, .claimStopped, .claimWrittenOff,
]

/// What a claim is again whose last word was one of these.
private let silentStates: [Event.Kind: Claim.State] = [
  .claimDisputed: .disputed, .claimStopped: .stopped, .claimWrittenOff: .writtenOff,
]

extension Claim {
  /// What is paid in all with so much more, in minor units.
  ///
  /// - Throws: ``DocketError`` `.wrongState` when it cannot be so.
  func sum(with change: Int64) throws -> Int64 {
    guard state != .withdrawn else {
      throw DocketError(
        .wrongState, "claim \(id) was withdrawn", hint: "`dunningctl reopen \(id)` first, if it is owed after all")
    }
    let (sum, overflow) = paid.minorUnits.addingReportingOverflow(change)
    guard !overflow else { throw DocketError(.wrongState, "more was paid for claim \(id) than can be counted") }
    guard sum >= 0 else {
      throw DocketError(
        .wrongState, "only \(paid.decimal) \(paid.currency.code) came in for claim \(id)",
        hint: "no more than that can go back")
    }
    return sum
  }
}
