/// The hours of the week in which notices may leave, by the clock of one zone.
package struct SendWindow: Hashable, Sendable {
  /// Whose clock counts.
  package enum Zone: Hashable, Sendable {
    case debtor
    case creditor
    case named(String)
  }

  package let days: Set<Weekday>
  package let from: TimeOfDay
  /// The first moment that is too late; later than ``from``.
  package let until: TimeOfDay
  package let zone: Zone
  /// False where nobody has said anything about hours, so that all of them stand in.
  let isGiven: Bool

  package init(days: Set<Weekday>, from: TimeOfDay, until: TimeOfDay, zone: Zone) {
    self.init(days: days, from: from, until: until, zone: zone, isGiven: true)
  }

  private init(days: Set<Weekday>, from: TimeOfDay, until: TimeOfDay, zone: Zone, isGiven: Bool) {
    self.isGiven = isGiven
    self.days = days
    self.from = from
    self.until = until
    self.zone = zone
  }

  /// That of a policy that names none: open at every moment of every day, and for what is counted in days on the days
  /// that are worked where the debtor is.
  package static let always = SendWindow(
    days: Set(Weekday.allCases), from: TimeOfDay(seconds: 0), until: TimeOfDay(seconds: 86_400), zone: .debtor,
    isGiven: false)

  package var isAlwaysOpen: Bool { days.count == 7 && from.seconds == 0 && until.seconds == 86_400 }

  /// The first moment at or after `instant` at which the window is open; nil when no day within
  /// ``RuleLimits/searchDaysMax`` opens it.
  package func opening(onOrAfter instant: Instant, zone: ZoneRules, calendar: WorkCalendar) -> Instant? {
    if isAlwaysOpen { return instant }
    var date = zone.date(at: instant)
    for _ in 0..<RuleLimits.searchDaysMax {
      if isOpen(on: date, calendar: calendar) {
        // A gap of daylight saving can swallow a short window, which is then closed on that day.
        let closes = zone.instant(date, until)
        let opens = shown(onOrAfter: max(instant, zone.instant(date, from)), zone: zone)
        if opens < closes { return opens }
      }
      date = date.adding(days: 1)
    }
    return nil
  }

  /// The first moment at or after `instant` at which a step may leave. One that is counted in days keeps weekends and
  /// holidays even where the policy names no window: a day off lasts until nine in the morning of the next working day.
  func opening(
    for step: Step, of due: Deadline, onOrAfter instant: Instant, zone: ZoneRules, calendar: WorkCalendar
  ) -> Instant? {
    guard !isGiven, step.isCountedInDays(from: due) else {
      return opening(onOrAfter: instant, zone: zone, calendar: calendar)
    }
    let today = zone.date(at: instant)
    let isMorning = zone.timeOfDay(at: instant) < Self.morning
    // Asked again before the office opens the answer is the same.
    guard !calendar.isWorkingDay(today) || isMorning && !calendar.isWorkingDay(today.adding(days: -1)) else {
      return instant
    }
    return max(instant, zone.instant(calendar.rolled(today), Self.morning))
  }

  /// When steps that are counted in days go out where the policy names no window.
  static let morning = TimeOfDay(seconds: 9 * 3_600)

  /// The moment itself, or the one at which the clock, put back over the opening hour, shows that hour once more.
  private func shown(onOrAfter instant: Instant, zone: ZoneRules) -> Instant {
    let early = from.seconds - zone.timeOfDay(at: instant).seconds
    return early > 0 ? instant.adding(seconds: early) : instant
  }

  /// A weekend day that is worked for a holiday is a day like those of the week.
  private func isOpen(on date: CivilDate, calendar: WorkCalendar) -> Bool {
    if days.contains(date.weekday) { return !calendar.isHoliday(date) }
    return calendar.isMakeUpWorkday(date) && days.isSuperset(of: calendar.workingWeek)
  }
}

extension Step {
  /// False for a step that goes out so many hours after its deadline, or at the very moment of one.
  fileprivate func isCountedInDays(from due: Deadline) -> Bool {
    guard case .moment = due, at.anchor == .due, at.span.count == 0 else { return at.span.isInDays }
    return false
  }
}
