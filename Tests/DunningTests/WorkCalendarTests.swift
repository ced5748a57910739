import Testing

@testable import Dunning

@Suite("Working days")
struct WorkCalendarTests {
  @Test("working days are counted without the first day, over the weekend, in both directions")
  func counts() throws {
    let friday = try day("2026-11-20")
    let counted = [1, 3, 5, -1, -5, 0].map { WorkCalendar.weekdays.adding(workingDays: $0, to: friday).iso }
    #expect(counted == ["2026-11-23", "2026-11-25", "2026-11-27", "2026-11-19", "2026-11-13", "2026-11-20"])
  }

  @Test("counted from a weekend, the first working day is Monday and the last before is Friday")
  func weekend() throws {
    let saturday = try day("2026-11-21")
    let counted = [1, -1, 0].map { WorkCalendar.weekdays.adding(workingDays: $0, to: saturday).iso }
    #expect(counted == ["2026-11-23", "2026-11-20", "2026-11-23"])
  }

  @Test("holidays are no working days, even a run of them over New Year")
  func holidays() throws {
    let calendar = WorkCalendar(name: "DE", holidays: try Set(["2026-12-25", "2026-12-28", "2027-01-01"].map(day)))
    #expect(try calendar.adding(workingDays: 1, to: day("2026-12-24")) == day("2026-12-29"))
    #expect(try calendar.adding(workingDays: 4, to: day("2026-12-24")) == day("2027-01-04"))
    #expect(try calendar.adding(workingDays: -3, to: day("2027-01-04")) == day("2026-12-29"))
  }

  @Test("a count and its opposite lead back to a working day they started from")
  func thereAndBack() throws {
    // Given
    let seed: UInt64 = 3
    var random = Seeded(seed)
    for _ in 0..<1_000 {
      let start = CivilDate(dayNumber: random.number(20_000...22_000))
      let holidays = Set((0..<40).map { _ in start.adding(days: random.number(-60...60)) })
      let calendar = WorkCalendar(name: "random", holidays: holidays)
      guard calendar.isWorkingDay(start) else { continue }
      let count = random.number(1...15)
      // When
      let there = calendar.adding(workingDays: count, to: start)
      // Then
      #expect(calendar.isWorkingDay(there) && there > start, "seed \(seed)")
      #expect(calendar.adding(workingDays: -count, to: there) == start, "seed \(seed): \(start.iso) \(count)")
    }
  }

  @Test("where nobody ever works the search ends all the same", arguments: [5, 0, -5])
  func nobodyWorks(count: Int) throws {
    let calendar = WorkCalendar(name: "never", workingWeek: [])
    let end = try calendar.adding(workingDays: count, to: day("2026-11-23"))
    #expect(try abs(end.dayNumber - day("2026-11-23").dayNumber) <= 2 * Limits.searchDaysMax)
  }
}
