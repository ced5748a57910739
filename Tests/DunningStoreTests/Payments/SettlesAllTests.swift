import Dunning
import DunningTesting
import Testing

@testable import DunningStore

@Suite("Where all that a demand asked for settles a claim", .timeLimit(.minutes(5)))
struct SettlesAllTests {
  private let fixture: DocketFixture

  init() throws {
    let steps = [
      try Samples.step("reminder", "due+3d"), try Samples.step("demand", "due+10d", .demand, payWithin: "14d"),
      try Samples.step("last", "due+60d", .demand, gap: "7d", payWithin: "14d"),
    ]
    fixture = try DocketFixture(rulebook: ChargeTests.charging(steps: steps, settles: .all))
  }

  /// Enqueues a claim of 1200 that was due on 30 November, and sends what is due until after the demand.
  private func demanded(_ verdict: AttemptResult.Verdict = .accepted) async throws -> Money {
    try await fixture.enqueue(Samples.draft("R-1", amount: "1200.00"))
    try fixture.at("2026-12-03T10:00:00+01:00")
    try await fixture.send()
    #expect(try await claim().demanded.decimal == "0.00")
    try fixture.at("2026-12-10T10:00:00+01:00")
    let notice = try #require(try await fixture.take().first)
    guard case .claims(let claims) = notice.subject else { throw DocketError(.failed, "no claims") }
    let asked = try #require(claims.late.values.first).total
    try await fixture.finish(notice, verdict)
    return asked
  }

  private func claim() async throws -> Claim { try await fixture.claim("R-1").record.claim }

  private func expectBooks(_ page: String, _ place: String) async throws {
    let balance = String(page.split(separator: " ").last ?? "")
    #expect(try await fixture.money.page() == page, "\(place)")
    #expect(try await fixture.money.ageing() == page, "\(place)")
    #expect(try await fixture.money.register() == balance, "\(place)")
    #expect(try await fixture.money.findings() == [], "\(place)")
  }

  @Test("before a demand the sum itself settles a claim")
  func beforeDemand() async throws {
    try await fixture.enqueue(Samples.draft("R-1", amount: "1200.00"))
    try fixture.at("2026-12-08T10:00:00+01:00")
    let paid = try await fixture.pay("R-1", "1200.00")
    #expect(paid.claim.state == .paid && paid.claim.overpaid.decimal == "0.00")
    try await expectBooks("0.00 0.00 0.00", "paid")
  }

  @Test("what the demand asked for beside the sum stays owed, in every book, and paying it settles the claim")
  func stays() async throws {
    let asked = try await demanded()
    #expect(asked.decimal == "1243.29")
    #expect(try await claim().outstanding == asked)
    try await expectBooks("1243.29 0.00 1243.29", "demanded")
    // The sum itself does not settle it, and what comes next is planned.
    let open = try await fixture.pay("R-1", "1200.00", id: "b-1")
    #expect(open.claim.state == .open && open.claim.outstanding.decimal == "43.29" && open.next?.step == "last")
    try await expectBooks("43.29 0.00 43.29", "principal paid")
    // Exactly what was asked does, a month later too, and is nothing too much.
    try fixture.at("2027-01-08T10:00:00+01:00")
    let paid = try await fixture.pay("R-1", "43.29", id: "b-2")
    #expect(paid.claim.state == .paid && paid.claim.overpaid.decimal == "0.00" && paid.next == nil)
    try await expectBooks("0.00 0.00 0.00", "paid")
    // Undone, it is open again with the same sum.
    try await fixture.undo("b-2")
    #expect(try await claim().state == .open)
    try await expectBooks("43.29 0.00 43.29", "undone")
  }

  @Test("who had paid in time owes nothing of a demand that crossed the money, and owes it when that was a mistake")
  func paidInTime() async throws {
    _ = try await demanded()
    let paid = try await fixture.pay("R-1", "1200.00", id: "b-1", date: "2026-11-29")
    #expect(paid.claim.state == .paid && paid.next == nil)
    try await expectBooks("0.00 0.00 0.00", "paid in time")
    try await fixture.undo("b-1")
    #expect(try await claim().state == .open)
    try await expectBooks("1243.29 0.00 1243.29", "undone")
  }

  @Test("what a credit note cancels bears no interest, and a sum that was too high has borne too much")
  func neverOwed() async throws {
    _ = try await demanded()
    try await fixture.correct("R-1") { $0.amount = "600.00" }
    try await expectBooks("641.64 0.00 641.64", "corrected")
    try await fixture.correct("R-1") { $0.amount = "1200.00" }
    try await expectBooks("1243.29 0.00 1243.29", "corrected back")
    let cancelled = try await fixture.pay("R-1", "1200.00", kind: .creditNote, id: "c-1")
    #expect(cancelled.claim.state == .paid)
    try await expectBooks("0.00 0.00 0.00", "cancelled")
  }

