import Dunning
import DunningStore
import DunningTesting
import Testing

@Suite("Warnings before limitation", .timeLimit(.minutes(20)))
struct LimitationTests {
  /// A rule without interest by which a claim is barred some years after its due date.
  private func fixture(_ demand: Limitation.DemandEffect, years: Int = 3) throws -> DocketFixture {
    let rule = InterestRule(
      id: "TEST", jurisdiction: "XX", who: "anybody", basis: "none", rate: nil,
      limitation: Limitation(years: years, from: .due, demand: demand), source: "none",
      checkedOn: try CivilDate(parsing: "2026-01-01"))
    let policy = Policy(
      name: "standard",
      steps: [try Samples.step("reminder", "due+3d"), try Samples.step("demand", "due+30d", .demand)],
      sendWindow: Samples.officeHours, lateTerms: try InterestTerms(rule: rule, options: InterestOptions()))
    return try DocketFixture(rulebook: Samples.rulebook(policies: [policy]))
  }

  private func warnings(_ fixture: DocketFixture) async throws -> [String] {
    var all: [FollowUp] = []
    for state in FollowUp.State.allCases { all += try await fixture.docket.followUps(state: state) }
    return all.filter { $0.kind == .limitation }.sorted { $0.id.number < $1.id.number }
      .map { "\($0.day.iso) \($0.state.rawValue)" }
  }

  @Test("half a year, three months and a month before, as long as it is open")
  func three() async throws {
    // Given
    let fixture = try fixture(.none)
    try await fixture.enqueue(Samples.draft(due: "2026-11-30"))
    try await fixture.change("R-1", .dispute(reason: "defect"))
    #expect(try await warnings(fixture) == ["2029-06-03 waiting"])
    // When
    try fixture.at("2029-06-03T08:00:00+02:00")
    let sent = try await fixture.send()
    // Then
    #expect(sent.first?.notes.first?.followUp.note.contains("after 2029-11-30") == true)
    #expect(try await warnings(fixture) == ["2029-06-03 due", "2029-09-01 waiting"])
    // When it is paid the rest is silent
    try await fixture.pay("R-1", "120.00")
    try fixture.at("2029-09-01T08:00:00+02:00")
    #expect(try await fixture.take().isEmpty)
    #expect(try await warnings(fixture) == ["2029-06-03 due", "2029-09-01 done"])
  }

  @Test("a demand that only went out moves nothing; the other day is said where the law has a demand move it")
  func demanded() async throws {
    for effect in [Limitation.DemandEffect.none, .restart] {
      let fixture = try fixture(effect)
      try await fixture.enqueue(Samples.draft(due: "2026-11-30"))
      try fixture.at("2026-12-03T09:00:00+01:00")
      try await fixture.send()
      // When a demand goes out on 30 December, of which nothing proves that it has come
      try fixture.at("2026-12-30T09:00:00+01:00")
      try await fixture.send()
      // Then
      #expect(try await warnings(fixture) == ["2029-06-03 waiting"], "\(effect)")
      try fixture.at("2029-06-03T08:00:00+02:00")
      let notes = try #require(try await fixture.send().first?.notes.map(\.followUp.note))
      #expect(notes.count == 2 && notes[0].hasPrefix("Every step of the ladder has gone out"))
      let note = notes[1]
      #expect(note.contains("after 2029-11-30"), "\(note)")
      #expect(note.contains("only after 2029-12-31 if it is proved") == (effect == .restart), "\(note)")
    }
  }

  @Test("what is old already is warned of at the next of the three days, or not at all")
  func old() async throws {
    let fixture = try fixture(.none)
    // What is years ahead is not among what needs somebody.
    #expect(try await fixture.docket.followUps().isEmpty)
    try await fixture.enqueue(Samples.draft("A", due: "2024-01-15"))
    try await fixture.enqueue(Samples.draft("B", due: "2023-12-01"))
    #expect(try await warnings(fixture) == ["2026-12-16 waiting"])
  }
}
