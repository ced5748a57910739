extension Policy {
  /// The next step of this ladder for a claim, and the moment it goes out: the one decision that sending, `plan`,
  /// forecasts and explanations share.
  ///
  /// A step falls due at the latest of its own moment, the last notice plus the gap, and the day after the pay-by day
  /// printed in the last notice; then it waits for the send window. Whole days are counted as days of the debtor's
  /// zone, not as 24 hours, from the due day as it was agreed; where the law has that day roll on to a working day, what
  /// speaks of lateness waits until that one is over. The history holds the steps that went out, oldest first; where the
  /// deadline was put off after them, the ladder begins anew for the one that holds now.
  ///
  /// - Parameter lastContact: when the debtor was last written to about any claim of theirs, where notices are grouped
  ///   by debtor: the gap is kept from there as well.
  package func next(
    for claim: Claim, history: [Completion], place: Place, now: Instant, lastContact: Instant? = nil
  ) -> Decision {
    if let reason = reasonForNothing(claim) { return .nothing(reason) }
    let ladder = Ladder(
      policy: self, claim: claim, history: history, place: place, now: now,
      lastContact: groupBy == .debtor ? lastContact : nil)
    return ladder.decide()
  }

  /// The first moment at which a step of this ladder keeps its distance to another notice to the same debtor.
  func moment(of step: String, for claim: Claim, after contact: Instant, place: Place) -> Instant? {
    guard let index = steps.firstIndex(where: { $0.name == step }) else { return nil }
    let ladder = Ladder(policy: self, claim: claim, history: [], place: place, now: contact, lastContact: nil)
    return ladder.moment(gap(before: index), after: contact)
  }

  private func reasonForNothing(_ claim: Claim) -> Decision.Reason? {
    switch claim.state {
    case .paid, .withdrawn, .writtenOff, .disputed, .stopped: return .settled(claim.state)
    case .paused where claim.pausedUntil == nil, .promised where claim.pausedUntil == nil:
      return .settled(claim.state)
    case .paused, .promised, .open: break
    }
    if let obstacle = claim.obstacle { return .obstacle(obstacle) }
    if let asked = claim.asked { return .asked(asked) }
    if !claim.outstanding.isPositive { return .settled(.paid) }
    if claim.covered.isPositive { return .covered("\(claim.covered.decimal) \(claim.covered.currency.code)") }
    if let least = leastSum(in: claim.draft.amount.currency), claim.outstanding.minorUnits < least.minorUnits {
      return .belowMinimum("\(least.decimal) \(least.currency.code)")
    }
    return nil
  }

  /// The minimum in this currency, rounded up to what the currency can express.
  func leastSum(in currency: Currency) -> Money? {
    guard let parts = minimum?.split(separator: ".", maxSplits: 1), !parts.isEmpty else { return nil }
    let decimals = parts.count == 2 ? parts[1] : ""
    let kept = decimals.prefix(currency.exponent)
    let text = kept.isEmpty ? "\(parts[0])" : "\(parts[0]).\(kept)"
    // The configuration has refused whatever is no number.
    guard var least = try? Money(parsing: text, currency: currency) else { return nil }
    if decimals.dropFirst(currency.exponent).contains(where: { $0 != "0" }) { least.minorUnits += 1 }
    return least
  }

  /// The least credit that holds a claim of which it covers only a part: the minimum of what is asked for at all, or one
  /// unit of the currency.
  package func leastCredit(in currency: Currency) -> Money { leastSum(in: currency) ?? .unit(of: currency) }

  /// The time of day at which steps counted in days go out: the opening of the window, or nine in the morning.
  var timeOfDay: TimeOfDay { sendWindow.isAlwaysOpen ? SendWindow.morning : sendWindow.from }

  /// The least time between this step and the one before: what it says, or the distance between the two rungs, at most
  /// seven days; after a step that went before the deadline at most one, since the debtor was not late then. It is
  /// never nothing, so that no two notices leave together.
  func gap(before index: Int) -> Span {
    let step = steps[index]
    if let gap = step.gap { return gap }
    let least = step.at.span.isInDays ? Span(1, .days) : Span(1, .seconds)
    // What is counted from the notice before keeps its distance by itself.
    guard index > 0, step.at.anchor == .due else { return least }
    let distance = height(of: index) - height(of: index - 1)
    let daysMax = steps[index - 1].isBeforeDue ? 1 : 7
    if step.at.span.isInDays, distance >= 86_400 { return Span(min(daysMax, distance / 86_400), .days) }
    return distance > 0 ? Span(min(7 * 86_400, distance), .seconds) : least
  }

  /// About how many seconds after the deadline a rung lies if every rung below went out on time.
  private func height(of index: Int) -> Int {
    let step = steps[index]
    let own = step.at.span.approximateSeconds
    guard index > 0 else { return own }
    switch step.at.anchor {
    case .due: return own
    case .previous: return height(of: index - 1) + own
    case .payBy: return height(of: index - 1) + (steps[index - 1].payWithin?.approximateSeconds ?? 0) + own
    }
  }
}

