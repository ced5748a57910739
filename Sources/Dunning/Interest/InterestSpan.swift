/// When a debt fell due, and from when on it bears interest.
struct InterestSpan {
  /// The last day on which payment is in time.
  let deadline: CivilDate
  /// Nil where only a request to pay sets it off and there was none.
  let starts: CivilDate?
  /// False where it hangs on a request of which it is only known that it was sent.
  let isStartProved: Bool
  /// When the fixed sum falls due; nil where there is none, or none yet.
  let compensationFrom: CivilDate?
  /// Why the deadline may still move; nil when it cannot.
  let doubt: String?

  init(_ item: InterestCase, almanac: Almanac) {
    let place = item.terms.rollingCalendar
    let roll = { (day: CivilDate) in place.map { almanac.calendar($0).rolled(day) } ?? day }
    let (agreed, printed) = (Self.agreedDeadline(item), roll(item.due))
    let byTime = Self.startByTime(of: item, deadline: roll(agreed))
    let byRequest = Self.startByRequest(of: item, due: printed)
    // Whichever puts the debtor in default first.
    let starts = [byTime, byRequest?.starts].compactMap { $0 }.min()
    let deadline = starts != nil && starts == byRequest?.starts && starts != byTime ? printed : roll(agreed)
    self.deadline = deadline
    self.starts = starts
    isStartProved = starts == byTime ? Self.isProved(item) : byRequest?.isProved != false
    doubt = place.flatMap { Self.doubt(agreed...max(agreed, deadline), at: $0, almanac) }
    compensationFrom = starts.flatMap { Self.compensationStart(of: item, starts: $0) }
  }

  /// The due date, or the end of the days that the law gives after receipt where none was agreed (Directive 2011/7/EU
  /// art. 3 (3) (b), BGB § 286 (3)); and no later than the law allows after receipt (取適法 3).
  private static func agreedDeadline(_ item: InterestCase) -> CivilDate {
    let (rule, options) = (item.terms.rule, item.terms.options)
    if case .received(let days) = rule.start {
      return item.terms.received.map { min(item.due, $0.adding(days: days - 1)) } ?? item.due
    }
    guard let days = rule.withoutDate, options.dueBasis != .agreed, options.dueBasis != .law else { return item.due }
    if let received = item.terms.received { return max(item.due, received).adding(days: days) }
    // An invoice of which nobody knows when it came had come by the day it set.
    return item.dueBasis == .set && rule.defaultBy == .due ? item.due.adding(days: days) : item.due
  }

  private static func doubt(_ days: ClosedRange<CivilDate>, at place: String, _ almanac: Almanac) -> String? {
    // A place without data was refused where a person named it; what a rule names may still lack it.
    let calendar = try? almanac.requireCalendar(place)
    let isKnown = calendar.map { !$0.isProvisional(days.lowerBound) && !$0.isProvisional(days.upperBound) }
    return isKnown == true
      ? nil : "the holidays of \(place) on \(days.upperBound.iso) are not known: only its weekday counts"
  }

  /// When time alone puts the debtor in default, or time after a demand where no interest runs without one; nil where it
  /// does not.
  private static func startByTime(of item: InterestCase, deadline: CivilDate) -> CivilDate? {
    let (rule, options) = (item.terms.rule, item.terms.options)
    switch rule.start {
    case .due(let days):
      let isEnough = item.dueBasis != .set || rule.defaultBy == .due
      let daysRun = rule.withoutDate != nil && item.terms.received != nil && options.dueBasis != .agreed
      return isEnough || daysRun ? deadline.adding(days: days) : nil
    case .demand(let days): return item.demand(from: item.due).map { max($0.received, deadline).adding(days: days) }
    case .received(let days):
      return max(deadline.adding(days: 1), item.terms.received?.adding(days: days) ?? deadline)
    }
  }

  private static func isProved(_ item: InterestCase) -> Bool {
    if case .demand = item.terms.rule.start { item.demand(from: item.due)?.isProved != false } else { true }
  }

  /// When a request to pay puts the debtor in default whose due day the creditor alone has set; nil where none did.
  private static func startByRequest(
    of item: InterestCase, due: CivilDate
  ) -> (starts: CivilDate, isProved: Bool)? {
    guard case .due = item.terms.rule.start, item.dueBasis == .set else { return nil }
    // Before the debt was due a request has no effect.
    let requests = item.requests.filter { item.due <= $0.received }
    switch item.terms.rule.defaultBy {
    case .due: return nil
    case .reminder: return requests.first.map { (max($0.received, due).adding(days: 1), $0.isProved) }
    case .term:
      return requests.first { $0.term != nil }.map { (max($0.term ?? due, due).adding(days: 1), $0.isProved) }
    }
  }

  /// With the first interest, or after the full days that a demand gave: a demand before default has no effect (BW 6:96
  /// (6), HR 2016-11-25, ECLI:NL:HR:2016:2704).
  private static func compensationStart(of item: InterestCase, starts: CivilDate) -> CivilDate? {
    guard item.terms.rule.fixedSum?.currency == item.principal.currency else { return nil }
    guard let days = item.terms.rule.demandDays else { return starts }
    return item.demand(from: starts).map { $0.received.adding(days: days + 1) }
  }
}
