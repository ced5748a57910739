import Testing

@testable import Dunning

@Suite("Lengths of time and offsets")
struct SpanTests {
  @Test(
    "an offset is read with its sign and unit, and written as it was",
    arguments: [
      ("due-3bd", Offset(.due, Span(-3, .workingDays))), ("due+14d", Offset(.due, Span(14, .days))),
      ("due", Offset(.due, Span(0, .days))), ("due+0s", Offset(.due, Span(0, .seconds))),
      ("previous+7d", Offset(.previous, Span(7, .days))), ("pay-by+1d", Offset(.payBy, Span(1, .days))),
      ("due+2w", Offset(.due, Span(2, .weeks))), ("due+1mo", Offset(.due, Span(1, .months))),
      ("due-10m", Offset(.due, Span(-10, .minutes))), ("due+48h", Offset(.due, Span(48, .hours))),
      ("due+90s", Offset(.due, Span(90, .seconds))),
    ])
  func reads(text: String, offset: Offset) throws {
    #expect(try Offset(parsing: text) == offset)
    #expect(offset.text == text)
  }

  @Test(
    "what is no offset is refused",
    arguments: [
      "", "due+", "due 3d", "due+3", "due+d", "due+3x", "due+3 d", "due+-3d", "due++3d", "due+3D", "due3d", "Due+3d",
      "after+3d", "+3d", "due+3.5d", "due+3d ", " due+3d", "due+36501d", "due+5219w", "due+36500mo", "due+9999999999d",
      "due+٣d", "due+3\u{301}d",
      "due+3d\n", "payby+1d", "due−3d", "duedue+3d",
    ])
  func refuses(text: String) {
    #expect { try Offset(parsing: text) } throws: { ($0 as? RuleError)?.code == .invalidOffset }
  }

  @Test("a span has no sign", arguments: ["-3d", "+3d", "d", "3", "7\u{301}d", "3bd\u{301}"])
  func spans(text: String) {
    #expect { try Span(parsing: text) } throws: { ($0 as? RuleError)?.code == .invalidOffset }
  }

  @Test("days, weeks and months end on the day that the calendar says, working days on a working day")
  func days() throws {
    let thursday = try day("2026-01-29")
    let calendar = WorkCalendar(name: "test", holidays: [try day("2026-01-30")])
    let ends = [Span(3, .days), Span(2, .weeks), Span(1, .months), Span(1, .workingDays), Span(-1, .workingDays)]
      .map { $0.day(after: thursday, calendar: calendar).iso }
    #expect(ends == ["2026-02-01", "2026-02-12", "2026-02-28", "2026-02-02", "2026-01-28"])
  }
}
