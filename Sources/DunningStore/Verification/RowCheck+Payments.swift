import Dunning
import DunningSQL

// What the rows of payments say of one another and of their claims.

extension RowCheck {
  private static let back = Payment.Kind.back.sql
  private static let name = "'p' || payment.id"
  private static let standing = "payment_id = payment.id AND undone_at IS NULL"
  /// The claim in whose chain a payment was told, by the first of it that was set against one.
  private static let first = "(SELECT min(id) FROM allocation WHERE payment_id = payment.id)"

  static let rulesOfPayments: [Rule] = [
    Rule(
      what: "what is set against no claim of payment", computed: "what its allocations leave",
      sql: """
        SELECT \(name), unallocated FROM payment WHERE unallocated <> CASE WHEN undone_at IS NULL
          THEN amount - (SELECT coalesce(sum(amount), 0) FROM allocation WHERE \(standing)) ELSE 0 END
          OR unallocated < 0
        """),
    Rule(
      what: "kind of payment", computed: "one that there is",
      sql: "SELECT \(name), kind FROM payment WHERE kind NOT IN (\(words(Payment.Kind.allCases)))"),
    Rule(
      what: "payment that a claim tells of", computed: "all of it, to that claim, in its currency, at that moment",
      sql: """
        SELECT \(name), amount || ' ' || payment.currency || ' of ' || payment.creditor || ' at ' || recorded_at
        FROM payment WHERE claim_id IS NOT NULL AND (account IS NOT NULL OR entry IS NOT NULL OR NOT EXISTS (
          SELECT 1 FROM allocation JOIN claim ON claim.id = allocation.claim_id WHERE allocation.id = \(first)
            AND claim.id = payment.claim_id AND allocation.amount = payment.amount
            AND allocation.made_at = payment.recorded_at))
        """),
    Rule(
      what: "debtor, creditor or currency of payment", computed: "those of its claims",
      sql: """
        SELECT DISTINCT \(name), coalesce(payment.debtor_id, 'nobody') || ' of ' || payment.creditor || ' in '
          || payment.currency
        FROM payment JOIN allocation ON allocation.payment_id = payment.id JOIN claim ON claim.id = allocation.claim_id
        WHERE allocation.undone_at IS NULL AND payment.debtor_id IS NOT claim.debtor_id
          OR payment.creditor <> claim.creditor OR payment.currency <> claim.currency
        """),
    Rule(
      what: "debtor for whom payment was told", computed: "one who was put together with its own",
      sql: """
        SELECT \(name), merged_from FROM payment WHERE merged_from IS NOT NULL AND (claim_id IS NOT NULL
          OR debtor_id IS NOT (SELECT merged_into FROM debtor WHERE debtor.id = merged_from))
        """),
    Rule(
      what: "allocations of payment that was undone", computed: "none that counts",
      sql: """
        SELECT \(name), undone_at FROM payment WHERE undone_at IS NOT NULL
          AND EXISTS (SELECT 1 FROM allocation WHERE payment_id = payment.id AND allocation.undone_at IS NULL)
        """),
    Rule(
      what: "end of allocation", computed: "an entry with its moment, or neither",
      sql: """
        SELECT id, coalesce(undone_at, 'no moment') FROM allocation
        WHERE (undone_at IS NULL) <> (undone_event_id IS NULL)
          OR undone_at IS NOT (SELECT at FROM event WHERE event.id = undone_event_id)
          OR event_id IS NOT NULL AND made_at IS NOT (SELECT at FROM event WHERE event.id = event_id)
          OR event_id IS NOT NULL AND claim_id IS NOT (SELECT claim_id FROM event WHERE event.id = event_id)
        """),
    Rule(
      what: "charge", computed: "one with its entry, of that claim and moment",
      sql: """
        SELECT charge.id, booked_at FROM charge LEFT JOIN event ON event.id = event_id
        WHERE event.event IS NOT 'charges-paid' OR event.claim_id <> charge.claim_id OR event.at <> booked_at
        """),
    Rule(
      what: "charged sum of claim", computed: "what its charges come to",
      sql: """
        SELECT 'c' || id, charged FROM claim
        WHERE charged <> (SELECT coalesce(sum(amount), 0) FROM charge WHERE claim_id = claim.id)
        """),
    Rule(
      what: "paid sum of claim", computed: "what its payments come to",
      sql: """
        SELECT 'c' || id, paid FROM claim WHERE paid <> (
          SELECT coalesce(sum(CASE WHEN payment.kind IN \(back) THEN -allocation.amount ELSE allocation.amount END), 0)
          FROM allocation JOIN payment ON payment.id = payment_id
          WHERE allocation.claim_id = claim.id AND allocation.undone_at IS NULL)
        """),
  ]

  /// What the credits of debtors come to for their claims.
  func checkCredits(_ result: inout Verification) throws {
    let debtors = try look.sql.all(
      """
      SELECT DISTINCT debtor_id, currency FROM payment WHERE unallocated <> 0 AND debtor_id IS NOT NULL
      UNION SELECT debtor_id, currency FROM claim WHERE paid > amount + charged OR covered <> 0
      """
    ) { (debtor: $0.number(0), currency: $0.text(1)) }
    for (debtor, code) in debtors {
      guard let currency = Currency(code) else { continue }
      try checkCoverage(ofDebtor: debtor, in: currency, &result)
      try checkCredit(ofDebtor: debtor, in: currency, &result)
    }
  }

  /// How little holds nothing only the configuration says: what no credit is said to hold is held by none.
  private func checkCoverage(ofDebtor debtor: Int64, in currency: Currency, _ result: inout Verification) throws {
    let whole = try look.coverage(ofDebtor: debtor, in: currency) { _, _ in true }
    let little = try look.coverage(ofDebtor: debtor, in: currency) { _, _ in false }
    for (one, other) in zip(whole, little) {
      let place = one.place
      let isLittle = place.covered == other.covered.minorUnits && !place.isSaidToBeHeld
      let stored = Money(minorUnits: place.covered, currency: currency).decimal
      let computed = (isLittle ? other.covered : one.covered).decimal
      result.expect(stored, computed, "what a credit covers of \(place.place.claim)", in: Self.chain)
    }
  }

  /// The payments of a debtor give what their credit comes to.
  private func checkCredit(ofDebtor debtor: Int64, in currency: Currency, _ result: inout Verification) throws {
    let payments = try look.sql.all(
      """
      SELECT id FROM payment WHERE debtor_id = ?1 AND currency = ?2 AND unallocated <> 0
      UNION SELECT allocation.payment_id FROM claim JOIN allocation ON allocation.claim_id = claim.id
        WHERE claim.debtor_id = ?1 AND claim.currency = ?2 AND claim.paid > claim.amount + claim.charged
          AND allocation.undone_at IS NULL
      """, .number(debtor), .text(currency.code)
    ) { PaymentID($0.number(0)) }
    let parts = try payments.map { id in
      let record = try look.paymentRecord(id)
      return record.payment.kind.reopens ? record.unallocated.negated : record.credit
    }
    result.expect(
      try look.credit(ofDebtor: debtor, in: currency).decimal, Money.sum(parts, in: currency).decimal,
      "credit of debtor \(debtor) in \(currency.code)", in: Self.chain)
  }
}
