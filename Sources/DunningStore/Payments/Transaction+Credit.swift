import Dunning
import DunningSQL

extension Reading {
  /// What a debtor has with their creditor in a currency: what is set against no claim, and what claims were paid too much.
  /// Less than nothing where more went back than there was.
  ///
  /// - Parameter debtor: the number of their row.
  func credit(ofDebtor debtor: Int64, in currency: Currency) throws -> Money {
    Money(minorUnits: try credits(ofDebtor: debtor)[currency]?.minorUnits ?? 0, currency: currency)
  }

  /// The same in each currency in which it is not nothing.
  func credits(ofDebtor debtor: Int64) throws -> [Currency: Money] {
    let sums = try sql.all(
      """
      SELECT currency, sum(part) FROM (
        SELECT currency, CASE WHEN kind IN \(Payment.Kind.back.sql) THEN -unallocated ELSE unallocated END AS part
          FROM payment WHERE debtor_id = ?1 AND unallocated <> 0
        UNION ALL SELECT currency, paid - amount - charged FROM claim
          WHERE debtor_id = ?1 AND paid > amount + charged)
      GROUP BY currency
      """, .number(debtor)
    ) { Money(minorUnits: $0.number(1), currency: try ClaimRecord.currency($0.text(0))) }
    return Dictionary(sums.filter { $0.minorUnits != 0 }.map { ($0.currency, $0) }) { first, _ in first }
  }

  /// Whether a debtor has anything with their creditor: two looks at indexes that hold few.
  func hasCredit(ofDebtor debtor: Int64) throws -> Bool {
    try sql.first(creditExists, .number(debtor)) { $0.number(0) == 1 } ?? false
  }

  /// The number of the row of whoever owes a claim, and whether they have anything with their creditor.
  func debtorAndCredit(of claim: ClaimID) throws -> (debtor: Int64, hasCredit: Bool) {
    let found = try sql.first(
      """
      SELECT debtor_id, EXISTS (SELECT 1 FROM payment WHERE payment.debtor_id = claim.debtor_id AND unallocated <> 0)
        OR EXISTS (SELECT 1 FROM claim AS other WHERE other.debtor_id = claim.debtor_id
          AND other.paid > other.amount + other.charged)
      FROM claim WHERE id = ?
      """, .number(claim.number)
    ) { (debtor: $0.number(0), hasCredit: $0.number(1) == 1) }
    guard let found else { throw DocketError(.notFound, "there is no claim \(claim)") }
    return found
  }

  /// Whether any money of a debtor's has to be looked at: a credit, or what one did to a claim before.
  fileprivate func hasMoneyToPlace(ofDebtor debtor: Int64) throws -> Bool {
    try sql.first(
      """
      SELECT EXISTS (SELECT 1 FROM payment WHERE debtor_id = ?1 AND unallocated <> 0)
        OR EXISTS (SELECT 1 FROM claim WHERE debtor_id = ?1 AND (paid > amount OR charged <> 0 OR covered <> 0 OR beyond <> 0))
      """, .number(debtor)
    ) { $0.number(0) == 1 } ?? false
  }

  /// Whether a credit covers any claim of a debtor's, as far as the docket has it.
  func isAnyCovered(ofDebtor debtor: Int64) throws -> Bool {
    try sql.first("SELECT EXISTS (SELECT 1 FROM claim WHERE debtor_id = ? AND covered <> 0)", .number(debtor)) {
      $0.number(0) == 1
    } ?? false
  }

  /// The number of the row of whoever owes a claim.
  func debtor(of claim: ClaimID) throws -> Int64 {
    let debtor = try sql.first("SELECT debtor_id FROM claim WHERE id = ?", .number(claim.number)) { $0.number(0) }
    guard let debtor else { throw DocketError(.notFound, "there is no claim \(claim)") }
    return debtor
  }

  /// The claims of a debtor in a currency that a step can come for, or that a credit covers.
  func places(ofDebtor debtor: Int64, in currency: Currency) throws -> [CreditPlace] {
    try sql.all(
      """
      SELECT id, due_date, due_at, amount + beyond - paid, covered, policy, state, nothing_because FROM claim
      WHERE debtor_id = ? AND currency = ? AND (state IN \(Claim.State.planned.sql) OR covered <> 0)
      """, .number(debtor), .text(currency.code)
    ) { try CreditPlace($0, currency) }
  }

  /// How much of each claim a credit of the debtor's covers.
  ///
  /// - Parameter counts: whether a credit is so much that it holds a claim of which it covers only a part.
  func coverage(
    ofDebtor debtor: Int64, in currency: Currency, ifIt counts: (_ credit: Money, _ place: CreditPlace) -> Bool
  ) throws -> [(place: CreditPlace, covered: Money)] {
    let places = try places(ofDebtor: debtor, in: currency)
    let credit = try credit(ofDebtor: debtor, in: currency)
    let held = places.filter { place in
      place.isPlanned && (place.place.open.minorUnits <= credit.minorUnits || counts(credit, place))
    }
    let shares = Credit.shares(of: credit, among: held.map(\.place))
    let amounts = Dictionary(shares.map { ($0.claim, $0.amount) }) { first, _ in first }
    return places.map { ($0, amounts[$0.place.claim] ?? Money(minorUnits: 0, currency: currency)) }
  }
}

/// Whether a debtor has anything with their creditor.
let creditExists = """
  SELECT EXISTS (SELECT 1 FROM payment WHERE debtor_id = ?1 AND unallocated <> 0)
    OR EXISTS (SELECT 1 FROM claim WHERE debtor_id = ?1 AND paid > amount + charged)
  """

