package import Dunning
import GRDB

/// What a person says about a claim.
package enum ClaimChange: Sendable, Hashable {
  /// Nothing goes out before the day `until`, or before somebody resumes it.
  case pause(until: CivilDate?, reason: String)
  /// The debtor will pay by a day, or in instalments; nil for an amount is all that is open.
  case promise(PromiseTerms, reason: String?)
  case dispute(reason: String)
  /// Nobody may write to the debtor any more.
  case stop(StopGround, reason: String)
  case resume(reason: String?)
  case withdraw(reason: String)
  case writeOff(reason: String)
}

extension ClaimChange {
  /// Under which name it stands in the journal and in the log.
  package var event: Event.Kind {
    switch self {
    case .pause: .claimPaused
    case .promise: .claimPromised
    case .dispute: .claimDisputed
    case .stop: .claimStopped
    case .resume: .claimResumed
    case .withdraw: .claimWithdrawn
    case .writeOff: .claimWrittenOff
    }
  }
}

/// Why nobody may write to a debtor any more.
package enum StopGround: String, Sendable, CaseIterable {
  case insolvency
  /// A lawyer or a debt adviser speaks for the debtor.
  case representation
  case deceased
  /// The debtor has asked in writing to be left alone.
  case ceaseRequest = "cease-request"
  case other
}

extension Docket {
  /// Carries out what a person says about one claim.
  ///
  /// - Parameter cause: why the money did not come, where that was said along with it.
  /// - Throws: ``DocketError`` `.notFound`, `.ambiguous`, `.wrongState`; ``RuleError`` for a promise that makes no plan.
  package func change(
    _ name: String, _ change: ClaimChange, cause: Claim.Cause? = nil, by actor: Actor, rulebook: Rulebook, now: Instant
  ) async throws -> ClaimRecord {
    let result = try await write { db in
      try Self.catchingRuleErrors(in: db) {
        let saying = Saying(change: change, cause: cause, actor: actor, rulebook: rulebook, now: now)
        return try saying.apply(to: try Self.find(name, in: db), in: db)
      }
    }
    return try result.get()
  }

  /// Carries out what a person says about a debtor, on every claim for which it makes sense. A pause, a dispute and a
  /// stop hold for claims that come later as well, until somebody resumes the debtor.
  ///
  /// - Parameter debtor: the debtor's number, name or address.
  /// - Throws: ``DocketError`` `.notFound` when there is no such debtor, `.ambiguous` when the name fits debtors of
  ///   different addresses or creditors; ``RuleError`` for a promise that makes no plan.
  package func change(
    debtor: String, _ change: ClaimChange, cause: Claim.Cause? = nil, by actor: Actor, rulebook: Rulebook, now: Instant
  ) async throws -> [ClaimRecord] {
    let result = try await write { db in
      try Self.catchingRuleErrors(in: db) {
        let saying = Saying(change: change, cause: cause, actor: actor, rulebook: rulebook, now: now)
        let debtors = try Self.findDebtors(debtor, in: db)
        for id in debtors { try saying.keep(ofDebtor: id, in: db) }
        let records = try debtors.flatMap { try Self.openClaims(ofDebtor: $0, in: db) }
          .map { try Self.record($0, in: db) }
        try saying.checkSum(over: records)
        return try records.map { record in
          // What makes no sense for one claim of a debtor is no reason to refuse it for the others.
          saying.isAllowed(for: record.claim.state) ? try saying.apply(to: record, in: db) : record
        }
      }
    }
    return try result.get()
  }

  static func openClaims(ofDebtor id: Int64, in db: Database) throws -> [ClaimID] {
    try Int64.fetchAll(
      db,
      sql: """
        SELECT id FROM claim WHERE debtor_id = ? AND state IN ('open', 'paused', 'promised', 'disputed', 'stopped')
        ORDER BY id LIMIT ?
        """, arguments: [id, DocketLimits.debtorClaimsMax]
    ).map(ClaimID.init)
  }

  static func set(
    _ state: Claim.State, until: CivilDate?, reason: String?, of id: ClaimID, in db: Database
  ) throws {
    try db.execute(
      sql: "UPDATE claim SET state = ?, paused_until = ?, state_reason = ?, revision = revision + 1 WHERE id = ?",
      arguments: [state.rawValue, until?.iso, reason, id.number])
  }

  /// An error of the rules is an answer, and what was changed before it is undone.
  private static func catchingRuleErrors<T>(in db: Database, _ body: () throws -> T) throws -> Result<T, RuleError> {
    var result: Result<T, RuleError>?
    try db.inSavepoint {
      do {
        result = .success(try body())
        return .commit
      } catch let error as RuleError {
        result = .failure(error)
        return .rollback
      }
    }
    guard let result else { throw DocketError(.failed, "the docket lost what was said") }
    return result
  }
}

/// Something that is said, by whom and when.
struct Saying {
  let change: ClaimChange
  let cause: Claim.Cause?
  let actor: Actor
  let rulebook: Rulebook
  let now: Instant

  /// Whether it can be said of a claim in this state.
  func isAllowed(for state: Claim.State) -> Bool {
    switch change {
    case .pause: [.open, .paused, .promised].contains(state)
    case .promise: [.open, .paused, .promised, .disputed].contains(state)
    case .dispute: [.open, .paused, .promised, .disputed].contains(state)
    case .resume: [.paused, .promised, .disputed, .stopped].contains(state)
    case .stop, .withdraw, .writeOff: state.isOpen
    }
  }

