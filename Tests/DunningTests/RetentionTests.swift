import Testing

@testable import Dunning

@Suite("How long what is personal is kept")
struct RetentionTests {
  @Test("it is counted by the calendar from the day of the end, and never ends before limitation")
  func lastDay() throws {
    let closed = try CivilDate(parsing: "2026-01-31")
    let retention = try Retention(parsing: "13mo")
    #expect(retention.lastDay(closed: closed, limitation: nil).iso == "2027-02-28")
    #expect(
      retention.lastDay(closed: closed, limitation: try CivilDate(parsing: "2029-12-31")).iso == "2029-12-31")
    #expect(
      retention.lastDay(closed: closed, limitation: try CivilDate(parsing: "2026-12-31")).iso == "2027-02-28")
    #expect(try Retention(parsing: "2w").lastDay(closed: closed, limitation: nil).iso == "2026-02-14")
  }

  @Test("what is no length in calendar days is refused", arguments: ["", "0d", "12", "90s", "5bd", "1y", "-3d"])
  func refused(text: String) {
    #expect(throws: RuleError.self) { try Retention(parsing: text) }
  }
}
