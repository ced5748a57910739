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

  package init(days: Set<Weekday>, from: TimeOfDay, until: TimeOfDay, zone: Zone) {
    self.days = days
    self.from = from
    self.until = until
    self.zone = zone
  }

  /// Open at every moment of every day.
  package static let always = SendWindow(
    days: Set(Weekday.allCases), from: TimeOfDay(seconds: 0), until: TimeOfDay(seconds: 86_400), zone: .debtor)

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
