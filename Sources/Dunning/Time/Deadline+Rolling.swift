// The rolling of days. Where the law of a claim says so, a due day on a day off gives way to the next working day: who
// pays on that one is in time (BGB § 193; ABGB § 903; OR art. 78; 民法典 203). The ladder, the interest, lists, reports and
// letters all ask here, so that they call a debtor late on the same day.

extension Deadline {
  /// The last day on which payment is in time: the day of the deadline, or the working day that it rolls on to.
  ///
  /// - Parameters:
  ///   - zone: the debtor's.
  ///   - calendar: the days worked at the place of payment, where the law has the day roll; nil where it stays.
  package func lastDayInTime(in zone: ZoneRules, rollingBy calendar: WorkCalendar?) -> CivilDate {
    let day = date(in: zone)
    return calendar?.rolled(day) ?? day
  }

  /// The first moment at which the debtor is late: the end of a day, or the moment of the deadline, at its time of day
  /// where its day rolls.
  ///
  /// - Parameters:
  ///   - zone: the debtor's.
  ///   - lastDay: ``lastDayInTime(in:rollingBy:)``.
  package func end(in zone: ZoneRules, lastDayInTime lastDay: CivilDate) -> Instant {
    switch self {
    case .day: zone.instant(lastDay.adding(days: 1), TimeOfDay(seconds: 0))
    case .moment(let instant):
      lastDay == zone.date(at: instant) ? instant : zone.instant(lastDay, zone.timeOfDay(at: instant))
    }
  }
}

extension InterestTerms {
  /// The name of the calendar by which a due day rolls, that of the place of payment; nil where it stays.
  package var rollingCalendar: String? {
    options.place ?? (rule.dueOnHoliday == .moves ? rule.calendar : nil)
  }
}

extension Almanac {
  /// The calendar by which the due days of a policy's claims on a debtor of a kind roll; nil where they stay.
  package func rollingCalendar(of policy: Policy?, for kind: Debtor.Kind?) -> WorkCalendar? {
    policy?.calendarTerms(for: kind)?.rollingCalendar.map { calendar($0) }
  }
}

extension Place {
  func lastDayInTime(of due: Deadline) -> CivilDate { due.lastDayInTime(in: zone, rollingBy: rolling) }

  /// The first moment at which the debtor is late.
  func end(of due: Deadline) -> Instant { due.end(in: zone, lastDayInTime: lastDayInTime(of: due)) }
}

extension Rulebook {
  /// The last day on which payment of a claim is in time, by the law that its policy names.
  package func lastDayInTime(of claim: Claim) -> CivilDate {
    claim.draft.due.lastDayInTime(in: zone(for: claim) ?? .utc, rollingBy: rollingCalendar(for: claim))
  }

  /// The first moment at which the debtor of a claim is late.
  package func dueEnd(of claim: Claim) -> Instant {
    claim.draft.due.end(in: zone(for: claim) ?? .utc, lastDayInTime: lastDayInTime(of: claim))
  }

  /// The days worked at the place of payment, where the law of the claim has due days roll; nil where they stay.
  package func rollingCalendar(for claim: Claim) -> WorkCalendar? {
    almanac.rollingCalendar(of: policies[claim.draft.policy], for: claim.draft.debtor.kind)
  }
}
