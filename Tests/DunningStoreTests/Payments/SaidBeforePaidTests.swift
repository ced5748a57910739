import Dunning
import DunningStore
import DunningTesting
import Testing

/// What was said of a claim outlives a payment that did not last.
@Suite("What was said before a payment that was taken back", .timeLimit(.minutes(20)))
struct SaidBeforePaidTests {
  private let fixture: DocketFixture

  init() throws { fixture = try DocketFixture(now: "2026-12-01T10:00:00+01:00") }

  private func day(_ text: String) throws -> CivilDate { try CivilDate(parsing: text) }

  private func record() async throws -> ClaimRecord { try await fixture.claim("R-1").record }

  /// The ways in which a claim that was paid is open again.
  enum Way: CaseIterable {
    case undo
    case chargeback
    case amount
  }

  private func payAndTakeBack(_ way: Way) async throws {
    try await fixture.pay("R-1", "120.00")
    #expect(try await record().claim.state == .paid)
    switch way {
    case .undo: try await fixture.undo("p1")
    case .chargeback: try await fixture.pay("R-1", "120.00", kind: .chargeback)
    case .amount:
      let more = "200.00"
      _ = try await fixture.correct("R-1") { $0.amount = more }
    }
  }

  @Test(
    "a pause is in force again, until its day or until somebody resumes it", arguments: Way.allCases, [true, false])
  func paused(way: Way, hasDay: Bool) async throws {
    try await fixture.enqueue(Samples.draft(due: "2026-11-20"))
    let until = hasDay ? try day("2026-12-24") : nil
    try await fixture.change("R-1", .pause(until: until, reason: "asked to wait"))
    try await payAndTakeBack(way)
    let record = try await record()
    #expect(record.claim.state == .paused && record.claim.pausedUntil == until && record.reason == "asked to wait")
    #expect(record.next.map { $0.at > fixture.now.adding(seconds: 20 * 86_400) } ?? true)
    #expect(try await fixture.docket.verify().findings == [])
  }

  @Test("a pause whose day has come meanwhile is over")
  func over() async throws {
    try await fixture.enqueue(Samples.draft(due: "2026-11-20"))
    try await fixture.change("R-1", .pause(until: try day("2026-12-05"), reason: "asked to wait"))
    try await fixture.pay("R-1", "120.00")
    try fixture.at("2026-12-06T10:00:00+01:00")
    try await fixture.undo("p1")
    #expect(try await record().claim.state == .open)
    #expect(try await fixture.docket.verify().findings == [])
  }

  @Test("a promise is in force again with what is still to come of it, and was not kept", arguments: Way.allCases)
  func promised(way: Way) async throws {
    try await fixture.enqueue(Samples.draft(due: "2026-11-20"))
    let every = try Span(parsing: "1mo")
    let terms = PromiseTerms.instalments(first: try day("2026-12-15"), every: every, amount: nil, count: 3)
    try await fixture.change("R-1", .promise(terms, reason: "by phone"))
    try await payAndTakeBack(way)
    let file = try await fixture.claim("R-1")
    #expect(file.record.claim.state == .promised)
    #expect(file.promises.map(\.state) == [.replaced, .running])
    #expect(file.promises.last?.promise.instalments.map(\.due.iso) == ["2026-12-15", "2027-01-15", "2027-02-15"])
    #expect(try await fixture.docket.verify().findings == [])
    // When the first instalment does not come
    try fixture.at("2026-12-28T10:00:00+01:00")
    _ = try await fixture.take()
    #expect(try await fixture.claim("R-1").promises.map(\.state) == [.replaced, .broken])
    #expect(try await fixture.docket.verify().findings == [])
  }
}