/// A claim that a credit may cover.
struct CreditPlace {
  let place: Credit.Place
  /// What the docket has as covered, in minor units.
  let covered: Int64
  let policy: String
  let isPlanned: Bool
  /// Whether the docket says that nothing is planned for it because of a credit.
  let isSaidToBeHeld: Bool

  init(_ row: SQLRow, _ currency: Currency) throws {
    let due =
      try row.textIfAny(1).map(CivilDate.init(parsing:))
      ?? ZoneRules.utc.date(at: Instant(milliseconds: row.number(2)))
    place = Credit.Place(
      claim: ClaimID(row.number(0)), due: due, open: Money(minorUnits: max(0, row.number(3)), currency: currency))
    covered = row.number(4)
    policy = row.text(5)
    isPlanned = Claim.State(rawValue: row.text(6)).map(Claim.State.planned.contains) ?? false
    isSaidToBeHeld = row.textIfAny(7)?.hasPrefix(Decision.Reason.coveredBegin) ?? false
  }
}

extension Judging {
  /// How much of each claim a credit of the debtor's covers, by the policies: less than the least sum that one asks for
  /// holds nothing of which it covers only a part.
  func coverage(ofDebtor debtor: Int64, in currency: Currency) throws -> [(place: CreditPlace, covered: Money)] {
    try coverage(ofDebtor: debtor, in: currency) { credit, place in
      let least = rulebook.policies[place.policy]?.leastCredit(in: currency) ?? .unit(of: currency)
      return credit.minorUnits >= least.minorUnits
    }
  }
}

extension Transaction {
  /// Writes down what a debtor's credit comes to for their claims, and decides anew for those for which that has changed:
  /// where the policy says so it is set against them, elsewhere what it covers is not dunned.
  ///
  /// - Parameter debtor: the number of their row.
  func applyCredit(ofDebtor debtor: Int64, in currency: Currency) throws {
    guard try hasMoneyToPlace(ofDebtor: debtor) else { return }
    try bookCharges(ofDebtor: debtor, in: currency)
    while let next = try netted(ofDebtor: debtor, in: currency) {
      // What no payment gives is held like any other credit, and stops nothing else of the debtor's.
      guard try set(next.amount, against: next.claim, ofDebtor: debtor) else { break }
      try dropWaitingNotices(of: next.claim, because: "a credit of the debtor's was set against it")
      try plan(next.claim)
    }
    let changed = try coverage(ofDebtor: debtor, in: currency).filter { $0.place.covered != $0.covered.minorUnits }
    for (place, covered) in changed {
      try sql.run(
        "UPDATE claim SET covered = ?, revision = revision + 1 WHERE id = ?", .number(covered.minorUnits),
        .number(place.place.claim.number))
    }
    for (place, covered) in changed {
      if covered.isPositive {
        try dropWaitingNotices(of: place.place.claim, because: "a credit of the debtor's covers it")
      }
      try plan(place.place.claim)
    }
  }

  /// The next claim that a credit is set against by itself, and how much.
  private func netted(ofDebtor debtor: Int64, in currency: Currency) throws -> (claim: ClaimID, amount: Money)? {
    let credit = try credit(ofDebtor: debtor, in: currency)
    guard credit.isPositive else { return nil }
    let places = try places(ofDebtor: debtor, in: currency)
      .filter { $0.isPlanned && rulebook.policies[$0.policy]?.credit == .net }
    return Credit.shares(of: credit, among: places.map(\.place)).first
  }

  /// Sets a credit against a claim: the payments that came in first go first.
  ///
  /// - Returns: whether anything of it was there to be set.
  private func set(_ amount: Money, against claim: ClaimID, ofDebtor debtor: Int64) throws -> Bool {
    var left = amount.minorUnits
    let payments = try sql.all(
      """
      SELECT id FROM payment WHERE debtor_id = ?1 AND currency = ?2 AND unallocated <> 0 AND kind NOT IN \(back)
      UNION SELECT payment.id FROM claim JOIN allocation ON allocation.claim_id = claim.id AND allocation.undone_at IS NULL
        JOIN payment ON payment.id = allocation.payment_id
        WHERE claim.debtor_id = ?1 AND claim.currency = ?2 AND claim.paid > claim.amount + claim.charged AND payment.kind NOT IN \(back)
      ORDER BY 1
      """, .number(debtor), .text(amount.currency.code)
    ) { PaymentID($0.number(0)) }
    let daemon = Transaction(sql: sql, rulebook: rulebook, now: now, actor: .daemon)
    while left > 0 {
      let before = left
      for id in payments where left > 0 {
        let part = min(left, try paymentRecord(id).credit.minorUnits)
        guard part > 0 else { continue }
        let moved: Void? = try apart {
          try daemon.move(
            Money(minorUnits: part, currency: amount.currency), of: try paymentRecord(id), to: self.record(claim).claim)
        } orElse: { _ in
          // It stays where it is, and is the debtor's: `verify` names what is damaged.
        }
        if moved != nil { left -= part }
      }
      // What stays of a payment that was moved in part counts as the last, so that another has the surplus then.
      guard left < before else { break }
    }
    return left < amount.minorUnits
  }

  private var back: String { Payment.Kind.back.sql }

  /// - Throws: ``DocketError`` `.wrongState` when more went back to a debtor than there is.
  func requireCredit(ofDebtor debtor: Int64, in currency: Currency) throws {
    guard try hasCredit(ofDebtor: debtor) else { return }
    let credit = try credit(ofDebtor: debtor, in: currency)
    guard credit.minorUnits < 0 else { return }
    throw DocketError(
      .wrongState, "\(credit.negated.decimal) \(currency.code) more would have gone back to the debtor than they had",
      hint: "undo the refund first, or name the claim that the money was for")
  }
}
