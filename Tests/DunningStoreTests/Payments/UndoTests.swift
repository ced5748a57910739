import Dunning
import DunningStore
import DunningTesting
import Testing

@Suite("Payments that are undone, and days that are a question", .timeLimit(.minutes(20)))
struct UndoTests {
  private let fixture: DocketFixture

  init() throws { fixture = try DocketFixture() }

  @Test("an undone payment counts nowhere, and its claims are dunned again, a gap later")
  func undone() async throws {
    // Given a claim that was reminded and then paid
    try await fixture.enqueue(Samples.draft())
    try fixture.at("2026-12-03T09:00:00+01:00")
    try await fixture.send()
    try await fixture.pay("R-1", "120.00", id: "b-1")
    // When
    let record = try await fixture.undo("b-1", reason: "it was another firm's")
    // Then
    #expect(record.undoneAt == fixture.now && record.standing.isEmpty && record.unallocated.decimal == "0.00")
    let claim = try await fixture.claim("R-1")
    #expect(claim.record.claim.state == .open && claim.payments.isEmpty)
    #expect(claim.record.next?.step == "second-reminder")
    #expect(try await fixture.events("R-1").suffix(2) == ["payment-undone", "claim-reopened"])
    #expect(try await fixture.money.register() == "120.00")
    #expect(try await fixture.money.findings() == [])
    // And the same transfer can be recorded for whom it is, and undone once only.
    #expect(try await fixture.code { try await fixture.undo("p1") } == .wrongState)
    #expect(try await fixture.pay("R-1", "120.00", id: "b-1").claim.state == .paid)
    #expect(try await fixture.money.findings() == [])
  }

  @Test("undoing what paid several claims puts every one of them back, and the credit with them")
  func ofSeveral() async throws {
    for number in 1...3 { try await fixture.enqueue(Samples.draft("R-\(number)")) }
    try await fixture.pay(debtor: "500.00", id: "b-1")
    #expect(try await fixture.money.page() == "0.00 140.00 -140.00")
    try await fixture.undo("b-1")
    #expect(try await fixture.money.page() == "360.00 0.00 360.00")
    #expect(try await fixture.money.ageing() == "360.00 0.00 360.00")
    #expect(try await fixture.money.register() == "360.00")
    #expect(try await fixture.money.findings() == [])
  }

  @Test("what was refunded already cannot be undone away")
  func refunded() async throws {
    try await fixture.enqueue(Samples.draft())
    try await fixture.pay(debtor: "200.00", id: "b-1")
    try await fixture.pay(debtor: "80.00", kind: .refund, id: "r-1")
    #expect(try await fixture.code { try await fixture.undo("b-1") } == .wrongState)
    try await fixture.undo("r-1")
    try await fixture.undo("b-1")
    #expect(try await fixture.money.page() == "120.00 0.00 120.00")
    #expect(try await fixture.money.findings() == [])
  }

  @Test("what a payment has left is set against claims of its own debtor, as far as it reaches")
  func assigned() async throws {
    try await fixture.enqueue(Samples.draft("R-1"))
    try await fixture.pay(debtor: "300.00", id: "b-1")
    try await fixture.enqueue(Samples.draft("R-2"))
    try await fixture.enqueue(Samples.draft("S-1", debtor: Samples.debtor(key: "k2", email: "b@kunde.example")))
    #expect(try await fixture.code { try await fixture.assign("b-1", PaymentShare("S-1")) } == .wrongState)
    #expect(
      try await fixture.code { try await fixture.assign("b-1", PaymentShare("R-2", amount: "120.01")) } == .wrongState)
    let record = try await fixture.assign("b-1", PaymentShare("R-2"))
    #expect(record.unallocated.decimal == "60.00")
    #expect(try await fixture.claim("R-2").record.claim.state == .paid)
    #expect(try await fixture.code { try await fixture.assign("b-1", PaymentShare("R-2")) } == .wrongState)
    #expect(try await fixture.money.page() == "0.00 60.00 -60.00")
    #expect(try await fixture.money.findings() == [])
  }

  @Test("a day still to come is no payment, and one before the invoice is a question")
  func days() async throws {
    let draft = try Samples.draft()
    try await fixture.enqueue(
      ClaimDraft(
        creditor: draft.creditor, reference: "R-1", debtor: draft.debtor, amount: draft.amount, due: draft.due,
        policy: draft.policy, issued: try CivilDate(parsing: "2026-11-01")))
    func pay(_ date: String, isAccepted: Bool = false) async throws {
      _ = try await fixture.docket.pay(
        "R-1",
        PaymentTelling(
          amount: "1.00", date: try CivilDate(parsing: date), isDayAccepted: isAccepted), by: .user(1000),
        rulebook: fixture.rulebook, now: fixture.now)
    }
    for isAccepted in [false, true] {
      let error = await #expect(throws: RuleError.self) { try await pay("2026-11-25", isAccepted: isAccepted) }
      #expect(error?.code == .invalidDate && error?.hint != nil)
    }
    let early = await #expect(throws: RuleError.self) { try await pay("2025-11-20") }
    #expect(early?.code == .invalidDate && early?.hint?.contains("--yes") == true)
    try await pay("2025-11-20", isAccepted: true)
    try await pay("2026-11-20")
    #expect(try await fixture.claim("R-1").record.claim.paid.decimal == "2.00")
  }

  @Test("less than nothing is told what it probably is")
  func negative() async throws {
    try await fixture.enqueue(Samples.draft())
    let error = await #expect(throws: RuleError.self) { try await fixture.pay("R-1", "-50.00") }
    #expect(error?.code == .invalidAmount && error?.hint?.contains("chargeback") == true)
  }
}
