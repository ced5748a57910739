package import Dunning
import DunningSQL

extension Docket {
  /// Records money that came in for a claim, or went back. The same external number counts once for a creditor: known
  /// again on its claim, refused on another one.
  ///
  /// - Throws: ``DocketError`` `.notFound`, `.ambiguous`, `.wrongState` for a withdrawn claim and when more would go back
  ///   than came in, `.paymentTaken` when the number is known with other content or on another claim; ``RuleError`` for an
  ///   amount or a day that cannot be so.
  package func pay(
    _ name: ClaimName, _ telling: PaymentTelling, by actor: Actor, rulebook: Rulebook, now: Instant
  ) async throws -> ClaimRecord {
    try await record(name, telling, by: actor, rulebook: rulebook, now: now).claim
  }

  /// The same, with whether the payment was new.
  package func record(
    _ name: ClaimName, _ telling: PaymentTelling, by actor: Actor, rulebook: Rulebook, now: Instant
  ) async throws -> (claim: ClaimRecord, isNew: Bool) {
    let result = try await write(by: actor, rulebook: rulebook, now: now) { transaction in
      try transaction.catchingRuleErrors { try transaction.pay(name, telling) }
    }
    let (claim, isNew) = try result.get()
    return (claim, isNew)
  }

  /// The same for many at once; what is wrong with one does not stop the others.
  ///
  /// - Parameter dryRun: decides all the same but keeps nothing.
  package func pay(
    _ tellings: [(claim: ClaimName, telling: PaymentTelling)], by actor: Actor, rulebook: Rulebook, now: Instant,
    dryRun: Bool = false
  ) async throws(DocketError) -> [PaymentVerdict] {
    try await write(keeping: !dryRun, by: actor, rulebook: rulebook, now: now) { transaction in
      try tellings.map { row in
        do {
          return try transaction.sql.apart {
            let (record, isNew) = try transaction.pay(row.claim, row.telling)
            return isNew ? .recorded(record) : .known(record)
          }
        } catch let error as RuleError {
          return .doubted(error)
        } catch let error as DocketError {
          return .refused(error)
        }
      }
    }
  }

  /// The same in single words, of a day that nobody doubts.
  package func pay(
    _ name: ClaimName, amount: String, kind: Payment.Kind = .payment, date: CivilDate?, externalID: String?,
    by actor: Actor, rulebook: Rulebook, now: Instant
  ) async throws -> ClaimRecord {
    try await pay(
      name,
      PaymentTelling(amount: amount, kind: kind, date: date, externalID: externalID, isDayAccepted: true), by: actor,
      rulebook: rulebook, now: now)
  }

  /// Records money that came in from a debtor: it is set against the claims that are named, or else against those that are
  /// open and not disputed, the one that was due first before the others; what is left is the debtor's credit. A refund is
  /// taken from that.
  ///
  /// - Parameters:
  ///   - currency: nil where all that the debtor owes, or owed, is in one.
  ///   - shares: empty where the oldest go first.
  /// - Throws: as for a claim, and ``DocketError`` `.invalid` when nobody can tell the currency.
  package func pay(
    debtor name: DebtorName, _ telling: PaymentTelling, currency: String? = nil, to shares: [PaymentShare] = [],
    by actor: Actor, rulebook: Rulebook, now: Instant
  ) async throws -> PaymentRecord {
    try await record(
      debtor: name, telling, currency: currency, to: shares, by: actor, rulebook: rulebook, now: now
    ).payment
  }

  /// The same, with whether the payment was new.
  package func record(
    debtor name: DebtorName, _ telling: PaymentTelling, currency: String? = nil, to shares: [PaymentShare] = [],
    by actor: Actor, rulebook: Rulebook, now: Instant
  ) async throws -> (payment: PaymentRecord, isNew: Bool) {
    let result = try await write(by: actor, rulebook: rulebook, now: now) { transaction in
      try transaction.catchingRuleErrors {
        try transaction.pay(debtor: name, telling, currency: currency, to: shares)
      }
    }
    return try result.get()
  }

