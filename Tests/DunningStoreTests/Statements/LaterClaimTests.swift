import Dunning
import DunningSQL
import DunningTesting
import Testing

@testable import DunningStore

@Suite("Claims that come after their money, and what is quoted for them", .timeLimit(.minutes(20)))
struct LaterClaimTests {
  private let fixture: DocketFixture
  private let bank: BankWorld

  init() throws {
    fixture = try DocketFixture(now: "2026-12-01T08:00:00+01:00")
    bank = BankWorld(fixture)
  }

  private func findings() async throws -> [String] { try await fixture.money.findings() }

  private func matchWaiting(_ rulebook: Rulebook? = nil) async throws -> Int {
    try await fixture.docket.matchWaiting(rulebook: rulebook ?? fixture.rulebook, now: fixture.now)
  }

  private func rulebook(quoting form: PaymentReference.Form) throws -> Rulebook {
    var creditor = try Samples.creditor()
    creditor.paymentReference = form
    return try Samples.rulebook(creditors: [creditor])
  }

  @Test("an entry that nobody could place is booked when its claim comes in")
  func booked() async throws {
    try await bank.enqueue("R-2026-0001")
    #expect(
      try await bank.told(try BankWorld.file("a.xml", try BankWorld.entry("120.00", "R-2026-0002"))) == ["proposed"])
    #expect(try await matchWaiting() == 0)
    try await bank.enqueue("R-2026-0002")
    #expect(try await matchWaiting() == 1)
    #expect(try await matchWaiting() == 0)
    #expect(try await bank.paid("R-2026-0002") == "120.00")
    #expect(try await fixture.docket.entriesWaiting().isEmpty)
    #expect(
      try await fixture.docket.entry(EntryID(1)).because.prefix(2)
        == ["a claim came in later", "R-2026-0002 stands whole in it"])
    #expect(try await findings() == [])
  }

  @Test("what is left of money that names another claim too is kept for that, and pays no interest on the first")
  func namesMore() async throws {
    let rulebook = try ChargeTests.charging(steps: Samples.standard().steps)
    let fixture = try DocketFixture(rulebook: rulebook, now: "2026-12-20T08:00:00+01:00")
    let bank = BankWorld(fixture)
    try await bank.enqueue("R-2026-0001", amount: "100.00", due: "2026-11-20")
    let told = try await bank.told(
      try BankWorld.file("a.xml", try BankWorld.entry("200.00", "R-2026-0001 und R-2026-0002", day: "2026-12-19")))
    #expect(told == ["booked R-2026-0001 100.00 payment"])
    #expect(try await fixture.money.page() == "0.00 100.00 -100.00")
    try await bank.enqueue("R-2026-0002", amount: "100.00", due: "2026-11-20")
    #expect(try await fixture.claim("R-2026-0002").record.claim.covered.decimal == "100.00")
    #expect(try await fixture.money.findings() == [])
  }

  @Test("money that named a claim while it was given up is booked when that is opened again, and holds nobody else")
  func reopened() async throws {
    let fixture = try DocketFixture(now: "2026-12-01T08:00:00+01:00")
    let bank = BankWorld(fixture)
    try await bank.enqueue("R-2026-0001", "R-2026-0002")
    try await fixture.change("R-2026-0001", .writeOff(reason: "not to be had"))
    let taken = try await bank.take(try BankWorld.file("a.xml", try BankWorld.entry("120.00", "R-2026-0001")))
    #expect(taken.entries.map(\.told) == ["proposed"])
    #expect(try await fixture.claim("R-2026-0002").record.claim.heldUntil == nil)
    _ = try await fixture.docket.reopen(
      "R-2026-0001", reason: "it came after all", by: .user(1000), rulebook: fixture.rulebook, now: fixture.now)
    #expect(try await fixture.claim("R-2026-0001").record.claim.state == .paid)
    #expect(try await fixture.docket.entriesWaiting().isEmpty)
    #expect(try await fixture.money.findings() == [])
  }

  @Test("or waits for a person with one candidate more, whose reminders wait too")
  func candidate() async throws {
    try await bank.enqueue("R-2026-0001")
    try await bank.take(try BankWorld.file("a.xml", try BankWorld.entry("120.00", "Danke")))
    try await bank.enqueue("R-2026-0002")
    #expect(try await matchWaiting() == 1)
    let waiting = try #require(try await fixture.docket.entriesWaiting().first)
    #expect(waiting.candidates.map(\.reference) == ["R-2026-0001", "R-2026-0002"])
    #expect(try await fixture.claim("R-2026-0002").record.claim.heldUntil == CivilDate(parsing: "2026-12-06"))
    #expect(try await findings() == [])
    _ = try await fixture.docket.ignore(
      waiting.id, because: "not ours", by: .user(1000), rulebook: fixture.rulebook, now: fixture.now)
    #expect(try await fixture.claim("R-2026-0002").record.claim.heldUntil == nil)
    #expect(try await findings() == [])
  }

  @Test("what a person has undone stays with them")
  func undone() async throws {
    try await bank.enqueue("R-2026-0001")
    let taken = try await bank.take(try BankWorld.file("a.xml", try BankWorld.entry("120.00", "R-2026-0001")))
    let entry = try #require(taken.entries.first?.entry)
    _ = try await fixture.docket.undo(
      entry, because: "x", by: .user(1000), rulebook: fixture.rulebook, now: fixture.now)
    try await bank.enqueue("R-2026-0002")
    #expect(try await matchWaiting() == 0)
    #expect(try await bank.paid("R-2026-0001") == "0.00")
  }

  @Test(
    "what was added is bound by the journal", arguments: ["claim_id = 1", "holds = 0", "hold_until = '2027-01-01'"])
  func bound(change: String) async throws {
    try await bank.enqueue("R-2026-0001")
    try await bank.take(try BankWorld.file("a.xml", try BankWorld.entry("120.00", "Danke")))
    try await bank.enqueue("R-2026-0002")
    #expect(try await matchWaiting() == 1)
    try fixture.docket.database.write { try $0.run("UPDATE bank_candidate SET \(change) WHERE added_at IS NOT NULL") }
    #expect(try await !findings().isEmpty)
  }

  @Test("the configured form is found, also for claims that were indexed before it was configured")
  func form() async throws {
    try await bank.enqueue("R-2026-0001")
    try await bank.take(try BankWorld.file("a.xml", try BankWorld.entry("1.00", "nobody")))
    let rules = try rulebook(quoting: .rf)
    let claim = try await fixture.claim("R-2026-0001").record.claim
    let quoted = try #require(rules.creditors[claim.draft.creditor]).quotedReference(for: claim)
    #expect(
      try await bank.told(
        try BankWorld.file("b.xml", try BankWorld.entry("50.00", "Zahlung \(quoted.printed)")), rulebook: rules)
        == ["booked R-2026-0001 50.00 payment"])
    // So is what an earlier version printed.
    let former = try #require(
      rules.creditors[claim.draft.creditor]?.formerReference(
        reference: "R-2026-0001", given: nil, claim: claim.id, currency: claim.draft.amount.currency))
    #expect(former.text.hasSuffix("R20260001") && former != quoted)
    #expect(
      try await bank.told(try BankWorld.file("d.xml", try BankWorld.entry("10.00", former.printed)), rulebook: rules)
        == ["booked R-2026-0001 10.00 payment"])
    // What an old letter says stays known under another form.
    #expect(
      try await bank.told(
        try BankWorld.file("c.xml", try BankWorld.entry("20.00", quoted.text)),
        rulebook: try rulebook(quoting: .belgian))
        == ["booked R-2026-0001 20.00 payment"])
    #expect(try await findings() == [])
  }

  @Test("what came with a claim is found")
  func given() async throws {
    try await fixture.enqueue(try Samples.draft("R-2026-0001", paymentReference: "KN 778812"))
    #expect(
      try await bank.told(try BankWorld.file("a.xml", try BankWorld.entry("20.00", "Kundennr. egal, KN778812")))
        == ["booked R-2026-0001 20.00 payment"])
    #expect(try await findings() == [])
  }

  @Test("money for a claim that is paid is its debtor's credit when a person says so")
  func twice() async throws {
    try await bank.enqueue("R-2026-0001")
    try await bank.take(try BankWorld.file("a.xml", try BankWorld.entry("120.00", "R-2026-0001", reference: "B1")))
    let taken = try await bank.take(
      try BankWorld.file("b.xml", try BankWorld.entry("120.00", "R-2026-0001", reference: "B2")))
    #expect(taken.entries.map(\.told) == ["proposed"])
    let record = try await fixture.docket.assign(
      try #require(taken.entries[0].entry), to: [PaymentShare("R-2026-0001")],
      by: .user(1000), rulebook: fixture.rulebook, now: fixture.now)
    #expect(record.verdict == .booked)
    #expect(try await bank.paid("R-2026-0001") == "120.00")
    #expect(try await fixture.money.register() == "-120.00")
    #expect(try await findings() == [])
  }
}
