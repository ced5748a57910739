package import Dunning
import GRDB

/// What a person says about a claim.
package enum ClaimChange: Sendable, Hashable {
  /// Nothing goes out before the day `until`, or before somebody resumes it.
  case pause(until: CivilDate?, reason: String)
  case resume(reason: String?)
  case withdraw(reason: String)
}

extension Docket {
  /// Records money that came in. The same external number counts once for a claim.
  ///
  /// - Throws: ``DocketError`` `.notFound`, `.ambiguous`, `.wrongCurrency`, `.wrongState` for a withdrawn claim,
  ///   `.paymentTaken` when the number is known with another amount or day.
  package func pay(
    _ name: String, amount: String, date: CivilDate?, externalID: String?, by actor: Actor, rulebook: Rulebook,
    now: Instant
  ) async throws -> ClaimRecord {
    let result: Result<ClaimRecord, RuleError> = try await write { db in
      let record = try Self.find(name, in: db)
      let money: Money
      do {
        money = try Money(parsing: amount, currency: record.claim.draft.amount.currency)
      } catch let error as RuleError {
        return .failure(error)
      }
      guard money.isPositive else {
        return .failure(RuleError(.invalidAmount, "a payment must be more than nothing", hint: nil))
      }
      let day = date ?? rulebook.zone(for: record.claim)?.date(at: now) ?? ZoneRules.utc.date(at: now)
      let payment = Payment(externalID: externalID, amount: money, date: day, recordedAt: now)
      return .success(
        try Self.record(payment, isDateGiven: date != nil, for: record, by: actor, rulebook: rulebook, in: db))
    }
    return try result.get()
  }

  /// Pauses, resumes or withdraws one claim.
  ///
  /// - Throws: ``DocketError`` `.notFound`, `.ambiguous`, `.wrongState`.
  package func change(
    _ name: String, _ change: ClaimChange, by actor: Actor, rulebook: Rulebook, now: Instant
  ) async throws(DocketError) -> ClaimRecord {
    try await write { db in
      try Self.apply(change, to: try Self.find(name, in: db), by: actor, rulebook: rulebook, now: now, in: db)
    }
  }

  /// Pauses, resumes or withdraws every claim of a debtor for which it makes sense.
  ///
  /// - Parameter debtor: the debtor's number, name or address.
  /// - Throws: ``DocketError`` `.notFound` when there is no such debtor with such a claim, `.ambiguous` when the name
  ///   fits debtors of different addresses or creditors.
  package func change(
    debtor: String, _ change: ClaimChange, by actor: Actor, rulebook: Rulebook, now: Instant
  ) async throws(DocketError) -> [ClaimRecord] {
    try await write { db in
      let debtors = try Row.fetchAll(
        db, sql: "SELECT id, creditor, name, email FROM debtor WHERE key = ?1 OR email = ?1 OR name = ?1 LIMIT 20",
        arguments: [debtor])
      guard !debtors.isEmpty else {
        throw DocketError(
          .notFound, "there is no debtor \(quoted(debtor))", hint: "use the debtor's number, name or address")
      }
      guard Set(debtors.map { "\($0["creditor"] as String) \($0["email"] as String)" }).count == 1 else {
        let meanings = debtors.map {
          "\($0["name"] as String) <\($0["email"] as String)> of \($0["creditor"] as String)"
        }
        throw DocketError(
          .ambiguous, "\(quoted(debtor)) fits several debtors: \(meanings.joined(separator: ", "))",
          hint: "use the number or the address, or change the claims one by one")
      }
      let ids = try debtors.flatMap { row in
        try Int64.fetchAll(
          db, sql: "SELECT id FROM claim WHERE debtor_id = ? AND state IN ('open', 'paused') ORDER BY id LIMIT ?",
          arguments: [row["id"] as Int64, DocketLimits.debtorClaimsMax])
      }
      return try ids.map { id in
        let record = try Self.record(ClaimID(id), in: db)
        // A debtor's open claims need no resuming, and that is no reason to refuse the paused ones.
        if case .resume = change, record.claim.state == .open { return record }
        return try Self.apply(change, to: record, by: actor, rulebook: rulebook, now: now, in: db)
      }
    }
  }

  static func payments(of claim: Claim, in db: Database) throws -> [Payment] {
    try Row.fetchAll(
      db, sql: "SELECT * FROM payment WHERE claim_id = ? ORDER BY paid_on, id", arguments: [claim.id.number]
    ).map { row in
      Payment(
        externalID: row["external_id"], amount: Money(minorUnits: row["amount"], currency: claim.draft.amount.currency),
        date: try CivilDate(parsing: row["paid_on"]), recordedAt: Instant(milliseconds: row["recorded_at"]))
    }
  }