extension Policy {
  /// What went out about the deadline that holds now. Nobody was called late before it: what spoke so was about an earlier
  /// one, and with it all that went out before.
  func current(_ history: [Completion], ofDeadline due: Deadline, place: Place) -> [Completion] {
    let start = place.zone.instant(due.date(in: place.zone), TimeOfDay(seconds: 0))
    let last = history.lastIndex { completion in
      let isBeforeDue = step(named: completion.step)?.isBeforeDue ?? false
      return !isBeforeDue && completion.tone >= .reminder && completion.at < start
    }
    return Array(history.dropFirst(last.map { $0 + 1 } ?? 0))
  }
}

/// One look at one claim's ladder at one moment.
private struct Ladder {
  let policy: Policy
  let claim: Claim
  /// Of the deadline that holds now.
  let history: [Completion]
  /// The last that went out, of whatever deadline: the distance is kept from it.
  let last: Completion?
  let place: Place
  let now: Instant
  let lastContact: Instant?
  /// The first moment at which the debtor is late: nearly every question asks for it.
  private let dueEnd: Instant

  init(
    policy: Policy, claim: Claim, history: [Completion], place: Place, now: Instant, lastContact: Instant?
  ) {
    (self.policy, self.claim, self.place) = (policy, claim, place)
    (self.history, last) = (policy.current(history, ofDeadline: claim.draft.due, place: place), history.last)
    (self.now, self.lastContact, dueEnd) = (now, lastContact, place.end(of: claim.draft.due))
  }

  func decide() -> Decision { decide(from: firstStepAhead) }

  private func decide(from first: Int) -> Decision {
    var skipped: [PlannedStep.Skipped] = []
    var index = first
    while index < policy.steps.count {
      guard let jump = jump(from: index) else { return .nothing(.windowNeverOpens) }
      skipped += policy.steps[index..<jump].map {
        .init(step: $0.name, reason: "missed; on_missed: \(policy.onMissed.rawValue)")
      }
      index = jump
      let step = policy.steps[index]
      if let tooSoon = tooSoon(step) {
        skipped.append(.init(step: step.name, reason: tooSoon))
        index += 1
        continue
      }
      guard let (at, causes) = moment(index) else { return .nothing(.windowNeverOpens) }
      if step.isBeforeDue, at >= dueEnd {
        skipped.append(.init(step: step.name, reason: "it speaks of a deadline ahead, which has passed"))
        index += 1
        continue
      }
      return .step(PlannedStep(step: step, at: at, causes: causes, skipped: skipped))
    }
    return .nothing(.ladderDone)
  }

  /// Why a courtesy is left out that would come with the invoice, or before it; nil for every other step.
  ///
  /// What counts is the moment that the step names: a claim that comes in late does not make it a late courtesy.
  private func tooSoon(_ step: Step) -> String? {
    guard step.tone == .courtesy, step.at.anchor == .due, step.at.span.isInDays, case .day(let due) = claim.draft.due
    else { return nil }
    let day = step.at.span.day(after: due, calendar: place.calendar)
    guard let notBefore = policy.notBefore else {
      guard step.isBeforeDue, let issued = claim.draft.issued, day <= issued else { return nil }
      return "its day, \(day.iso), is not after that of the invoice"
    }
    let enqueued = place.zone.date(at: claim.enqueued)
    let first = notBefore.day(after: claim.draft.issued ?? enqueued, calendar: place.calendar)
    if day < first { return "its day, \(day.iso), is before \(first.iso); not_before: issued+\(notBefore.text)" }
    return day < enqueued ? "its day, \(day.iso), was over when the claim was enqueued" : nil
  }

  // MARK: - Where the ladder stands

