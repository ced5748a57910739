extension WorkCalendar {
  /// The working day that lies `count` working days after the date (before it when negative).
  ///
  /// The date itself is not counted; with 0 it is the date, or the next working day when it is none.
  package func adding(workingDays count: Int, to date: CivilDate) -> CivilDate {
    var (day, left) = (date, abs(count))
    let direction = count < 0 ? -1 : 1
    // Where hardly ever anybody works, the search must end all the same.
    var idle = 0
    while left > 0, idle < RuleLimits.searchDaysMax {
      day = day.adding(days: direction)
      idle = isWorkingDay(day) ? 0 : idle + 1
      if idle == 0 { left -= 1 }
    }
    return rolled(day)
  }

  /// The date itself when it is a working day, else the next one; where nobody ever works, the date.
  package func rolled(_ date: CivilDate) -> CivilDate {
    (0..<RuleLimits.searchDaysMax).lazy.map(date.adding(days:)).first(where: isWorkingDay) ?? date
  }

  /// The date itself when it is worked here and there, else the next such day; where there is none, as here alone.
  package func rolled(_ date: CivilDate, alsoBy other: WorkCalendar?) -> CivilDate {
    guard let other else { return rolled(date) }
    return (0..<RuleLimits.searchDaysMax).lazy.map(date.adding(days:)).first {
      isWorkingDay($0) && other.isWorkingDay($0)
    }
      ?? rolled(date)
  }

  /// How many working days lie after the first date, up to and including the last; 0 when it is not later.
  package func workingDays(after first: CivilDate, through last: CivilDate) -> Int {
    guard first < last else { return 0 }
    return (first.dayNumber + 1...last.dayNumber).count { isWorkingDay(CivilDate(dayNumber: $0)) }
  }
}
