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
        AND (claim.paid > claim.amount OR claim.charged <> 0) ORDER BY claim.id
      """, .number(debtor), .text(currency.code), read: ClaimRecord.init
    ).map(\.claim)
    for claim in claims {
      let charged = try charges(of: claim)
      guard charged != claim.charged else { continue }
      try book(Money.sum([charged, claim.charged.negated], in: currency), on: claim)
    }
  }

  /// What of the money that a claim got beyond its sum the law owes as interest and costs: whoever pays what a demand asked
  /// has paid nothing too much.
  private func charges(of claim: Claim) throws -> Money {
    let nothing = Money(minorUnits: 0, currency: claim.draft.amount.currency)
    let beyond = claim.paid.minorUnits - claim.draft.amount.minorUnits
    // What was paid before it was waived is no credit.
    if claim.draft.isWaived {
      return Money(minorUnits: max(0, min(beyond, claim.charged.minorUnits)), currency: nothing.currency)
    }
    guard beyond > 0, let statement = try late([claim], tone: .demand, at: now)[claim.id] else { return nothing }
    return Money(minorUnits: max(0, beyond - statement.excess.minorUnits), currency: nothing.currency)
  }

  private func book(_ change: Money, on claim: Claim) throws {
    let day = try payments(of: claim).map(\.date).max() ?? today(for: claim)
    let event = try journal(
      Event(
        .chargesPaid, claim: claim.id, actor: .daemon,
        data: [.amount: change.decimal, .currency: change.currency.code, .date: day.iso]))
    try sql.run(
      "INSERT INTO charge (claim_id, amount, day, booked_at, event_id) VALUES (?, ?, ?, ?, ?)",
      .number(claim.id.number), .number(change.minorUnits), .text(day.iso), .number(now.milliseconds), .number(event))
    try sql.run(
      "UPDATE claim SET charged = charged + ?, revision = revision + 1 WHERE id = ?", .number(change.minorUnits),
      .number(claim.id.number))
  }
}
