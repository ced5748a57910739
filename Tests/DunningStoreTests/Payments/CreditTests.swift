import Dunning
import DunningStore
import DunningTesting
import Testing

@Suite("Money that belongs to a debtor", .timeLimit(.minutes(20)))
struct CreditTests {
  private let fixture: DocketFixture

  init() throws { fixture = try DocketFixture() }

  /// Three invoices of 1000 that fall due one after the other, the last one first in the docket.
  private func enqueueThree(_ fixture: DocketFixture) async throws {
    for (reference, due) in [("R-3", "2026-12-13"), ("R-1", "2026-12-11"), ("R-2", "2026-12-12")] {
      try await fixture.enqueue(Samples.draft(reference, amount: "1000.00", due: due))
    }
  }

  private func outstanding(_ fixture: DocketFixture) async throws -> [String] {
    var sums: [String] = []
    for name in ["R-1", "R-2", "R-3"] { sums.append(try await fixture.claim(name).record.claim.outstanding.decimal) }
    return sums
  }

  @Test("a credit that goes back with its payment covers no other claim any more")
  func usedUp() async throws {
    let fixture = try DocketFixture(now: "2026-12-01T08:00:00+01:00")
    try await fixture.enqueue(Samples.draft("R-1", amount: "272.00", due: "2026-12-30"))
    try await fixture.enqueue(Samples.draft("R-2", amount: "1306.50", due: "2026-12-30"))
    try await fixture.pay("R-1", "282.00")
    #expect(try await fixture.claim("R-2").record.claim.covered.decimal == "10.00")
    try await fixture.pay("R-1", "141.00", kind: .chargeback)
    #expect(try await fixture.claim("R-2").record.claim.covered.decimal == "0.00")
    #expect(try await fixture.money.page() == "1437.50 0.00 1437.50")
    #expect(try await fixture.money.findings() == [])
  }

  @Test("what was paid for a claim that is withdrawn is the debtor's, and a credit note on it is nobody's")
  func withdrawn() async throws {
    let fixture = try DocketFixture(now: "2026-12-01T08:00:00+01:00")
    try await fixture.enqueue(Samples.draft("R-1", amount: "100.00", due: "2026-12-30"))
    try await fixture.pay("R-1", "60.00", id: "b-1")
    try await fixture.pay("R-1", "10.00", kind: .creditNote)
    try await fixture.pay("R-1", "40.00", id: "b-2")
    try await fixture.pay("R-1", "15.00", kind: .chargeback)
    try await fixture.change("R-1", .withdraw(reason: "another invoice takes its place"))
    #expect(try await fixture.money.page() == "0.00 85.00 -85.00")
    #expect(try await fixture.money.register() == "-85.00")
    #expect(try await fixture.money.findings() == [])
    // The one that takes its place is paid from it, and so is this one when it is owed after all.
    try await fixture.enqueue(Samples.draft("R-2", amount: "80.00", due: "2026-12-30"))
    #expect(try await fixture.claim("R-2").record.claim.covered.decimal == "80.00")
    _ = try await fixture.docket.reopen(
      "R-1", reason: "a mistake", by: .user(1000), rulebook: fixture.rulebook, now: fixture.now)
    try await fixture.assign("b-1", PaymentShare("R-1"))
    #expect(try await fixture.money.findings() == [])
  }

  @Test("a debtor's money pays what was due first, and what is left is theirs: one balance in every book")
  func oldestFirst() async throws {
    try await enqueueThree(fixture)
    // When
    let part = try await fixture.pay(debtor: "1900.00", id: "bank-77")
    // Then
    #expect(part.allocations.map { "\($0.reference) \($0.amount.decimal)" } == ["R-1 1000.00", "R-2 900.00"])
    #expect(try await outstanding(fixture) == ["0.00", "100.00", "1000.00"])
    // And
    let rest = try await fixture.pay(debtor: "1500.00", id: "bank-78")
    #expect(rest.unallocated.decimal == "400.00" && rest.credit.decimal == "400.00")
    #expect(try await fixture.money.page() == "0.00 400.00 -400.00")
    #expect(try await fixture.money.ageing() == "0.00 400.00 -400.00")
    #expect(try await fixture.money.register() == "-400.00")
    #expect(try await fixture.docket.payments(unmatched: true).map(\.id) == [rest.id])
    #expect(try await fixture.money.findings() == [])
  }

