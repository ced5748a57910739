import Dunning
import DunningSQL

// A discount is worked out from the payments: it stands as long as what came in time is enough with it.

extension Judging {
  /// What of money goes to which of claims, in their order, where it is exactly what is enough for them with their
  /// discounts; nil where it is another sum.
  func discountedShares(
    of claims: [ClaimID], outOf money: Money, on day: CivilDate
  ) throws -> [(claim: ClaimID, amount: Money)]? {
    let places = try claims.map { id in
      let claim = try record(id).claim
      return CashDiscount.Place(claim, payments: try payments(of: claim), on: day)
    }
    return CashDiscount.shares(of: money, among: places)
  }

  /// The same of claims that somebody names without a sum: with the sums, where the money is for all of them.
  func discounted(
    _ shares: [PaymentShare], outOf money: Money, _ kind: Payment.Kind, on day: CivilDate
  ) throws -> [PaymentShare] {
    guard kind == .payment, shares.count > 1, shares.allSatisfy({ $0.amount == nil }) else { return shares }
    let claims = try shares.map { try find($0.claim).claim.id }
    guard let amounts = try discountedShares(of: claims, outOf: money, on: day), amounts.count == shares.count else {
      return shares
    }
    return zip(shares, amounts).map { PaymentShare($0.claim, amount: $1.amount.decimal) }
  }
}

extension Transaction {
  /// Closes the rest of a claim that was paid in time with its discount, or takes that back.
  func applyDiscount(to id: ClaimID) throws {
    let standing = try standingDiscounts(of: id)
    let claim = try record(id).claim
    guard claim.draft.discount != nil || !standing.isEmpty, claim.state != .withdrawn else { return }
    let kept = standing.reduce(0) { $0 + $1.payment.amount.minorUnits }
    let rest = try deservedDiscount(on: claim, besides: kept)
    guard rest != kept else { return }
    let daemon = Transaction(sql: sql, rulebook: rulebook, now: now, actor: .daemon)
    // Whoever takes one back settles the claim anew, and so comes here again, until none stands.
    if let one = standing.first { return try daemon.takeBack(one, because: "what came in time is not enough with it") }
    if rest > 0 { try daemon.recordDiscount(Money(minorUnits: rest, currency: claim.paid.currency), on: id) }
  }

  /// How much of a claim its discount closes, in minor units.
  ///
  /// - Parameter kept: what it has closed already.
  private func deservedDiscount(on claim: Claim, besides kept: Int64) throws -> Int64 {
    guard let discount = claim.draft.discount else { return 0 }
    guard try payments(of: claim).deserve(discount, on: claim.draft.amount) else { return 0 }
    return min(discount.amount.minorUnits, max(0, claim.draft.amount.minorUnits - (claim.paid.minorUnits - kept)))
  }

  private func standingDiscounts(of id: ClaimID) throws -> [PaymentRecord] {
    try sql.all(
      """
      SELECT payment.id FROM allocation JOIN payment ON payment.id = payment_id
      WHERE allocation.claim_id = ? AND allocation.undone_at IS NULL AND payment.kind = ? ORDER BY payment.id
      """, .number(id.number), .text(Payment.Kind.discount.rawValue)
    ) { PaymentID($0.number(0)) }.map { try paymentRecord($0) }
  }

  private func recordDiscount(_ amount: Money, on id: ClaimID) throws {
    let claim = try record(id).claim
    let until = claim.draft.discount?.until
    let inTime = try payments(of: claim).filter { payment in until.map { payment.date <= $0 } ?? true }
    let day = inTime.map(\.date).max() ?? today(for: claim)
    let payment = Payment(externalID: nil, kind: .discount, amount: amount, date: day, recordedAt: now)
    let number = PaymentID(
      try sql.inserted(
        """
        INSERT INTO payment (creditor, debtor_id, claim_id, kind, amount, currency, paid_on, recorded_at)
        SELECT creditor, debtor_id, id, ?, ?, currency, ?, ? FROM claim WHERE id = ?
        """, .text(payment.kind.rawValue), .number(amount.minorUnits), .text(day.iso), .number(now.milliseconds),
        .number(id.number)))
    try allocate(amount, of: payment, number, to: claim, as: .paymentRecorded)
  }
}
