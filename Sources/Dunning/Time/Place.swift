/// Where and by whose clock a claim is dunned: what the almanac says about one debtor and one policy.
package struct Place: Sendable {
  /// The debtor's zone.
  package let zone: ZoneRules
  /// The days worked where the debtor is.
  package let calendar: WorkCalendar
  /// The zone whose clock the send window goes by.
  package let windowZone: ZoneRules

  package init(zone: ZoneRules, calendar: WorkCalendar, windowZone: ZoneRules) {
    self.zone = zone
    self.calendar = calendar
    self.windowZone = windowZone
  }
}
