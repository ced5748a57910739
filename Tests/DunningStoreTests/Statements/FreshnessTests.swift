import Dunning
import DunningStore
import DunningTesting
import Testing

@Suite("Steps that ask for newer statements", .timeLimit(.minutes(20)))
struct FreshnessTests {
  private let fixture: DocketFixture
  private let bank: BankWorld

  init() throws {
    let reminder = try Samples.step("reminder", "due+3d")
    let fresh = Step(
      name: "second", at: try Offset(parsing: "due+10d"), tone: .reminder, gap: try Span(parsing: "7d"),
      paymentsFresh: try Span(parsing: "2bd"))
    let policy = Policy(name: "standard", steps: [reminder, fresh], sendWindow: Samples.officeHours)
    fixture = try DocketFixture(
      rulebook: try Samples.rulebook(policies: [policy]), now: "2026-12-01T08:00:00+01:00")
    bank = BankWorld(fixture)
  }

  @Test("a step waits while the newest booked day is older, is told of, and goes on with the next statement")
  func waits() async throws {
    try await bank.enqueue("R-2026-0001", due: "2026-11-27")
    try fixture.at("2026-12-01T10:00:00+01:00")
    #expect(try await fixture.send().map(\.step.name) == ["reminder"])
    // When its day has come, and the bank's last word is of the week before
    try await bank.take(try BankWorld.file("a.xml", try BankWorld.entry("-1.00", "x", day: "2026-12-02")))
    try fixture.at("2026-12-08T10:00:00+01:00")
    #expect(try await fixture.take().isEmpty)
    let record = try await fixture.claim("R-2026-0001").record
    #expect(record.next == nil)
    #expect(
      record.nothingBecause?.contains("the step asks for those of the last 2bd, and they are known until 2026-12-02")
        == true)
    #expect(try await fixture.docket.staleClaims() == 1)
    let situation = try await fixture.docket.situation(of: "R-2026-0001", rulebook: fixture.rulebook)
    let gate = Explanation(situation, fixture.rulebook, now: fixture.now).gates.first { $0.name == .paymentsFresh }
    #expect(gate?.holds == true)
    // Then
    try await bank.take(try BankWorld.file("b.xml", try BankWorld.entry("-2.00", "y", day: "2026-12-07")))
    #expect(try await fixture.docket.staleClaims() == 0)
    #expect(try await fixture.take().map(\.step.name) == ["second"])
    #expect(try await fixture.money.findings() == [])
  }

  @Test("what was written on fresh news does not leave on old")
  func leavesLate() async throws {
    try await bank.enqueue("R-2026-0001", due: "2026-11-27")
    try fixture.at("2026-12-01T10:00:00+01:00")
    try await fixture.send()
    try await bank.take(try BankWorld.file("a.xml", try BankWorld.entry("-1.00", "x", day: "2026-12-07")))
    try fixture.at("2026-12-08T10:00:00+01:00")
    let notice = try #require(try await fixture.take().first)
    _ = try await fixture.store(notice)
    try fixture.at("2026-12-11T10:00:00+01:00")
    let gate = try await fixture.docket.dotSent(notice, rulebook: fixture.rulebook, now: fixture.now)
    #expect(gate != .open)
    #expect(try await fixture.take().isEmpty)
    #expect(try await fixture.docket.staleClaims() == 1)
  }
}
