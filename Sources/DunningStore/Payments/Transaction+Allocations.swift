import Dunning
import DunningSQL

extension Transaction {
  /// Sets money against a claim, and writes down what becomes of the claim. What comes next for it, and what becomes of its
  /// notices, is decided by ``goOn(with:ofDebtor:in:because:)`` once all of the money has its place.
  ///
  /// - Throws: ``DocketError`` `.wrongState` for a claim that was taken back, and when more would go back than came in.
  func allocate(
    _ amount: Money, of payment: Payment, _ id: PaymentID, to claim: Claim, as kind: Event.Kind
  ) throws {
    let paid = try claim.sum(with: payment.kind.paid(amount))
    let event = try journal(
      Event(kind, claim: claim.id, actor: actor, data: payment.journalled(amount, as: id)))
    try insertAllocation(amount, of: id, to: claim.id, by: event)
    try settle(claim, paid: paid)
  }

  /// Drops what waits about claims for which money has moved, and decides what comes next for them and for all others that
  /// a credit of their debtor's covers.
  ///
  /// - Parameter debtor: the number of their row.
  func goOn(with claims: [ClaimID], ofDebtor debtor: Int64, in currency: Currency, because reason: String) throws {
    for claim in claims { try dropWaitingNotices(of: claim, because: reason) }
    try applyCredit(ofDebtor: debtor, in: currency)
    for claim in claims { try plan(claim) }
  }

  private func insertAllocation(_ amount: Money, of payment: PaymentID, to claim: ClaimID, by event: Int64) throws {
    try sql.run(
      "INSERT INTO allocation (payment_id, claim_id, amount, made_at, event_id) VALUES (?, ?, ?, ?, ?)",
      .number(payment.number), .number(claim.number), .number(amount.minorUnits), .number(now.milliseconds),
      .number(event))
  }

  /// Takes a payment back that was recorded by mistake: it counts nowhere any more, and its claims are as if it had never
  /// come, but that the next step keeps its distance from today.
  ///
  /// - Throws: ``DocketError`` `.wrongState` when it is undone already, or when less would have come in than went back.
  func undo(_ record: PaymentRecord, because reason: String) throws {
    guard record.payment.kind != .discount else {
      throw DocketError(
        .wrongState, "payment \(record.id) is the discount of a claim that was paid in time",
        hint: "undo the payment that it goes with, or take the discount away: `dunningctl correct CLAIM --discount ''`")
    }
    try undoPayment(record, because: reason)
    try reopenEntry(of: record.id, because: reason)
  }

  /// The same, whatever entry it came from.
  func undoPayment(_ record: PaymentRecord, because reason: String) throws {
    guard record.undoneAt == nil else {
      throw DocketError(.wrongState, "payment \(record.id) has been undone already")
    }
    let standing = record.standing
    try takeBack(record, because: reason)
    guard let debtor = record.debtor else { return }
    let currency = record.payment.amount.currency
    try requireCredit(ofDebtor: debtor.row, in: currency)
    try goOn(
      with: Set(standing.map(\.claim)).sorted(), ofDebtor: debtor.row, in: currency, because: "a payment was undone")
  }

  /// Has a payment count nowhere any more. What comes next for its claims is decided once all money has its place.
  func takeBack(_ record: PaymentRecord, because reason: String) throws {
    let standing = record.standing
    var data: [JournalKey: String] = [.payment: record.id.description, .unallocated: record.unallocated.decimal]
    // The words stand where they can be erased, if there is such a place.
    if standing.isEmpty { data[.reason] = reason }
    try journal(Event(.paymentUndone, actor: actor, data: data))
    try sql.run(
      "UPDATE payment SET undone_at = ?, unallocated = 0 WHERE id = ?", .number(now.milliseconds),
      .number(record.id.number))
    for allocation in standing { try undo(allocation, of: record, because: reason) }
  }

