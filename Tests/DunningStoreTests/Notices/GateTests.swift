import Dunning
import DunningStore
import DunningTesting
import Testing

@Suite("The last gate", .timeLimit(.minutes(20)))
struct GateTests {
  enum Event: String, CaseIterable, CustomTestStringConvertible {
    case partPayment = "a part payment"
    case payment = "a payment"
    case pause = "a pause"
    case withdrawal = "a withdrawal"
    case newAddress = "another address"

    var testDescription: String { rawValue }

    /// The steps that are taken afterwards.
    var isDunnedOn: Bool { self == .partPayment || self == .newAddress }
  }

  private let fixture: DocketFixture

  init() throws { fixture = try DocketFixture() }

  private func taken() async throws -> DueNotice {
    try await fixture.enqueue(Samples.draft())
    try fixture.at("2026-12-03T09:00:00+01:00")
    return try #require(try await fixture.take().first)
  }

  private func happen(_ event: Event) async throws {
    switch event {
    case .partPayment: try await fixture.pay("R-1", "20.00")
    case .payment: try await fixture.pay("R-1", "120.00")
    case .pause: try await fixture.change("R-1", .pause(until: nil, reason: "x"))
    case .withdrawal: try await fixture.change("R-1", .withdraw(reason: "x"))
    case .newAddress:
      try await fixture.correct(email: "new@kunde.example")
    }
  }

  private func expectDropped(_ notice: DueNotice, _ gate: Gate, after event: Event) async throws {
    #expect(gate == .overtaken("the claim changed before it left"))
    let (dropped, attempts) = try await fixture.docket.notice(notice.id)
    #expect(dropped.state == .dropped)
    #expect(attempts.map(\.phase) == [.abandoned])
    let next = try await fixture.take()
    #expect(next.map(\.step.name) == (event.isDunnedOn ? ["reminder"] : []))
    if event == .newAddress { #expect(next.first?.recipient == "new@kunde.example") }
    if event == .partPayment { #expect(next.first?.claims.first?.claim.outstanding.decimal == "100.00") }
  }

  @Test("nothing is written about a claim to which something happened since it was taken", arguments: Event.allCases)
  func store(event: Event) async throws {
    // Given
    let notice = try await taken()
    // When
    try await happen(event)
    let gate = try await fixture.store(notice)
    // Then
    try await expectDropped(notice, gate, after: event)
    #expect(try await fixture.docket.message(of: notice.id) == nil)
  }

  @Test("the dot does not leave when something happened since the message was written", arguments: Event.allCases)
  func dot(event: Event) async throws {
    // Given
    let notice = try await taken()
    #expect(try await fixture.store(notice) == .open)
    // When
    try await happen(event)
    let gate = try await fixture.docket.dotSent(notice, rulebook: fixture.rulebook, now: fixture.now)
    // Then
    try await expectDropped(notice, gate, after: event)
  }

  @Test("nothing bars a notice to which nothing happened, or something to another debtor")
  func open() async throws {
    // Given
    let notice = try await taken()
    try await fixture.enqueue(
      Samples.draft("other", debtor: Samples.debtor(key: "k2", email: "other@kunde.example")))
    try await fixture.pay("other", "120.00")
    // Then
    #expect(try await fixture.store(notice) == .open)
    #expect(try await fixture.docket.dotSent(notice, rulebook: fixture.rulebook, now: fixture.now) == .open)
  }

  @Test("while sending is held the dot does not leave, and the notice keeps its place")
  func held() async throws {
    // Given
    let notice = try await taken()
    _ = try await fixture.store(notice)
    // When
    try await fixture.docket.hold(because: "stop", by: .user(0), now: fixture.now)
    // Then
    #expect(try await fixture.docket.dotSent(notice, rulebook: fixture.rulebook, now: fixture.now) == .held)
    #expect(try await fixture.notice(notice.id).state == .sending)
  }

  @Test(
    "a notice that waits is dropped at once by a payment, a pause, a withdrawal or a correction",
    arguments: Event.allCases)
  func waiting(event: Event) async throws {
    // Given a notice that is to be tried again
    let notice = try await taken()
    try await fixture.finish(notice, .deferred(until: fixture.now.adding(seconds: 600)))
    // When
    try await happen(event)
    // Then
    let isDropped = try await fixture.notice(notice.id).state == .dropped
    #expect(isDropped)
    try fixture.at("2026-12-03T09:10:00+01:00")
    let next = try await fixture.take()
    #expect(next.map(\.id) == (event.isDunnedOn ? [NoticeID(2)] : []))
    #expect(try await fixture.notice(notice.id).state == .dropped)
  }
}