  @Test("what one claim is paid too much is not dunned with another, and every book has the same balance")
  func overpaid() async throws {
    // Given
    try await enqueueThree(fixture)
    // When
    try await fixture.pay("R-1", "2900.00", id: "bank-77")
    // Then
    for book in [try await fixture.money.page(), try await fixture.money.ageing()] {
      #expect(book == "2000.00 1900.00 100.00")
    }
    #expect(try await fixture.money.register() == "100.00")
    let held = try await fixture.claim("R-2").record
    #expect(held.next == nil && held.claim.covered.decimal == "1000.00")
    #expect(held.nothingBecause?.contains("a credit of the debtor's covers 1000.00 EUR") == true)
    // What it covers only in part waits as well: nobody is asked for money that is there.
    #expect(try await fixture.claim("R-3").record.claim.covered.decimal == "900.00")
    let counts = try await fixture.docket.credits()
    #expect(counts.coveredClaims == 2 && counts.sums.map(\.amount.decimal) == ["1900.00"])
    // And a claim that comes later, and was due before, is covered first.
    let fourth = try await fixture.enqueue(Samples.draft("R-4", amount: "1000.00", due: "2026-11-10"))
    #expect(fourth.claim.covered.decimal == "1000.00" && fourth.next == nil)
    #expect(try await fixture.claim("R-3").record.next != nil)
    #expect(try await fixture.money.findings() == [])
  }

  @Test("explaining says what the credit is, and what it covers")
  func explained() async throws {
    try await enqueueThree(fixture)
    try await fixture.pay("R-1", "1500.00")
    let situation = try await fixture.docket.situation(of: "R-2", rulebook: fixture.rulebook)
    let gate = Explanation(situation, fixture.rulebook, now: fixture.now).gates.first { $0.name == .credit }
    #expect(gate?.holds == true)
    #expect(gate?.because.contains("has a credit of 500.00 EUR, which covers 500.00 of it") == true)
  }

  @Test("where the policy nets, a credit is set against what is open at once, and the rest is dunned")
  func netted() async throws {
    // Given
    let netting = try DocketFixture(rulebook: Self.netting())
    try await enqueueThree(netting)
    // When
    try await netting.pay("R-1", "2900.00", id: "bank-77")
    // Then
    #expect(try await outstanding(netting) == ["0.00", "0.00", "100.00"])
    #expect(try await netting.money.page() == "100.00 0.00 100.00")
    #expect(try await netting.money.register() == "100.00")
    #expect(try await netting.claim("R-3").payments.map(\.externalID) == ["bank-77"])
    #expect(try await netting.events("R-2").suffix(2) == ["payment-assigned", "claim-paid"])
    #expect(try await netting.money.findings() == [])
  }

  @Test("a credit note beyond its claim is a credit like other money")
  func creditNote() async throws {
    try await enqueueThree(fixture)
    try await fixture.pay("R-1", "1180.00", kind: .creditNote, id: "CN-5")
    #expect(try await fixture.money.page() == "2000.00 180.00 1820.00")
    let moved = try await fixture.assign("CN-5", PaymentShare("R-2"))
    #expect(moved.standing.map { "\($0.reference) \($0.amount.decimal)" } == ["R-1 1000.00", "R-2 180.00"])
    #expect(try await fixture.money.page() == "1820.00 0.00 1820.00")
    #expect(try await fixture.money.register() == "1820.00")
    #expect(try await fixture.money.findings() == [])
  }

