package import Dunning
import DunningSQL

/// A payment with what of it is set against which claim.
package struct PaymentRecord: Hashable, Sendable {
  package let id: PaymentID
  package let creditor: String
  /// Nil while nobody knows whose money it is.
  package let debtor: Owner?
  package let payment: Payment
  /// What of it is set against no claim.
  package let unallocated: Money
  /// The entry of a statement that it comes from; nil of one that a person told.
  package let entry: EntryID?
  /// When somebody undid it; nil while it counts.
  package let undoneAt: Instant?
  /// In the order in which they were made, those that were undone as well.
  package let allocations: [Allocation]

  /// Whose money it is.
  package struct Owner: Hashable, Sendable {
    /// The number of their row.
    let row: Int64
    package let key: String
    package let name: String
  }

  /// How much of a payment was set against a claim.
  package struct Allocation: Hashable, Sendable {
    let id: Int64
    package let claim: ClaimID
    package let reference: String
    package let amount: Money
    /// What of it is beyond what was owed.
    package let surplus: Money
    package let madeAt: Instant
    /// Nil while it counts.
    package let undoneAt: Instant?
    /// The entry of the journal by which it was made; nil in dockets whose journal does not tell.
    let entry: Int64?
  }

  /// The allocations that count.
  package var standing: [Allocation] { allocations.filter { $0.undoneAt == nil } }

  /// What of it the debtor has with the creditor: set against no claim, or beyond what was owed.
  package var credit: Money {
    guard !payment.kind.reopens else { return Money(minorUnits: 0, currency: payment.amount.currency) }
    return Money.sum([unallocated] + standing.map(\.surplus), in: payment.amount.currency)
  }
}

extension PaymentRecord {
  /// What ``init(_:allocations:)`` reads.
  static let selection = """
    SELECT payment.id, payment.creditor, debtor_id, debtor.key, debtor.name, external_id, payment.kind, amount, currency,
      paid_on, recorded_at, undone_at, unallocated, entry, list_id
    FROM payment LEFT JOIN debtor ON debtor.id = debtor_id
    """

  fileprivate init(_ row: SQLRow, allocations: [Allocation]) throws {
    guard let kind = Payment.Kind(rawValue: row.text(6)) else { throw ClaimRecord.damaged("payment kind") }
    let currency = try ClaimRecord.currency(row.text(8))
    id = PaymentID(row.number(0))
    creditor = row.text(1)
    debtor = row.numberIfAny(2).map { Owner(row: $0, key: row.text(3), name: row.text(4)) }
    payment = Payment(
      externalID: row.textIfAny(5), kind: kind, amount: Money(minorUnits: row.number(7), currency: currency),
      date: try CivilDate(parsing: row.text(9)), recordedAt: Instant(milliseconds: row.number(10)),
      list: row.numberIfAny(14).map(OpenListID.init))
    undoneAt = row.numberIfAny(11).map(Instant.init(milliseconds:))
    unallocated = Money(minorUnits: row.number(12), currency: currency)
    entry = row.numberIfAny(13).map(EntryID.init)
    self.allocations = allocations
  }
}

extension Reading {
  /// - Throws: ``DocketError`` `.notFound`.
  func paymentRecord(_ id: PaymentID) throws -> PaymentRecord {
    let record = try sql.first("\(PaymentRecord.selection) WHERE payment.id = ?", .number(id.number)) {
      try paymentRecord($0)
    }
    guard let record else {
      throw DocketError(.notFound, "there is no payment \(id)", hint: "`dunningctl payments` shows them")
    }
    return record
  }

  /// By its number in the docket, or by the bank's where one alone has that.
  ///
  /// - Throws: ``DocketError`` `.notFound`, `.ambiguous`.
  func paymentRecord(called name: String) throws -> PaymentRecord {
    if let id = PaymentID(parsing: name),
      let record = try sql.first(
        "\(PaymentRecord.selection) WHERE payment.id = ?", .number(id.number), read: { try paymentRecord($0) })
    {
      return record
    }
    let numbered = try sql.all(
      "\(PaymentRecord.selection) WHERE external_id = ? ORDER BY undone_at IS NOT NULL, payment.id LIMIT 5", .text(name)
    ) { try paymentRecord($0) }
    let counting = numbered.filter { $0.undoneAt == nil }
    guard let first = counting.first ?? numbered.first else {
      throw DocketError(.notFound, "there is no payment \(quoted(name))", hint: "`dunningctl payments` shows them")
    }
    guard counting.count <= 1 else {
      throw DocketError(
        .ambiguous,
        "\(quoted(name)) fits several payments: "
          + counting.map { "\($0.id) of \($0.creditor)" }.joined(separator: ", "), hint: "use the number in the docket")
    }
    return first
  }

  /// The row of ``PaymentRecord/selection`` with the allocations of its payment.
  func paymentRecord(_ row: SQLRow) throws -> PaymentRecord {
    let currency = try ClaimRecord.currency(row.text(8))
    return try PaymentRecord(row, allocations: try allocations(of: PaymentID(row.number(0)), currency))
  }

  private func allocations(of payment: PaymentID, _ currency: Currency) throws -> [PaymentRecord.Allocation] {
    // What a claim was paid too much came last, payment by payment: what one has given away of it changes no other's part.
    try sql.all(
      """
      SELECT own.id, own.claim_id, claim.reference, own.amount, own.made_at, own.undone_at, own.event_id,
        max(0, min(own.amount, claim.paid - claim.amount - claim.charged - (SELECT coalesce(sum(later.amount), 0)
          FROM allocation AS later JOIN payment ON payment.id = later.payment_id
          WHERE later.claim_id = own.claim_id AND (later.payment_id, later.id) > (own.payment_id, own.id)
            AND later.undone_at IS NULL
            AND payment.kind NOT IN \(Payment.Kind.back.sql))))
      FROM allocation AS own JOIN claim ON claim.id = own.claim_id WHERE own.payment_id = ? ORDER BY own.id
      """, .number(payment.number)
    ) { row in
      let undoneAt = row.numberIfAny(5).map(Instant.init(milliseconds:))
      return PaymentRecord.Allocation(
        id: row.number(0), claim: ClaimID(row.number(1)), reference: row.text(2),
        amount: Money(minorUnits: row.number(3), currency: currency),
        surplus: Money(minorUnits: undoneAt == nil ? row.number(7) : 0, currency: currency),
        madeAt: Instant(milliseconds: row.number(4)), undoneAt: undoneAt, entry: row.numberIfAny(6))
    }
  }

  /// What was paid for a claim and counts, by the day on which it came in.
  func payments(of claim: Claim) throws -> [Payment] {
    try sql.all(
      """
      SELECT external_id, kind, allocation.amount, paid_on, recorded_at, payment_id, list_id
      FROM allocation JOIN payment ON payment.id = payment_id
      WHERE allocation.claim_id = ? AND allocation.undone_at IS NULL ORDER BY paid_on, allocation.id
      """, .number(claim.id.number)
    ) { row in
      guard let kind = Payment.Kind(rawValue: row.text(1)) else { throw ClaimRecord.damaged("payment kind") }
      return Payment(
        externalID: row.textIfAny(0), kind: kind,
        amount: Money(minorUnits: row.number(2), currency: claim.draft.amount.currency),
        date: try CivilDate(parsing: row.text(3)), recordedAt: Instant(milliseconds: row.number(4)),
        number: PaymentID(row.number(5)), list: row.numberIfAny(6).map(OpenListID.init))
    }
  }
}
