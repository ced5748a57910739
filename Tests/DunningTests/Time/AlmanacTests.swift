import Testing

@testable import Dunning

@Suite("The almanac")
struct AlmanacTests {
  private func almanac() -> Almanac {
    let names = ["DE", "DE-BE", "DE-BB", "DE-BW", "DE-BY", "FR", "TARGET"]
    return Almanac(zones: [:]).adding(names.map { WorkCalendar(name: $0) }, edition: "of today")
  }

  @Test(
    "an unknown calendar is refused with the nearest known ones",
    arguments: [
      ("DE-BX", "did you mean DE-BB, DE-BE or DE-BW?"), ("de-be", "did you mean DE-BE, DE-BB or DE-BW?"),
      ("TARGET2", "did you mean TARGET?"), ("weekday", "did you mean weekdays?"),
      ("Deutschland", "use a country, a region such as DE-BE, TARGET or weekdays"),
    ])
  func unknown(name: String, hint: String) throws {
    #expect { try almanac().requireCalendar(name) } throws: { error in
      let error = error as? RuleError
      return error?.code == .invalidCalendar && error?.hint == hint
        && error?.message == "there is no calendar \"\(name)\""
    }
  }

  @Test("weekdays is always known, and what was added, by its name")
  func known() throws {
    #expect(try almanac().requireCalendar("weekdays") == .weekdays)
    #expect(try almanac().requireCalendar("DE-BE").name == "DE-BE")
    #expect(almanac().calendarNames.count == 8)
    #expect(almanac().calendar("gone") == .weekdays)
  }

  @Test("other calendars are another edition")
  func edition() {
    let almanac = Almanac(edition: "2026b", zones: [:])
    #expect(almanac.adding([], edition: "a").edition != almanac.adding([], edition: "b").edition)
    #expect(almanac.adding([], edition: "a").edition.contains("2026b"))
  }
}