  @Test("a payment goes where its debtor says")
  func named() async throws {
    try await enqueueThree(fixture)
    let record = try await fixture.pay(
      debtor: "1200.00", to: [PaymentShare("R-3", amount: "500.00"), PaymentShare("R-2")])
    #expect(record.unallocated.decimal == "0.00")
    #expect(try await outstanding(fixture) == ["1000.00", "300.00", "500.00"])
    #expect(
      try await fixture.code {
        try await fixture.pay(debtor: "10.00", to: [PaymentShare("R-3", amount: "20.00")])
      } == .wrongState)
    #expect(try await fixture.money.findings() == [])
  }

  @Test("the same transfer counts once, for a debtor too")
  func once() async throws {
    try await enqueueThree(fixture)
    let first = try await fixture.pay(debtor: "1200.00", id: "b-1")
    #expect(try await fixture.pay(debtor: "1200.00", id: "b-1").id == first.id)
    #expect(try await fixture.code { try await fixture.pay(debtor: "1300.00", id: "b-1") } == .paymentTaken)
    #expect(try await fixture.code { try await fixture.pay("R-3", "1200.00", id: "b-1") } == .paymentTaken)
    #expect(try await outstanding(fixture) == ["0.00", "800.00", "1000.00"])
  }

  @Test("what a debtor has can be refunded, and no more than that")
  func refunded() async throws {
    try await enqueueThree(fixture)
    try await fixture.pay(debtor: "3100.00")
    #expect(try await fixture.code { try await fixture.pay(debtor: "100.01", kind: .refund) } == .wrongState)
    try await fixture.pay(debtor: "100.00", kind: .refund)
    #expect(try await fixture.money.page() == "0.00 0.00 0.00")
    #expect(try await fixture.money.register() == "0.00")
    #expect(try await fixture.money.ageing() == "0.00 0.00 0.00")
    #expect(try await fixture.money.findings() == [])
  }

  @Test("what is disputed is not paid by itself, nor covered by a credit")
  func disputed() async throws {
    try await enqueueThree(fixture)
    try await fixture.change("R-1", .dispute(reason: "broken"))
    let record = try await fixture.pay(debtor: "2500.00")
    #expect(record.standing.map(\.reference) == ["R-2", "R-3"])
    #expect(try await fixture.claim("R-1").record.claim.covered.decimal == "0.00")
    // When it is resumed, the credit holds it.
    try await fixture.change("R-1", .resume(reason: nil))
    #expect(try await fixture.claim("R-1").record.claim.covered.decimal == "500.00")
    #expect(try await fixture.money.findings() == [])
  }

  @Test("a notice that waits is dropped when a credit covers its claim, and the last gate looks again")
  func gate() async throws {
    // Given a reminder that was taken
    try await fixture.enqueue(Samples.draft("R-1", amount: "100.00"))
    try await fixture.enqueue(Samples.draft("R-2", amount: "100.00", due: "2027-03-01"))
    try fixture.at("2026-12-03T09:00:00+01:00")
    let notice = try #require(try await fixture.take().first)
    // When
    try await fixture.pay("R-2", "180.00")
    // Then
    #expect(try await fixture.store(notice) == .overtaken("the claim changed before it left"))
    #expect(try await fixture.claim("R-1").record.next == nil)
    #expect(try await fixture.take().isEmpty)
  }

  @Test(
    "credits add up where several payments of one claim are too much, whatever came between", arguments: [true, false])
  func overpaidTwice(isNetted: Bool) async throws {
    // Given
    let world = try isNetted ? DocketFixture(rulebook: Self.netting()) : fixture
    let draft = try Samples.draft("R-1", amount: "100.00", due: "2026-12-20")
    try await world.enqueue(draft)
    try await world.pay("R-1", "1000.00", id: "X1")
    try await world.pay("R-1", "1.00", id: "X2")
    // When
    try await world.enqueue(Samples.draft("R-2", amount: "9999.99", due: "2026-12-16"))
    // Then
    #expect(try await world.money.page() == (isNetted ? "9098.99 0.00 9098.99" : "9999.99 901.00 9098.99"))
    #expect(
      try await world.docket.payments().map(\.credit.decimal) == (isNetted ? ["0.00", "0.00"] : ["900.00", "1.00"]))
    if !isNetted {
      try await world.assign("X1", PaymentShare("R-2"))
      try await world.assign("X2", PaymentShare("R-2"))
    }
    #expect(try await world.claim("R-1").record.claim.paid.decimal == "100.00")
    #expect(try await world.money.register() == "9098.99")
    // And a third time, after the first has given some away.
    try await world.pay("R-1", "5.00", id: "X3")
    try await world.enqueue(Samples.draft("R-3", amount: "4.00", due: "2026-12-17"))
    #expect(try await world.money.register() == "9097.99")
    #expect(try await world.money.findings() == [])
  }

  @Test("a claim of which a credit is too little to count is dunned, and a credit that counts holds it")
  func tooLittle() async throws {
    try await fixture.enqueue(Samples.draft("R-1", amount: "200.00", due: "2026-12-20"))
    try await fixture.enqueue(Samples.draft("R-2", amount: "10000.00", due: "2026-12-10"))
    try await fixture.pay("R-1", "200.01")
    #expect(try await fixture.claim("R-2").record.next != nil)
    #expect(try await fixture.money.page() == "10000.00 0.01 9999.99")
    #expect(try await fixture.money.findings() == [])
    // When more of it comes
    try await fixture.pay("R-1", "0.99")
    #expect(try await fixture.claim("R-2").record.next == nil)
    #expect(try await fixture.money.findings() == [])
    // What it covers as a whole it holds, however little that is.
    try await fixture.undo("p1")
    try await fixture.undo("p2")
    try await fixture.enqueue(Samples.draft("R-3", amount: "0.50", due: "2026-12-08"))
    try await fixture.pay("R-1", "200.50")
    #expect(try await fixture.claim("R-3").record.next == nil)
    #expect(try await fixture.claim("R-2").record.next != nil)
    #expect(try await fixture.money.findings() == [])
  }

  static func netting() throws -> Rulebook {
    let standard = try #require(try Samples.rulebook().policies["standard"])
    return try Samples.rulebook(policies: [
      Policy(
        name: "standard", steps: standard.steps, sendWindow: standard.sendWindow, onMissed: standard.onMissed,
        groupBy: standard.groupBy, minimum: standard.minimum, credit: .net)
    ])
  }
}
