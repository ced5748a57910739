/// When a sum is to be paid: by the end of a day, or by a moment.
package enum Deadline: Hashable, Sendable {
  /// Until the end of that day in the debtor's zone.
  case day(CivilDate)
  /// Until that moment, e.g. the expiry of a wallet payment.
  case moment(Instant)

  /// Reads `2026-12-31` or `2026-12-31T17:00:00+01:00`.
  ///
  /// - Throws: ``RuleError`` `.invalidDate` or `.invalidInstant`; also for a year after ``RuleLimits/deadlineYearMax``.
  package init(parsing text: String) throws(RuleError) {
    if text.utf8.count > 10 {
      self = .moment(try Instant(parsing: text))
    } else {
      self = .day(try CivilDate(parsing: text))
    }
    let year = date(in: .utc).components.year
    guard year <= RuleLimits.deadlineYearMax else {
      throw RuleError(
        .invalidDate, "the deadline \(quoted(text)) lies after \(RuleLimits.deadlineYearMax)",
        hint: "is the year a typing error?")
    }
  }

  /// The day in this zone on which the deadline lies.
  package func date(in zone: ZoneRules) -> CivilDate {
    switch self {
    case .day(let date): date
    case .moment(let instant): zone.date(at: instant)
    }
  }

  /// As it was written: an ISO date, or RFC 3339 with this zone's offset.
  package func text(in zone: ZoneRules) -> String {
    switch self {
    case .day(let date): date.iso
    case .moment(let instant): zone.rfc3339(instant)
    }
  }
}
