import Dunning
import DunningSQL

/// A demand that went out about a claim.
struct SentDemand {
  let notice: NoticeID
  /// When it was written.
  let opened: Instant
  /// What it asked for beside the sum of the claim, before what is forgone, in minor units.
  let beyond: Int64
  /// Whether that stays owed until it is paid or waived.
  let stays: Bool
}

extension Reading {
  /// The last demand that went out about a claim; nil where none has, or an earlier version wrote it.
  func lastDemand(of claim: ClaimID) throws -> SentDemand? {
    try sql.first(
      """
      SELECT notice.id, opened_at, beyond, stays FROM notice_claim JOIN notice ON notice.id = notice_id
      WHERE claim_id = ? AND beyond IS NOT NULL AND state = \(Notice.State.sent.sql) ORDER BY notice_id DESC LIMIT 1
      """, .number(claim.number)
    ) {
      SentDemand(
        notice: NoticeID($0.number(0)), opened: Instant(milliseconds: $0.number(1)), beyond: $0.number(2),
        stays: $0.number(3) == 1)
    }
  }
}

extension Judging {
  /// What a demand was right to ask for beside the sum of a claim, in minor units: no more than was owed on its day by what
  /// is known of the claim today. Who had paid in time, or owed less, or is a consumer, owes no interest on what never was.
  /// What a rule that is gone from the policy had asked for stays.
  func owed(of demand: SentDemand, on claim: Claim) throws -> Int64 {
    guard demand.beyond > 0, !claim.draft.waiver.isAll, let policy = rulebook.policies[claim.draft.policy],
      policy.lateTerms != nil
    else { return demand.beyond }
    let day = (rulebook.zone(for: claim) ?? .utc).date(at: demand.opened)
    guard try isKnownOtherwise(claim.id, since: demand.opened, on: day) else { return demand.beyond }
    guard policy.terms(for: claim.draft.debtor.kind).terms != nil else { return 0 }
    // What one demand asks for several claims, they may share.
    let all = try sql.all("SELECT claim_id FROM notice_claim WHERE notice_id = ?", .number(demand.notice.number)) {
      ClaimID($0.number(0))
    }.map { try record($0).claim }
    return min(demand.beyond, try late(all, asOf: day)[claim.id]?.accrued.minorUnits ?? demand.beyond)
  }

  /// Whether anything has come to light of how a claim stood on a day: what a later rate would make of it changes nothing.
  private func isKnownOtherwise(_ claim: ClaimID, since moment: Instant, on day: CivilDate) throws -> Bool {
    try sql.first(
      """
      SELECT EXISTS (SELECT 1 FROM allocation JOIN payment ON payment.id = payment_id
          WHERE allocation.claim_id = ?1 AND allocation.undone_at IS NULL AND recorded_at >= ?2
            AND (paid_on <= ?3 OR kind NOT IN ('payment')))
        OR EXISTS (SELECT 1 FROM event WHERE claim_id = ?1 AND at >= ?2 AND event = \(Event.Kind.claimCorrected.sql))
        OR EXISTS (SELECT 1 FROM claim JOIN claim AS own ON own.debtor_id = claim.debtor_id
          JOIN event ON event.claim_id = own.id
          WHERE claim.id = ?1 AND at >= ?2 AND event = \(Event.Kind.debtorChanged.sql))
      """, .number(claim.number), .number(moment.milliseconds), .text(day.iso)
    ) { $0.number(0) == 1 } ?? false
  }
}

extension Transaction {
  /// Writes down what stays owed of the last demand that went out about open claims.
  func bookDemands(of claims: [ClaimID]) throws {
    for id in claims {
      let claim = try record(id).claim
      // What was settled before it was known that a demand had gone stays so.
      guard claim.state.isOpen else { continue }
      try book(try lastDemand(of: id), on: claim)
    }
  }

  /// The same after something is known otherwise of a claim: what its last demand asked for beside the sum falls as far as
  /// it was not owed, and is owed again when that was a mistake.
  func correctDemand(of id: ClaimID) throws {
    guard let last = try lastDemand(of: id), last.stays else { return }
    let claim = try record(id).claim
    guard claim.state.isOpen || claim.demanded.isPositive else { return }
    try book(last, on: claim)
  }

  private func book(_ last: SentDemand?, on claim: Claim) throws {
    let demanded = try last.map { $0.stays ? try owed(of: $0, on: claim) : 0 } ?? 0
    guard demanded != claim.demanded.minorUnits else { return }
    try book(demanded: Money(minorUnits: demanded, currency: claim.demanded.currency), on: claim)
  }

  private func book(demanded: Money, on claim: Claim) throws {
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