  @Test("another rate by then changes nothing of what was asked")
  func anotherRate() async throws {
    _ = try await demanded()
    try fixture.at("2026-12-14T10:00:00+01:00")
    let low = try ChargeTests.charging(
      steps: fixture.rulebook.policies["standard"]?.steps ?? [], settles: .all, rate: "1")
    _ = try await fixture.docket.pay(
      "R-1", amount: "200.00", kind: .payment, date: nil, externalID: nil, by: .user(1000), rulebook: low,
      now: fixture.now)
    try await expectBooks("1043.29 0.00 1043.29", "paid in part, under a lower rate")
  }

  @Test("a due day that is later makes a demand too early")
  func dueLater() async throws {
    _ = try await demanded()
    try await fixture.correct("R-1") { $0.due = .day(try CivilDate(parsing: "2027-01-15")) }
    try await expectBooks("1200.00 0.00 1200.00", "later")
  }

  @Test("a part can be waived and taken back, and what is left is owed")
  func waived() async throws {
    _ = try await demanded()
    try await fixture.pay("R-1", "1200.00")
    try await fixture.correct("R-1") { $0.waiving = .more("40.00") }
    #expect(try await fixture.claim("R-1").events.contains { $0.data["waived"] == "40.00" })
    try await expectBooks("3.29 0.00 3.29", "a part")
    try await fixture.correct("R-1") { $0.waiving = .more("3.29") }
    #expect(try await claim().state == .paid)
    try await expectBooks("0.00 0.00 0.00", "all of it, in parts")
    try await fixture.correct("R-1") { $0.waiving = .less("23.29") }
    let part = try await claim()
    #expect(part.state == .open && part.draft.waiver.part?.decimal == "20.00")
    try await expectBooks("23.29 0.00 23.29", "taken back in part")
    await #expect(throws: RuleError.self) { try await fixture.correct("R-1") { $0.waiving = .less("20.01") } }
    try await fixture.correct("R-1") { $0.waiving = .all }
    #expect(try await claim().state == .paid)
    await #expect(throws: RuleError.self) { try await fixture.correct("R-1") { $0.waiving = .more("1.00") } }
    try await fixture.correct("R-1") { $0.waiving = .nothing }
    try await expectBooks("43.29 0.00 43.29", "taken back")
  }

  @Test("a part that is waived before a demand is not asked for")
  func waivedBefore() async throws {
    try await fixture.enqueue(Samples.draft("R-1", amount: "1200.00"))
    try await fixture.correct("R-1") { $0.waiving = .more("40.00") }
    try fixture.at("2026-12-10T10:00:00+01:00")
    for _ in 0..<2 { try await fixture.send() }
    try fixture.at("2026-12-21T10:00:00+01:00")
    for _ in 0..<2 { try await fixture.send() }
    let owed = try await claim()
    #expect(owed.demanded.minorUnits > 4_000 && owed.outstanding.minorUnits < 1_240_00)
    #expect(owed.beyond.minorUnits == owed.demanded.minorUnits - 4_000)
    #expect(try await fixture.money.findings() == [])
  }

  @Test(
    "a demand that is in doubt asks for nothing until it is known to have gone, and one that comes back for nothing")
  func doubt() async throws {
    _ = try await demanded(.inDoubt)
    try await expectBooks("1200.00 0.00 1200.00", "in doubt")
    let notice = try #require(try await fixture.claim("R-1").notices.last)
    try await fixture.change(notice.id, .resolve(wasSent: true, channel: nil))
    try await expectBooks("1243.29 0.00 1243.29", "sent after all")
  }

  @Test("a claim that was paid while its demand was on its way stays settled")
  func crossed() async throws {
    try await fixture.enqueue(Samples.draft("R-1", amount: "1200.00"))
    try fixture.at("2026-12-03T10:00:00+01:00")
    try await fixture.send()
    try fixture.at("2026-12-10T10:00:00+01:00")
    let notice = try #require(try await fixture.take().first)
    _ = try await fixture.store(notice)
    _ = try await fixture.docket.dotSent(notice, rulebook: fixture.rulebook, now: fixture.now)
    try await fixture.pay("R-1", "1200.00")
    let result = AttemptResult(verdict: .accepted, server: nil, reply: "words", dialogue: [])
    try await fixture.docket.record(
      result, attempt: try #require(notice.attempt), of: notice.id, rulebook: fixture.rulebook, now: fixture.now)
    #expect(try await claim().state == .paid)
    try await expectBooks("0.00 0.00 0.00", "paid")
  }

  @Test("under another policy the demand asks, and the sum itself settles")
  func principal() async throws {
    let steps = [try Samples.step("demand", "due+10d", .demand, payWithin: "14d")]
    let other = try DocketFixture(rulebook: ChargeTests.charging(steps: steps))
    try await other.enqueue(Samples.draft("R-1", amount: "1200.00"))
    try other.at("2026-12-10T10:00:00+01:00")
    try await other.send()
    #expect(try await other.money.page() == "1200.00 0.00 1200.00")
    let paid = try await other.pay("R-1", "1200.00")
    #expect(paid.claim.state == .paid)
    #expect(try await other.money.findings() == [])
  }
}
