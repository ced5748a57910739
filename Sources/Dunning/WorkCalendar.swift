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
    // Where hardly ever anybody works, the search must end all the same.
    var idle = 0
    while left > 0, idle < Limits.searchDaysMax {
      day = day.adding(days: direction)
      idle = isWorkingDay(day) ? 0 : idle + 1
      if idle == 0 { left -= 1 }
    }
    return nextWorkingDay(onOrAfter: day)
  }

  private func nextWorkingDay(onOrAfter date: CivilDate) -> CivilDate {
    (0..<Limits.searchDaysMax).lazy.map(date.adding(days:)).first(where: isWorkingDay) ?? date
  }
}
