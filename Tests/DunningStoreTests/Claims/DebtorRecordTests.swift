import Dunning
import DunningStore
import DunningTesting
import Testing

@Suite("What is known of a debtor", .timeLimit(.minutes(20)))
struct DebtorRecordTests {
  private func grading() throws -> DocketFixture {
    let strict = Policy(
      name: "strict", steps: [try Samples.step("demand", "due+1d", .demand)], sendWindow: Samples.allHours)
    let standard = Policy(
      name: "standard", steps: try Samples.standard().steps, sendWindow: Samples.officeHours,
      policyByGrade: [.d: "strict"])
    return try DocketFixture(rulebook: Samples.rulebook(policies: [standard, strict]))
  }

  private func file(_ fixture: DocketFixture) async throws -> DebtorFile {
    try await fixture.docket.debtor("k1", rulebook: fixture.rulebook, now: fixture.now)[0]
  }

  @Test("days late are counted from the deadline to the last payment, over what is settled")
  func lateness() async throws {
    // Given
    let fixture = try DocketFixture()
    try await fixture.register(
      Samples.draft("A", due: "2026-11-01"), Samples.draft("B", due: "2026-11-01"),
      Samples.draft("C", due: "2026-11-13"),
      Samples.draft("D", due: "2026-12-24"))
    // When one came 12 days late in two parts, one in time
    try await fixture.pay("A", "20.00", date: "2026-10-30")
    try await fixture.pay("A", "100.00", date: "2026-11-13")
    try await fixture.pay("B", "120.00", date: "2026-10-31")
    // Then
    let file = try await file(fixture)
    #expect(file.record.settled == 2)
    #expect(file.record.daysLateOnAverage == 6)
    #expect(file.record.daysLateNow == 10)
    #expect(file.record.exposure.values.map(\.decimal) == ["240.00"])
    #expect(file.record.overdue.values.map(\.decimal) == ["120.00"])
    #expect(file.grade == .b)
    #expect(file.open.map(\.claim.draft.reference) == ["C", "D"])
  }

  @Test("a bad payer's next claim climbs the ladder that the policy has for them; what is open keeps its own")
  func byGrade() async throws {
    // Given
    let fixture = try grading()
    let first = try await fixture.enqueue(Samples.draft("A", due: "2026-11-01"))
    try await fixture.change("A", .writeOff(reason: "nothing to be had"))
    // When
    let second = try await fixture.enqueue(Samples.draft("B", due: "2026-12-24"))
    // Then
    #expect(first.claim.draft.policy == "standard")
    #expect(second.claim.draft.policy == "strict")
    #expect(second.next?.step == "demand")
    #expect(try await fixture.claim("B").events.first?.data["grade"] == "D")
    // And the same request is still the same claim
    #expect(try await fixture.enqueue(Samples.draft("B", due: "2026-12-24")).claim.id == second.claim.id)
  }

  @Test("what is said of a debtor holds for later claims until the debtor is resumed")
  func later() async throws {
    // Given
    let fixture = try DocketFixture()
    try await fixture.enqueue(Samples.draft("A"))
    try await fixture.change(debtor: "k1", .stop(.insolvency, reason: "IN 42/26"))
    // When
    let later = try await fixture.enqueue(Samples.draft("B"))
    // Then
    #expect(later.claim.state == .stopped)
    #expect(later.next == nil)
    #expect(later.reason == "insolvency: IN 42/26")
    #expect(try await file(fixture).state == .stopped)
    try await fixture.change(debtor: "k1", .resume(reason: nil))
    #expect(try await fixture.enqueue(Samples.draft("C")).claim.state == .open)
    #expect(try await file(fixture).state == nil)
  }

  @Test("a debtor's pause that has passed says nothing about a new claim")
  func passed() async throws {
    let fixture = try DocketFixture()
    try await fixture.enqueue(Samples.draft("A"))
    try await fixture.change(debtor: "k1", .pause(until: CivilDate(parsing: "2026-12-01"), reason: "on holiday"))
    try fixture.at("2026-12-02T10:00:00+01:00")
    #expect(try await fixture.enqueue(Samples.draft("B")).claim.state == .open)
  }
}
