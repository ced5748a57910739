/// How days become a part of a year.
///
/// No statute of the rules settles it: German courts took 1/360 and 1/365, the Irish department and gov.uk count by 365.
package enum DayCount: String, Sendable, CaseIterable {
  /// Calendar days by 365, in leap years too.
  case actual365 = "act/365"
  /// Calendar days by 360.
  case actual360 = "act/360"
  /// 30E/360, the German merchants' count: every month has 30 days, its 31st is its 30th, February keeps its end.
  case thirty360 = "30/360"
  /// Calendar days by the length of the year they lie in, 365 or 366 (ISDA 2006 4.16 (b)).
  case actualActual = "act/act"

  /// The days that bear interest from one day to another, both included; the day before the first is where the count
  /// begins, so that two spans that meet are as long as the one they make.
  func days(from first: CivilDate, through last: CivilDate) -> Int {
    self == .thirty360
      ? Self.merchantDay(last) - Self.merchantDay(first.adding(days: -1)) : last.dayNumber - first.dayNumber + 1
  }

  /// The days of the year that a span beginning on this day is measured by; under ``actualActual`` it ends with the year.
  func yearDays(from date: CivilDate) -> Int {
    switch self {
    case .actual365: 365
    case .actual360, .thirty360: 360
    case .actualActual: CivilDate(year: date.components.year, month: 2, day: 29) == nil ? 365 : 366
    }
  }

  private static func merchantDay(_ date: CivilDate) -> Int {
    let (year, month, day) = date.components
    return year * 360 + month * 30 + min(day, 30)
  }
}