  func apply(to record: ClaimRecord, in db: Database) throws -> ClaimRecord {
    let claim = record.claim
    guard isAllowed(for: claim.state) else {
      throw DocketError(
        .wrongState, "claim \(claim.id) is \(claim.state.rawValue) and cannot be \(participle)",
        hint: claim.state == .disputed || claim.state == .stopped ? "`dunningctl resume \(claim.id)` first" : nil)
    }
    try Docket.endPromise(of: claim.id, as: .replaced, in: db)
    let (state, until) = try newState(of: claim, in: db)
    var data = data
    if case .promise(let terms, _) = change {
      data.merge(try terms.promise(for: claim, today: today(for: claim)).journalled) { given, _ in given }
      data["until"] = until?.iso
    }
    try Docket.set(state, until: until, reason: reason, of: claim.id, in: db)
    if let cause {
      try db.execute(sql: "UPDATE claim SET cause = ? WHERE id = ?", arguments: [cause.rawValue, claim.id.number])
    } else if claim.state == .disputed, record.cause == .disputed {
      // What is disputed no more is not unpaid for that reason.
      try db.execute(sql: "UPDATE claim SET cause = NULL WHERE id = ?", arguments: [claim.id.number])
    }
    try Journal.append(Event(change.event, claim: claim.id, actor: actor, data: data), at: now, in: db)
    if state != .open {
      try Docket.dropWaitingNotices(
        of: claim.id, because: "the claim was \(participle)", rulebook: rulebook, now: now, in: db)
    }
    return try Docket.replan(claim.id, rulebook: rulebook, now: now, in: db)
  }

  /// A sum that was promised for a debtor as a whole says nothing of how much of it each claim gets.
  func checkSum(over records: [ClaimRecord]) throws(RuleError) {
    guard case .promise(let terms, _) = change, terms.hasAmount,
      records.count(where: { isAllowed(for: $0.claim.state) }) > 1
    else { return }
    throw RuleError(
      .invalidPromise, "the debtor has several claims, and a sum cannot be divided among them",
      hint: "promise it claim by claim, or leave the amount out")
  }

  /// Remembers it of the debtor as a whole, for claims that come later. As with a claim, a pause does not end a dispute
  /// and neither of them a stop.
  func keep(ofDebtor id: Int64, in db: Database) throws {
    let known = try String.fetchOne(db, sql: "SELECT state FROM debtor WHERE id = ?", arguments: [id])
    guard isAllowed(for: known.flatMap(Claim.State.init(rawValue:)) ?? .open) else { return }
    let (state, until): (Claim.State?, CivilDate?) =
      switch change {
      case .pause(let until, _): (.paused, until)
      case .dispute: (.disputed, nil)
      case .stop: (.stopped, nil)
      case .resume: (nil, nil)
      case .promise, .withdraw, .writeOff: (nil, nil)
      }
    switch change {
    case .pause, .dispute, .stop, .resume:
      try db.execute(
        sql: "UPDATE debtor SET state = ?, state_until = ?, state_reason = ? WHERE id = ?",
        arguments: [state?.rawValue, until?.iso, state == nil ? nil : reason, id])
    // These are words about what is owed now.
    case .promise, .withdraw, .writeOff: break
    }
  }

  private func newState(of claim: Claim, in db: Database) throws -> (Claim.State, CivilDate?) {
    switch change {
    case .pause(let until, _): return (.paused, until)
    case .promise(let terms, _):
      let promise = try terms.promise(for: claim, today: today(for: claim))
      return (.promised, try Docket.make(promise, for: claim, rulebook: rulebook, now: now, in: db))
    case .dispute: return (.disputed, nil)
    case .stop: return (.stopped, nil)
    case .resume: return (.open, nil)
    case .withdraw: return (.withdrawn, nil)
    case .writeOff: return (.writtenOff, nil)
    }
  }

  private func today(for claim: Claim) -> CivilDate { (rulebook.zone(for: claim) ?? .utc).date(at: now) }

  private var reason: String? {
    switch change {
    case .pause(_, let reason), .dispute(let reason), .withdraw(let reason), .writeOff(let reason): reason
    case .stop(let ground, let reason): "\(ground.rawValue): \(reason)"
    case .promise(_, let reason): reason
    // The reason of a resumption is in the journal; the claim is simply open.
    case .resume: nil
    }
  }

  private var data: [String: String] {
    var data: [String: String] = [:]
    data["cause"] = cause?.rawValue
    data["reason"] = reason
    switch change {
    case .pause(let until, _): data["until"] = until?.iso
    case .promise(let terms, _): data["by"] = terms.text
    case .resume(let reason): data["reason"] = reason
    case .dispute, .stop, .withdraw, .writeOff: break
    }
    return data
  }

  private var participle: String {
    switch change {
    case .pause: "paused"
    case .promise: "promised"
    case .dispute: "disputed"
    case .stop: "stopped"
    case .resume: "resumed"
    case .withdraw: "withdrawn"
    case .writeOff: "written off"
    }
  }
}
