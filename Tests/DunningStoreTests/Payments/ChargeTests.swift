import Dunning
import DunningStore
import DunningTesting
import Testing

@Suite("What the law owes beside a claim is not paid too much", .timeLimit(.minutes(20)))
struct ChargeTests {
  private let fixture: DocketFixture

  init() throws { fixture = try DocketFixture(rulebook: Self.charging(steps: Samples.standard().steps)) }

  /// Ten per cent a year, and a fixed sum of 40 euros.
  static func charging(
    steps: [Step], settles: Policy.Settles = .principal, window: SendWindow = Samples.officeHours,
    credit: Credit.Use = .hold, rate: String = "10"
  ) throws -> Rulebook {
    let sum = FixedSum(
      currency: try Samples.euros("0").currency, scale: .bands([FixedSum.Band(upTo: nil, sum: 4_000)]))
    let rule = InterestRule(
      id: "TEST", jurisdiction: "XX", who: "anybody", basis: "none", rate: nil,
      agreed: InterestRule.Agreed(), fixedSum: sum, source: "none", checkedOn: try CivilDate(parsing: "2026-01-01"))
    var options = InterestOptions()
    try options.set("rate", to: rate, for: rule)
    let terms = try InterestTerms(rule: rule, options: options)
    let policy = Policy(
      name: "standard", steps: steps, sendWindow: window, lateTerms: terms, credit: credit, settles: settles)
    return try Samples.rulebook(policies: [policy])
  }