  /// One payment, by its number in the docket or the bank's.
  ///
  /// - Throws: ``DocketError`` `.notFound`, `.ambiguous`.
  package func payment(_ name: String) async throws(DocketError) -> PaymentRecord {
    try await read { look in try look.paymentRecord(called: name) }
  }

  /// Payments, those that were recorded first before the others.
  ///
  /// - Parameters:
  ///   - isUnmatched: whether only those are meant of which something is set against no claim, or is too much.
  ///   - cursor: the payment behind which the page begins.
  package func payments(
    unmatched isUnmatched: Bool = false, of debtor: DebtorName? = nil, after cursor: PaymentID? = nil,
    limit: Int = DocketLimits.pageMax
  ) async throws(DocketError) -> [PaymentRecord] {
    try await read { look in
      let debtors = try debtor.map { try look.find($0) }
      var (page, last): ([PaymentRecord], Int64) = ([], cursor?.number ?? 0)
      while page.count < limit {
        let records = try look.sql.all(
          "\(PaymentRecord.selection) WHERE payment.id > ? ORDER BY payment.id LIMIT ?", .number(last),
          .number(Int64(limit))
        ) { try look.paymentRecord($0) }
        page += records.filter { record in
          guard debtors.map({ all in record.debtor.map { all.contains($0.row) } ?? false }) ?? true else {
            return false
          }
          return !isUnmatched || record.undoneAt == nil && record.credit.isPositive
        }
        guard records.count == limit, let end = records.last else { break }
        last = end.id.number
      }
      return Array(page.prefix(limit))
    }
  }

  /// Takes a payment back that was recorded by mistake.
  ///
  /// - Throws: ``DocketError`` `.notFound`, `.wrongState`.
  package func undo(
    _ name: String, because reason: String, by actor: Actor, rulebook: Rulebook, now: Instant
  ) async throws(DocketError) -> PaymentRecord {
    try await write(by: actor, rulebook: rulebook, now: now) { transaction in
      let record = try transaction.paymentRecord(called: name)
      try transaction.undo(record, because: reason)
      return try transaction.paymentRecord(record.id)
    }
  }

  /// Sets what a payment has left, or has paid too much, against claims.
  ///
  /// - Throws: ``DocketError`` `.notFound`, `.ambiguous`, `.wrongState`, `.wrongCurrency`; ``RuleError`` `.invalidAmount`.
  package func assign(
    _ name: String, to shares: [PaymentShare], by actor: Actor, rulebook: Rulebook, now: Instant
  ) async throws -> PaymentRecord {
    let result = try await write(by: actor, rulebook: rulebook, now: now) { transaction in
      try transaction.catchingRuleErrors {
        let record = try transaction.paymentRecord(called: name)
        try transaction.assign(record, to: shares)
        return try transaction.paymentRecord(record.id)
      }
    }
    return try result.get()
  }

  /// What debtors have with their creditors, by creditor and currency, and how many claims wait for somebody to decide what
  /// becomes of it.
  package func credits() async throws(DocketError) -> CreditCounts {
    try await read { look in
      let sums = try look.sql.all(
        """
        SELECT creditor, currency, sum(part), count(DISTINCT debtor_id) FROM (
          SELECT creditor, currency, debtor_id,
            CASE WHEN kind IN \(Payment.Kind.back.sql) THEN -unallocated ELSE unallocated END AS part
            FROM payment WHERE unallocated <> 0
          UNION ALL SELECT creditor, currency, debtor_id, paid - amount - charged FROM claim
            WHERE paid > amount + charged)
        GROUP BY creditor, currency ORDER BY creditor, currency
        """
      ) {
        CreditCounts.Sum(
          creditor: $0.text(0), amount: Money(minorUnits: $0.number(2), currency: try ClaimRecord.currency($0.text(1))),
          debtors: Int($0.number(3)))
      }
      let covered = try look.sql.first("SELECT count(*) FROM claim WHERE covered <> 0") { Int($0.number(0)) } ?? 0
      return CreditCounts(
        sums: sums.filter { $0.amount.minorUnits != 0 }, coveredClaims: covered,
        held: try look.heldByCredit(of: nil, limit: CreditCounts.heldMax))
    }
  }
}

