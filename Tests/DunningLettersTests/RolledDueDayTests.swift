import Dunning
import DunningLetters
import Testing

@Suite("Letters about a due day on a day off")
struct RolledDueDayTests {
  /// The text about a claim that is due on Saturday, 28 November, and in time until Monday, at ten on a day in Berlin.
  private func text(_ language: String, _ tone: Step.Tone, on day: String) throws -> String {
    let plain = try Samples.item(due: "2026-11-28")
    let item = NoticeFacts.Item(
      reference: plain.reference, issued: plain.issued, due: plain.due, lastDayInTime: try Samples.date("2026-11-30"),
      amount: plain.amount, paid: plain.paid, outstanding: plain.outstanding)
    let facts = try Samples.facts(
      language, tone, items: [item], payBy: nil, now: try Instant(parsing: "\(day)T10:00:00+01:00"))
    let text = try LetterRenderer(catalog: Samples.catalog()).render(facts).text
    return text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  @Test("until the working day is over nothing is overdue, and the words name the day that counts")
  func courtesy() throws {
    #expect(try text("de", .courtesy, on: "2026-11-25").contains("am 28. November 2026 fällig wird"))
    #expect(try text("de", .courtesy, on: "2026-11-29").contains("am 30. November 2026 fällig wird"))
    #expect(try text("de", .courtesy, on: "2026-11-30").contains("heute, am 30. November 2026, fällig ist"))
    #expect(try !text("de", .courtesy, on: "2026-11-30").contains("überfällig"))
    #expect(try text("en", .courtesy, on: "2026-11-30").contains("30 November 2026"))
  }

  @Test("the days that something is overdue are counted from the working day, and the due day stays what was agreed")
  func overdue() throws {
    let text = try text("de", .reminder, on: "2026-12-01")
    #expect(text.contains("28. November 2026 (1 Tag überfällig)"), "\(text)")
    #expect(!text.contains("30. November"), "\(text)")
  }
}
