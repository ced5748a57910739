/// A month of a creditor's books, shown as `2026-11`.
package struct RegisterMonth: Hashable, Sendable, Comparable, CustomStringConvertible {
  package let firstDay: CivilDate

  /// The month that this day lies in.
  package init(of day: CivilDate) {
    let (year, month, _) = day.components
    firstDay = CivilDate(year: year, month: month, day: 1) ?? day
  }

  /// Reads `2026-11`; nil when it is written otherwise.
  package init?(parsing text: String) {
    guard let day = try? CivilDate(parsing: text + "-01") else { return nil }
    firstDay = day
  }

  package var description: String { String(firstDay.iso.dropLast(3)) }

  package var next: RegisterMonth { RegisterMonth(of: firstDay.adding(months: 1)) }

  /// All of it, for one creditor.
  package func period(of creditor: String) -> RegisterPeriod {
    RegisterPeriod(creditor: creditor, monthOf: firstDay)
  }

  package static func < (left: RegisterMonth, right: RegisterMonth) -> Bool { left.firstDay < right.firstDay }
}

/// How often a creditor gets the register by mail, as the configuration spells it.
package enum RegisterSchedule: String, Hashable, Sendable, CaseIterable {
  case monthly
}

extension Rulebook {
  /// When the register of a month goes to its creditor: on the first day after it that is worked where they are, at the
  /// hour at which their office opens.
  package func mailing(ofRegister month: RegisterMonth, to creditor: Creditor) -> Instant {
    let day = almanac.calendar(creditor.calendar).adding(workingDays: 0, to: month.next.firstDay)
    return officeOpening(on: day, ofCreditor: creditor.id)
  }

  /// The month that a creditor's clock is in.
  package func registerMonth(of creditor: Creditor, at now: Instant) -> RegisterMonth {
    RegisterMonth(of: (almanac.zone(creditor.timeZone) ?? .utc).date(at: now))
  }
}
