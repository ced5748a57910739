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
      #expect(calendar.isWorkingDay(there), "seed \(seed)")
      #expect(there > start, "seed \(seed)")
      #expect(calendar.adding(workingDays: -count, to: there) == start, "seed \(seed): \(start.iso) \(count)")
    }
  }

  @Test("where nobody ever works the search ends all the same", arguments: [5, 0, -5])
  func nobodyWorks(count: Int) throws {
    let calendar = WorkCalendar(name: "never", workingWeek: [])
    let end = try calendar.adding(workingDays: count, to: day("2026-11-23"))
    #expect(try abs(end.dayNumber - day("2026-11-23").dayNumber) <= 2 * RuleLimits.searchDaysMax)
  }

  /// The Spring Festival of 2026.
  private func china() throws -> WorkCalendar {
    let off = ["2026-02-16", "2026-02-17", "2026-02-18", "2026-02-19", "2026-02-20", "2026-02-23"]
    return WorkCalendar(
      name: "CN",
      days: try off.map { SpecialDay(try day($0), name: "Spring Festival") } + [
        SpecialDay(try day("2026-02-14"), name: "Spring Festival", isWorked: true),
        SpecialDay(try day("2026-02-28"), name: "Spring Festival", isWorked: true),
      ], known: try day("2026-01-01")...day("2026-12-31"))
  }

  @Test("a Saturday that is worked for a holiday counts as a working day")
  func makeUp() throws {
    let calendar = try china()
    let counted = try (1...5).map { calendar.adding(workingDays: $0, to: try day("2026-02-12")).iso }
    #expect(counted == ["2026-02-13", "2026-02-14", "2026-02-24", "2026-02-25", "2026-02-26"])
    let saturday = try day("2026-02-14")
    #expect(calendar.isWorkingDay(saturday))
    #expect(calendar.isMakeUpWorkday(saturday))
    #expect(!calendar.isHoliday(saturday))
    #expect(try !calendar.isMakeUpWorkday(day("2026-02-13")))
    #expect(try !calendar.isWorkingDay(day("2026-02-21")))
  }

  @Test("a holiday has its name, a day that is worked and any other has none")
  func names() throws {
    let names = try ["2026-02-17", "2026-02-14", "2026-02-13"].map { try china().holidayName(on: day($0)) }
    #expect(names == ["Spring Festival", nil, nil])
  }

  @Test("beyond what is known a result is provisional, and without holidays there is nothing to know")
  func horizon() throws {
    let calendar = try china()
    #expect(try calendar.horizon == day("2026-12-31"))
    let provisional = try ["2025-12-31", "2026-01-01", "2026-12-31", "2027-01-01"].map {
      try calendar.isProvisional(day($0))
    }
    #expect(provisional == [true, false, false, true])
    #expect(WorkCalendar.weekdays.horizon == nil)
    #expect(try !WorkCalendar.weekdays.isProvisional(day("2199-12-31")))
    #expect(try calendar.isWorkingDay(day("2027-02-16")))
  }

  @Test("the regions of a country share its days, each its own")
  func regions() throws {
    let days = [
      SpecialDay(try day("2026-01-01"), name: "New Year's Day"),
      SpecialDay(try day("2026-01-06"), name: "Epiphany", places: 0b100),
      SpecialDay(try day("2026-01-06"), name: "Old Christmas", places: 0b010),
      SpecialDay(try day("2026-04-06"), name: "Easter Monday", places: ~0b010),
    ]
    let calendars = WorkCalendar.country(
      ["X", "X-A", "X-B"], days: days, known: try day("2026-01-01")...day("2026-12-31"))
    #expect(calendars.map(\.name) == ["X", "X-A", "X-B"])
    let (epiphany, easter) = (try day("2026-01-06"), try day("2026-04-06"))
    #expect(calendars.map { $0.holidayName(on: epiphany) } == [nil, "Old Christmas", "Epiphany"])
    #expect(calendars.map { $0.isHoliday(easter) } == [true, false, true])
    #expect(try calendars.allSatisfy { try $0.isHoliday(day("2026-01-01")) })
  }

  @Test("what a calendar adds to another comes first, and the rest stays")
  func extended() throws {
    let own = try china().extended(
      name: "office", workingWeek: [.monday, .tuesday],
      days: [
        SpecialDay(day("2026-02-14"), name: "closed"), SpecialDay(day("2026-02-17"), name: "open", isWorked: true),
      ])
    #expect(try own.isHoliday(day("2026-02-14")))
    #expect(try own.isWorkingDay(day("2026-02-17")))
    #expect(try own.isMakeUpWorkday(day("2026-02-28")))
    #expect(try !own.isWorkingDay(day("2026-03-04")))
    #expect(own.name == "office")
    #expect(try own.horizon == day("2026-12-31"))
  }

  @Test("as many working days lie between two days as were added")
  func between() throws {
    // Given
    let seed: UInt64 = 5
    var random = Seeded(seed)
    for _ in 0..<1_000 {
      let start = CivilDate(dayNumber: random.number(20_000...22_000))
      let days = (0..<40).map { _ in
        SpecialDay(start.adding(days: random.number(-60...60)), name: "random", isWorked: random.chance(30))
      }
      let calendar = WorkCalendar(name: "random", days: days)
      let count = random.number(1...25)
      // When
      let end = calendar.adding(workingDays: count, to: start)
      // Then
      #expect(calendar.workingDays(after: start, through: end) == count, "seed \(seed): \(start.iso) \(count)")
      #expect(calendar.workingDays(after: end, through: start) == 0, "seed \(seed)")
    }
  }
}
