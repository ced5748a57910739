/// Which entries a register has: those booked on these days, both included, by the creditor's clock.
package struct RegisterPeriod: Hashable, Sendable {
  /// Nil is all creditors.
  package let creditor: String?
  /// Nil is from the beginning.
  package let from: CivilDate?
  /// Nil is up to now.
  package let until: CivilDate?

  /// - Throws: ``RuleError`` `.invalidDate` when it ends before it begins.
  package init(creditor: String? = nil, from: CivilDate? = nil, until: CivilDate? = nil) throws(RuleError) {
    if let from, let until, until < from {
      throw RuleError(
        .invalidDate, "the register would end on \(until.iso), before it begins on \(from.iso)",
        hint: "from is the first day and until the last, both included")
    }
    self.creditor = creditor
    self.from = from
    self.until = until
  }

  /// A whole month of a creditor: the one that this day lies in.
  package init(creditor: String, monthOf day: CivilDate) {
    let (year, month, _) = day.components
    let first = CivilDate(year: year, month: month, day: 1) ?? day
    self.creditor = creditor
    from = first
    until = first.adding(months: 1).adding(days: -1)
  }

  /// The moments that it takes in, in this zone: from the first one on, and before the second.
  package func bounds(in zone: ZoneRules) -> (from: Instant?, before: Instant?) {
    let midnight = TimeOfDay(seconds: 0)
    return (from.map { zone.instant($0, midnight) }, until.map { zone.instant($0.adding(days: 1), midnight) })
  }
}
