/// How a sum fits claims: what of it goes to which, and what is credited besides.
struct Settlement {
  /// What counts for the debtor.
  let sum: Money
  /// What the bank or wallet kept of it.
  let costs: Money?
  private(set) var allocations: [Match.Allocation] = []
  /// Clauses.
  private(set) var because: [String] = []

  var unallocated: Money {
    let spent = allocations.filter { $0.kind == .payment }.map(\.amount)
    return Money(minorUnits: sum.minorUnits - Money.sum(spent, in: sum.currency).minorUnits, currency: sum.currency)
  }

  /// The sum as what is owed on these claims, all of it, in one of the ways that count; nil when it is something else.
  static func exact(_ claims: [MatchClaim], _ entry: EntrySum, _ rules: MatchRules) -> Settlement? {
    guard !claims.isEmpty, claims.allSatisfy({ $0.open.currency == entry.counted.currency && $0.isOpen }) else {
      return nil
    }
    for sum in entry.choices {
      if let found = full(claims, sum, owed: \.open) ?? full(claims, sum, owed: \.owed) { return found }
    }
    for sum in entry.choices {
      if let found = discounted(claims, sum, rules, on: entry.day) { return found }
    }
    return short(claims, entry.choices[0], rules)
  }

  /// As much of the sum as this claim owes.
  static func part(of claim: MatchClaim, _ entry: EntrySum) -> Settlement {
    let sum = entry.choices[0]
    var settlement = Settlement(sum: sum.money, costs: sum.costs)
    let paid = min(sum.money.minorUnits, claim.owed.minorUnits)
    settlement.pay(claim, paid)
    let missing = claim.open.minorUnits - paid
    if missing > 0 {
      settlement.because.append(contentsOf: shortage(missing, claim, entry))
    } else if settlement.unallocated.isPositive {
      settlement.because.append("\(settlement.unallocated.words) is more than is open on \(claim.reference)")
    }
    return settlement
  }

  private init(sum: Money, costs: Money?) {
    self.sum = sum
    self.costs = costs
  }

  private mutating func pay(_ claim: MatchClaim, _ units: Int64) {
    guard units > 0 else { return }
    allocations.append(.init(claim, Money(minorUnits: units, currency: sum.currency)))
  }

  private mutating func credit(_ claim: MatchClaim, _ units: Int64, _ reason: String) {
    guard units > 0 else { return }
    let amount = Money(minorUnits: units, currency: sum.currency)
    allocations.append(.init(claim, amount, kind: .creditNote, reason: reason))
    because.append("\(amount.words) is credited on \(claim.reference): \(reason)")
  }

  private static func full(
    _ claims: [MatchClaim], _ sum: EntrySum.Choice, owed: KeyPath<MatchClaim, Money>
  ) -> Settlement? {
    let whole = claims.reduce(0) { $0 + $1[keyPath: owed].minorUnits }
    guard whole == sum.money.minorUnits, claims.allSatisfy({ $0[keyPath: owed].isPositive }) else { return nil }
    var settlement = Settlement(sum: sum.money, costs: sum.costs)
    for claim in claims { settlement.pay(claim, claim[keyPath: owed].minorUnits) }
    settlement.because = [
      "the sum is all that is open on \(list(claims.map(\.reference), max: 5))", sum.because,
    ].compactMap { $0 }
    return settlement
  }

