/// Until when the holidays of a calendar are certain that notices go by. Beyond it the days that the law fixes are kept
/// all the same, and of the others only the weekday counts.
package struct CalendarHorizon: Hashable, Sendable {
  /// ``WorkCalendar/name``.
  package let calendar: String
  package let until: CivilDate

  package init(calendar: String, until: CivilDate) {
    self.calendar = calendar
    self.until = until
  }

  /// How many days ahead somebody should look for the next year's holidays.
  package static let warningDays = 90

  /// Whether it ends within ``warningDays``, or has ended.
  package func isNear(on today: CivilDate) -> Bool { until < today.adding(days: Self.warningDays) }

  /// One sentence for a person.
  package func words(on today: CivilDate) -> String {
    "the holidays of \(calendar) \(until < today ? "were" : "are") certain until \(until.iso) only: what is decreed or "
      + "announced after that is not in it, so update the program, or add the days under calendars:"
  }
}

extension Rulebook {
  /// The horizon of each calendar that creditors and rules go by, and of those named besides, e.g. by debtors; in the
  /// order of their names.
  package func calendarHorizons(alsoOf names: [String] = []) -> [CalendarHorizon] {
    let rolling = policies.values.flatMap { policy in
      [policy.lateTerms, policy.consumerTerms].compactMap { $0?.rollingCalendar }
    }
    let all = Set(creditors.values.compactMap(\.calendar) + rolling + names)
    return all.sorted().compactMap { name in
      almanac.calendar(name).horizon.map { CalendarHorizon(calendar: name, until: $0) }
    }
  }

  /// The sentences of the calendars that end soon.
  package func calendarWarnings(on today: CivilDate, alsoOf names: [String] = []) -> [String] {
    calendarHorizons(alsoOf: names).filter { $0.isNear(on: today) }.map { $0.words(on: today) }
  }
}
