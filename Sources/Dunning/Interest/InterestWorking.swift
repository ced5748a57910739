/// Goes through the days of a debt, from its due date to the day asked for.
struct InterestWorking {
  private let item: InterestCase
  private let span: InterestSpan
  private let schedule: RateSchedule
  private var account: InterestAccount
  /// Payments that are still to come, in the order of their days.
  private var ahead: ArraySlice<InterestCase.Payment>
  private var segments: [InterestStatement.Segment] = []
  private var paid: [InterestStatement.Allocation] = []
  private var compensation: Int64?
  private var compensationBase: Int64 = 0
  private var uses: [RateSchedule.Use] = []
  private var remarks: [String] = []

  init(_ item: InterestCase, span: InterestSpan, schedule: RateSchedule) {
    self.item = item
    self.span = span
    self.schedule = schedule
    account = InterestAccount(
      principal: item.principal.minorUnits, dayCount: item.terms.dayCount, rounding: item.terms.options.rounding)
    // The order of one day's payments stays: they are told apart by their place.
    let inTime = item.payments.enumerated().filter { $0.element.date <= item.asOf }
    ahead = inTime.sorted { ($0.element.date, $0.offset) < ($1.element.date, $1.offset) }.map(\.element)[...]
  }

  mutating func statement() throws(RuleError) -> InterestStatement {
    settle(through: span.deadline, [.principal])
    account.charge(costs: item.costs.minorUnits)
    if let starts = span.starts, starts <= item.asOf { try accrue(from: starts) }
    settle(through: item.asOf, item.terms.allocation)
    chargeCompensation(asOf: item.asOf)
    return written()
  }

  private mutating func accrue(from starts: CivilDate) throws(RuleError) {
    let rests = rests(from: starts)
    var first = starts
    for next in breaks(from: starts, rests) + [item.asOf.adding(days: 1)] {
      if rests.contains(first) { account.capitalise() }
      settle(through: first.adding(days: item.terms.options.countsPaymentDay ? -1 : 0), item.terms.allocation)
      if account.base > 0 { try addSegment(from: first, until: next.adding(days: -1)) }
      first = next
    }
  }

  private mutating func addSegment(from first: CivilDate, until last: CivilDate) throws(RuleError) {
    let (quote, base) = (try schedule.quote(on: first), account.base)
    let grown = try account.accrue(from: first, through: last, at: quote.rate)
    segments.append(
      InterestStatement.Segment(
        from: first, until: last, days: item.terms.dayCount.days(from: first, through: last), rate: quote.rate,
        base: money(base), amount: money(InterestAccount.rounded(grown)), unrounded: unrounded(grown)))
    uses += quote.uses.filter { !uses.contains($0) }
    remarks += [quote.remark].compactMap { $0 }.filter { !remarks.contains($0) }
  }

  /// The days on which interest begins to bear interest.
  private func rests(from starts: CivilDate) -> Set<CivilDate> {
    guard let months = item.terms.rule.compounding.months else { return [] }
    // Counted from the first day each time, so that the 31st comes back after a short month.
    return Set((1...).lazy.map { Self.rest(after: months * $0, from: starts) }.prefix { $0 <= item.asOf })
  }

  /// The day after so many full months. A month without the day that it would end before is over with its last day.
  private static func rest(after months: Int, from starts: CivilDate) -> CivilDate {
    let day = starts.adding(months: months)
    return day.components.day == starts.components.day ? day : day.adding(days: 1)
  }

  /// The days after the first on which rate, base or length of the year change.
  private func breaks(from starts: CivilDate, _ rests: Set<CivilDate>) -> [CivilDate] {
    let lag = item.terms.options.countsPaymentDay ? 1 : 0
    let payments = ahead.map { $0.date.adding(days: lag) }
    let years =
      item.terms.dayCount == .actualActual
      ? Array(sequence(first: starts.nextYear) { $0.nextYear }.prefix { $0 <= item.asOf }) : []
    let all = schedule.changes(after: starts, through: item.asOf).union(rests).union(payments).union(years)
    return all.filter { starts < $0 && $0 <= item.asOf }.sorted()
  }

  /// Takes in what was paid up to that day.
  private mutating func settle(through day: CivilDate, _ order: [InterestRule.Part]) {
    while let payment = ahead.first, payment.date <= day {
      chargeCompensation(asOf: payment.date)
      let (parts, excess) = account.pay(payment.amount.minorUnits, order)
      paid.append(
        InterestStatement.Allocation(
          date: payment.date, amount: payment.amount, toCosts: money(parts[.costs] ?? 0),
          toInterest: money(parts[.interest] ?? 0), toPrincipal: money(parts[.principal] ?? 0), excess: money(excess)))
      ahead.removeFirst()
    }
  }

  /// The fixed sum goes by what is open as it falls due, and whoever has paid by then owes none.
  private mutating func chargeCompensation(asOf day: CivilDate) {
    guard compensation == nil, let from = span.compensationFrom, from <= day else { return }
    let debt = account.principalLeft
    let sum = debt > 0 ? item.terms.rule.fixedSum?.sum(for: debt) ?? 0 : 0
    account.charge(costs: sum)
    (compensation, compensationBase) = (sum, debt)
  }

  private func written() -> InterestStatement {
    InterestStatement(
      terms: item.terms, principal: item.principal, due: item.due, deadline: span.deadline, asOf: item.asOf,
      starts: span.starts, segments: segments, interest: money(account.interest),
      compensation: money(compensation ?? 0), compensationFrom: span.compensationFrom,
      compensationBase: money(compensationBase), costs: item.costs, paid: paid,
      costsLeft: money(account.costsLeft), interestLeft: money(account.interestLeft),
      principalLeft: money(account.principalLeft),
      limitation: item.terms.rule.limitation?.lastDay(
        due: min(item.due, span.deadline), demand: item.requests.first { $0.isDemand && $0.isProved }?.received),
      provisionalBecause: InterestRemarks.provisional(item, span, uses), sources: InterestRemarks.sources(item, uses),
      notes: remarks + InterestRemarks.notes(item, span, schedule, uses))
  }

  private func money(_ minorUnits: Int64) -> Money {
    Money(minorUnits: minorUnits, currency: item.principal.currency)
  }

  /// A decimal number with four decimals more than the currency has.
  private func unrounded(_ grown: Int128) -> String {
    let (digits, decimals) = (String(InterestAccount.tenThousandths(grown)), item.principal.currency.exponent + 4)
    let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.utf8.count)) + digits
    return "\(padded.dropLast(decimals)).\(padded.suffix(decimals))"
  }
}
