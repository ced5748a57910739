/// A day unlike others of its weekday: a holiday, or a day that is worked in place of one.
package struct SpecialDay: Sendable, Hashable {
  package let date: CivilDate
  /// What the day is called, e.g. `Good Friday`.
  package let name: String
  /// True for a day that is worked although the week says otherwise, e.g. a Saturday in China before a long holiday.
  package let isWorked: Bool
  /// The calendars that it stands in: a bit for each one that shares the table.
  package let places: UInt64

  package init(_ date: CivilDate, name: String, isWorked: Bool = false, places: UInt64 = .max) {
    self.date = date
    self.name = name
    self.isWorked = isWorked
    self.places = places
  }
}

/// The special days of a country in the order of time, shared by the calendars of its regions.
///
/// A day is looked up for every step of every claim, and there are hundreds of calendars: so a day is sixteen bytes in
/// one sorted array, and its name, which hardly anybody asks for, stands once beside it.
struct DayTable: Sendable, Hashable {
  private struct Entry: Sendable, Hashable {
    let places: UInt64
    let dayNumber: Int32
    let name: UInt16
    let isWorked: Bool
  }

  private let entries: [Entry]
  private let names: [String]

  /// Where a day is both, in the same calendar, it is worked.
  init(_ days: [SpecialDay] = []) {
    var (names, places) = ([String](), [String: UInt16]())
    let entries = days.map { day in
      // A country has some hundred names; whatever there were beyond 65,535 would share the last.
      let name = places[day.name] ?? UInt16(clamping: names.count)
      if places.updateValue(name, forKey: day.name) == nil { names.append(day.name) }
      return Entry(
        places: day.places, dayNumber: Int32(clamping: day.date.dayNumber), name: name, isWorked: day.isWorked)
    }
    self.entries = entries.sorted { ($0.dayNumber, $0.isWorked ? 0 : 1) < ($1.dayNumber, $1.isWorked ? 0 : 1) }
    self.names = names
  }

  /// Whether the day is worked (true) or a holiday (false) in one of these places; nil when it is like any other.
  func isWorked(_ date: CivilDate, in places: UInt64) -> Bool? {
    index(of: date, in: places).map { entries[$0].isWorked }
  }

  func name(of date: CivilDate, in places: UInt64) -> String? {
    index(of: date, in: places).map { names[Int(entries[$0].name)] }
  }

  func days(in places: UInt64) -> [SpecialDay] {
    entries.filter { $0.places & places != 0 }.map {
      SpecialDay(CivilDate(dayNumber: Int($0.dayNumber)), name: names[Int($0.name)], isWorked: $0.isWorked)
    }
  }

  private func index(of date: CivilDate, in places: UInt64) -> Int? {
    var (low, high) = (0, entries.count)
    while low < high {
      let middle = (low + high) / 2
      if entries[middle].dayNumber < date.dayNumber { low = middle + 1 } else { high = middle }
    }
    while low < entries.count, entries[low].dayNumber == date.dayNumber {
      if entries[low].places & places != 0 { return low }
      low += 1
    }
    return nil
  }
}
