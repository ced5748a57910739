import Dunning
import DunningStore
import DunningTesting
import Testing

@Suite("Notes that come back", .timeLimit(.minutes(20)))
struct FollowUpTests {
  private let fixture: DocketFixture

  init() throws { fixture = try DocketFixture() }

  private func note(_ text: String = "ask the bank", remindOn: String? = "2026-12-07") async throws -> FollowUpID? {
    let note = Note(
      text: text, contact: "Ms Li, support", staffNumber: "7731",
      remindOn: try remindOn.map { try CivilDate(parsing: $0) },
      cause: .thirdParty)
    return try await fixture.docket.note(
      "R-1", note, by: .user(1000), rulebook: fixture.rulebook, now: fixture.now
    ).followUp
  }

  @Test("on its day at eight it goes to the creditor, once, and stands as due until somebody has done it")
  func comesBack() async throws {
    // Given a claim that is paid, so that nothing else goes out
    try await fixture.enqueue(Samples.draft())
    let id = try #require(try await note())
    try await fixture.pay("R-1", "120.00")
    #expect(try await fixture.idleUntil() == Samples.moment("2026-12-07T08:00:00+01:00"))
    // When
    try fixture.at("2026-12-07T08:00:00+01:00")
    let sent = try await fixture.send()
    // Then
    #expect(sent.map(\.recipient) == ["billing@acme.example"])
    #expect(sent.first?.notes.map(\.followUp.note) == ["ask the bank"])
    #expect(sent.first?.claims.isEmpty == true)
    #expect(try await fixture.docket.followUps(state: .due).map(\.id) == [id])
    #expect(try await fixture.docket.counts(rulebook: fixture.rulebook, now: fixture.now).followUpsDue == 1)
    #expect(try await fixture.idleUntil() == nil)
    // When
    let done = try await fixture.docket.finish(
      id, by: .user(1000), rulebook: fixture.rulebook, now: fixture.now)
    // Then
    #expect(done.state == .done)
    #expect(try await fixture.docket.counts(rulebook: fixture.rulebook, now: fixture.now).followUpsDue == 0)
    #expect(try await fixture.events("R-1").contains("follow-up-due"))
    #expect(try await fixture.events("R-1").last == "follow-up-done")
  }

  @Test("a note is no obstacle for the claim, and one that is done in time does not come back")
  func noObstacle() async throws {
    try await fixture.enqueue(Samples.draft())
    let id = try #require(try await note(remindOn: "2026-12-01"))
    _ = try await fixture.docket.finish(
      id, by: .user(1000), rulebook: fixture.rulebook, now: fixture.now)
    try fixture.at("2026-12-03T09:00:00+01:00")
    #expect(try await fixture.send().map(\.step.name) == ["reminder"])
  }

  @Test("a note whose mail is put off goes out later with the same bytes, unless it was done meanwhile")
  func deferred() async throws {
    // Given
    try await fixture.enqueue(Samples.draft())
    try await fixture.pay("R-1", "120.00")
    let id = try #require(try await note(remindOn: "2026-12-01"))
    try fixture.at("2026-12-01T08:00:00+01:00")
    try await fixture.send(.deferred(until: try Samples.moment("2026-12-01T09:00:00+01:00")))
    // When
    try fixture.at("2026-12-01T09:00:00+01:00")
    let again = try #require(try await fixture.take().first)
    #expect(again.message != nil)
    #expect(again.attempts == 2)
    try await fixture.finish(again, .deferred(until: try Samples.moment("2026-12-01T10:00:00+01:00")))
    _ = try await fixture.docket.finish(
      id, by: .user(1000), rulebook: fixture.rulebook, now: fixture.now)
    try fixture.at("2026-12-01T10:00:00+01:00")
    // Then
    #expect(try await fixture.take().isEmpty)
    #expect(try await fixture.notice(again.id).state == .dropped)
  }

  @Test("a note that was being written when the daemon stopped comes back after the restart")
  func recovered() async throws {
    try await fixture.enqueue(Samples.draft())
    try await fixture.pay("R-1", "120.00")
    _ = try await note(remindOn: "2026-12-01")
    try fixture.at("2026-12-01T08:00:00+01:00")
    let taken = try #require(try await fixture.take().first)
    // When
    _ = try await fixture.docket.recoverUnwritten(rulebook: fixture.rulebook, now: fixture.now)
    // Then
    let again = try #require(try await fixture.take().first)
    #expect(again.id != taken.id)
    #expect(again.notes.map(\.followUp.id) == taken.notes.map(\.followUp.id))
  }

  @Test("a note about a debtor stands in every open claim's journal and comes back once")
  func debtor() async throws {
    try await fixture.register(Samples.draft("A"), Samples.draft("B"))
    let note = Note(text: "moved house", remindOn: try CivilDate(parsing: "2026-12-01"))
    let answer = try await fixture.docket.note(
      debtor: "k1", note, by: .user(1000), rulebook: fixture.rulebook, now: fixture.now)
    #expect(answer.records.count == 2)
    #expect(answer.followUp != nil)
    #expect(try await fixture.docket.followUps().count == 1)
    #expect(try await fixture.events("B").last == "note-added")
  }

  @Test("whatever comes back on one morning is one message for each creditor")
  func together() async throws {
    // Given
    let creditors = [try Samples.creditor(), try Samples.creditor("beta", address: "beta@beta.example")]
    let fixture = try DocketFixture(rulebook: Samples.rulebook(creditors: creditors))
    for number in 1...5 {
      let creditor = number == 5 ? "beta" : "acme"
      let record = try await fixture.enqueue(Samples.draft("R-\(number)", due: "2026-12-24", creditor: creditor))
      let note = Note(text: "call \(number)", remindOn: try CivilDate(parsing: "2026-12-01"))
      _ = try await fixture.docket.note(
        ClaimName(record.claim.id), note, by: .user(1000), rulebook: fixture.rulebook, now: fixture.now)
    }
    // When
    try fixture.at("2026-12-01T08:00:00+01:00")
    let sent = try await fixture.send()
    // Then
    #expect(sent.map { $0.notes.map(\.followUp.note) } == [["call 1", "call 2", "call 3", "call 4"], ["call 5"]])
    #expect(sent.map(\.recipient) == ["billing@acme.example", "beta@beta.example"])
    #expect(try await fixture.take().isEmpty)
  }
}