  /// The rung after the highest one that went out.
  ///
  /// A notice whose step has been renamed or removed since stands for the rung that this ladder would have sent in its
  /// place, so that a changed policy neither repeats a notice nor ends the ladder early.
  private var firstStepAhead: Int {
    var ahead = 0
    for (count, completion) in history.enumerated() {
      let known = policy.steps.firstIndex { $0.name == completion.step }
      let stoodFor = known ?? before(completion, at: count).rungThatWasDue(from: ahead)
      if let stoodFor { ahead = max(ahead, stoodFor + 1) }
    }
    return ahead
  }

  /// The look at the ladder just before a notice went out.
  private func before(_ completion: Completion, at count: Int) -> Ladder {
    Ladder(
      policy: policy, claim: claim, history: Array(history.prefix(count)), place: place, now: completion.at,
      lastContact: nil)
  }

  /// The rung that would have gone out; nil when the moments of all that is ahead lay in the future.
  private func rungThatWasDue(from index: Int) -> Int? {
    // By its offset alone: before due days rolled, notices went out on days that are in time now.
    guard let step = decide(from: index).planned?.step, offsetMoment(step) <= now else { return nil }
    return policy.steps.firstIndex(of: step)
  }

  // MARK: - Missed steps

  /// The rung at which the ladder goes on when steps were missed while nothing could be sent; nil when the window never
  /// opens.
  ///
  /// What counts is the moment at which a notice would leave, not the moment of asking, so that what was planned is what
  /// is decided when its time has come.
  private func jump(from index: Int) -> Int? {
    switch policy.onMissed {
    case .step: return index
    case .collapse: return collapse(from: index)
    case .skip: return skip(from: index)
    }
  }

  private func collapse(from index: Int) -> Int? {
    guard var (at, _) = moment(index) else { return nil }
    var last = index
    while let higher = lastMissed(above: last, at: at) {
      guard let (later, _) = moment(higher) else { return nil }
      (last, at) = (higher, max(at, later))
    }
    return last
  }

  /// The highest rung whose own moment has passed too when the one below goes out; never a demand before any reminder.
  private func lastMissed(above index: Int, at: Instant) -> Int? {
    policy.steps.indices[(index + 1)...].prefix { wasAsked($0) && ownMoment(policy.steps[$0]) <= at }
      .last { policy.steps[$0].tone < .demand || wasReminded }
  }

  private func skip(from index: Int) -> Int? {
    var ahead = index
    // The last rung goes out however late: a claim is not forgotten.
    while ahead < policy.steps.count - 1 {
      guard let isMissed = isMissed(ahead) else { return nil }
      if !isMissed { break }
      ahead += 1
    }
    guard policy.steps[ahead].tone == .demand, !wasReminded else { return ahead }
    // Nobody gets a demand out of the blue: the reminder below it goes first.
    return policy.steps[index...ahead].lastIndex { $0.tone == .reminder } ?? ahead
  }

  /// True when a rung can only go out later than the first opening a day after it fell due.
  private func isMissed(_ index: Int) -> Bool? {
    guard wasAsked(index) else { return false }
    guard let (at, _) = moment(index),
      let grace = opening(dueMoment(index).at.adding(seconds: 86_400), of: policy.steps[index])
    else { return nil }
    return at > grace
  }

  private var wasReminded: Bool { history.contains { $0.tone >= .reminder } }

  /// True when the step's moment lies after the claim was enqueued and does not hang on an earlier notice.
  private func wasAsked(_ index: Int) -> Bool {
    policy.steps[index].at.anchor == .due && ownMoment(policy.steps[index]) >= claim.enqueued
  }

  // MARK: - Moments

  /// When the step goes out, and why then; nil when the window never opens.
  private func moment(_ index: Int) -> (at: Instant, causes: [Cause])? {
    var (at, causes) = dueMoment(index)
    if at < now {
      at = now
      causes.append(.past)
    }
    guard let open = opening(at, of: policy.steps[index]) else { return nil }
    if open > at { causes.append(policy.sendWindow.isAlwaysOpen ? .dayOff(shown(open)) : .window(shown(open))) }
    return (open, causes)
  }

  private func opening(_ at: Instant, of step: Step) -> Instant? {
    policy.sendWindow.opening(
      for: step, of: claim.draft.due, onOrAfter: at, zone: place.windowZone, calendar: place.calendar)
  }

