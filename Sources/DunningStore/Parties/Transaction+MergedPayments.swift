import Dunning
import DunningSQL

// The money of debtors who are put together, or parted again: a payment is always of the debtor whose claims it is set against.

extension Transaction {
  /// What was told for the one who goes is money of the one who stays.
  func movePayments(of id: Int64, to other: Int64) throws {
    try sql.run(
      """
      UPDATE payment SET debtor_id = ?1, merged_from = CASE WHEN claim_id IS NULL THEN ?2 END WHERE debtor_id = ?2
      """, .number(other), .number(id))
    try applyCredits(ofDebtor: other)
  }

  /// The other way round, after the claims have gone back.
  ///
  /// - Throws: ``DocketError`` `.wrongState` when money of the one is set against claims of the other.
  func returnPayments(from other: Int64, to id: Int64) throws {
    try sql.run(
      """
      UPDATE payment SET debtor_id = ?2, merged_from = NULL WHERE debtor_id = ?1
        AND (merged_from = ?2 OR claim_id IN (SELECT id FROM claim WHERE debtor_id = ?2))
      """, .number(other), .number(id))
    let shared = try sql.first(
      """
      SELECT payment.id FROM payment JOIN allocation ON payment_id = payment.id JOIN claim ON claim.id = allocation.claim_id
      WHERE payment.debtor_id IN (?1, ?2) AND claim.debtor_id <> payment.debtor_id AND allocation.undone_at IS NULL LIMIT 1
      """, .number(other), .number(id)
    ) { PaymentID($0.number(0)) }
    if let shared {
      throw DocketError(
        .wrongState, "payment \(shared) is set against a claim of the other one",
        hint: "`dunningctl payment undo \(shared)` first, then record it for each of them")
    }
    for debtor in [other, id] { try applyCredits(ofDebtor: debtor) }
  }

  private func applyCredits(ofDebtor debtor: Int64) throws {
    let currencies = try sql.all("SELECT DISTINCT currency FROM claim WHERE debtor_id = ?", .number(debtor)) {
      try ClaimRecord.currency($0.text(0))
    }
    for currency in currencies { try applyCredit(ofDebtor: debtor, in: currency) }
  }
}
