import Dunning
import DunningSQL

extension Reading {
  func promises(of claim: Claim) throws -> [RecordedPromise] {
    try sql.all(
      "\(PromiseRow.selection) WHERE claim_id = ? ORDER BY id", .number(claim.id.number), read: PromiseRow.init
    )
    .map { try promise($0, of: claim) }
  }

  fileprivate func runningPromise(of claim: ClaimID) throws -> PromiseRow? {
    try sql.first(
      "\(PromiseRow.selection) WHERE claim_id = ? AND state = \(RecordedPromise.State.running.sql)",
      .number(claim.number), read: PromiseRow.init)
  }

  fileprivate func promise(_ row: PromiseRow, of claim: Claim) throws -> RecordedPromise {
    let currency = claim.draft.amount.currency
    let rows = try sql.all(
      "SELECT due, amount, outcome FROM instalment WHERE promise_id = ? ORDER BY number", .number(row.id)
    ) { row in
      (
        instalment: Promise.Instalment(
          due: try CivilDate(parsing: row.text(0)), amount: Money(minorUnits: row.number(1), currency: currency)),
        outcome: row.textIfAny(2).flatMap(Promise.Outcome.init(rawValue:))
      )
    }
    guard let state = RecordedPromise.State(rawValue: row.state) else {
      throw ClaimRecord.damaged("promise state")
    }
    return RecordedPromise(
      promise: Promise(
        instalments: rows.map(\.instalment), paidBefore: Money(minorUnits: row.paidBefore, currency: currency)),
      madeAt: Instant(milliseconds: row.madeAt), state: state, outcomes: rows.map(\.outcome))
  }
}

extension Writing {
  /// A claim that is paid has kept whatever was promised.
  func keepPromise(of claim: Claim) throws {
    guard let row = try runningPromise(of: claim.id) else { return }
    let recorded = try promise(row, of: claim)
    for index in recorded.outcomes.indices where recorded.outcomes[index] == nil {
      try write(.kept, instalment: index, of: row.id)
    }
    if let last = recorded.promise.instalments.last {
      try journal(.kept, last, of: claim, by: actor)
    }
    try endPromise(of: claim.id, as: .kept)
  }

  /// The promise that a payment seemed to keep was not kept after all: another one is in force.
  func replaceKeptPromise(of claim: ClaimID) throws {
    try sql.run(
      """
      UPDATE promise SET state = \(RecordedPromise.State.replaced.sql)
      WHERE id = (SELECT max(id) FROM promise WHERE claim_id = ?) AND state = \(RecordedPromise.State.kept.sql)
      """, .number(claim.number))
  }

  /// Ends the running promise, if there is one, and what would have judged it.
  func endPromise(of claim: ClaimID, as state: RecordedPromise.State) throws {
    try sql.run(
      "UPDATE promise SET state = ? WHERE claim_id = ? AND state = \(RecordedPromise.State.running.sql)",
      .text(state.rawValue),
      .number(claim.number))
    try sql.run(
      """
      UPDATE follow_up SET state = \(FollowUp.State.done.sql), at = NULL
      WHERE claim_id = ? AND kind = \(FollowUp.Kind.promise.sql) AND state <> \(FollowUp.State.done.sql)
      """,
      .number(claim.number))
  }

  fileprivate func write(_ outcome: Promise.Outcome, instalment: Int, of promise: Int64) throws {
    try sql.run(
      "UPDATE instalment SET outcome = ? WHERE promise_id = ? AND number = ?", .text(outcome.rawValue),
      .number(promise), .number(Int64(instalment)))
  }

  fileprivate func journal(
    _ outcome: Promise.Outcome, _ instalment: Promise.Instalment, of claim: Claim, until: CivilDate? = nil,
    by actor: Actor
  ) throws {
    let kind: Event.Kind =
      switch outcome {
      case .kept: .promiseKept
      case .partlyKept: .promisePartlyKept
      case .broken: .promiseBroken
      }
    var data: [JournalKey: String] = [.due: instalment.due.iso, .amount: instalment.amount.decimal]
    data[.until] = until?.iso
    try journal(Event(kind, claim: claim.id, actor: actor, data: data))
  }
}