  private func undo(
    _ allocation: PaymentRecord.Allocation, of payment: PaymentRecord, because reason: String
  ) throws {
    let claim = try record(allocation.claim).claim
    let paid = try claim.sum(with: -payment.payment.kind.paid(allocation.amount))
    var data = try ending(allocation, allocation.amount, of: payment.id)
    data[.reason] = reason
    let event = try journal(Event(.paymentUndone, claim: claim.id, actor: actor, data: data))
    try end(allocation, by: event)
    try settle(claim, paid: paid)
  }

  /// Sets what a payment has left, or has paid too much, against claims.
  ///
  /// - Throws: ``DocketError`` `.wrongState`, `.wrongCurrency`; ``RuleError`` for an amount that is none.
  func assign(_ record: PaymentRecord, to shares: [PaymentShare]) throws {
    let currency = record.payment.amount.currency
    let credit = min(record.credit.minorUnits, try creditOf(record).minorUnits)
    let shares = try discounted(
      shares, outOf: Money(minorUnits: credit, currency: currency), record.payment.kind, on: record.payment.date)
    for share in shares {
      let current = try paymentRecord(record.id)
      let claim = try find(share.claim).claim
      try requireFit(claim, current)
      let free = min(current.credit.minorUnits, try creditOf(current).minorUnits)
      let given = try share.amount.map { try Money(parsing: $0, currency: currency).minorUnits }
      let amount = given ?? min(free, claim.outstanding.minorUnits)
      func text(_ minorUnits: Int64) -> String {
        "\(Money(minorUnits: minorUnits, currency: currency).decimal) \(currency.code)"
      }
      guard free > 0, amount <= free else {
        throw DocketError(
          .wrongState, "payment \(record.id) has \(text(max(0, free))) that is set against no claim",
          hint:
            "`dunningctl payment show \(record.id)` tells where the rest is; to set it elsewhere, take it back first: "
            + Self.undoing(record, for: claim))
      }
      guard amount > 0, amount <= claim.outstanding.minorUnits else {
        throw DocketError(
          .wrongState,
          "\(text(claim.outstanding.minorUnits)) is open of claim \(claim.id) "
            + "(\(claim.draft.reference))", hint: "no more than that can be set against it")
      }
      try move(Money(minorUnits: amount, currency: currency), of: current, to: claim)
      try goOn(
        with: [claim.id], ofDebtor: try debtor(of: claim.id), in: currency, because: "a payment came in")
    }
  }

  private func creditOf(_ record: PaymentRecord) throws -> Money {
    guard let debtor = record.debtor else { return record.unallocated }
    return try credit(ofDebtor: debtor.row, in: record.payment.amount.currency)
  }

  /// A payment pays what its own debtor owes, in its own currency.
  private func requireFit(_ claim: Claim, _ record: PaymentRecord) throws {
    guard record.undoneAt == nil else { throw DocketError(.wrongState, "payment \(record.id) has been undone") }
    guard !record.payment.kind.reopens else {
      throw DocketError(.wrongState, "payment \(record.id) went back, and pays nothing")
    }
    guard claim.draft.amount.currency == record.payment.amount.currency else {
      throw DocketError(
        .wrongCurrency,
        "payment \(record.id) is in \(record.payment.amount.currency.code), claim \(claim.id) in "
          + claim.draft.amount.currency.code, hint: "record what the bank made of it in the claim's currency")
    }
    guard claim.draft.creditor == record.creditor, record.debtor?.key == claim.draft.debtor.key else {
      throw DocketError(
        .wrongState,
        "payment \(record.id) is \(record.debtor?.name ?? "nobody")'s, claim \(claim.id) "
          + "(\(claim.draft.reference)) is owed by \(claim.draft.debtor.name)",
        hint: Self.undoing(record, for: claim))
    }
  }

  /// How a payment comes to count for another claim.
  private static func undoing(_ record: PaymentRecord, for claim: Claim) -> String {
    // Recording what came with a statement would count it twice: its entry waits again.
    let next = record.entry.map { "`dunningctl payment assign \($0) \(claim.id)`" } ?? "record it for whom it is"
    return "`dunningctl payment undo \(record.id) --reason …`, then \(next)"
  }