  /// When the step falls due, whatever time it is now and whether the window is open or not.
  private func dueMoment(_ index: Int) -> (at: Instant, causes: [Cause]) {
    let step = policy.steps[index]
    var at = ownMoment(step)
    var causes = [cause(of: step, at: at)]
    func wait(until other: Instant, _ cause: (Cause.Shown) -> Cause) {
      guard other > at else { return }
      at = other
      causes.append(cause(shown(at)))
    }
    if let last {
      let gap = policy.gap(before: index)
      wait(until: moment(gap, after: last.at)) { .gap(gap, after: last.step, $0) }
      if let payBy = last.payBy {
        wait(until: morning(of: payBy.adding(days: 1))) { .payBy(payBy, $0) }
      }
    }
    if let lastContact, last.map({ lastContact > $0.at }) ?? true {
      let gap = policy.gap(before: index)
      wait(until: moment(gap, after: lastContact)) { .contact(gap, $0) }
    }
    if let reopened = claim.reopened {
      let gap = policy.gap(before: index)
      wait(until: moment(gap, after: reopened)) { .reopened(gap, $0) }
    }
    if let pausedUntil = claim.pausedUntil {
      wait(until: morning(of: pausedUntil)) { .state(claim.state, until: pausedUntil, $0) }
    }
    if let issued = claim.draft.issued {
      wait(until: morning(of: issued)) { .invoice(issued, $0) }
    }
    if let heldUntil = claim.heldUntil {
      wait(until: morning(of: heldUntil.adding(days: 1))) { .payment(until: heldUntil, $0) }
    }
    return (at, causes)
  }

  /// The step's own moment, before gaps and windows: the one its offset names, but for what speaks of lateness none at
  /// which payment is still in time.
  private func ownMoment(_ step: Step) -> Instant {
    // Hours and minutes count from the end of the last day in time already.
    step.isAfterDue && step.at.span.isInDays ? max(offsetMoment(step), firstLateMoment) : offsetMoment(step)
  }

  private func cause(of step: Step, at instant: Instant) -> Cause {
    guard instant > offsetMoment(step) else { return .offset(step.at, shown(instant)) }
    return .rolled(step.at, lastInTime: place.lastDayInTime(of: claim.draft.due), shown(instant))
  }

  /// When the debtor may first be called late, at an hour at which steps go out.
  private var firstLateMoment: Instant {
    switch claim.draft.due {
    case .day: morning(of: place.lastDayInTime(of: claim.draft.due).adding(days: 1))
    case .moment: dueEnd
    }
  }

  /// The moment the step's offset names.
  private func offsetMoment(_ step: Step) -> Instant {
    let span = step.at.span
    switch step.at.anchor {
    case .due:
      guard span.isInDays else { return dueEnd.adding(seconds: span.approximateSeconds) }
      if case .moment(let instant) = claim.draft.due, span.count == 0 { return instant }
      let date = span.day(after: claim.draft.due.date(in: place.zone), calendar: place.calendar)
      if case .moment(let instant) = claim.draft.due {
        return place.zone.instant(date, place.zone.timeOfDay(at: instant))
      }
      return morning(of: date)
    case .previous:
      return moment(span, after: history.last?.at ?? dueEnd)
    case .payBy:
      guard let payBy = history.last?.payBy else { return moment(span, after: history.last?.at ?? dueEnd) }
      guard span.isInDays else {
        return place.zone.instant(payBy.adding(days: 1), TimeOfDay(seconds: 0)).adding(seconds: span.approximateSeconds)
      }
      return morning(of: span.day(after: payBy, calendar: place.calendar))
    }
  }

  func moment(_ span: Span, after instant: Instant) -> Instant {
    guard span.isInDays else { return instant.adding(seconds: span.approximateSeconds) }
    return morning(of: span.day(after: place.zone.date(at: instant), calendar: place.calendar))
  }

  /// The first moment of the debtor's day at which the clock of the window's zone shows sending hours.
  private func morning(of date: CivilDate) -> Instant {
    let (here, opens) = (place.windowZone, policy.timeOfDay)
    if here.name == place.zone.name { return here.instant(date, opens) }
    let midnight = place.zone.instant(date, TimeOfDay(seconds: 0))
    let (day, shown) = (here.date(at: midnight), here.timeOfDay(at: midnight))
    if shown < opens { return here.instant(day, opens) }
    return shown < policy.sendWindow.until ? midnight : here.instant(day.adding(days: 1), opens)
  }

  private func shown(_ instant: Instant) -> Cause.Shown {
    Cause.Shown(at: instant, date: place.zone.date(at: instant), time: place.zone.timeOfDay(at: instant))
  }
}
