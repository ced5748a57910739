package import Dunning
import GRDB

/// How a debtor means to pay, as it was said.
package enum PromiseTerms: Sendable, Hashable {
  /// By a day, so much of what is open; nil is all of it. The amount is a decimal string in the claim's currency.
  case day(CivilDate, amount: String?)
  /// From a day on, a span apart, so much each time or in so many parts.
  case instalments(first: CivilDate, every: Span, amount: String?, count: Int?)

  /// The promise for a claim.
  ///
  /// - Throws: ``RuleError`` `.invalidPromise`, `.invalidAmount`, `.invalidDate` when the first day is past or the last
  ///   one beyond ``RuleLimits/promiseDaysMax``.
  func promise(for claim: Claim, today: CivilDate) throws(RuleError) -> Promise {
    guard firstDay >= today else {
      throw RuleError(.invalidDate, "\(firstDay.iso) is past", hint: "a promise names a day that is still to come")
    }
    let instalments = try instalments(of: claim.outstanding)
    if let last = instalments.last?.due, last > today.adding(days: RuleLimits.promiseDaysMax) {
      throw RuleError(
        .invalidDate, "the promise would run until \(last.iso)",
        hint: "a promise ends within \(RuleLimits.promiseDaysMax / 365) years")
    }
    return Promise(instalments: instalments, paidBefore: claim.paid)
  }

  private func instalments(of open: Money) throws(RuleError) -> [Promise.Instalment] {
    switch self {
    case .day(let day, let amount):
      let sum = try amount.map { text throws(RuleError) in try Money(parsing: text, currency: open.currency) } ?? open
      guard sum.isPositive, sum.minorUnits <= open.minorUnits else {
        throw RuleError(
          .invalidPromise, "\(sum.decimal) was promised, but \(open.decimal) \(open.currency.code) is open",
          hint: "leave the amount out when all of it was promised")
      }
      return [Promise.Instalment(due: day, amount: sum)]
    case .instalments(let first, let every, let amount, let count):
      let each = try amount.map { text throws(RuleError) in try Money(parsing: text, currency: open.currency) }
      return try Promise.plan(for: open, first: first, every: every, amount: each, count: count)
    }
  }

  var hasAmount: Bool {
    switch self {
    case .day(_, let amount), .instalments(_, _, let amount, _): amount != nil
    }
  }

  private var firstDay: CivilDate {
    switch self {
    case .day(let day, _): day
    case .instalments(let first, _, _, _): first
    }
  }

  /// As it stands in the journal.
  var text: String {
    switch self {
    case .day(let day, let amount): amount.map { "\($0) by \(day.iso)" } ?? day.iso
    case .instalments(let first, let every, let amount, let count):
      "from \(first.iso) every \(every.text), "
        + (amount.map { "\($0) each" } ?? "in \(count ?? 0) instalments")
    }
  }
}

/// A promise as the docket knows it.
package struct RecordedPromise: Hashable, Sendable {
  package enum State: String, Sendable, CaseIterable {
    case running
    case kept
    case partlyKept = "partly-kept"
    case broken
    /// Something else was said meanwhile.
    case replaced
  }

  package let promise: Promise
  package let madeAt: Instant
  package let state: State
  /// What became of each instalment; nil while its day has not passed.
  package let outcomes: [Promise.Outcome?]
}

extension Docket {
  static func promises(of claim: Claim, in db: Database) throws -> [RecordedPromise] {
    try Row.fetchAll(
      db, sql: "SELECT * FROM promise WHERE claim_id = ? ORDER BY id", arguments: [claim.id.number]
    ).map { try promise($0, of: claim, in: db) }
  }

  /// Keeps a promise and the day on which it is judged.
  ///
  /// - Returns: the first day on which dunning would go on.
  static func make(
    _ promise: Promise, for claim: Claim, rulebook: Rulebook, now: Instant, in db: Database
  ) throws -> CivilDate? {
    try db.execute(
      sql: "INSERT INTO promise (claim_id, made_at, paid_before, state) VALUES (?, ?, ?, 'running')",
      arguments: [claim.id.number, now.milliseconds, promise.paidBefore.minorUnits])
    let id = db.lastInsertedRowID
    for (number, instalment) in promise.instalments.enumerated() {
      try db.execute(
        sql: "INSERT INTO instalment (promise_id, number, due, amount) VALUES (?, ?, ?, ?)",
        arguments: [id, number, instalment.due.iso, instalment.amount.minorUnits])
    }
    guard let first = promise.instalments.first else { return nil }
    return try judge(first, of: claim, rulebook: rulebook, now: now, in: db)
  }

  /// Has an instalment judged when its day and the grace for money on its way have passed.
  ///
  /// - Returns: the first day on which dunning would go on.
  private static func judge(
    _ instalment: Promise.Instalment, of claim: Claim, rulebook: Rulebook, now: Instant, in db: Database
  ) throws -> CivilDate {
    let day = rulebook.resumption(after: instalment.due, for: claim)
    let midnight = (rulebook.zone(for: claim) ?? .utc).instant(day, TimeOfDay(seconds: 0))
    try insert(
      FollowUp.Draft(kind: .promise, note: "\(instalment.amount.decimal) by \(instalment.due.iso)", day: day),
      of: claim.id, at: midnight, now: now, in: db)
    return day
  }

