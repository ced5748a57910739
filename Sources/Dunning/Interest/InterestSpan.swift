/// When a debt fell due, and from when on it bears interest.
struct InterestSpan {
  /// The last day on which payment is in time.
  let deadline: CivilDate
  /// Nil where only a demand sets it off and there was none.
  let starts: CivilDate?
  /// When the fixed sum falls due; nil where there is none, or none yet.
  let compensationFrom: CivilDate?
  /// Why the deadline may still move; nil when it cannot.
  let doubt: String?

  init(_ item: InterestCase, almanac: Almanac) {
    let agreed = Self.agreedDeadline(item)
    let calendar = item.terms.rollingCalendar
    let deadline = calendar.map { almanac.calendar($0).rolled(agreed) } ?? agreed
    let starts = Self.start(of: item, deadline: deadline)
    self.deadline = deadline
    self.starts = starts
    self.doubt = calendar.flatMap { Self.doubt(agreed...deadline, at: $0, almanac) }
    self.compensationFrom = starts.flatMap { Self.compensationStart(of: item, starts: $0) }
  }

  /// The due date, or the end of the days that the law gives after receipt where none was agreed (Directive 2011/7/EU
  /// art. 3 (3) (b), BGB § 286 (3)); and no later than the law allows after receipt (取適法 3).
  private static func agreedDeadline(_ item: InterestCase) -> CivilDate {
    guard let received = item.terms.options.received else { return item.due }
    if case .received(let days) = item.terms.rule.start { return min(item.due, received.adding(days: days - 1)) }
    guard let days = item.terms.rule.withoutDate else { return item.due }
    return max(item.due, received).adding(days: days)
  }

  private static func doubt(_ days: ClosedRange<CivilDate>, at place: String, _ almanac: Almanac) -> String? {
    // A place without data was refused where a person named it; what a rule names may still lack it.
    let calendar = try? almanac.requireCalendar(place)
    let isKnown = calendar.map { !$0.isProvisional(days.lowerBound) && !$0.isProvisional(days.upperBound) }
    return isKnown == true
      ? nil : "the holidays of \(place) on \(days.upperBound.iso) are not known: only its weekday counts"
  }

  private static func start(of item: InterestCase, deadline: CivilDate) -> CivilDate? {
    switch item.terms.rule.start {
    case .due(let days): deadline.adding(days: days)
    case .demand(let days): item.demandReceived.map { max($0, deadline).adding(days: days) }
    case .received(let days):
      max(deadline.adding(days: 1), item.terms.options.received?.adding(days: days) ?? deadline)
    }
  }

  /// With the first interest, or after the full days that a demand gave: a demand before default has no effect (BW 6:96
  /// (6), HR 2016-11-25, ECLI:NL:HR:2016:2704).
  private static func compensationStart(of item: InterestCase, starts: CivilDate) -> CivilDate? {
    guard item.terms.rule.fixedSum?.currency == item.principal.currency else { return nil }
    guard let days = item.terms.rule.demandDays else { return starts }
    guard let received = item.demandReceived, received >= starts else { return nil }
    return received.adding(days: days + 1)
  }
}