  /// Every discount whose day is not over is taken, on one claim rounded either way.
  private static func discounted(
    _ claims: [MatchClaim], _ sum: EntrySum.Choice, _ rules: MatchRules, on day: CivilDate
  ) -> Settlement? {
    let cuts = claims.map { $0.cut(on: day) }
    let whole = claims.reduce(0) { $0 + $1.open.minorUnits }
    let missing = whole - sum.money.minorUnits
    let (least, most) = cuts.reduce((0, 0)) { ($0.0 + $1.0, $0.1 + $1.1) }
    let tolerance = rules.tolerance[sum.money.currency]
    let rest = max(0, missing - most)
    guard missing > 0, missing >= least, most > 0, rest <= tolerance?.minorUnits ?? 0 else { return nil }
    var settlement = Settlement(sum: sum.money, costs: sum.costs)
    var spare = missing - least - rest
    for (index, (claim, cut)) in zip(claims, cuts).enumerated() {
      let more = min(spare, cut.1 - cut.0)
      let short = index == claims.count - 1 ? rest : 0
      spare -= more
      guard claim.open.minorUnits - cut.0 - more > short else { return nil }
      settlement.pay(claim, claim.open.minorUnits - cut.0 - more - short)
      if let tolerance { settlement.credit(claim, short, "less than the tolerance of \(tolerance.words)") }
      if let cash = claim.cashDiscount, cut.0 > 0 {
        settlement.because.append(cash.words(of: claim.reference))
      } else {
        settlement.credit(claim, cut.0 + more, claim.discountWords)
      }
    }
    return settlement
  }

  private static func short(_ claims: [MatchClaim], _ sum: EntrySum.Choice, _ rules: MatchRules) -> Settlement? {
    let missing = claims.reduce(0) { $0 + $1.open.minorUnits } - sum.money.minorUnits
    guard let tolerance = rules.tolerance[sum.money.currency], missing > 0, missing <= tolerance.minorUnits,
      let last = claims.last, missing < last.open.minorUnits
    else { return nil }
    var settlement = Settlement(sum: sum.money, costs: sum.costs)
    for claim in claims.dropLast() { settlement.pay(claim, claim.open.minorUnits) }
    settlement.pay(last, last.open.minorUnits - missing)
    settlement.credit(last, missing, "less than the tolerance of \(tolerance.words)")
    return settlement
  }

  private static func shortage(_ missing: Int64, _ claim: MatchClaim, _ entry: EntrySum) -> [String] {
    let rest = Money(minorUnits: missing, currency: claim.open.currency)
    if let discount = claim.discount, discount.until < entry.day {
      let (least, most) = claim.discountUnits
      if (least...most).contains(missing) {
        return ["\(rest.words) stays open on \(claim.reference): the discount ended on \(discount.until.iso)"]
      }
    }
    if let cash = claim.cashDiscount, cash.until < entry.day, missing == cash.amount.minorUnits {
      return ["\(rest.words) stays open on \(claim.reference): the discount ended on \(cash.until.iso)"]
    }
    let isSmall = missing <= claim.open.minorUnits / 20
    return ["\(rest.words) stays open on \(claim.reference)" + (isSmall ? ": likely charges of a bank" : "")]
  }
}

extension CashDiscount {
  /// What it does to a payment that came in time, a clause.
  fileprivate func words(of reference: String) -> String {
    "\(amount.words) is the discount of \(reference) until \(until.iso)"
  }
}

extension MatchClaim {
  /// What a payment of this day may leave out, at least and at most.
  fileprivate func cut(on day: CivilDate) -> (Int64, Int64) {
    if let cashDiscount, discounted != nil {
      return cashDiscount.until >= day ? (cashDiscount.amount.minorUnits, cashDiscount.amount.minorUnits) : (0, 0)
    }
    return discount.map { $0.until >= day } ?? false ? discountUnits : (0, 0)
  }

  /// The discount rounded down and up.
  fileprivate var discountUnits: (Int64, Int64) {
    guard let discount, discount.percent.millionths > 0 else { return (0, 0) }
    let exact = Int128(amount.minorUnits) * Int128(discount.percent.millionths)
    let (down, rest) = exact.quotientAndRemainder(dividingBy: 100_000_000)
    // A discount is never more than what is open.
    let most = Int128(open.minorUnits)
    return (Int64(min(down, most)), Int64(min(down + (rest > 0 ? 1 : 0), most)))
  }

  fileprivate var discountWords: String {
    discount.map { "\($0.percent.text) % discount until \($0.until.iso)" } ?? ""
  }
}

extension Money {
  /// `12.50 EUR`.
  var words: String { "\(decimal) \(currency.code)" }
}
