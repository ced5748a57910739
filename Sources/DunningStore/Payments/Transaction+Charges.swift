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
  func charges(of claim: Claim) throws -> Money {
    let paidBeyond = max(0, claim.paid.minorUnits - claim.draft.amount.minorUnits)
    // What was paid before it was waived is no credit.
    let kept = claim.draft.waiver == .nothing ? 0 : min(paidBeyond, max(0, claim.charged.minorUnits))
    let sums = [claim.beyond.minorUnits, kept, min(paidBeyond, try owedByLaw(claim, paidBeyond))]
    return Money(minorUnits: sums.max() ?? 0, currency: claim.draft.amount.currency)
  }

  /// What the law owes of so much beyond the sum, or what the last demand was right to ask for.
  private func owedByLaw(_ claim: Claim, _ paidBeyond: Int64) throws -> Int64 {
    guard paidBeyond > 0, !claim.draft.waiver.isAll else { return 0 }
    let given = min(paidBeyond, try givenBeyond(claim))
    let forgone = claim.draft.waiver.part?.minorUnits ?? 0
    let asked = try lastDemand(of: claim.id).map { try owed(of: $0, on: claim) - forgone } ?? 0
    guard let statement = try late([claim], tone: .demand, at: now)[claim.id] else { return asked }
    let accrued = min(paidBeyond - statement.excess.minorUnits, statement.accrued.minorUnits - forgone)
    return max(asked, min(given, accrued))
  }

  /// What somebody has given beyond the sum that they had to pay when they did. What the creditor took off the claim
  /// afterwards is given back to them, and pays no interest that nobody had asked for.
  private func givenBeyond(_ claim: Claim) throws -> Int64 {
    let money = claim.paid.minorUnits - (try payments(of: claim)).credited(in: claim.paid.currency).minorUnits
    let takenOff =
      try sql.first(
        """
        SELECT coalesce(sum(change), 0) FROM amount_correction WHERE claim_id = ?1 AND change < 0 AND event_id >
          (SELECT coalesce(max(allocation.event_id), 0) FROM allocation JOIN payment ON payment.id = payment_id
           WHERE allocation.claim_id = ?1 AND allocation.undone_at IS NULL AND payment.kind = 'payment')
        """, .number(claim.id.number)
      ) { $0.number(0) } ?? 0
    return max(0, money - (claim.draft.amount.minorUnits - takenOff))
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

  func book(
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