  /// Sets a part of a payment that counts nowhere, or is too much somewhere, against a claim.
  func move(_ amount: Money, of record: PaymentRecord, to claim: Claim) throws {
    var missing = max(0, amount.minorUnits - record.unallocated.minorUnits)
    for allocation in record.standing.reversed() where missing > 0 && allocation.surplus.isPositive {
      let part = min(missing, allocation.surplus.minorUnits)
      try release(Money(minorUnits: part, currency: amount.currency), from: allocation, of: record.id)
      missing -= part
    }
    try allocate(amount, of: record.payment, record.id, to: try self.record(claim.id).claim, as: .paymentAssigned)
    try countUnallocated(of: record.id)
  }

  /// Takes from a claim what it was paid too much: the allocation is undone, and another is made of the rest.
  private func release(_ amount: Money, from allocation: PaymentRecord.Allocation, of payment: PaymentID) throws {
    let claim = try record(allocation.claim).claim
    let event = try journal(
      Event(
        .paymentReleased, claim: claim.id, actor: actor, data: try ending(allocation, amount, of: payment)))
    try end(allocation, by: event)
    let rest = Money(minorUnits: allocation.amount.minorUnits - amount.minorUnits, currency: amount.currency)
    if rest.isPositive { try insertAllocation(rest, of: payment, to: claim.id, by: event) }
    try countUnallocated(of: payment)
    try settle(claim, paid: try claim.sum(with: -amount.minorUnits))
  }

  /// What was paid for a claim that is owed no more is the debtor's; what was credited on it, or went back, is nobody's.
  func releaseMoney(of claim: Claim) throws {
    let payments = try sql.all(
      """
      SELECT DISTINCT payment.id FROM allocation JOIN payment ON payment.id = payment_id
      WHERE allocation.claim_id = ? AND allocation.undone_at IS NULL AND payment.kind = 'payment' ORDER BY payment.id DESC
      """, .number(claim.id.number)
    ) { PaymentID($0.number(0)) }.map { try paymentRecord($0) }
    var left = claim.paid.minorUnits - (try self.payments(of: claim)).credited(in: claim.paid.currency).minorUnits
    for payment in payments {
      for allocation in payment.standing.reversed() where allocation.claim == claim.id && left > 0 {
        let part = min(left, allocation.amount.minorUnits)
        try release(Money(minorUnits: part, currency: claim.paid.currency), from: allocation, of: payment.id)
        left -= part
      }
    }
  }

  private func end(_ allocation: PaymentRecord.Allocation, by event: Int64) throws {
    try sql.run(
      "UPDATE allocation SET undone_at = ?, undone_event_id = ? WHERE id = ?", .number(now.milliseconds),
      .number(event), .number(allocation.id))
  }

  /// What the journal says of the end of an allocation.
  private func ending(
    _ allocation: PaymentRecord.Allocation, _ amount: Money, of payment: PaymentID
  ) throws -> [JournalKey: String] {
    var data: [JournalKey: String] = [
      .payment: payment.description, .amount: amount.decimal, .currency: amount.currency.code,
    ]
    data[.ofEntry] = try allocation.entry.flatMap { entry in
      try sql.first("SELECT seq FROM event WHERE id = ?", .number(entry)) { String($0.number(0)) }
    }
    return data
  }

  private func countUnallocated(of payment: PaymentID) throws {
    try sql.run(
      """
      UPDATE payment SET unallocated = amount - (SELECT coalesce(sum(amount), 0) FROM allocation
        WHERE payment_id = payment.id AND undone_at IS NULL) WHERE id = ? AND undone_at IS NULL
      """, .number(payment.number))
  }
}

extension Payment.Kind {
  /// By how much such money changes what is paid, in minor units.
  func paid(_ amount: Money) -> Int64 { reopens ? -amount.minorUnits : amount.minorUnits }
}
