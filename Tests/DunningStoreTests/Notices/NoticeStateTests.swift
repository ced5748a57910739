import Dunning
import DunningStore
import DunningTesting
import Testing

@Suite("What a person may decide about a notice", .timeLimit(.minutes(20)))
struct NoticeStateTests {
  enum Verb: String, CaseIterable {
    case approve, hold, release, retry, resolveAsSent, resolveAsNotSent

    var change: NoticeChange {
      switch self {
      case .approve: .approve()
      case .hold: .hold
      case .release: .release
      case .retry: .retry
      case .resolveAsSent: .resolve(wasSent: true)
      case .resolveAsNotSent: .resolve(wasSent: false)
      }
    }
  }

  /// What each word leads to where it is allowed; what is not named here is refused.
  private static let results: [Notice.State: [Verb: Notice.State]] = [
    .awaitingApproval: [.approve: .pending, .hold: .held],
    .held: [.release: .awaitingApproval],
    .pending: [.hold: .held],
    // Its attempt has not come to its dot.
    .sending: [.hold: .held],
    .deferred: [.hold: .held, .retry: .deferred],
    .failed: [.retry: .dropped],
    .inDoubt: [.resolveAsSent: .sent, .resolveAsNotSent: .pending],
  ]

  /// What the table allows for a way that waits, or is in doubt; these notices have but one.
  private static let ofOneWay: [Notice.State: Set<Verb>] = [
    .held: [.resolveAsSent, .resolveAsNotSent], .inDoubt: [.hold],
  ]

  private let fixture: DocketFixture

  init() throws {
    let policies = [
      Policy(name: "standard", steps: [try Samples.step("reminder", "due+3d")], sendWindow: Samples.allHours),
      Policy(
        name: "checked", steps: [try Samples.step("demand", "due+3d", .demand, approval: .required)],
        sendWindow: Samples.allHours),
    ]
    fixture = try DocketFixture(rulebook: Samples.rulebook(policies: policies))
  }

  private func notice(in state: Notice.State) async throws -> NoticeID {
    let isChecked = [.awaitingApproval, .held, .pending].contains(state)
    try await fixture.enqueue(Samples.draft(policy: isChecked ? "checked" : "standard"))
    try fixture.at("2026-12-03T09:00:00+01:00")
    let notice = try #require(try await fixture.take().first)
    _ = try await fixture.store(notice)
    let stored = try #require(try await fixture.docket.message(of: notice.id))
    #expect(!stored.isEmpty)
    switch state {
    case .awaitingApproval, .sending: break
    case .held: try await fixture.change(notice.id, .hold)
    case .pending: try await fixture.change(notice.id, .approve())
    case .deferred: try await record(notice, .deferred(until: fixture.now.adding(seconds: 600)))
    case .sent: try await record(notice, .accepted)
    case .failed: try await record(notice, .refused)
    case .inDoubt: try await record(notice, .inDoubt)
    case .dropped:
      try await record(notice, .deferred(until: fixture.now.adding(seconds: 600)))
      try await fixture.pay("R-1", "1.00")
    }
    return notice.id
  }

  private func record(_ notice: DueNotice, _ verdict: AttemptResult.Verdict) async throws {
    let attempt = try #require(notice.attempt)
    try await fixture.docket.record(
      AttemptResult(verdict: verdict, server: nil, reply: "words", dialogue: []), attempt: attempt, of: notice.id,
      rulebook: fixture.rulebook, now: fixture.now)
  }

  @Test("each word is allowed in its states and refused in all others", arguments: Notice.State.allCases, Verb.allCases)
  func table(state: Notice.State, verb: Verb) async throws {
    // Given
    let id = try await notice(in: state)
    #expect(try await fixture.notice(id).state == state)
    let events = try await fixture.events("R-1").count
    // When
    let code = try await fixture.code { try await fixture.change(id, verb.change) }
    // Then
    let expected = Self.results[state]?[verb]
    let isInTable = verb.change.effect(on: state) != nil
    #expect(isInTable == (expected != nil || Self.ofOneWay[state]?.contains(verb) == true))
    #expect(code == (expected == nil ? .wrongState : nil))
    #expect(try await fixture.notice(id).state == expected ?? state)
    let grew = try await fixture.events("R-1").count > events
    #expect(grew == (expected != nil))
  }

  @Test("an approved notice that was held goes on without another approval")
  func heldAfterApproval() async throws {
    // Given
    let id = try await notice(in: .pending)
    // When
    try await fixture.change(id, .hold)
    #expect(try await fixture.take().isEmpty)
    try await fixture.change(id, .release)
    // Then
    #expect(try await fixture.take().map(\.id) == [id])
  }

  @Test("a word about a notice that does not exist is told so")
  func missing() async throws {
    #expect(try await fixture.code { try await fixture.change(NoticeID(9), .approve()) } == .notFound)
  }

  @Test("notices are listed newest first, in pages, by state")
  func list() async throws {
    // Given
    for number in 1...5 { try await fixture.enqueue(Samples.draft("R-\(number)")) }
    try fixture.at("2026-12-03T09:00:00+01:00")
    let taken = try await fixture.take()
    try await fixture.finish(taken[0])
    // Then
    #expect(try await fixture.docket.notices(limit: 2).map(\.id.number) == [5, 4])
    #expect(try await fixture.docket.notices(before: NoticeID(4), limit: 2).map(\.id.number) == [3, 2])
    #expect(try await fixture.docket.notices(state: .sent).map(\.id.number) == [1])
  }
}
