import Dunning
import DunningStore
import DunningTesting
import Testing

@Suite("Taking what is due", .timeLimit(.minutes(20)))
struct TakingTests {
  private let fixture: DocketFixture

  init() throws { fixture = try DocketFixture() }

  @Test("nobody is asked to pay an invoice before its day, however its deadline was told")
  func invoiceToCome() async throws {
    var draft = try Samples.draft(due: "2026-11-20")
    draft = ClaimDraft(
      creditor: draft.creditor, reference: draft.reference, debtor: draft.debtor, amount: draft.amount, due: draft.due,
      policy: draft.policy, issued: try CivilDate(parsing: "2026-12-09"))
    draft.areDaysAccepted = true
    let record = try await fixture.enqueue(draft)
    #expect(record.next?.at == (try Samples.moment("2026-12-09T09:00:00+01:00")))
    try fixture.at("2026-12-08T12:00:00+01:00")
    #expect(try await fixture.take().isEmpty)
    try fixture.at("2026-12-09T09:00:00+01:00")
    #expect(try await fixture.send().count == 1)
  }

  @Test("nothing is due before its moment, and the docket says when to come back")
  func early() async throws {
    // Given
    #expect(try await fixture.idleUntil() == nil)
    try await fixture.enqueue(Samples.draft())
    // Then
    #expect(try await fixture.idleUntil() == Samples.moment("2026-12-03T09:00:00+01:00"))
  }

  @Test("a step is taken exactly once, however often and by how many it is asked for")
  func once() async throws {
    // Given
    for number in 1...10 { try await fixture.enqueue(Samples.draft("R-\(number)")) }
    try fixture.at("2026-12-03T09:00:00+01:00")
    // When
    let fixture = fixture
    let taken = try await withThrowingTaskGroup(of: [DueNotice].self) { tasks in
      for _ in 1...8 { tasks.addTask { try await fixture.take(limit: 3) } }
      return try await tasks.reduce(into: []) { $0 += $1 }
    }
    // Then
    #expect(taken.count == 10)
    #expect(Set(taken.flatMap { $0.claims.map(\.claim.id) }).count == 10)
    #expect(try await fixture.take().isEmpty)
    #expect(try await fixture.idleUntil() == nil)
  }

  @Test("no more is taken than there is room for, the oldest first")
  func limit() async throws {
    // Given
    for (number, day) in ["29", "27", "28"].enumerated() {
      try await fixture.enqueue(Samples.draft("R-\(number)", due: "2026-11-\(day)"))
    }
    try fixture.at("2026-12-03T09:00:00+01:00")
    // When
    let first = try await fixture.take(limit: 2)
    let rest = try await fixture.take(limit: 2)
    // Then
    #expect((first + rest).flatMap { $0.claims.map(\.claim.draft.reference) } == ["R-1", "R-2", "R-0"])
  }

  @Test("a notice carries what it is about, and bars the next step")
  func content() async throws {
    // Given
    try await fixture.enqueue(Samples.draft())
    try fixture.at("2026-12-03T09:00:00+01:00")
    try await fixture.send()
    try fixture.at("2026-12-10T09:00:00+01:00")
    // When
    let notice = try #require(try await fixture.take().first)
    // Then
    #expect(notice.step.name == "second-reminder")
    #expect(notice.attempts == 1)
    #expect(notice.message == nil)
    #expect(try notice.dunning?.payBy == CivilDate(parsing: "2026-12-17"))
    #expect(notice.dunning?.references == ["n1@acme.example"])
    #expect(notice.messageID == "n2@acme.example")
    #expect(notice.dunning?.previous == [try Samples.moment("2026-12-03T09:00:00+01:00")])
    #expect(try await fixture.claim("R-1").record.nothingBecause == "notice n2 is not finished")
    #expect(try await fixture.notice(notice.id).state == .sending)
  }

  @Test("while sending is held nothing is taken, and nothing is lost")
  func held() async throws {
    // Given
    let fixture = try DocketFixture(rulebook: Samples.rulebook(startsArmed: false))
    try await fixture.enqueue(Samples.draft(due: "2026-11-10"))
    try fixture.at("2026-12-03T09:00:00+01:00")
    // Then
    #expect(try await fixture.take().isEmpty)
    #expect(try await fixture.docket.mode(rulebook: fixture.rulebook) == .held("fresh installation"))
    // When
    let due = try await fixture.docket.arm(by: .user(0), now: fixture.now)
    // Then
    #expect(due == 1)
    #expect(try await fixture.take().count == 1)
    // When
    try await fixture.docket.hold(because: "audit", by: .user(0), now: fixture.now)
    // Then
    let counts = try await fixture.docket.counts(rulebook: fixture.rulebook, now: fixture.now)
    #expect(counts.mode == .held("audit"))
    #expect(counts.notices == ["sending": 1])
  }

  @Test("what is due is judged by the rules of the moment, not by the plan that was stored")
  func judgedAnew() async throws {
    // Given a plan of old rules
    try await fixture.enqueue(Samples.draft())
    let later = Policy(name: "standard", steps: [try Samples.step("reminder", "due+20d")], sendWindow: Samples.allHours)
    let rulebook = try Samples.rulebook(policies: [later])
    // When
    try fixture.at("2026-12-03T09:00:00+01:00")
    let taken = try await fixture.take(rulebook: rulebook)
    // Then
    #expect(taken.isEmpty)
    #expect(try await fixture.claim("R-1").record.next?.at == Samples.moment("2026-12-20T09:00:00+01:00"))
  }

  @Test("a pause that has ended is lifted with the step that it held")
  func pauseEnds() async throws {
    // Given
    try await fixture.enqueue(Samples.draft())
    try await fixture.change("R-1", .pause(until: CivilDate(parsing: "2026-12-15"), reason: "promised"))
    try fixture.at("2026-12-15T09:00:00+01:00")
    // When
    let notice = try #require(try await fixture.take().first)
    // Then
    #expect(notice.claims.first?.claim.state == .open)
    #expect(try await fixture.store(notice) == .open)
    #expect(try await fixture.events("R-1").contains("claim-resumed"))
  }

  @Test("a step that needs an approval is written, but no attempt is opened")
  func approval() async throws {
    // Given
    let demand = try Samples.step("demand", "due+3d", .demand, approval: .required)
    let fixture = try DocketFixture(
      rulebook: Samples.rulebook(policies: [Policy(name: "standard", steps: [demand], sendWindow: Samples.allHours)]))
    try await fixture.enqueue(Samples.draft())
    try fixture.at("2026-12-03T09:00:00+01:00")
    // When
    let notice = try #require(try await fixture.take().first)
    // Then
    #expect(notice.attempt == nil)
    #expect(notice.attempts == 0)
    #expect(try await fixture.code { try await fixture.change(notice.id, .approve()) } == .wrongState)
    // When
    _ = try await fixture.store(notice)
    try await fixture.change(notice.id, .approve())
    let approved = try #require(try await fixture.take().first)
    // Then
    #expect(approved.id == notice.id)
    #expect(approved.attempt != nil)
    #expect(approved.attempts == 1)
    #expect(approved.message != nil)
  }
}