  /// Judges the instalment whose day has passed: the claim goes on waiting for the next one, or is open again.
  static func judgePromise(of id: ClaimID, rulebook: Rulebook, now: Instant, in db: Database) throws {
    let claim = try record(id, in: db).claim
    guard let row = try runningPromise(of: id, in: db) else { return }
    let recorded = try promise(row, of: claim, in: db)
    guard let index = recorded.outcomes.firstIndex(of: nil) else { return }
    let outcome = recorded.promise.outcome(of: index, paid: claim.paid)
    try write(outcome, instalment: index, of: row["id"], in: db)
    let next = recorded.promise.instalments.dropFirst(index + 1).first
    let until = try outcome == .kept ? next.map { try judge($0, of: claim, rulebook: rulebook, now: now, in: db) } : nil
    try journal(
      outcome, recorded.promise.instalments[index], of: claim, until: until, by: .daemon, now: now, in: db)
    if let until {
      try set(.promised, until: until, reason: nil, of: id, in: db)
    } else {
      try endPromise(of: id, as: RecordedPromise.State(outcome), in: db)
      try set(.open, until: nil, reason: nil, of: id, in: db)
    }
    try replan(id, rulebook: rulebook, now: now, in: db)
  }

  /// A claim that is paid has kept whatever was promised.
  static func keepPromise(of claim: Claim, by actor: Actor, now: Instant, in db: Database) throws {
    guard let row = try runningPromise(of: claim.id, in: db) else { return }
    let recorded = try promise(row, of: claim, in: db)
    for index in recorded.outcomes.indices where recorded.outcomes[index] == nil {
      try write(.kept, instalment: index, of: row["id"], in: db)
    }
    if let last = recorded.promise.instalments.last {
      try journal(.kept, last, of: claim, by: actor, now: now, in: db)
    }
    try endPromise(of: claim.id, as: .kept, in: db)
  }

  /// Ends the running promise, if there is one, and what would have judged it.
  static func endPromise(of claim: ClaimID, as state: RecordedPromise.State, in db: Database) throws {
    try db.cachedStatement(sql: "UPDATE promise SET state = ? WHERE claim_id = ? AND state = 'running'")
      .execute(arguments: [state.rawValue, claim.number])
    try db.cachedStatement(
      sql: "UPDATE follow_up SET state = 'done', at = NULL WHERE claim_id = ? AND kind = 'promise' AND state <> 'done'"
    ).execute(arguments: [claim.number])
  }

  private static func runningPromise(of claim: ClaimID, in db: Database) throws -> Row? {
    try Row.fetchOne(
      db, sql: "SELECT * FROM promise WHERE claim_id = ? AND state = 'running'", arguments: [claim.number])
  }

  private static func write(
    _ outcome: Promise.Outcome, instalment: Int, of promise: Int64, in db: Database
  ) throws {
    try db.execute(
      sql: "UPDATE instalment SET outcome = ? WHERE promise_id = ? AND number = ?",
      arguments: [outcome.rawValue, promise, instalment])
  }

  private static func journal(
    _ outcome: Promise.Outcome, _ instalment: Promise.Instalment, of claim: Claim, until: CivilDate? = nil,
    by actor: Actor, now: Instant, in db: Database
  ) throws {
    let kind: Event.Kind =
      switch outcome {
      case .kept: .promiseKept
      case .partlyKept: .promisePartlyKept
      case .broken: .promiseBroken
      }
    var data = ["due": instalment.due.iso, "amount": instalment.amount.decimal]
    data["until"] = until?.iso
    try Journal.append(Event(kind, claim: claim.id, actor: actor, data: data), at: now, in: db)
  }

  private static func promise(_ row: Row, of claim: Claim, in db: Database) throws -> RecordedPromise {
    let currency = claim.draft.amount.currency
    let rows = try Row.fetchAll(
      db, sql: "SELECT * FROM instalment WHERE promise_id = ? ORDER BY number", arguments: [row["id"] as Int64])
    guard let state = RecordedPromise.State(rawValue: row["state"]) else {
      throw ClaimRecord.damaged("promise state")
    }
    return RecordedPromise(
      promise: Promise(
        instalments: try rows.map {
          Promise.Instalment(
            due: try CivilDate(parsing: $0["due"]), amount: Money(minorUnits: $0["amount"], currency: currency))
        }, paidBefore: Money(minorUnits: row["paid_before"], currency: currency)),
      madeAt: Instant(milliseconds: row["made_at"]), state: state,
      outcomes: rows.map { ($0["outcome"] as String?).flatMap(Promise.Outcome.init(rawValue:)) })
  }
}

extension Promise {
  /// As it stands in the journal, which binds its rows: `2026-12-01 60.00, 2027-01-01 60.00`.
  var journalled: [String: String] {
    let sums = instalments.map { "\($0.due.iso) \($0.amount.decimal)" }
    return ["instalments": sums.joined(separator: ", "), "paid_before": paidBefore.decimal]
  }
}

extension RecordedPromise.State {
  fileprivate init(_ outcome: Promise.Outcome) {
    switch outcome {
    case .kept: self = .kept
    case .partlyKept: self = .partlyKept
    case .broken: self = .broken
    }
  }
}