  /// What a demand would ask today.
  private func asked(_ name: String) async throws -> Money {
    let file = try await fixture.claim(name)
    let day = try #require(fixture.rulebook.zone(for: file.record.claim)).date(at: fixture.now)
    return try #require(
      fixture.rulebook.late(file.record.claim, payments: file.payments, history: file.history, asOf: day)
    ).total
  }

  @Test("what is waived is asked for no more, what was paid of it stays paid, and it can be taken back")
  func waived() async throws {
    for reference in ["R-1", "R-2"] { try await fixture.enqueue(Samples.draft(reference, amount: "1200.00")) }
    try fixture.at("2026-12-20T10:00:00+01:00")
    #expect(try await asked("R-1").minorUnits > 124_000)
    try await fixture.pay("R-2", "1230.00")
    #expect(try await fixture.money.page() == "1200.00 0.00 1200.00")
    for reference in ["R-1", "R-2"] { try await fixture.correct(reference) { $0.waiving = .all } }
    let file = try await fixture.claim("R-1")
    #expect(
      fixture.rulebook.late(
        file.record.claim, payments: file.payments, history: file.history, asOf: try CivilDate(parsing: "2026-12-20"))
        == nil)
    #expect(file.events.last?.data["waived"] == "all")
    #expect(try await fixture.money.page() == "1200.00 0.00 1200.00")
    #expect(try await fixture.money.findings() == [])
    // What comes in beyond the sum is the debtor's from now on.
    try await fixture.pay("R-1", "1210.00")
    #expect(try await fixture.money.page() == "0.00 10.00 -10.00")
    try await fixture.correct("R-1") { $0.waiving = .nothing }
    #expect(try await fixture.money.page() == "0.00 0.00 0.00")
    #expect(try await fixture.claim("R-1").record.claim.draft.waiver == .nothing)
    #expect(try await fixture.money.findings() == [])
  }

  @Test(
    "what the creditor takes off a claim that was paid late is the debtor's again", arguments: ["credit note", "sum"])
  func takenOff(by way: String) async throws {
    try await fixture.enqueue(Samples.draft("R-1", amount: "1200.00"))
    try fixture.at("2026-12-20T10:00:00+01:00")
    try await fixture.pay("R-1", "1200.00", id: "b-1")
    if way == "sum" {
      try await fixture.correct("R-1") { ($0.amount, $0.areDaysAccepted) = ("1170.00", true) }
    } else {
      try await fixture.pay("R-1", "30.00", kind: .creditNote)
    }
    #expect(try await fixture.money.page() == "0.00 30.00 -30.00")
    #expect(try await fixture.money.findings() == [])
    // What is too much in the money itself pays what the law owes, as ever.
    try await fixture.enqueue(Samples.draft("R-2", amount: "1200.00"))
    try await fixture.pay("R-2", "1230.00", id: "b-2")
    #expect(try await fixture.money.page() == "0.00 30.00 -30.00")
    #expect(try await fixture.money.findings() == [])
  }

  @Test("whoever pays what a demand asked has no credit, every book agrees, and what is more is theirs")
  func exactly() async throws {
    // Given a claim that is late, and another one
    try await fixture.enqueue(Samples.draft("R-1", amount: "1200.00"))
    try await fixture.enqueue(Samples.draft("R-2", amount: "100.00", due: "2027-06-01"))
    try fixture.at("2026-12-20T10:00:00+01:00")
    let sum = try await asked("R-1")
    #expect(sum.minorUnits > 124_000)
    // When
    let paid = try await fixture.pay("R-1", sum.decimal, id: "b-1")
    // Then
    #expect(paid.claim.state == .paid && paid.claim.overpaid.decimal == "0.00")
    #expect(try await fixture.money.page() == "100.00 0.00 100.00")
    #expect(try await fixture.money.ageing() == "100.00 0.00 100.00")
    #expect(try await fixture.money.register() == "100.00")
    #expect(try await fixture.claim("R-2").record.next != nil)
    #expect(try await fixture.money.findings() == [])
    // When more comes
    try await fixture.pay("R-1", "30.00", id: "b-2")
    for book in [try await fixture.money.page(), try await fixture.money.ageing()] {
      #expect(book == "100.00 30.00 70.00")
    }
    #expect(try await fixture.money.register() == "70.00")
    // When all of it is undone
    try await fixture.undo("b-2")
    try await fixture.undo("b-1")
    #expect(try await fixture.money.page() == "1300.00 0.00 1300.00")
    #expect(try await fixture.money.register() == "1300.00")
    #expect(try await fixture.claim("R-1").record.claim.charged.decimal == "0.00")
    #expect(try await fixture.money.findings() == [])
  }

  /// Two claims that are late, and a transfer that waits of what a demand for both would ask on its day.
  private func transfer(_ more: Int64 = 0) async throws -> (sum: Money, bank: BankWorld) {
    for reference in ["R-2026-0001", "R-2026-0002"] {
      try await fixture.enqueue(Samples.draft(reference, amount: "1200.00"))
    }
    try fixture.at("2026-12-20T10:00:00+01:00")
    var sum = Money.sum(
      [try await asked("R-2026-0001"), try await asked("R-2026-0002")], in: try Samples.euros("0").currency)
    sum.add(Money(minorUnits: more, currency: sum.currency))
    let bank = BankWorld(fixture)
    try fixture.at("2026-12-22T10:00:00+01:00")
    try await bank.take(try BankWorld.file("a.xml", try BankWorld.entry(sum.decimal, "Danke", day: "2026-12-20")))
    return (sum, bank)
  }

  @Test("interest and costs are paid whatever way the money is set against the claims", arguments: [0, 500] as [Int64])
  func whateverWay(more: Int64) async throws {
    let (sum, _) = try await transfer(more)
    let credit = Money(minorUnits: more, currency: sum.currency).decimal
    let expected = more == 0 ? "0.00 0.00 0.00" : "0.00 \(credit) -\(credit)"
    let shares = ["R-2026-0001", "R-2026-0002"].map { PaymentShare(ClaimName($0)) }
    _ = try await fixture.docket.assign(
      EntryID(1), to: shares, by: .user(1000), rulebook: fixture.rulebook, now: fixture.now)
    #expect(try await fixture.money.page() == expected)
    try await fixture.undo("p1")
    // When it is told for the debtor
    let telling = PaymentTelling(amount: sum.decimal, date: try CivilDate(parsing: "2026-12-20"))
    let paid = try await fixture.docket.pay(
      debtor: "k1", telling, by: .user(1000), rulebook: fixture.rulebook, now: fixture.now)
    #expect(try await fixture.money.page() == expected)
    try await fixture.undo(paid.id.description)
    // When the claims are named
    let named = try await fixture.docket.pay(
      debtor: "k1", telling, to: shares, by: .user(1000), rulebook: fixture.rulebook, now: fixture.now)
    #expect(try await fixture.money.page() == expected)
    try await fixture.undo(named.id.description)
    // When it is said how much of each
    let half = Money(minorUnits: (sum.minorUnits - more) / 2, currency: sum.currency).decimal
    _ = try await fixture.docket.assign(
      EntryID(1), to: [PaymentShare("R-2026-0001", amount: half), PaymentShare("R-2026-0002")], by: .user(1000),
      rulebook: fixture.rulebook, now: fixture.now)
    #expect(try await fixture.money.page() == expected)
    #expect(try await fixture.money.findings() == [])
  }

  @Test("what a statement brings late bears interest until the day on which it came, and no longer")
  func byValueDay() async throws {
    try await fixture.enqueue(Samples.draft("R-2026-0001", amount: "1200.00"))
    try fixture.at("2027-03-22T10:00:00+01:00")
    let bank = BankWorld(fixture)
    let taken = try await bank.take(
      try BankWorld.file("a.xml", try BankWorld.entry("2000.00", "R-2026-0001", day: "2026-12-20")))
    let left = try #require(taken.entries.first).unallocated.decimal
    #expect(try await fixture.money.page() == "0.00 \(left) -\(left)")
    #expect(try await fixture.docket.payments().map(\.credit.decimal) == [left])
    #expect(try await fixture.money.findings() == [])
  }
}
