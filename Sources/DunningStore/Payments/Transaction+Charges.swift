import Dunning
import DunningSQL

extension Transaction {
  /// Writes down what of the money of a debtor's claims went to interest and costs, where that has changed.
  ///
  /// - Parameter debtor: the number of their row.
  func bookCharges(ofDebtor debtor: Int64, in currency: Currency) throws {
    let claims = try sql.all(
      """
      \(ClaimRecord.selection) WHERE claim.debtor_id = ? AND claim.currency = ? AND claim.case_key IS NOT NULL
        AND (claim.paid > claim.amount OR claim.charged <> 0 OR claim.beyond <> 0) ORDER BY claim.id
      """, .number(debtor), .text(currency.code), read: ClaimRecord.init
    ).map(\.claim)
    for claim in claims { try bookCharges(of: claim) }
  }

  private func bookCharges(of claim: Claim) throws {
    let charged = try charges(of: claim)
    guard charged != claim.charged else { return }
    try book(Money.sum([charged, claim.charged.negated], in: charged.currency), on: claim)
  }

  /// What beside the sum of a claim is booked as owed: what stays owed of the last demand, and what of the money that it got
  /// beyond its sum the law owes as interest and costs. Whoever pays what a demand asked has paid nothing too much.
  private func charges(of claim: Claim) throws -> Money {
    let paidBeyond = max(0, claim.paid.minorUnits - claim.draft.amount.minorUnits)
    // What was paid before it was waived is no credit.
    let kept = claim.draft.waiver == .nothing ? 0 : min(paidBeyond, max(0, claim.charged.minorUnits))
    let sums = [claim.beyond.minorUnits, kept, min(paidBeyond, try owedByLaw(claim, paidBeyond))]
    return Money(minorUnits: sums.max() ?? 0, currency: claim.draft.amount.currency)
  }

  /// What the law owes of so much beyond the sum, or what the last demand has asked for, whatever the rules say today.
  private func owedByLaw(_ claim: Claim, _ paidBeyond: Int64) throws -> Int64 {
    guard paidBeyond > 0, !claim.draft.waiver.isAll else { return 0 }
    let forgone = claim.draft.waiver.part?.minorUnits ?? 0
    let asked = try lastDemand(of: claim.id).map { $0.beyond - forgone } ?? 0
    guard let statement = try late([claim], tone: .demand, at: now)[claim.id] else { return asked }
    return max(asked, min(paidBeyond - statement.excess.minorUnits, statement.accrued.minorUnits - forgone))
  }

  private func book(_ change: Money, on claim: Claim) throws {
    let currency = claim.charged.currency
    let charged = claim.charged.minorUnits + change.minorUnits
    // What a demand asks for is owed from then on; what goes to it beyond that came with the payment.
    let isDemanded = claim.demanded.isPositive && charged <= claim.beyond.minorUnits
    let payments = isDemanded ? [] : try payments(of: claim)
    let day = payments.map(\.date).max() ?? today(for: claim)
    var data: [JournalKey: String] = [.amount: change.decimal, .currency: currency.code, .date: day.iso]
    if claim.demanded.isPositive { data[.demanded] = claim.demanded.decimal }
    try book(change, on: claim, as: claim.demanded.isPositive ? .chargesOwed : .chargesPaid, day: day, data)
  }

  private func book(
    _ change: Money, on claim: Claim, as kind: Event.Kind, day: CivilDate, _ data: [JournalKey: String]
  ) throws {
    let event = try journal(Event(kind, claim: claim.id, actor: .daemon, data: data))
    guard change.minorUnits != 0 else { return }
    try sql.run(
      "INSERT INTO charge (claim_id, amount, day, booked_at, event_id) VALUES (?, ?, ?, ?, ?)",
      .number(claim.id.number), .number(change.minorUnits), .text(day.iso), .number(now.milliseconds), .number(event))
    try sql.run(
      "UPDATE claim SET charged = charged + ?, revision = revision + 1 WHERE id = ?", .number(change.minorUnits),
      .number(claim.id.number))
  }

  // MARK: What a demand has asked for

  /// Writes down what stays owed of the last demand that went out about open claims: as much as was written down with it.
  func bookDemands(of claims: [ClaimID]) throws {
    for id in claims {
      let claim = try record(id).claim
      // What was settled before it was known that a demand had gone stays so.
      guard claim.state.isOpen else { continue }
      let last = try lastDemand(of: id)
      let demanded = last.map { $0.stays ? $0.beyond : 0 } ?? 0
      guard demanded != claim.demanded.minorUnits else { continue }
      try bookDemand(Money(minorUnits: demanded, currency: claim.demanded.currency), on: claim)
    }
  }

