import Dunning
import DunningStore
import DunningTesting
import Testing

@Suite("Money that goes back", .timeLimit(.minutes(20)))
struct PaymentKindTests {
  private let fixture: DocketFixture

  init() throws { fixture = try DocketFixture() }

  @Test(
    "what nobody may be written to about stays so when it is paid and the money goes back",
    arguments: [
      (ClaimChange.stop(.insolvency, reason: "court"), Claim.State.stopped), (.dispute(reason: "broken"), .disputed),
      (.writeOff(reason: "gone"), .writtenOff), (.pause(until: nil, reason: "ill"), .paused),
    ])
  func silenced(change: ClaimChange, state: Claim.State) async throws {
    // Given
    try await fixture.enqueue(Samples.draft())
    let reason = try await fixture.change("R-1", change).reason
    try await fixture.pay("R-1", "120.00")
    // When
    let reopened = try await fixture.pay("R-1", "120.00", kind: .chargeback)
    // Then
    #expect(reopened.claim.state == state)
    #expect((state == .open || reopened.reason == reason))
    #expect((reopened.next == nil) == (state != .open))
  }

  @Test("a charge-back opens the debt again, and the next step keeps its distance from that day")
  func chargeback() async throws {
    // Given a claim that was reminded and then paid
    try await fixture.enqueue(Samples.draft())
    try fixture.at("2026-12-03T09:00:00+01:00")
    try await fixture.send()
    try await fixture.pay("R-1", "120.00", id: "b-1")
    // When the bank takes it back two months later
    try fixture.at("2027-02-08T10:00:00+01:00")
    let reopened = try await fixture.pay("R-1", "120.00", kind: .chargeback, id: "b-2")
    // Then the second reminder does not leave on the spot
    #expect(reopened.claim.state == .open)
    #expect(reopened.claim.outstanding.decimal == "120.00")
    #expect(reopened.next?.step == "second-reminder")
    #expect(try reopened.next?.at == Samples.moment("2027-02-15T09:00:00+01:00"))
    #expect(try await fixture.events("R-1").suffix(2) == ["payment-recorded", "claim-reopened"])
    #expect(try await fixture.claim("R-1").payments.map(\.kind) == [.payment, .chargeback])
  }

  @Test("what was paid too much can be refunded without opening the debt")
  func refund() async throws {
    try await fixture.enqueue(Samples.draft())
    let over = try await fixture.pay("R-1", "150.00")
    #expect(over.claim.overpaid.decimal == "30.00")
    // When
    let refunded = try await fixture.pay("R-1", "30.00", kind: .refund)
    // Then
    #expect(refunded.claim.state == .paid)
    #expect(refunded.claim.overpaid.decimal == "0.00")
    #expect(try await fixture.pay("R-1", "0.01", kind: .refund).claim.state == .open)
  }

  @Test("a credit note settles like money, and more than came in cannot go back")
  func creditNote() async throws {
    try await fixture.enqueue(Samples.draft())
    #expect(try await fixture.pay("R-1", "20.00", kind: .creditNote).claim.outstanding.decimal == "100.00")
    #expect(try await fixture.code { try await fixture.pay("R-1", "20.01", kind: .refund) } == .wrongState)
    #expect(try await fixture.claim("R-1").payments.count == 1)
  }

  @Test("the same external number with another kind is a conflict")
  func conflict() async throws {
    try await fixture.enqueue(Samples.draft())
    try await fixture.pay("R-1", "20.00", id: "b-1")
    #expect(try await fixture.code { try await fixture.pay("R-1", "20.00", kind: .refund, id: "b-1") } == .paymentTaken)
  }

  @Test("a claim that was written off still takes money, and is paid when all of it came")
  func recovered() async throws {
    try await fixture.enqueue(Samples.draft())
    try await fixture.change("R-1", .writeOff(reason: "no assets"))
    #expect(try await fixture.pay("R-1", "20.00").claim.state == .writtenOff)
    #expect(try await fixture.pay("R-1", "100.00").claim.state == .paid)
  }

  @Test("one transfer counts once for a creditor, and whoever tells it again learns where it counted")
  func onceForACreditor() async throws {
    // Given
    try await fixture.register(Samples.draft("R-1"), Samples.draft("R-2"), Samples.draft("R-3"))
    try await fixture.pay("R-1", "20.00", id: "b-1")
    // When
    let error = await #expect(throws: DocketError.self) { try await fixture.pay("R-2", "20.00", id: "b-1") }
    // Then
    #expect(error?.code == .paymentTaken)
    #expect(error?.message == "payment \"b-1\" counted on claim c1 (R-1) already")
    #expect(error?.hint?.contains("\"b-1/R-2\"") == true)
    #expect(try await fixture.claim("R-2").payments.isEmpty)
    #expect(
      try await fixture.code { try await fixture.pay("R-2", "20.00", kind: .chargeback, id: "b-1") } == .paymentTaken)
    // The same claim knows it, and its parts have ids of their own.
    #expect(try await fixture.pay("R-1", "20.00", id: "b-1").claim.outstanding.decimal == "100.00")
    #expect(try await fixture.pay("R-2", "5.00", id: "b-1/R-2").claim.outstanding.decimal == "115.00")
  }

  @Test("creditors have banks of their own: the same number is another transfer for another creditor")
  func ofAnotherCreditor() async throws {
    let rulebook = try Samples.rulebook(creditors: [Samples.creditor("acme"), Samples.creditor("beta")])
    let fixture = try DocketFixture(rulebook: rulebook)
    try await fixture.register(Samples.draft("A", creditor: "acme"), Samples.draft("B", creditor: "beta"))
    try await fixture.pay("A", "20.00", id: "b-1")
    #expect(try await fixture.pay("B", "20.00", id: "b-1").claim.outstanding.decimal == "100.00")
  }
}
