import Dunning
import DunningSQL

// What a person decides about entries, and what follows for the claims that waited for it.

extension Transaction {
  /// Writes down what has become of an entry, and lets go whom it kept back.
  ///
  /// - Parameters:
  ///   - reason: in the words of whoever decided.
  ///   - more: what else the journal says of it.
  func decide(
    _ id: EntryID, as verdict: Match.Verdict, because reason: String?, beside more: [JournalKey: String] = [:]
  ) throws {
    var data: [JournalKey: String] = [.entry: id.description, .outcome: verdict.rawValue].merging(more) { own, _ in own
    }
    data[.reason] = reason
    try journal(Event(.entryDecided, actor: actor, data: data))
    try sql.run(
      "UPDATE bank_entry SET verdict = ?, decided_at = ? WHERE id = ?", .text(verdict.rawValue),
      SQLValue(actor == .daemon ? nil : now.milliseconds), .number(id.number))
    try updateHolds(
      of: try sql.all(
        "SELECT claim_id FROM bank_candidate WHERE entry_id = ? AND holds = 1 ORDER BY claim_id", .number(id.number)
      ) { ClaimID($0.number(0)) })
  }

  /// Sets an entry against claims, as a person says: it counts for their debtors from now on.
  ///
  /// - Throws: ``DocketError`` `.wrongState` when it cannot count, `.wrongCurrency`; ``RuleError`` for an amount that is none.
  func assign(_ id: EntryID, to shares: [PaymentShare]) throws {
    let record = try entryRecord(id)
    try requireAssignable(record)
    let kind = record.kind
    let money = Money(minorUnits: abs(record.counts.minorUnits), currency: record.counts.currency)
    let shares = try record.entry.day.map { try discounted(shares, outOf: money, kind, on: $0) } ?? shares
    var (left, allocations) = (money, [Match.Allocation]())
    for share in shares {
      if kind == .payment { try takeBackTold(of: try find(share.claim).claim.id, share: left, by: record.entry) }
      let allocation = try allocation(share, of: kind, left, isOnly: shares.count == 1)
      left.add(allocation.amount.negated)
      allocations.append(allocation)
    }
    if kind == .payment { try addCharges(to: &allocations, besides: shares, outOf: &left, on: record.entry.day) }
    let groups = try byDebtor(allocations)
    guard let first = groups.first else { throw DocketError(.wrongState, "entry \(id) is to be set against no claim") }
    try requireOwner(of: left, of: record, kind, among: groups)
    let source = PaymentSource(
      account: record.account, entry: id, number: record.entry.bankReference ?? record.entry.endToEnd)
    let today = (rulebook.creditors[first.creditor].flatMap { rulebook.almanac.zone($0.timeZone) } ?? .utc).date(
      at: now)
    var rest = left.minorUnits
    for group in groups {
      _ = try self.record(group, rest: rest, kind, record.entry.day ?? today, from: source)
      rest = 0
    }
    try decide(id, as: .booked, because: nil)
    if kind == .payment { try tieReturns(ofAccount: record.account) }
  }

  /// What is left is a credit of the one debtor whose claims are named.
  private func requireOwner(
    of left: Money, of record: EntryRecord, _ kind: Payment.Kind, among groups: [DebtorShare]
  ) throws {
    guard left.minorUnits != 0, kind != .payment || groups.count > 1 else { return }
    if kind == .refund, groups.count == 1, let group = groups.first,
      try credit(ofDebtor: group.debtor, in: left.currency).minorUnits >= left.minorUnits
    {
      return
    }
    guard kind == .payment else {
      throw DocketError(
        .wrongState, "\(left.decimal) \(left.currency.code) of entry \(record.id) is left",
        hint: "name the claims of all of it")
    }
    let whole = Money(minorUnits: abs(record.counts.minorUnits), currency: left.currency)
    let assigned = Money.sum([whole, left.negated], in: left.currency)
    throw DocketError(
      .wrongState,
      "\(whole.decimal) \(left.currency.code) came in by entry \(record.id), \(assigned.decimal) is assigned to claims of "
        + "\(groups.count) debtors; say where \(left.decimal) goes",
      hint:
        "write the sum behind each claim, e.g. `RE-1:120.00`; what is more than is open becomes that debtor's credit")
  }

