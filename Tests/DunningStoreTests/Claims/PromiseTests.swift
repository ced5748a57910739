import Dunning
import DunningStore
import DunningTesting
import Testing

@Suite("Promises", .timeLimit(.minutes(20)))
struct PromiseTests {
  private let fixture: DocketFixture

  init() throws { fixture = try DocketFixture() }

  private func promise(_ day: String, _ amount: String? = nil) async throws -> ClaimRecord {
    try await fixture.change("R-1", .promise(.day(try CivilDate(parsing: day), amount: amount), reason: "by phone"))
  }

  private func outcomes() async throws -> [[String]] {
    try await fixture.claim("R-1").promises.map { promise in
      [promise.state.rawValue] + promise.outcomes.map { $0?.rawValue ?? "-" }
    }
  }

  @Test("until the promised day and a working day's grace have passed nothing goes out; then it goes on by itself")
  func broken() async throws {
    // Given
    try await fixture.enqueue(Samples.draft(due: "2026-11-20"))
    // When it was promised for a Friday
    let promised = try await promise("2026-11-27")
    // Then money that was sent on Friday may be there on Monday
    #expect(promised.claim.state == .promised)
    #expect(try promised.next?.at == Samples.moment("2026-12-01T09:00:00+01:00"))
    try fixture.at("2026-11-30T23:59:59+01:00")
    #expect(try await fixture.take().isEmpty)
    #expect(try await fixture.idleUntil() == Samples.moment("2026-12-01T00:00:00+01:00"))
    try fixture.at("2026-12-01T00:00:00+01:00")
    #expect(try await fixture.take().isEmpty)
    #expect(try await fixture.claim("R-1").record.claim.state == .open)
    #expect(try await outcomes() == [["broken", "broken"]])
    try fixture.at("2026-12-01T09:00:00+01:00")
    #expect(try await fixture.send().map(\.step.name) == ["reminder"])
    #expect(
      try await fixture.events("R-1") == [
        "claim-registered", "follow-up-planned", "claim-promised", "promise-broken", "notice-opened", "notice-sent",
      ])
  }

  @Test("who pays all of it has kept it, and is not asked again")
  func kept() async throws {
    try await fixture.enqueue(Samples.draft(due: "2026-11-20"))
    _ = try await promise("2026-11-27")
    // When
    let paid = try await fixture.pay("R-1", "120.00")
    // Then
    #expect(paid.claim.state == .paid)
    #expect(paid.next == nil)
    #expect(try await outcomes() == [["kept", "kept"]])
    #expect(try await fixture.idleUntil() == nil)
  }

  @Test("a part of what was promised keeps it in part, and dunning goes on for the rest")
  func partly() async throws {
    try await fixture.enqueue(Samples.draft(due: "2026-11-20"))
    _ = try await promise("2026-11-27", "100.00")
    try await fixture.pay("R-1", "60.00")
    #expect(try await fixture.claim("R-1").record.claim.state == .promised)
    // When
    try fixture.at("2026-12-01T00:00:00+01:00")
    _ = try await fixture.take()
    // Then
    #expect(try await outcomes() == [["partly-kept", "partly-kept"]])
    #expect(try await fixture.claim("R-1").record.claim.outstanding.decimal == "60.00")
  }

  @Test("a promise about a part that is kept leaves the rest to the ladder")
  func keptPart() async throws {
    try await fixture.enqueue(Samples.draft(due: "2026-11-20"))
    _ = try await promise("2026-11-27", "20.00")
    try await fixture.pay("R-1", "20.00")
    try fixture.at("2026-12-01T10:00:00+01:00")
    #expect(try await fixture.send().map(\.step.name) == ["reminder"])
    #expect(try await outcomes() == [["kept", "kept"]])
  }

  @Test("instalments are judged one by one; the first that fails ends the plan")
  func instalments() async throws {
    // Given
    try await fixture.enqueue(Samples.draft(amount: "100.00", due: "2026-11-20"))
    let terms = PromiseTerms.instalments(
      first: try CivilDate(parsing: "2026-11-30"), every: Span(1, .months), amount: "30.00", count: nil)
    let promised = try await fixture.change("R-1", .promise(terms, reason: nil))
    #expect(try promised.claim.pausedUntil == CivilDate(parsing: "2026-12-02"))
    let plan = try #require(try await fixture.claim("R-1").promises.first?.promise)
    #expect(
      plan.instalments.map { "\($0.due.iso) \($0.amount.decimal)" } == [
        "2026-11-30 30.00", "2026-12-30 30.00", "2027-01-30 30.00", "2027-02-28 10.00",
      ])
    // When the first is paid and the second is not
    try await fixture.pay("R-1", "30.00")
    try fixture.at("2026-12-02T12:00:00+01:00")
    #expect(try await fixture.take().isEmpty)
    #expect(try await outcomes() == [["running", "kept", "-", "-", "-"]])
    #expect(try await fixture.claim("R-1").record.claim.state == .promised)
    try fixture.at("2027-01-01T12:00:00+01:00")
    _ = try await fixture.take()
    // Then
    #expect(try await outcomes() == [["broken", "kept", "broken", "-", "-"]])
    #expect(try await fixture.claim("R-1").record.claim.state == .open)
  }

  @Test(
    "instalments for all that a debtor owes are divided among the claims as their money is", arguments: [nil, "300.00"])
  func divided(each: String?) async throws {
    for number in 1...3 {
      try await fixture.enqueue(Samples.draft("R-\(number)", amount: "300.00", due: "2026-11-2\(number)"))
    }
    let terms = PromiseTerms.instalments(
      first: try CivilDate(parsing: "2026-12-01"), every: Span(1, .weeks), amount: each, count: each == nil ? 3 : nil)
    try await fixture.change(debtor: "k1", .promise(terms, reason: nil))
    let plan = try #require(try await fixture.claim("R-2").promises.first?.promise.instalments)
    #expect(plan.map { "\($0.due.iso) \($0.amount.decimal)" } == ["2026-12-08 300.00"])
    for day in ["2026-12-01", "2026-12-08", "2026-12-15"] {
      try fixture.at("\(day)T10:00:00+01:00")
      try await fixture.pay(debtor: "300.00")
      #expect(try await fixture.take().isEmpty)
    }
    try fixture.at("2027-01-10T10:00:00+01:00")
    #expect(try await fixture.take().isEmpty)
    for number in 1...3 { #expect(try await fixture.claim("R-\(number)").promises.map(\.state) == [.kept]) }
    #expect(try await fixture.docket.verify().findings == [])
  }

  @Test("another promise, a pause or a dispute replaces a promise, which is then judged no more")
  func replaced() async throws {
    try await fixture.enqueue(Samples.draft(due: "2026-11-20"))
    _ = try await promise("2026-11-27")
    _ = try await promise("2026-12-04")
    try await fixture.change("R-1", .dispute(reason: "defect"))
    // When
    try fixture.at("2026-12-20T12:00:00+01:00")
    #expect(try await fixture.take().isEmpty)
    // Then
    #expect(try await outcomes() == [["replaced", "-"], ["replaced", "-"]])
    #expect(try await fixture.claim("R-1").record.claim.state == .disputed)
  }

  @Test(
    "a promise that makes no sense is refused and changes nothing",
    arguments: [
      PromiseTerms.day(CivilDate(dayNumber: 20_000), amount: nil),
      .day(CivilDate(dayNumber: 21_000), amount: "120.01"), .day(CivilDate(dayNumber: 21_000), amount: "0"),
      .day(CivilDate(dayNumber: 21_000), amount: "1,50"),
      .instalments(first: CivilDate(dayNumber: 21_000), every: Span(1, .months), amount: "0.01", count: nil),
      .instalments(first: CivilDate(dayNumber: 21_000), every: Span(1, .months), amount: nil, count: 0),
    ])
  func refused(terms: PromiseTerms) async throws {
    try await fixture.enqueue(Samples.draft())
    let before = try await fixture.claim("R-1").record
    await #expect(throws: RuleError.self) { try await fixture.change("R-1", .promise(terms, reason: nil)) }
    #expect(try await fixture.claim("R-1").record == before)
    #expect(try await fixture.events("R-1") == ["claim-registered"])
  }

  @Test("of many promises that end on one morning all are judged before anything goes out")
  func many() async throws {
    // Given more than are judged in one transaction, half an hour before the window opens
    let drafts = try (1...510).map { try Samples.draft("R-\($0)", due: "2026-11-20") }
    _ = try await fixture.docket.register(drafts, by: .user(1), rulebook: fixture.rulebook, now: fixture.now)
    let friday = PromiseTerms.day(try CivilDate(parsing: "2026-11-27"), amount: nil)
    try await fixture.change(debtor: "k1", .promise(friday, reason: nil))
    // When
    try fixture.at("2026-12-01T09:30:00+01:00")
    #expect(try await fixture.take().isEmpty)
    #expect(try await fixture.docket.claims(ClaimFilter(state: .promised)).count == 10)
    let taken = try await fixture.take(limit: 3)
    // Then
    #expect(taken.count == 3)
    #expect(taken.allSatisfy { $0.step.name == "reminder" })
    #expect(try await fixture.docket.claims(ClaimFilter(state: .promised)).isEmpty)
  }
}
