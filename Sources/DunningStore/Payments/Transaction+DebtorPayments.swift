import Dunning
import DunningSQL

extension Transaction {
  /// Records money from a debtor.
  func pay(
    debtor name: DebtorName, _ telling: PaymentTelling, currency: String?, to shares: [PaymentShare]
  ) throws -> (payment: PaymentRecord, isNew: Bool) {
    guard let id = try find(name).first, let row = try debtorRow(id) else {
      throw DocketError(.notFound, "there is no debtor \(quoted(name.text))")
    }
    let claims = try payableClaims(ofDebtor: id)
    let money = try telling.money(in: try self.currency(currency, of: claims, row, id))
    let day = try telling.day(
      today: row.zone(rulebook).date(at: now), latest: now.latestDay, issued: claims.compactMap(\.draft.issued).min())
    let payment = Payment(
      externalID: telling.externalID, kind: telling.kind, amount: money, date: day, recordedAt: now)
    let known = try known(
      payment, isDateGiven: telling.date != nil, of: row.creditor, for: row.debtor.key
    ) { $0.debtor?.row == id && ($0.payment.amount == money) }
    if let known { return (known, false) }
    let parts = try withCharges(
      shares.isEmpty ? oldest(of: claims, payment) : named(shares, payment, ofDebtor: id), payment, besides: shares)
    return (try paymentRecord(try record(payment, ofDebtor: id, of: row.creditor, shares: parts)), true)
  }

  /// The claims of a debtor that money from them pays: what is open and not disputed.
  private func payableClaims(ofDebtor id: Int64) throws -> [Claim] {
    try sql.all(
      "\(ClaimRecord.selection) WHERE claim.debtor_id = ? AND claim.state IN \(Claim.State.unsettled.sql) ORDER BY claim.id",
      .number(id), read: ClaimRecord.init
    ).map(\.claim).filter { $0.state != .disputed }
  }

  private func currency(_ code: String?, of claims: [Claim], _ row: DebtorRow, _ debtor: Int64) throws -> Currency {
    if let code {
      guard let currency = Currency(code) else {
        throw RuleError(.invalidAmount, "there is no currency \(quoted(code))", hint: "write its code, e.g. EUR")
      }
      return currency
    }
    var known = Set(claims.map(\.draft.amount.currency))
    if known.isEmpty {
      known = Set(
        try sql.all("SELECT DISTINCT currency FROM claim WHERE debtor_id = ?", .number(debtor)) {
          try ClaimRecord.currency($0.text(0))
        })
    }
    guard known.count == 1, let only = known.first else {
      throw DocketError(
        .invalid, "in which currency \(row.debtor.name) has paid is not clear", hint: "say it: `--currency EUR`")
    }
    return only
  }

  /// What of a payment goes to which claim, the one that was due first before the others. What goes back is taken from what
  /// the debtor has.
  private func oldest(of claims: [Claim], _ payment: Payment) throws -> [(claim: ClaimID, amount: Money)] {
    guard !payment.kind.reopens else { return [] }
    let places = claims.filter { $0.draft.amount.currency == payment.amount.currency }.map {
      Credit.Place(claim: $0.id, due: $0.draft.due.date(in: .utc), open: $0.outstanding)
    }.sorted { ($0.due, $0.claim) < ($1.due, $1.claim) }
    let discounted = try discountedShares(of: places.map(\.claim), outOf: payment.amount, on: payment.date)
    return discounted ?? Credit.shares(of: payment.amount, among: places)
  }

  /// What of it goes to the claims that were named.
  ///
  /// - Throws: ``DocketError`` `.wrongState` for a claim of somebody else's and when more is named than there is.
  private func named(_ shares: [PaymentShare], _ payment: Payment, ofDebtor debtor: Int64) throws
    -> [(claim: ClaimID, amount: Money)]
  {
    var left = payment.amount
    let shares = try discounted(shares, outOf: payment.amount, payment.kind, on: payment.date)
    return try shares.map { share in
      let claim = try find(share.claim).claim
      guard try self.debtor(of: claim.id) == debtor, claim.draft.amount.currency == left.currency else {
        throw DocketError(
          .wrongState,
          "claim \(claim.id) (\(claim.draft.reference)) is owed by \(claim.draft.debtor.name) in "
            + claim.draft.amount.currency.code, hint: "money of one debtor pays claims of theirs, in its own currency")
      }
      let open = payment.kind.reopens ? claim.paid : claim.outstanding
      let given = try share.amount.map { try Money(parsing: $0, currency: left.currency) }
      let amount = given ?? Money(minorUnits: min(left.minorUnits, open.minorUnits), currency: left.currency)
      guard amount.isPositive, amount.minorUnits <= left.minorUnits else {
        throw DocketError(
          .wrongState, "\(left.decimal) \(left.currency.code) of the payment is left for claim \(claim.id)",
          hint: "the amounts behind --to add up to no more than the payment")
      }
      left.add(amount.negated)
      return (claim.id, amount)
    }
  }

  /// The same with what of it pays interest and costs on the claims that it pays, but for those of which it is said how
  /// much goes to them.
  private func withCharges(
    _ parts: [(claim: ClaimID, amount: Money)], _ payment: Payment, besides shares: [PaymentShare]
  ) throws -> [(claim: ClaimID, amount: Money)] {
    let left = Money.sum([payment.amount] + parts.map(\.amount.negated), in: payment.amount.currency)
    guard payment.kind == .payment, left.isPositive else { return parts }
    let said = parts.indices.filter { shares.isEmpty || shares[$0].amount == nil }
    let more = try charges(
      on: try said.map { try record(parts[$0].claim).claim }, besides: said.map { parts[$0].amount }, outOf: left,
      on: payment.date)
    var parts = parts
    for (index, change) in zip(said, more) { parts[index].amount.add(change) }
    return parts
  }
}
