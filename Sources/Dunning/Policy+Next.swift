extension Policy {
  /// The next step of this ladder for a claim, and the moment it goes out: the one decision that sending, `plan`,
  /// forecasts and explanations share.
  ///
  /// A step falls due at the latest of its own moment, the last notice plus the gap, and the day after the pay-by day
  /// printed in the last notice; then it waits for the send window. Whole days are counted as days of the debtor's
  /// zone, not as 24 hours.
  /// - Parameter history: the steps that went out, oldest first.
  package func next(for claim: Claim, history: [Completion], place: Place, now: Instant) -> Decision {
    if let reason = reasonForNothing(claim) { return .nothing(reason) }
    let ladder = Ladder(policy: self, claim: claim, history: history, place: place, now: now)
    return ladder.decide()
  }

  private func reasonForNothing(_ claim: Claim) -> Decision.Reason? {
    switch claim.state {
    case .paid, .withdrawn: return .settled(claim.state)
    case .paused where claim.pausedUntil == nil: return .settled(.paused)
    case .paused, .open: break
    }
    if let obstacle = claim.obstacle { return .obstacle(obstacle) }
    if !claim.outstanding.isPositive { return .settled(.paid) }
    if let minimum, let least = try? Money(parsing: minimum, currency: claim.draft.amount.currency),
      claim.outstanding.minorUnits < least.minorUnits
    {
      return .belowMinimum("\(least.decimal) \(least.currency.code)")
    }
    return nil
  }

  /// The time of day at which steps counted in days go out: the opening of the window, or nine in the morning.
  var timeOfDay: TimeOfDay { sendWindow.isAlwaysOpen ? TimeOfDay(seconds: 9 * 3_600) : sendWindow.from }

  /// The least time between this step and the one before: what it says, or the distance between the two rungs, at most
  /// seven days; after a step that went before the deadline at most one, since the debtor was not late then.
  func gap(before index: Int) -> Span {
    let step = steps[index]
    if let gap = step.gap { return gap }
    guard index > 0, step.at.anchor == .due, steps[index - 1].at.anchor == .due else { return Span(0, .seconds) }
    let distance = step.at.span.approximateSeconds - steps[index - 1].at.span.approximateSeconds
    guard distance > 0 else { return Span(0, .seconds) }
    let days = min(steps[index - 1].isBeforeDue ? 1 : 7, distance / 86_400)
    return step.at.span.isInDays && days > 0 ? Span(days, .days) : Span(min(7 * 86_400, distance), .seconds)
  }
}

/// One look at one claim's ladder at one moment.
private struct Ladder {
  let policy: Policy
  let claim: Claim
  let history: [Completion]
  let place: Place
  let now: Instant

  func decide() -> Decision {
    var skipped: [PlannedStep.Skipped] = []
    var index = firstStepAhead
    while index < policy.steps.count {
      if let jump = jump(from: index) {
        skipped += policy.steps[index..<jump].map { .init(step: $0.name, reason: "missed; on_missed: \(policy.onMissed.rawValue)") }
        index = jump
      }
      let step = policy.steps[index]
      guard let (at, because) = moment(index) else { return .nothing(.windowNeverOpens) }
      if step.isBeforeDue, at >= dueEnd {
        skipped.append(.init(step: step.name, reason: "it speaks of a deadline ahead, which has passed"))
        index += 1
        continue
      }
      return .step(PlannedStep(step: step, at: at, because: because, skipped: skipped))
    }
    return .nothing(.ladderDone)
  }

  private var dueEnd: Instant { claim.draft.due.end(in: place.zone) }

  /// The rung after the last one that went out. A rung that was renamed since is found again by its moment, so that a
  /// changed policy never repeats a notice.
  private var firstStepAhead: Int {
    guard let last = history.last else { return 0 }
    let known = history.compactMap { completion in policy.steps.firstIndex { $0.name == completion.step } }
    if policy.step(named: last.step) != nil, let highest = known.max() { return highest + 1 }
    let later = policy.steps.firstIndex { ownMoment($0) > last.at } ?? policy.steps.count
    return max(later, (known.max() ?? -1) + 1)
  }

  /// Where the ladder goes on when steps were missed while nothing could be sent.
  private func jump(from index: Int) -> Int? {
    switch policy.onMissed {
    case .step: return nil
    case .collapse:
      let remindedBefore = history.contains { (policy.step(named: $0.step)?.tone ?? .courtesy) >= .reminder }
      let missed = policy.steps.indices.dropFirst(index + 1).prefix { wasAsked($0) && ownMoment(policy.steps[$0]) <= now }
      return missed.last { policy.steps[$0].tone < .demand || remindedBefore }
    case .skip:
      let ahead = policy.steps.indices[index...].first { candidate in
        !wasAsked(candidate) || candidate == policy.steps.count - 1
          || ownMoment(policy.steps[candidate]).adding(seconds: 86_400) > now
      }
      return ahead == index ? nil : ahead
    }
  }

  /// True when the step's moment lies after the claim was enqueued and does not hang on an earlier notice.
  private func wasAsked(_ index: Int) -> Bool {
    policy.steps[index].at.anchor == .due && ownMoment(policy.steps[index]) >= claim.enqueued
  }

  /// When the step goes out, and why then; nil when the window never opens.
  private func moment(_ index: Int) -> (Instant, [String])? {
    let step = policy.steps[index]
    var at = ownMoment(step)
    var because = ["\(step.at.text) is \(text(at))"]
    func wait(until other: Instant, _ cause: String) {
      guard other > at else { return }
      at = other
      because.append("\(cause): \(text(at))")
    }
    if let last = history.last {
      let gap = policy.gap(before: index)
      wait(until: moment(gap, after: last.at), "\(gap.text) after \(last.step)")
      if let payBy = last.payBy { wait(until: morning(of: payBy.adding(days: 1)), "the day after the printed \(payBy.iso)") }
    }
    if let pausedUntil = claim.pausedUntil { wait(until: morning(of: pausedUntil), "paused until \(pausedUntil.iso)") }
    if at < now {
      at = now
      because.append("that is past, so now")
    }
    guard let open = policy.sendWindow.opening(onOrAfter: at, zone: place.windowZone, calendar: place.calendar) else {
      return nil
    }
    if open > at { because.append("the send window opens \(text(open))") }
    return (open, because)
  }

  /// The moment the step's offset names, before gaps and windows.
  private func ownMoment(_ step: Step) -> Instant {
    let span = step.at.span
    switch step.at.anchor {
    case .due:
      if case .moment(let instant) = claim.draft.due, span.count == 0 { return instant }
      guard span.isInDays else { return dueEnd.adding(seconds: span.approximateSeconds) }
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

  private func moment(_ span: Span, after instant: Instant) -> Instant {
    guard span.isInDays else { return instant.adding(seconds: span.approximateSeconds) }
    return morning(of: span.day(after: place.zone.date(at: instant), calendar: place.calendar))
  }

  private func morning(of date: CivilDate) -> Instant { place.windowZone.instant(date, policy.timeOfDay) }

  private func text(_ instant: Instant) -> String {
    let date = place.zone.date(at: instant)
    return "\(date.weekday.rawValue) \(date.iso) \(place.zone.timeOfDay(at: instant).text)"
  }
}