extension Transaction {
  /// Keeps a promise and the day on which it is judged.
  ///
  /// - Returns: the first day on which dunning would go on.
  func make(_ promise: Promise, for claim: Claim) throws -> CivilDate? {
    let id = try sql.inserted(
      "INSERT INTO promise (claim_id, made_at, paid_before, state) VALUES (?, ?, ?, \(RecordedPromise.State.running.sql))",
      .number(claim.id.number), .number(now.milliseconds), .number(promise.paidBefore.minorUnits))
    for (number, instalment) in promise.instalments.enumerated() {
      try sql.run(
        "INSERT INTO instalment (promise_id, number, due, amount) VALUES (?, ?, ?, ?)", .number(id),
        .number(Int64(number)), .text(instalment.due.iso), .number(instalment.amount.minorUnits))
    }
    guard let first = promise.instalments.first else { return nil }
    return try judge(first, of: claim)
  }

  /// Has an instalment judged when its day and the grace for money on its way have passed.
  ///
  /// - Returns: the first day on which dunning would go on.
  private func judge(_ instalment: Promise.Instalment, of claim: Claim) throws -> CivilDate {
    let day = rulebook.resumption(after: instalment.due, for: claim)
    let midnight = (rulebook.zone(for: claim) ?? .utc).instant(day, TimeOfDay(seconds: 0))
    try plan(
      FollowUp.Draft(kind: .promise, note: "\(instalment.amount.decimal) by \(instalment.due.iso)", day: day),
      of: claim.id, at: midnight)
    return day
  }

  /// Judges promises whose day has passed, a batch at a time.
  ///
  /// - Returns: whether all of them are judged; before that nothing may be decided about any claim, since a kept
  ///   instalment must not be followed by a reminder.
  func judgePromises() throws -> Bool {
    let due = try sql.all(
      "SELECT id, claim_id FROM follow_up WHERE kind = ? AND at <= ? ORDER BY at, id LIMIT ?",
      .text(FollowUp.Kind.promise.rawValue), .number(now.milliseconds), .number(Int64(DocketLimits.replanBatch))
    ) { (id: FollowUpID($0.number(0)), claim: ClaimID($0.number(1))) }
    for promise in due {
      try apart {
        try close(promise.id, as: .done)
        try judgePromise(of: promise.claim)
      } orElse: {
        try setAside(promise.id, because: $0)
      }
    }
    return due.count < DocketLimits.replanBatch
  }

  /// Judges the instalment whose day has passed: the claim goes on waiting for the next one, or is open again.
  private func judgePromise(of id: ClaimID) throws {
    let claim = try record(id).claim
    guard let row = try runningPromise(of: id) else { return }
    let recorded = try promise(row, of: claim)
    guard let index = recorded.outcomes.firstIndex(of: nil) else { return }
    let outcome = recorded.promise.outcome(of: index, paid: claim.paid)
    try write(outcome, instalment: index, of: row.id)
    let next = recorded.promise.instalments.dropFirst(index + 1).first
    let until = try outcome == .kept ? next.map { try judge($0, of: claim) } : nil
    try journal(outcome, recorded.promise.instalments[index], of: claim, until: until, by: .daemon)
    if let until {
      try set(.promised, until: until, reason: nil, of: id)
    } else {
      try endPromise(of: id, as: RecordedPromise.State(outcome))
      try set(.open, until: nil, reason: nil, of: id)
    }
    try replan(id)
  }
}

/// A promise's own row.
private struct PromiseRow {
  let id: Int64
  let madeAt: Int64
  let paidBefore: Int64
  let state: String

  /// What ``init(_:)`` reads.
  static let selection = "SELECT id, made_at, paid_before, state FROM promise"

  init(_ row: SQLRow) {
    id = row.number(0)
    madeAt = row.number(1)
    paidBefore = row.number(2)
    state = row.text(3)
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
