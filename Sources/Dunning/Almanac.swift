/// The time zones and calendars that the rules count with, read once from the machine's data and handed in as a value.
package struct Almanac: Sendable {
  /// Which edition of the data it is, e.g. of tzdata; another edition may move what was planned.
  package let edition: String
  private let zones: [String: ZoneRules]
  private let calendars: [String: WorkCalendar]

  package init(edition: String = "", zones: [String: ZoneRules], calendars: [String: WorkCalendar] = [:]) {
    self.edition = edition
    self.zones = zones.merging(["UTC": .utc]) { loaded, _ in loaded }
    self.calendars = calendars.merging(["weekdays": .weekdays]) { loaded, _ in loaded }
  }

  /// The rules of this zone; nil when the machine's database has no zone of that name.
  package func zone(_ name: String) -> ZoneRules? { zones[name] }

  /// The days worked at this place. A calendar without data of its own is the week from Monday to Friday.
  package func calendar(_ name: String?) -> WorkCalendar { name.flatMap { calendars[$0] } ?? .weekdays }

  package func knowsCalendar(_ name: String) -> Bool { calendars[name] != nil }

  package var zoneNames: [String] { zones.keys.sorted() }

  /// The zone of this name.
  ///
  /// - Throws: ``RuleError`` `.invalidZone` that names the nearest known one.
  package func requireZone(_ name: String) throws(RuleError) -> ZoneRules {
    if let rules = zones[name] { return rules }
    let near = nearest(to: name, in: zoneNames).map { "did you mean \($0)?" }
    throw RuleError(
      .invalidZone, "there is no time zone \(quoted(name))", hint: near ?? "use an IANA name such as Europe/Berlin")
  }
}
