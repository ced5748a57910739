/// Where and by whose clock a claim is dunned: what the almanac says about one debtor and one policy.
package struct Place: Sendable {
  /// The debtor's zone.
  package let zone: ZoneRules
  /// The days worked where the debtor is.
  package let calendar: WorkCalendar
  /// The zone whose clock the send window goes by.
  package let windowZone: ZoneRules
  /// The days worked at the place of payment, where the law of the claim has due days roll; nil where they stay.
  package let rolling: WorkCalendar?

  package init(zone: ZoneRules, calendar: WorkCalendar, windowZone: ZoneRules, rolling: WorkCalendar? = nil) {
    self.zone = zone
    self.calendar = calendar
    self.windowZone = windowZone
    self.rolling = rolling
  }
}
