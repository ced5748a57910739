/// Which days are worked at a place: the week, less its holidays.
package struct WorkCalendar: Sendable, Hashable {
  /// The name that a claim or a creditor uses, e.g. `DE-BE`.
  package let name: String
  private let workingWeek: Set<Weekday>
  private let holidays: Set<CivilDate>

  package init(name: String, workingWeek: Set<Weekday> = Weekday.workingWeek, holidays: Set<CivilDate> = []) {
    self.name = name
    self.workingWeek = workingWeek
    self.holidays = holidays
  }

  /// Monday to Friday, no holidays.
  package static let weekdays = WorkCalendar(name: "weekdays")

  package func isWorkingDay(_ date: CivilDate) -> Bool {
    workingWeek.contains(date.weekday) && !holidays.contains(date)
  }

  package func isHoliday(_ date: CivilDate) -> Bool { holidays.contains(date) }

  /// The working day that lies `count` working days after the date (before it when negative).
  ///
  /// The date itself is not counted; with 0 it is the date, or the next working day when it is none.
  package func adding(workingDays count: Int, to date: CivilDate) -> CivilDate {
    var (day, left) = (date, abs(count))
    let direction = count < 0 ? -1 : 1
    while left > 0 {
      day = day.adding(days: direction)
      if isWorkingDay(day) { left -= 1 }
    }
    while !isWorkingDay(day), day.dayNumber - date.dayNumber < Limits.searchDaysMax { day = day.adding(days: 1) }
    return day
  }
}
