/// A length of time after an event, counted as a law counts it.
package struct Period: Sendable, Hashable {
  /// The day that sets it running: an invoice received, a notice served.
  package let event: CivilDate
  /// Days, working days, weeks or months, one at least; a year is twelve months.
  package let length: Span
  package let rule: PeriodRule

  /// The length is one for which ``Span/isInDays`` holds.
  package init(after event: CivilDate, _ length: Span, by rule: PeriodRule) {
    self.event = event
    self.length = length
    self.rule = rule
  }

  /// The last day of the period, moved to a working day where the law moves it.
  package func end(in calendar: WorkCalendar) -> CivilDate {
    let last = lastDay(in: calendar)
    switch rule {
    case .englishAfter, .englishBeginningWith, .englishClearDays: return last
    case .german, .french, .swiss, .chinese, .japanese: return calendar.rolled(last)
    case .european: return withTwoWorkingDays(calendar.rolled(last), calendar)
    }
  }

  /// The day after the end: on it a debtor who has not paid is in default, and interest begins.
  package func dayAfter(in calendar: WorkCalendar) -> CivilDate { end(in: calendar).adding(days: 1) }

  /// The last day as it is counted, be it a holiday or not.
  package func lastDay(in calendar: WorkCalendar) -> CivilDate {
    switch rule {
    case .german, .french, .swiss, .chinese, .european, .englishAfter: sameDay(after: event, calendar)
    case .englishBeginningWith: dayBefore(after: event, calendar)
    case .japanese: dayBefore(after: event.adding(days: 1), calendar)
    case .englishClearDays: clearDays(calendar)
    }
  }

  /// The event excluded, the last day included; of months the day with the event's number, or the last of the month.
  private func sameDay(after event: CivilDate, _ calendar: WorkCalendar) -> CivilDate {
    length.day(after: event, calendar: calendar)
  }

  /// The first day included: the day before the one with its number; where the month has none such, its last.
  private func dayBefore(after first: CivilDate, _ calendar: WorkCalendar) -> CivilDate {
    if length.unit == .workingDays { return calendar.adding(workingDays: length.count, to: first.adding(days: -1)) }
    let same = length.day(after: first, calendar: calendar)
    let isCut = length.unit == .months && same.components.day < first.components.day
    return isCut ? same : same.adding(days: -1)
  }

  /// Of five days or fewer only those on which the court office is open count (CPR 2.8 (4)).
  private func clearDays(_ calendar: WorkCalendar) -> CivilDate {
    guard length.unit == .days, length.count <= 5 else { return sameDay(after: event, calendar) }
    return calendar.adding(workingDays: length.count, to: event)
  }

  /// Two days or more hold at least two working days (article 3 (5)).
  private func withTwoWorkingDays(_ end: CivilDate, _ calendar: WorkCalendar) -> CivilDate {
    guard length != Span(1, .days), length != Span(1, .workingDays) else { return end }
    return max(end, calendar.adding(workingDays: 2, to: event))
  }
}

/// The laws by which periods are counted.
package enum PeriodRule: String, Sendable, Hashable, CaseIterable {
  /// Germany: the event excluded; an end on Saturday, Sunday or a holiday at the place of performance moves to the next
  /// working day. Source: BGB §§ 187 (1), 188, 193.
  case german
  /// France: the same. Source: Code de procédure civile, art. 641, 642.
  case french
  /// Switzerland: the same. Source: OR art. 77, 78; SR 173.110.3 for Saturdays.
  case swiss
  /// China: the same; a weekend day that is worked is no day of rest, so an end on it stays. Source: 民法典 201–203.
  case chinese
  /// Acts of the European Union: the same, and two days or more hold at least two working days.
  /// Source: Regulation (EEC, Euratom) 1182/71, article 3.
  case european
  /// Japan: counted from the day after the event, so that a month after the last of April is the last of May; an end on
  /// a day without business moves. Source: 民法 140–143.
  case japanese
  /// England, "after" or "from" a day: the event excluded, nothing moves. Source: Dodds v Walker [1981] 1 WLR 1027.
  case englishAfter = "english-after"
  /// England, "beginning with" a day: that day included, nothing moves.
  /// Source: Trow v Ind Coope [1967] 2 QB 899; Late Payment of Commercial Debts (Interest) Act 1998, s. 4.
  case englishBeginningWith = "english-beginning-with"
  /// England, "clear days": neither the event nor the day of the act counts, which is ``Period/dayAfter(in:)`` or later;
  /// of five days or fewer only working days count. Source: CPR 2.8.
  case englishClearDays = "english-clear-days"
}