  private static func record(
    _ payment: Payment, isDateGiven: Bool, for record: ClaimRecord, by actor: Actor, rulebook: Rulebook,
    in db: Database
  ) throws -> ClaimRecord {
    let claim = record.claim
    if let externalID = payment.externalID,
      let known = try payments(of: claim, in: db).first(where: { $0.externalID == externalID })
    {
      if known.amount == payment.amount, !isDateGiven || known.date == payment.date { return record }
      throw DocketError(
        .paymentTaken, "payment \(quoted(externalID)) is known with another amount or day",
        hint: "`dunningctl show \(claim.id)` shows it")
    }
    guard claim.state != .withdrawn else {
      throw DocketError(.wrongState, "claim \(claim.id) was withdrawn", hint: "enqueue it anew if it is owed after all")
    }
    let (paid, overflow) = claim.paid.minorUnits.addingReportingOverflow(payment.amount.minorUnits)
    guard !overflow else {
      throw DocketError(.wrongState, "more was paid for claim \(claim.id) than can be counted")
    }
    let isPaid = paid >= claim.draft.amount.minorUnits
    try db.execute(
      sql: "INSERT INTO payment (claim_id, external_id, amount, paid_on, recorded_at) VALUES (?, ?, ?, ?, ?)",
      arguments: [
        claim.id.number, payment.externalID, payment.amount.minorUnits, payment.date.iso,
        payment.recordedAt.milliseconds,
      ])
    try db.execute(
      sql: "UPDATE claim SET paid = ?, state = ?, revision = revision + 1 WHERE id = ?",
      arguments: [paid, isPaid ? Claim.State.paid.rawValue : claim.state.rawValue, claim.id.number])
    let now = payment.recordedAt
    var data = ["amount": payment.amount.decimal, "currency": payment.amount.currency.code, "date": payment.date.iso]
    data["id"] = payment.externalID
    try Journal.append(Event(.paymentRecorded, claim: claim.id, actor: actor, data: data), at: now, in: db)
    if isPaid, claim.state != .paid {
      try Journal.append(Event(.claimPaid, claim: claim.id, actor: actor), at: now, in: db)
    }
    try dropWaitingNotices(of: claim.id, because: "a payment came in", rulebook: rulebook, now: now, in: db)
    return try replan(claim.id, rulebook: rulebook, now: now, in: db)
  }

  private static func apply(
    _ change: ClaimChange, to record: ClaimRecord, by actor: Actor, rulebook: Rulebook, now: Instant, in db: Database
  ) throws -> ClaimRecord {
    let claim = record.claim
    func require(_ allowed: Claim.State..., verb: String) throws {
      guard allowed.contains(claim.state) else {
        throw DocketError(.wrongState, "claim \(claim.id) is \(claim.state.rawValue) and cannot be \(verb)")
      }
    }
    switch change {
    case .pause(let until, let reason):
      try require(.open, .paused, verb: "paused")
      try set(.paused, until: until, of: claim.id, in: db)
      var data = ["reason": reason]
      data["until"] = until?.iso
      try Journal.append(Event(.claimPaused, claim: claim.id, actor: actor, data: data), at: now, in: db)
      try dropWaitingNotices(of: claim.id, because: "the claim was paused", rulebook: rulebook, now: now, in: db)
    case .resume(let reason):
      try require(.paused, verb: "resumed")
      try set(.open, until: nil, of: claim.id, in: db)
      let data = reason.map { ["reason": $0] } ?? [:]
      try Journal.append(Event(.claimResumed, claim: claim.id, actor: actor, data: data), at: now, in: db)
    case .withdraw(let reason):
      try require(.open, .paused, verb: "withdrawn")
      try set(.withdrawn, until: nil, of: claim.id, in: db)
      try Journal.append(
        Event(.claimWithdrawn, claim: claim.id, actor: actor, data: ["reason": reason]), at: now, in: db)
      try dropWaitingNotices(of: claim.id, because: "the claim was withdrawn", rulebook: rulebook, now: now, in: db)
    }
    return try replan(claim.id, rulebook: rulebook, now: now, in: db)
  }

  static func set(_ state: Claim.State, until: CivilDate?, of id: ClaimID, in db: Database) throws {
    try db.execute(
      sql: "UPDATE claim SET state = ?, paused_until = ?, revision = revision + 1 WHERE id = ?",
      arguments: [state.rawValue, until?.iso, id.number])
  }
}