  private func bookDemand(_ demanded: Money, on claim: Claim) throws {
    try sql.run(
      "UPDATE claim SET demanded = ?, revision = revision + 1 WHERE id = ?", .number(demanded.minorUnits),
      .number(claim.id.number))
    let changed = try record(claim.id).claim
    let change = Money.sum([try charges(of: changed), claim.charged.negated], in: demanded.currency)
    let day = today(for: claim)
    try book(
      change, on: changed, as: .chargesOwed, day: day,
      [.amount: change.decimal, .currency: demanded.currency.code, .date: day.iso, .demanded: demanded.decimal])
    if changed.isSettled(by: changed.paid.minorUnits) { try settle(changed, paid: changed.paid.minorUnits) }
  }
}

extension Reading {
  /// What the last demand that went out about a claim asked for beside its sum, before what is forgone, in minor units, and
  /// whether that stays owed; nil where none has, or an earlier version wrote it.
  func lastDemand(of claim: ClaimID) throws -> (beyond: Int64, stays: Bool)? {
    try sql.first(
      """
      SELECT beyond, stays FROM notice_claim JOIN notice ON notice.id = notice_id
      WHERE claim_id = ? AND beyond IS NOT NULL AND state = \(Notice.State.sent.sql) ORDER BY notice_id DESC LIMIT 1
      """, .number(claim.number)
    ) { (beyond: $0.number(0), stays: $0.number(1) == 1) }
  }
}

extension Judging {
  /// What of money beyond what is open of claims of one debtor pays interest and costs on each, in order: as the demand
  /// for them asked where it is that very sum, else as the law owes it on the day on which the money came.
  ///
  /// - Parameter shares: what is set against each of them already; nothing more goes where that leaves something open.
  func charges(on claims: [Claim], besides shares: [Money], outOf money: Money, on day: CivilDate) throws -> [Money] {
    let whole = zip(claims, shares).map { $1.minorUnits >= $0.outstanding.minorUnits }
    let paid = zip(claims, whole).filter(\.1).map(\.0)
    guard money.isPositive, !paid.isEmpty else {
      return claims.map { _ in Money(minorUnits: 0, currency: money.currency) }
    }
    let asked = try askedCharges(on: paid)
    let isAsked = !asked.isEmpty && Money.sum(asked.values, in: money.currency) == money
    let owed = try isAsked ? asked : lateCharges(on: paid, asOf: day)
    var left = money.minorUnits
    return zip(claims, zip(shares, whole)).map { claim, share in
      let beyond = share.0.minorUnits - claim.outstanding.minorUnits
      let more = share.1 ? max(0, min(left, (owed[claim.id]?.minorUnits ?? 0) - beyond)) : 0
      left -= more
      return Money(minorUnits: more, currency: money.currency)
    }
  }

  private func lateCharges(on claims: [Claim], asOf day: CivilDate) throws -> [ClaimID: Money] {
    let late = try late(claims, asOf: day)
    let pairs = claims.compactMap { claim in
      late[claim.id].map {
        (claim.id, Money.sum([$0.total, claim.outstanding.negated], in: claim.draft.amount.currency))
      }
    }
    return Dictionary(pairs) { first, _ in first }
  }

  /// What the last demand for these very claims asked beside what is open of them; nothing where there was none.
  private func askedCharges(on claims: [Claim]) throws -> [ClaimID: Money] {
    guard let first = claims.first else { return [:] }
    let demand = try sql.first(
      """
      SELECT notice.id, opened_at FROM notice_claim JOIN notice ON notice.id = notice_claim.notice_id
      WHERE notice_claim.claim_id = ? AND notice_claim.live = 1 AND notice.state = ? AND notice.tone = ?
      ORDER BY notice.id DESC LIMIT 1
      """, .number(first.id.number), .text(Notice.State.sent.rawValue), .text(Step.Tone.demand.rawValue)
    ) { (id: $0.number(0), at: Instant(milliseconds: $0.number(1))) }
    guard let demand else { return [:] }
    let members = try sql.all(
      "SELECT claim_id FROM notice_claim WHERE notice_id = ? AND live = 1", .number(demand.id)
    ) { ClaimID($0.number(0)) }
    guard Set(members) == Set(claims.map(\.id)) else { return [:] }
    return try lateCharges(on: claims, asOf: (rulebook.zone(for: first) ?? .utc).date(at: demand.at))
  }
}