extension Instant {
  /// The last day that has begun somewhere: half of the world is a day ahead of UTC for half of the time.
  var latestDay: CivilDate { ZoneRules.utc.date(at: self).adding(days: 1) }
}

/// What became of one payment of many.
package enum PaymentVerdict: Sendable {
  case recorded(ClaimRecord)
  /// Its number was known, with the same content.
  case known(ClaimRecord)
  /// What it says cannot be so, or is a question.
  case doubted(RuleError)
  case refused(DocketError)
}

/// What debtors have with their creditors.
package struct CreditCounts: Hashable, Sendable {
  /// What the debtors of one creditor have in one currency.
  package struct Sum: Hashable, Sendable {
    package let creditor: String
    package let amount: Money
    package let debtors: Int
  }

  package let sums: [Sum]
  /// Claims that are not dunned since a credit covers them, in whole or in part.
  package let coveredClaims: Int
  /// Those of them of which most is open.
  package let held: [HeldByCredit]

  static let heldMax = 5
}

/// A claim that is not dunned, since a credit of its debtor's covers it or a part of it.
package struct HeldByCredit: Hashable, Sendable {
  package let claim: ClaimID
  package let reference: String
  package let debtor: String
  /// What is still owed of it.
  package let open: Money
  /// What of that the credit covers.
  package let covered: Money
  /// The day of the first payment that the credit is of; nil where none tells.
  package let since: CivilDate?

  /// What ends it.
  package static let hint =
    "`dunningctl payments --unmatched`, then set it against a claim with `payment assign`, or refund it; `credit: net` in the "
    + "policy does so at once"

  /// A clause for a person.
  package var words: String {
    let day = since.map { " since \($0.iso)" } ?? ""
    return "a credit of \(covered.decimal) \(covered.currency.code) holds \(claim) (\(reference), \(debtor), "
      + "\(open.decimal) \(open.currency.code))\(day)"
  }
}

extension Reading {
  /// The claims that credits hold, those of which most is open before the others.
  ///
  /// - Parameter creditor: nil for all.
  func heldByCredit(of creditor: String?, limit: Int) throws -> [HeldByCredit] {
    try sql.all(
      """
      SELECT claim.id, reference, debtor.name, amount - paid, covered, currency, (SELECT min(paid_on) FROM payment
          WHERE payment.debtor_id = claim.debtor_id AND payment.currency = claim.currency AND undone_at IS NULL
            AND kind NOT IN \(Payment.Kind.back.sql) AND (unallocated <> 0 OR EXISTS (SELECT 1 FROM allocation
              JOIN claim AS other ON other.id = allocation.claim_id WHERE payment_id = payment.id
                AND allocation.undone_at IS NULL AND other.paid > other.amount + other.charged)))
      FROM claim JOIN debtor ON debtor.id = claim.debtor_id
      WHERE covered <> 0 AND claim.creditor = coalesce(?, claim.creditor) ORDER BY amount - paid DESC, claim.id LIMIT ?
      """, SQLValue(creditor), .number(Int64(limit))
    ) { row in
      let currency = try ClaimRecord.currency(row.text(5))
      return HeldByCredit(
        claim: ClaimID(row.number(0)), reference: row.text(1), debtor: row.text(2),
        open: Money(minorUnits: row.number(3), currency: currency),
        covered: Money(minorUnits: row.number(4), currency: currency),
        since: try row.textIfAny(6).map(CivilDate.init(parsing:)))
    }
  }
}
