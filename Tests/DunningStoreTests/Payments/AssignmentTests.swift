import Dunning
import DunningStore
import DunningTesting
import Testing

@Suite("What would become of money is what becomes of it", .timeLimit(.minutes(20)))
struct AssignmentTests {
  private let fixture: DocketFixture
  private let bank: BankWorld

  init() throws {
    fixture = try DocketFixture(rulebook: ChargeTests.charging(steps: Samples.standard().steps))
    bank = BankWorld(fixture)
  }

  @Test("what of an entry goes to interest and costs is told before, and nothing is kept")
  func entry() async throws {
    try await fixture.enqueue(Samples.draft("R-1", amount: "1200.00"))
    try await bank.take(
      try BankWorld.file("a.xml", try BankWorld.entry("1307.30", "Danke", name: "Anna Kunde")))
    try fixture.at("2026-12-20T10:00:00+01:00")
    let shares = [PaymentShare("R-1")]
    let look = try await fixture.docket.assignment(
      of: EntryID(1), to: shares, by: .user(1000), rulebook: fixture.rulebook, now: fixture.now)
    #expect(try await fixture.docket.payments().isEmpty)
    let share = try #require(look.shares.first)
    #expect(share.reference == "R-1" && share.outstanding.decimal == "0.00")
    #expect(share.charges.minorUnits >= 4_000)
    _ = try await fixture.docket.assign(
      EntryID(1), to: shares, by: .user(1000), rulebook: fixture.rulebook, now: fixture.now)
    let payment = try #require(try await fixture.docket.payments().first)
    #expect(payment.credit == look.credit && payment.unallocated == look.unallocated)
    #expect(look.credit.minorUnits == 130_730 - 120_000 - share.charges.minorUnits)
    #expect(try await fixture.claim("R-1").record.claim.charged == share.charges)
  }

  @Test("a payment of which a claim got too much gives that to another")
  func rest() async throws {
    try await fixture.enqueue(Samples.draft("R-1", amount: "100.00"))
    try await fixture.enqueue(Samples.draft("R-2", amount: "120.10"))
    try await fixture.pay("R-1", "163.31", id: "b-1")
    let shares = [PaymentShare("R-2")]
    let before = try #require(try await fixture.docket.payments().first)
    let look = try await fixture.docket.assignment(
      of: "p1", to: shares, by: .user(1000), rulebook: fixture.rulebook, now: fixture.now)
    let share = try #require(look.shares.first)
    #expect(share.booked == before.credit && share.booked.isPositive)
    #expect(look.credit.minorUnits == 0)
    #expect(try await fixture.claim("R-2").record.claim.paid.minorUnits == 0)
    try await fixture.assign("p1", PaymentShare("R-2"))
    #expect(try await fixture.claim("R-2").record.claim.paid == share.booked)
    #expect(try await fixture.claim("R-2").record.claim.outstanding == share.outstanding)
  }
}
