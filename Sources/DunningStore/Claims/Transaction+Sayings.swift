import Dunning
import DunningSQL

extension Reading {
  /// The claims of a debtor that are not settled, by ascending number.
  func openClaims(ofDebtor id: Int64) throws -> [ClaimID] {
    try sql.all(
      """
      SELECT id FROM claim WHERE debtor_id = ? AND state IN \(Claim.State.unsettled.sql)
      ORDER BY id LIMIT ?
      """, .number(id), .number(Int64(DocketLimits.debtorClaimsMax))
    ) { ClaimID($0.number(0)) }
  }
}

extension Writing {
  func set(_ state: Claim.State, until: CivilDate?, reason: String?, of id: ClaimID) throws {
    try sql.run(
      "UPDATE claim SET state = ?, paused_until = ?, state_reason = ?, revision = revision + 1 WHERE id = ?",
      .text(state.rawValue), SQLValue(until?.iso), SQLValue(reason), .number(id.number))
  }

  /// - Parameter cause: why the money did not come; nil while nobody says.
  func set(_ cause: Claim.Cause?, of id: ClaimID) throws {
    try sql.run("UPDATE claim SET cause = ? WHERE id = ?", SQLValue(cause?.rawValue), .number(id.number))
  }

  /// An error of the rules is an answer, and what was changed before it is undone.
  func catchingRuleErrors<T>(_ body: () throws -> T) throws -> Result<T, RuleError> {
    do {
      return .success(try sql.apart { try body() })
    } catch let error as RuleError {
      return .failure(error)
    }
  }

}

extension Transaction {
  /// Remembers it of the debtor as a whole, for claims that come later. As with a claim, a pause does not end a dispute
  /// and neither of them a stop.
  func keep(_ saying: Saying, ofDebtor id: Int64) throws {
    let known = try sql.first("SELECT state FROM debtor WHERE id = ?", .number(id)) {
      Claim.State(rawValue: $0.text(0))
    }
    guard saying.isAllowed(for: known.flatMap { $0 } ?? .open) else { return }
    let (state, until): (Claim.State?, CivilDate?) =
      switch saying.change {
      case .pause(let until, _): (.paused, until)
      case .dispute: (.disputed, nil)
      case .stop: (.stopped, nil)
      case .resume: (nil, nil)
      case .promise, .withdraw, .writeOff: (nil, nil)
      }
    switch saying.change {
    case .pause, .dispute, .stop, .resume:
      try sql.run(
        "UPDATE debtor SET state = ?, state_until = ?, state_reason = ? WHERE id = ?", SQLValue(state?.rawValue),
        SQLValue(until?.iso), SQLValue(state == nil ? nil : saying.reason), .number(id))
      // Without the words: what is about no claim is not erased. The claims' own entries have them.
      var data: [JournalKey: String] = [.debtor: String(id)]
      data[.state] = state?.rawValue
      data[.until] = until?.iso
      try journal(Event(.debtorChanged, actor: actor, data: data))
      try namesakeChanged(id)
    // These are words about what is owed now.
    case .promise, .withdraw, .writeOff: break
    }
  }
}

extension Transaction {
  /// Carries out what is said of a claim.
  ///
  /// - Throws: ``DocketError`` `.wrongState` when it makes no sense; ``RuleError`` for a promise that makes no plan.
  func apply(_ saying: Saying, to record: ClaimRecord) throws -> ClaimRecord {
    let claim = record.claim
    guard saying.isAllowed(for: claim.state) else {
      throw DocketError(
        .wrongState, "claim \(claim.id) is \(claim.state.rawValue) and cannot be \(saying.participle)",
        hint: claim.wayBack)
    }
    if case .withdraw = saying.change { try releaseMoney(of: claim) }
    try endPromise(of: claim.id, as: .replaced)
    let (state, until) = try newState(of: claim, after: saying)
    var data = saying.data
    if case .promise(let terms, _) = saying.change {
      data.merge(try terms.promise(for: claim, today: today(for: claim)).journalled) { given, _ in given }
      data[.until] = until?.iso
    }
    try set(state, until: until, reason: saying.reason, of: claim.id)
    if let cause = saying.cause {
      try set(cause, of: claim.id)
    } else if claim.state == .disputed, record.cause == .disputed {
      // What is disputed no more is not unpaid for that reason.
      try set(nil, of: claim.id)
    }
    try journal(Event(saying.change.event, claim: claim.id, actor: actor, data: data))
    if Claim.State.givenUp.contains(state), claim.asked != nil { try dropQuestion(of: claim) }
    if state != .open { try dropWaitingNotices(of: claim.id, because: "the claim was \(saying.participle)") }
    return try replan(claim.id)
  }

  private func newState(of claim: Claim, after saying: Saying) throws -> (Claim.State, CivilDate?) {
    switch saying.change {
    case .pause(let until, _): return (.paused, until)
    case .promise(let terms, _):
      let promise = try terms.promise(for: claim, today: today(for: claim))
      return (.promised, try make(promise, for: claim))
    case .dispute: return (.disputed, nil)
    case .stop: return (.stopped, nil)
    case .resume: return (.open, nil)
    case .withdraw: return (.withdrawn, nil)
    case .writeOff: return (.writtenOff, nil)
    }
  }

  /// The day where the debtor is.
  func today(for claim: Claim) -> CivilDate { (rulebook.zone(for: claim) ?? .utc).date(at: now) }
}

extension Claim {
  /// What makes it one of which more can be said; nil where nothing has to be taken back.
  fileprivate var wayBack: String? {
    switch state {
    case .disputed, .stopped: "`dunningctl resume \(id)` first"
    case .withdrawn, .writtenOff: "`dunningctl reopen \(id)` first, if it is owed after all"
    case .paid:
      "what is not owed after all is credited, and then the debtor's: `dunningctl pay \(id) --amount A --kind credit-note`"
    case .open, .paused, .promised: nil
    }
  }
}
