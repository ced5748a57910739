package import Dunning
import GRDB

extension Docket {
  /// Records money that came in or went back. The same external number counts once for a claim.
  ///
  /// - Throws: ``DocketError`` `.notFound`, `.ambiguous`, `.wrongCurrency`, `.wrongState` for a withdrawn claim and when
  ///   more would go back than came in, `.paymentTaken` when the number is known with other content.
  package func pay(
    _ name: String, amount: String, kind: Payment.Kind = .payment, date: CivilDate?, externalID: String?,
    by actor: Actor, rulebook: Rulebook, now: Instant
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
      let payment = Payment(externalID: externalID, kind: kind, amount: money, date: day, recordedAt: now)
      return .success(
        try Self.record(payment, isDateGiven: date != nil, for: record, by: actor, rulebook: rulebook, in: db))
    }
    return try result.get()
  }

  static func payments(of claim: Claim, in db: Database) throws -> [Payment] {
    try Row.fetchAll(
      db, sql: "SELECT * FROM payment WHERE claim_id = ? ORDER BY paid_on, id", arguments: [claim.id.number]
    ).map { row in
      guard let kind = Payment.Kind(rawValue: row["kind"]) else { throw ClaimRecord.damaged("payment kind") }
      return Payment(
        externalID: row["external_id"], kind: kind,
        amount: Money(minorUnits: row["amount"], currency: claim.draft.amount.currency),
        date: try CivilDate(parsing: row["paid_on"]), recordedAt: Instant(milliseconds: row["recorded_at"]))
    }
  }

  private static func record(
    _ payment: Payment, isDateGiven: Bool, for record: ClaimRecord, by actor: Actor, rulebook: Rulebook,
    in db: Database
  ) throws -> ClaimRecord {
    let claim = record.claim
    if try isKnown(payment, isDateGiven: isDateGiven, for: claim, in: db) { return record }
    let paid = try sum(of: claim, with: payment)
    try db.execute(
      sql: """
        INSERT INTO payment (claim_id, external_id, kind, amount, paid_on, recorded_at) VALUES (?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        claim.id.number, payment.externalID, payment.kind.rawValue, payment.amount.minorUnits, payment.date.iso,
        payment.recordedAt.milliseconds,
      ])
    let now = payment.recordedAt
    var data = ["amount": payment.amount.decimal, "currency": payment.amount.currency.code, "date": payment.date.iso]
    data["id"] = payment.externalID
    if payment.kind != .payment { data["kind"] = payment.kind.rawValue }
    try Journal.append(Event(.paymentRecorded, claim: claim.id, actor: actor, data: data), at: now, in: db)
    try settle(claim, paid: paid, by: actor, rulebook: rulebook, now: now, in: db)
    let reason = payment.kind.reopens ? "a payment went back" : "a payment came in"
    try dropWaitingNotices(of: claim.id, because: reason, rulebook: rulebook, now: now, in: db)
    return try replan(claim.id, rulebook: rulebook, now: now, in: db)
  }

  /// What is paid in all decides whether the claim is settled or open again.
  private static func settle(
    _ claim: Claim, paid: Int64, by actor: Actor, rulebook: Rulebook, now: Instant, in db: Database
  ) throws {
    let isPaid = paid >= claim.draft.amount.minorUnits
    let isReopened = claim.state == .paid && !isPaid
    let state: Claim.State = isPaid ? .paid : isReopened ? .open : claim.state
    try db.execute(
      sql: """
        UPDATE claim SET paid = ?, state = ?, reopened_at = coalesce(?, reopened_at), revision = revision + 1,
          paused_until = CASE ? WHEN 'promised' THEN paused_until WHEN 'paused' THEN paused_until END
        WHERE id = ?
        """,
      arguments: [
        paid, state.rawValue, isReopened ? now.milliseconds : nil, state.rawValue, claim.id.number,
      ])
    if isPaid, claim.state != .paid {
      try keepPromise(of: claim, by: actor, now: now, in: db)
      try Journal.append(Event(.claimPaid, claim: claim.id, actor: actor), at: now, in: db)
    }
    if isReopened {
      try Journal.append(Event(.claimReopened, claim: claim.id, actor: actor), at: now, in: db)
      if try !silenceAgain(claim.id, now: now, in: db) {
        try applyDebtorState(to: claim.id, rulebook: rulebook, now: now, in: db)
      }
    }
  }

  /// What was stopped, disputed or written off when it was paid is so again: nobody has resumed it since, and a debtor
  /// is no less insolvent because a bank took the money back.
  private static func silenceAgain(_ id: ClaimID, now: Instant, in db: Database) throws -> Bool {
    let said = try String.fetchOne(
      db,
      sql: """
        SELECT event FROM event WHERE claim_id = ? AND event IN ('claim-paused', 'claim-promised', 'claim-resumed',
          'claim-disputed', 'claim-stopped', 'claim-written-off')
        ORDER BY id DESC LIMIT 1
        """, arguments: [id.number])
    guard let kind = said.flatMap(Event.Kind.init(rawValue:)), let state = silentStates[kind] else { return false }
    let reason = try record(id, in: db).reason
    try set(state, until: nil, reason: reason, of: id, in: db)
    var data: [String: String] = [:]
    data["reason"] = reason
    try Journal.append(Event(kind, claim: id, actor: .daemon, data: data), at: now, in: db)
    return true
  }

  private static let silentStates: [Event.Kind: Claim.State] = [
    .claimDisputed: .disputed, .claimStopped: .stopped, .claimWrittenOff: .writtenOff,
  ]

  private static func isKnown(
    _ payment: Payment, isDateGiven: Bool, for claim: Claim, in db: Database
  ) throws -> Bool {
    guard let externalID = payment.externalID,
      let known = try payments(of: claim, in: db).first(where: { $0.externalID == externalID })
    else { return false }
    if known.amount == payment.amount, known.kind == payment.kind, !isDateGiven || known.date == payment.date {
      return true
    }
    throw DocketError(
      .paymentTaken, "payment \(quoted(externalID)) is known with another amount, day or kind",
      hint: "`dunningctl show \(claim.id)` shows it")
  }

  private static func sum(of claim: Claim, with payment: Payment) throws -> Int64 {
    guard claim.state != .withdrawn else {
      throw DocketError(.wrongState, "claim \(claim.id) was withdrawn", hint: "enqueue it anew if it is owed after all")
    }
    let change = payment.kind.reopens ? -payment.amount.minorUnits : payment.amount.minorUnits
    let (paid, overflow) = claim.paid.minorUnits.addingReportingOverflow(change)
    guard !overflow else {
      throw DocketError(.wrongState, "more was paid for claim \(claim.id) than can be counted")
    }
    guard paid >= 0 else {
      throw DocketError(
        .wrongState, "only \(claim.paid.decimal) \(claim.paid.currency.code) came in for claim \(claim.id)",
        hint: "no more than that can go back")
    }
    return paid
  }
}