  /// Has money that is left pay interest and costs on the claims of one debtor, but for those of which it is said how much
  /// goes to them.
  private func addCharges(
    to allocations: inout [Match.Allocation], besides shares: [PaymentShare], outOf left: inout Money,
    on day: CivilDate?
  ) throws {
    let said = allocations.indices.filter { shares[$0].amount == nil }
    let claims = try said.map { try record(allocations[$0].claim).claim }
    guard left.isPositive, let first = claims.first, try byDebtor(allocations).count == 1 else { return }
    let more = try charges(
      on: claims, besides: said.map { allocations[$0].amount }, outOf: left, on: day ?? today(for: first))
    for (index, change) in zip(said, more) where change.isPositive {
      let named = allocations[index]
      allocations[index] = Match.Allocation(
        named.claim, named.reference, Money.sum([named.amount, change], in: change.currency), .payment)
      left.add(change.negated)
    }
  }

  private func requireAssignable(_ record: EntryRecord) throws {
    guard let verdict = record.verdict else {
      throw DocketError(.wrongState, "entry \(record.id) is divided", hint: "name one of its parts")
    }
    guard record.entry.isMoved else {
      throw DocketError(
        .wrongState, "the money of entry \(record.id) has not moved yet", hint: "it is looked at anew when it has")
    }
    if let told = try paymentTelling(of: record.id) {
      throw DocketError(
        .wrongState, "entry \(record.id) is payment \(told), which a person recorded, and counts as that",
        hint: "`dunningctl payment undo \(told)` first: then the entry is matched anew, or waits to be assigned")
    }
    guard verdict == .proposed || verdict == .ignored else {
      throw DocketError(
        .wrongState, "entry \(record.id) is \(verdict.rawValue)",
        hint: record.payments.last.map { "`dunningctl payment show \($0)` tells as what" })
    }
  }

  /// - Parameter isOnly: whether it is the one that is named.
  private func allocation(
    _ share: PaymentShare, of kind: Payment.Kind, _ left: Money, isOnly: Bool
  ) throws -> Match.Allocation {
    let claim = try find(share.claim).claim
    guard claim.draft.amount.currency == left.currency else {
      throw DocketError(
        .wrongCurrency,
        "claim \(claim.id) is in \(claim.draft.amount.currency.code), the entry in \(left.currency.code)",
        hint: "record what the bank made of it in the claim's currency with `dunningctl pay`, and ignore the entry")
    }
    let open = kind.reopens ? claim.paid : claim.outstanding
    let given = try share.amount.map { try Money(parsing: $0, currency: left.currency).minorUnits }
    let fromCredit = try isOnly && kind == .refund ? refundedCredit(of: claim, left) : 0
    let amount = given ?? min(left.minorUnits - fromCredit, open.minorUnits)
    if amount == 0, given == nil, isOnly, kind == .payment || fromCredit > 0 {
      // What came twice stays with the debtor, and what was theirs goes back from that.
      return Match.Allocation(
        claim.id, claim.draft.reference, Money(minorUnits: 0, currency: left.currency), kind)
    }
    // What somebody says is more than open pays interest and costs, or is the debtor's.
    let isSaid = given != nil && !kind.reopens
    guard amount > 0, amount <= left.minorUnits, isSaid || amount <= open.minorUnits else {
      let words = kind.reopens ? "was paid for" : "is open of"
      throw DocketError(
        .wrongState,
        "\(open.decimal) \(open.currency.code) \(words) claim \(claim.id) (\(claim.draft.reference)), and "
          + "\(left.decimal) of the entry is left", hint: "no more than that can be set against it")
    }
    return Match.Allocation(
      claim.id, claim.draft.reference, Money(minorUnits: amount, currency: left.currency), kind)
  }

  /// What of a refund a debtor has with the creditor, in minor units: that goes back before any claim is owed again.
  private func refundedCredit(of claim: Claim, _ refund: Money) throws -> Int64 {
    let credit = try credit(ofDebtor: debtor(of: claim.id), in: refund.currency)
    return max(0, min(refund.minorUnits, credit.minorUnits))
  }

  /// An entry is nobody's payment, a person says.
  ///
  /// - Throws: ``DocketError`` `.wrongState` when it counts already.
  func ignore(_ id: EntryID, because reason: String) throws {
    let record = try entryRecord(id)
    guard record.isUnsettled else {
      throw DocketError(
        .wrongState, "entry \(id) is \(record.verdict?.rawValue ?? "divided")",
        hint: "only what waits is ignored; what counts is undone first")
    }
    try decide(id, as: .ignored, because: reason)
  }

