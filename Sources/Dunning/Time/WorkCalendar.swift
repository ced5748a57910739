/// Which days are worked at a place: the week, less its holidays, and the days worked in their stead.
package struct WorkCalendar: Sendable, Hashable {
  /// The name that a claim or a creditor uses, e.g. `DE-BE`.
  package let name: String
  /// The days of an ordinary week that are worked.
  package let workingWeek: Set<Weekday>
  /// The days whose holidays are known; nil when there are none to know.
  package let known: ClosedRange<CivilDate>?
  private let days: DayTable
  private let place: UInt64

  /// A calendar with a table of its own.
  package init(
    name: String, workingWeek: Set<Weekday> = Weekday.workingWeek, days: [SpecialDay],
    known: ClosedRange<CivilDate>? = nil
  ) {
    self.init(name: name, workingWeek: workingWeek, known: known, days: DayTable(days), place: .max)
  }

  package init(name: String, workingWeek: Set<Weekday> = Weekday.workingWeek, holidays: Set<CivilDate> = []) {
    self.init(name: name, workingWeek: workingWeek, days: holidays.map { SpecialDay($0, name: "holiday") })
  }

  private init(
    name: String, workingWeek: Set<Weekday>, known: ClosedRange<CivilDate>?, days: DayTable, place: UInt64
  ) {
    self.name = name
    self.workingWeek = workingWeek
    self.known = known
    self.days = days
    self.place = place
  }

  /// The calendars of a country and its regions, 64 at most: the first stands for the lowest bit of
  /// ``SpecialDay/places``, and so on.
  package static func country(
    _ names: [String], workingWeek: Set<Weekday> = Weekday.workingWeek, days: [SpecialDay],
    known: ClosedRange<CivilDate>
  ) -> [WorkCalendar] {
    let table = DayTable(days)
    return names.prefix(UInt64.bitWidth).enumerated().map { index, name in
      WorkCalendar(name: name, workingWeek: workingWeek, known: known, days: table, place: 1 << UInt64(index))
    }
  }

  /// Monday to Friday, no holidays.
  package static let weekdays = WorkCalendar(name: "weekdays")

  package func isWorkingDay(_ date: CivilDate) -> Bool {
    days.isWorked(date, in: place) ?? workingWeek.contains(date.weekday)
  }

  package func isHoliday(_ date: CivilDate) -> Bool { days.isWorked(date, in: place) == false }

  /// What the holiday on this day is called, e.g. `Good Friday`; nil when it is none.
  package func holidayName(on date: CivilDate) -> String? {
    isHoliday(date) ? days.name(of: date, in: place) : nil
  }

  /// Whether the day is worked although the week says otherwise, as Chinese weekends around long holidays are (调休).
  package func isMakeUpWorkday(_ date: CivilDate) -> Bool { days.isWorked(date, in: place) == true }

  /// The last day whose holidays are known; nil when there are none to know.
  package var horizon: CivilDate? { known?.upperBound }

  /// Whether nobody can say yet, or the data no longer says, if the day is a holiday: only its weekday counts then.
  package func isProvisional(_ date: CivilDate) -> Bool { known.map { !$0.contains(date) } ?? false }

  /// The same calendar under another name, where some days and perhaps the week are otherwise.
  package func extended(name: String, workingWeek: Set<Weekday>? = nil, days own: [SpecialDay]) -> WorkCalendar {
    let dates = Set(own.map(\.date))
    let kept = days.days(in: place).filter { !dates.contains($0.date) }
    return WorkCalendar(name: name, workingWeek: workingWeek ?? self.workingWeek, days: kept + own, known: known)
  }
}
