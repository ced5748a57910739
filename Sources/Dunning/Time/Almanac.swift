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

  /// The days worked at this place; without a name, or by one that has gone since, those from Monday to Friday.
  package func calendar(_ name: String?) -> WorkCalendar { name.flatMap { calendars[$0] } ?? .weekdays }

  package var zoneNames: [String] { zones.keys.sorted() }

  package var calendarNames: [String] { calendars.keys.sorted() }

  /// This almanac and further calendars, which take the place of those of the same name; the edition says of what.
  package func adding(_ further: [WorkCalendar], edition: String) -> Almanac {
    let named = Dictionary(further.map { ($0.name, $0) }) { _, last in last }
    return Almanac(
      edition: "\(self.edition)\n\(edition)", zones: zones, calendars: calendars.merging(named) { _, new in new })
  }

  /// The zone of this name.
  ///
  /// - Throws: ``RuleError`` `.invalidZone` that names the nearest known one.
  package func requireZone(_ name: String) throws(RuleError) -> ZoneRules {
    if let rules = zones[name] { return rules }
    let near = nearest(to: name, in: zoneNames).map { "did you mean \($0)?" }
    throw RuleError(
      .invalidZone, "there is no time zone \(quoted(name))", hint: near ?? "use an IANA name such as Europe/Berlin")
  }

  /// The calendar of this name.
  ///
  /// - Throws: ``RuleError`` `.invalidCalendar` that names the nearest known ones.
  package func requireCalendar(_ name: String) throws(RuleError) -> WorkCalendar {
    if let calendar = calendars[name] { return calendar }
    let near = nearestNames(to: name, in: calendarNames, max: 3)
    let hint = near.isEmpty ? "use a country, a region such as DE-BE, TARGET or weekdays" : Self.question(near)
    throw RuleError(.invalidCalendar, "there is no calendar \(quoted(name))", hint: hint)
  }

  private static func question(_ names: [String]) -> String {
    let (first, last) = (names.dropLast().joined(separator: ", "), names.last ?? "")
    return "did you mean \(first.isEmpty ? last : "\(first) or \(last)")?"
  }
}