  /// Takes back what was decided about an entry: it waits for a person again, and keeps nobody back.
  ///
  /// - Throws: ``DocketError`` `.wrongState` when it waits already, or cannot be taken back.
  func undo(_ id: EntryID, because reason: String) throws {
    let record = try entryRecord(id)
    guard record.verdict == .booked || record.verdict == .ignored, record.entry.isMoved else {
      throw DocketError(
        .wrongState, "entry \(id) is \(record.verdict?.rawValue ?? "divided")", hint: "there is nothing to undo")
    }
    let counting = try record.payments.map { try paymentRecord($0) }.filter { $0.undoneAt == nil }
    for payment in counting { try undoPayment(payment, because: reason) }
    try decide(id, as: .proposed, because: counting.isEmpty ? reason : nil)
  }

  /// What has become of the entry that a payment came from, now that the payment was undone: one transfer is taken back as a
  /// whole, with what was credited beside it, and waits for a person again. Money in part of it would be in no list.
  func reopenEntry(of payment: PaymentID, because reason: String) throws {
    try reopenTold(by: payment)
    let entry = try sql.first("SELECT entry FROM payment WHERE id = ? AND entry IS NOT NULL", .number(payment.number)) {
      EntryID($0.number(0))
    }
    guard let entry, try entryRecord(entry).verdict == .booked else { return }
    let counting = try payments(from: entry).map { try paymentRecord($0) }.filter { $0.undoneAt == nil }
    for payment in counting { try undoPayment(payment, because: reason) }
    try decide(entry, as: .proposed, because: nil)
  }

  /// The money of a payment that a person had recorded is still there where a statement told of it as well: its entry waits
  /// again, and is matched anew.
  private func reopenTold(by payment: PaymentID) throws {
    let entries = try sql.all(
      """
      SELECT id FROM bank_entry WHERE told_payment = ? AND verdict IN ('known', 'proposed') AND decided_at IS NULL
        AND erased_at IS NULL ORDER BY id
      """, .number(payment.number)
    ) { EntryID($0.number(0)) }
    let places = Set(try paymentRecord(payment).allocations.map(\.claim))
    for entry in entries { try matchAnew(entry, without: payment, on: places) }
  }

  // MARK: Whose steps are kept back

  /// Writes down anew until when money that may be for claims keeps their steps back, and decides anew what comes next for
  /// them.
  func updateHolds(of claims: [ClaimID]) throws {
    for claim in claims {
      let before = try record(claim).claim.heldUntil
      let until = try heldUntil(claim)
      if until != before { try hold(claim, until: until, before: before) }
    }
  }

  /// The same where an entry has come that keeps them back until a day: what is kept back as long already stays as it is,
  /// however many entries may be for it.
  func extendHolds(of claims: [ClaimID], until day: CivilDate) throws {
    for claim in claims {
      let known = try sql.first("SELECT held_until FROM claim WHERE id = ?", .number(claim.number)) {
        try $0.textIfAny(0).map(CivilDate.init(parsing:))
      }
      let before = known ?? nil
      if before.map({ $0 < day }) ?? true { try hold(claim, until: day, before: before) }
    }
  }

  private func hold(_ claim: ClaimID, until: CivilDate?, before: CivilDate?) throws {
    try sql.run(
      "UPDATE claim SET held_until = ?, revision = revision + 1 WHERE id = ?", SQLValue(until?.iso),
      .number(claim.number))
    if let until, before.map({ $0 < until }) ?? true {
      try dropWaitingNotices(of: claim, because: "money came in that may be for it")
    }
    try plan(claim)
  }
}

extension Reading {
  /// The last day on which money that may be for a claim keeps its steps back.
  func heldUntil(_ claim: ClaimID) throws -> CivilDate? {
    let until = try sql.first(
      """
      SELECT max(\(candidateHold)) FROM bank_candidate JOIN bank_entry ON bank_entry.id = entry_id
      WHERE claim_id = ? AND holds = 1 AND \(stillHolds)
      """, .number(claim.number)
    ) { $0.textIfAny(0) }
    return try (until ?? nil).map(CivilDate.init(parsing:))
  }

  /// What came in and may be for a claim, while it keeps it back.
  func entriesWaiting(for claim: ClaimID) throws -> [EntryRecord] {
    try sql.all(
      """
      \(EntryRecord.selection) WHERE bank_entry.id IN (SELECT entry_id FROM bank_candidate WHERE claim_id = ? AND holds = 1)
        AND \(stillHolds) ORDER BY bank_entry.id LIMIT 20
      """, .number(claim.number)
    ) { try entryRecord($0) }
  }
}

/// Until when an entry keeps a claim back: from its own day on, where the claim came in later.
let candidateHold = "coalesce(bank_candidate.hold_until, bank_entry.hold_until)"

/// Whether an entry waits as it did when it was taken in: what a person has undone keeps nobody back.
let stillHolds = "bank_entry.verdict IN ('proposed', 'held') AND bank_entry.decided_at IS NULL"
