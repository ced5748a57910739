import Dunning
import DunningStore
import DunningTesting
import Testing

@Suite("One notice for several claims", .timeLimit(.minutes(20)))
struct GroupingTests {
  private let fixture: DocketFixture

  init() throws {
    let standard = Policy(
      name: "standard", steps: try Samples.standard().steps, sendWindow: Samples.officeHours, groupBy: .debtor)
    fixture = try DocketFixture(rulebook: try Samples.rulebook(policies: [standard]))
  }

  @Test("what is due together is one notice, and each claim's journal tells of its own step")
  func together() async throws {
    // Given
    try await fixture.register(
      Samples.draft("A", due: "2026-11-20"), Samples.draft("B", amount: "30.00", due: "2026-11-20"),
      Samples.draft("C", due: "2026-12-24"), Samples.draft("D", due: "2026-11-20", debtor: Samples.debtor(key: "k2")))
    // When
    try fixture.at("2026-11-23T09:00:00+01:00")
    let notices = try await fixture.send()
    // Then
    #expect(notices.map { $0.claims.map(\.claim.draft.reference) } == [["A", "B"], ["D"]])
    let notice = try await fixture.notice(try #require(notices.first).id)
    #expect(notice.total.decimal == "150.00")
    #expect(notice.state == .sent)
    for reference in ["A", "B"] {
      let file = try await fixture.claim(reference)
      #expect(file.notices.map(\.id) == [notice.id])
      #expect(file.record.next?.step == "second-reminder")
    }
  }

  @Test("a claim that falls due after its sister's notice waits for the gap, and then both go together")
  func gap() async throws {
    try await fixture.register(Samples.draft("A", due: "2026-11-20"), Samples.draft("B", due: "2026-11-25"))
    try fixture.at("2026-11-23T09:00:00+01:00")
    try await fixture.send()
    // When B's reminder would be due on 28 November, and A's second one on the 30th
    let waiting = try await fixture.claim("B").record
    // Then
    #expect(try waiting.next?.at == Samples.moment("2026-11-30T09:00:00+01:00"))
    try fixture.at("2026-11-30T09:00:00+01:00")
    let sent = try await fixture.send()
    #expect(sent.map(\.step.name) == ["second-reminder"])
    #expect(sent.first?.claims.map(\.claim.draft.reference) == ["A", "B"])
    #expect(try await fixture.claim("B").record.next?.step == "second-reminder")
  }

  @Test("a payment for one of them stops the whole notice, and the others go out anew without it")
  func overtaken() async throws {
    // Given
    try await fixture.register(Samples.draft("A", due: "2026-11-20"), Samples.draft("B", due: "2026-11-20"))
    try fixture.at("2026-11-23T09:00:00+01:00")
    let taken = try #require(try await fixture.take().first)
    _ = try await fixture.store(taken)
    // When
    try await fixture.pay("A", "120.00")
    let gate = try await fixture.docket.dotSent(taken, rulebook: fixture.rulebook, now: fixture.now)
    // Then
    #expect(gate == .overtaken("the claim changed before it left"))
    let again = try await fixture.send()
    #expect(again.map { $0.claims.map(\.claim.draft.reference) } == [["B"]])
  }

  @Test("a deferred notice goes out again as it is, and not when one of its claims has changed")
  func deferred() async throws {
    try await fixture.register(Samples.draft("A", due: "2026-11-20"), Samples.draft("B", due: "2026-11-20"))
    try fixture.at("2026-11-23T09:00:00+01:00")
    try await fixture.send(.deferred(until: try Samples.moment("2026-11-23T10:00:00+01:00")))
    try fixture.at("2026-11-23T10:00:00+01:00")
    // When
    let again = try #require(try await fixture.take().first)
    #expect(again.claims.count == 2)
    #expect(again.message != nil)
    try await fixture.finish(again, .deferred(until: try Samples.moment("2026-11-23T11:00:00+01:00")))
    try await fixture.change("B", .dispute(reason: "defect"))
    try fixture.at("2026-11-23T11:00:00+01:00")
    // Then
    let rest = try await fixture.send()
    #expect(rest.map { $0.claims.map(\.claim.draft.reference) } == [["A"]])
    #expect(rest.first?.id != again.id)
  }

  @Test("a demand that one of them needs approved waits as a whole; what is said of one drops it for all")
  func approval() async throws {
    try await fixture.register(Samples.draft("A", due: "2026-10-01"), Samples.draft("B", due: "2026-10-01"))
    for day in ["2026-11-23", "2026-11-30", "2026-12-08"] {
      try fixture.at("\(day)T09:00:00+01:00")
      try await fixture.send()
    }
    // Then
    let waiting = try #require(try await fixture.docket.notices(state: .awaitingApproval).first)
    #expect(waiting.references == ["A", "B"])
    #expect(waiting.step == "demand")
    // When
    try await fixture.change("A", .promise(.day(CivilDate(parsing: "2026-12-18"), amount: nil), reason: nil))
    // Then
    #expect(try await fixture.notice(waiting.id).state == .dropped)
    try await fixture.send()
    #expect(try await fixture.docket.notices(state: .awaitingApproval).map(\.references) == [["B"]])
  }

  @Test("notices that are approved on one morning leave with the gap between them")
  func approvedTogether() async throws {
    // Given two demands that wait, since B came when A's was written
    let policy = Policy(
      name: "standard",
      steps: [
        try Samples.step("reminder", "due+3d", gap: "7d"),
        try Samples.step("demand", "due+10d", .demand, gap: "7d", approval: .required),
      ], sendWindow: Samples.officeHours, groupBy: .debtor)
    let fixture = try DocketFixture(rulebook: try Samples.rulebook(policies: [policy]))
    try await fixture.register(Samples.draft("A", due: "2026-10-01"))
    for day in ["2026-11-23", "2026-11-30"] {
      try fixture.at("\(day)T09:00:00+01:00")
      try await fixture.send()
    }
    try await fixture.register(Samples.draft("B", due: "2026-10-01"))
    try await fixture.send()
    try fixture.at("2026-12-07T09:00:00+01:00")
    try await fixture.send()
    let waiting = try await fixture.docket.notices(state: .awaitingApproval)
    try #require(waiting.map(\.references) == [["B"], ["A"]])
    // When
    for notice in waiting.reversed() { try await fixture.change(notice.id, .approve()) }
    // Then
    #expect(try await fixture.send().flatMap(\.claims).map(\.claim.draft.reference) == ["A"])
    #expect(try await fixture.notice(waiting[0].id).nextAttemptAt == Samples.moment("2026-12-14T09:00:00+01:00"))
  }

  @Test("a notice that cannot be delivered stands in the way of all its claims")
  func refused() async throws {
    try await fixture.register(Samples.draft("A", due: "2026-11-20"), Samples.draft("B", due: "2026-11-20"))
    try fixture.at("2026-11-23T09:00:00+01:00")
    let notice = try #require(try await fixture.send(.refused).first)
    for reference in ["A", "B"] {
      #expect(try await fixture.claim(reference).record.nothingBecause?.contains("could not be delivered") == true)
    }
    // When
    try await fixture.change(notice.id, .retry)
    // Then
    #expect(try await fixture.send().map { $0.claims.count } == [2])
  }

  @Test("what went out about one claim alone is no part of another's history, also when one notice speaks of both")
  func histories() async throws {
    // Given a reminder about A alone
    try await fixture.register(Samples.draft("A", due: "2026-10-01"))
    try fixture.at("2026-11-23T09:00:00+01:00")
    try await fixture.send()
    try await fixture.register(Samples.draft("B", due: "2026-10-01"))
    // When
    try fixture.at("2026-11-30T09:00:00+01:00")
    let notice = try #require(try await fixture.take().first)
    // Then
    let claims = notice.claims.map(\.claim.id)
    try #require(claims.count == 2)
    #expect(claims.map { notice.dunning?.completions(of: $0).map(\.step) } == [["reminder"], []])
    #expect(notice.dunning?.references.count == 1)
  }

  @Test("a notice that demands one claim demands all that it speaks of, whatever each of their steps is called")
  func tone() async throws {
    // Given
    try await fixture.register(Samples.draft("A", due: "2026-10-01"))
    for day in ["2026-11-23", "2026-11-30"] {
      try fixture.at("\(day)T09:00:00+01:00")
      try await fixture.send()
    }
    try await fixture.register(Samples.draft("B", due: "2026-12-04"))
    try fixture.at("2026-12-08T09:00:00+01:00")
    try await fixture.send()
    // When
    let waiting = try #require(try await fixture.docket.notices(state: .awaitingApproval).first)
    try #require(waiting.references == ["A", "B"])
    try await fixture.change(waiting.id, .approve())
    try await fixture.send()
    // Then
    #expect(try await fixture.claim("B").history.map { "\($0.step) \($0.tone)" } == ["reminder demand"])
  }

  @Test("what the plan says of a debtor is one line a notice")
  func planned() async throws {
    try await fixture.register(Samples.draft("A", due: "2026-11-20"), Samples.draft("B", due: "2026-11-25"))
    let page = try await fixture.docket.plannedSets(
      until: Samples.moment("2027-06-01T00:00:00Z"), after: nil, limit: 10, rulebook: fixture.rulebook)
    #expect(page.sets.count == 1)
    #expect(page.sets.first?.standings.count == 2)
  }
}
