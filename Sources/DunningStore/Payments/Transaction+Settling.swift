import Dunning
import DunningSQL

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
      if try !sayAgain(of: claim.id) { try applyDebtorState(to: claim.id) }
    }
    try applyDiscount(to: claim.id)
    try correctDemand(of: claim.id)
    // Money that named it while nothing was open on it waits for a person.
    if isReopened { try matchWaiting(for: claim.id) }
  }
}

extension Transaction {
  /// What was last said of a claim when it was paid holds again, since nobody has resumed it: a debtor is no less insolvent
  /// because a bank took the money back, and what was agreed still is where a payment was booked by mistake.
  ///
  /// - Returns: false where nothing was said, what was said is over, or was said of the debtor as a whole.
  private func sayAgain(of id: ClaimID) throws -> Bool {
    let last = try sql.first(
      "SELECT event, data FROM event WHERE claim_id = ? AND event IN \(lastWords.sql) ORDER BY id DESC LIMIT 1",
      .number(id.number)
    ) { (kind: Event.Kind(rawValue: $0.text(0)), said: try Journal.decode($0.text(1))) }
    guard let last, let kind = last.kind, let state = lastingStates[kind] else { return false }
    if kind == .claimPromised { return try promiseAgain(id, terms: last.said[.by]) }
    let until = try last.said[.until].map(CivilDate.init(parsing:))
    if kind == .claimPaused {
      let isOfDebtor = last.said[.reason]?.hasPrefix(ClaimReplay.ofDebtor) ?? false
      guard !isOfDebtor, try until.map({ $0 > today(for: try record(id).claim) }) ?? true else { return false }
    }
    let reason = try record(id).reason
    try set(state, until: until, reason: reason, of: id)
    var data: [JournalKey: String] = [:]
    (data[.reason], data[.until]) = (reason, until?.iso)
    try journal(Event(kind, claim: id, actor: .daemon, data: data))
    return true
  }

  /// The instalments that are still to come are promised again; those that seemed kept were not.
  private func promiseAgain(_ id: ClaimID, terms: String?) throws -> Bool {
    let claim = try record(id).claim
    let today = today(for: claim)
    guard let last = try promises(of: claim).last, last.state == .kept else { return false }
    let ahead = last.promise.instalments.filter { $0.due >= today }
    guard !ahead.isEmpty else { return false }
    let promise = Promise(instalments: ahead, paidBefore: claim.paid)
    try replaceKeptPromise(of: id)
    let (until, reason) = (try make(promise, for: claim), try record(id).reason)
    try set(.promised, until: until, reason: reason, of: id)
    var data = promise.journalled
    (data[.by], data[.reason], data[.until]) = (terms, reason, until?.iso)
    try journal(Event(.claimPromised, claim: id, actor: .daemon, data: data))
    return true
  }
}

/// What can be said last of a claim that is paid.
private let lastWords: [Event.Kind] = [
  .claimPaused, .claimPromised, .claimResumed, .claimDisputed, .claimStopped, .claimWrittenOff,
]

/// What a claim is again whose last word was one of these.
private let lastingStates: [Event.Kind: Claim.State] = [
  .claimPaused: .paused, .claimPromised: .promised, .claimDisputed: .disputed, .claimStopped: .stopped,
  .claimWrittenOff: .writtenOff,
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
