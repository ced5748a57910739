import Dunning
import DunningStore
import DunningTesting
import Testing

@Suite("What a person decides about entries", .timeLimit(.minutes(20)))
struct EntryDecisionTests {
  private let fixture: DocketFixture
  private let bank: BankWorld

  init() throws {
    fixture = try DocketFixture(now: "2026-12-01T08:00:00+01:00")
    bank = BankWorld(fixture)
  }

  private func assign(_ id: Int64, _ shares: PaymentShare...) async throws -> EntryRecord {
    try await fixture.docket.assign(
      EntryID(id), to: shares, by: .user(1000), rulebook: fixture.rulebook, now: fixture.now)
  }

  private func propose(_ name: String = "a.xml") async throws {
    try await bank.take(
      try BankWorld.file(name, try BankWorld.entry("120.00", "Danke", name: "Anna Kunde") { $0.account = "DE02 1203" }))
  }

  @Test("an entry that is assigned pays, holds nobody any more, and a later import leaves it alone")
  func assigned() async throws {
    try await bank.enqueue("R-2026-0001", "R-2026-0002")
    try await propose()
    let record = try await assign(1, PaymentShare("R-2026-0002", amount: "100.00"))
    #expect(record.verdict == .booked && record.decidedAt == fixture.now)
    #expect(try await bank.paid("R-2026-0002") == "100.00")
    #expect(try await fixture.claim("R-2026-0001").record.claim.heldUntil == nil)
    #expect(try await fixture.money.page() == "140.00 20.00 120.00")
    // When
    try await propose("b.xml")
    // Then
    #expect(try await bank.paid("R-2026-0002") == "100.00")
    #expect(try await fixture.docket.payments().count == 1)
    #expect(try await fixture.money.findings() == [])
    // And what it cannot count as is refused.
    #expect(try await fixture.code { _ = try await assign(1, PaymentShare("R-2026-0001")) } == .wrongState)
  }

  @Test("what is left is a credit of the one debtor whose claims are named; of several it has to be said")
  func restOfSeveral() async throws {
    try await bank.enqueue("R-2026-0001", amount: "100.00")
    try await fixture.enqueue(
      try Samples.draft(
        "R-2026-0002", amount: "100.00", due: "2026-12-11",
        debtor: Samples.debtor(key: "k2", name: "Bob Beta", email: "bob@beta.example")))
    try await bank.take(try BankWorld.file("a.xml", try BankWorld.entry("700.00", "Danke")))
    for amount in ["100.00", nil] {
      let error = await #expect(throws: DocketError.self) {
        _ = try await assign(
          1, PaymentShare("R-2026-0002", amount: amount), PaymentShare("R-2026-0001", amount: amount))
      }
      #expect(error?.code == .wrongState)
      #expect(error?.message.contains("700.00") == true && error?.message.contains("500.00") == true)
    }
    #expect(try await fixture.docket.payments().isEmpty)
    // All of it is said: what is more than open is that debtor's.
    _ = try await assign(
      1, PaymentShare("R-2026-0002", amount: "100.00"), PaymentShare("R-2026-0001", amount: "600.00"))
    #expect(try await fixture.docket.payments().map(\.credit.decimal) == ["0.00", "500.00"])
    #expect(try await fixture.money.findings() == [])
  }

  @Test("more than there is is not assigned, and nothing of it is kept")
  func tooMuch() async throws {
    try await bank.enqueue("R-2026-0001")
    try await propose()
    for amount in ["120.01", "200.00"] {
      #expect(
        try await fixture.code { _ = try await assign(1, PaymentShare("R-2026-0001", amount: amount)) } == .wrongState)
    }
    #expect(try await fixture.docket.payments().isEmpty)
    #expect(try await fixture.docket.entry(EntryID(1)).verdict == .proposed)
  }

  @Test("what is ignored is let go, and can be taken back")
  func ignored() async throws {
    try await bank.enqueue("R-2026-0001")
    try await propose()
    let docket = fixture.docket
    let ignored = try await docket.ignore(
      EntryID(1), because: "rent", by: .user(1000), rulebook: fixture.rulebook, now: fixture.now)
    #expect(ignored.verdict == .ignored)
    #expect(try await fixture.claim("R-2026-0001").record.claim.heldUntil == nil)
    try await propose("b.xml")
    #expect(try await docket.entriesWaiting().isEmpty)
    let again = try await docket.undo(
      EntryID(1), because: "no", by: .user(1000), rulebook: fixture.rulebook, now: fixture.now)
    #expect(again.verdict == .proposed)
    #expect(try await fixture.claim("R-2026-0001").record.claim.heldUntil == nil)
    #expect(try await fixture.money.findings() == [])
  }

  @Test("undoing puts everything back: by the entry, or by its payment", arguments: [true, false])
  func undone(byEntry: Bool) async throws {
    try await bank.enqueue("R-2026-0001", due: "2026-11-30")
    let before = try await fixture.claim("R-2026-0001").record
    try await bank.take(try BankWorld.file("a.xml", try BankWorld.entry("120.00", "R-2026-0001")))
    #expect(try await fixture.claim("R-2026-0001").record.claim.state == .paid)
    if byEntry {
      _ = try await fixture.docket.undo(
        EntryID(1), because: "another's", by: .user(1000), rulebook: fixture.rulebook, now: fixture.now)
    } else {
      try await fixture.undo("p1")
    }
    let after = try await fixture.claim("R-2026-0001").record
    #expect(after.claim.state == .open && after.next?.step == before.next?.step)
    #expect(try await fixture.docket.entry(EntryID(1)).verdict == .proposed)
    // A later import does not book it again.
    let again = try BankWorld.file("b.xml", try BankWorld.entry("120.00", "R-2026-0001"))
    #expect(try await bank.take(again).entries.map(\.payment) == [nil])
    #expect(try await bank.paid("R-2026-0001") == "0.00")
    _ = try await assign(1, PaymentShare("R-2026-0001"))
    #expect(try await bank.paid("R-2026-0001") == "120.00")
    // It is told as what counts, and not as what was undone.
    #expect(try await bank.take(again).entries.map(\.payment) == [PaymentID(2)])
    #expect(try await fixture.money.findings() == [])
  }

  @Test("with one payment of an entry all of it is taken back, what was credited beside it too")
  func undoneAsAWhole() async throws {
    let rulebook = try Samples.rulebook()
    let five = try Samples.euros("0.05")
    let lenient = Rulebook(
      creditors: Array(rulebook.creditors.values), policies: Array(rulebook.policies.values), almanac: rulebook.almanac,
      languages: rulebook.languages, startsArmed: true, matching: MatchRules(tolerance: [five.currency: five]))
    try await bank.enqueue("R-2026-0001")
    _ = try await bank.take(
      try BankWorld.file("a.xml", try BankWorld.entry("119.97", "R-2026-0001")), rulebook: lenient)
    #expect(try await bank.paid("R-2026-0001") == "120.00")
    // When
    try await fixture.undo("p1")
    // Then
    #expect(try await bank.paid("R-2026-0001") == "0.00")
    #expect(try await fixture.docket.entry(EntryID(1)).verdict == .proposed)
    #expect(try await fixture.money.findings() == [])
  }

  @Test("an account that a person confirmed books the exact sum, where that is switched on")
  func confirmedAccount() async throws {
    let rulebook = try Samples.rulebook()
    let trusting = Rulebook(
      creditors: Array(rulebook.creditors.values), policies: Array(rulebook.policies.values), almanac: rulebook.almanac,
      languages: rulebook.languages, startsArmed: true, matching: MatchRules(evidence: .accountAndAmount))
    try await bank.enqueue("R-2026-0001")
    try await propose()
    _ = try await assign(1, PaymentShare("R-2026-0001"))
    try await bank.enqueue("R-2026-0002", amount: "75.00")
    let later = try BankWorld.file(
      "c.xml", try BankWorld.entry("75.00", "Danke", day: "2026-12-09") { $0.account = "DE021203" })
    try fixture.at("2026-12-10T09:00:00+01:00")
    #expect(try await bank.take(later, keeping: false).entries.map(\.verdict) == [.proposed])
    #expect(try await bank.told(later, rulebook: trusting) == ["booked R-2026-0002 75.00 payment"])
    #expect(try await fixture.money.findings() == [])
  }

  @Test("a return that the rule does not know is set against the claim that it opens")
  func unknownReturn() async throws {
    try await bank.enqueue("R-2026-0001")
    try await fixture.pay("R-2026-0001", "120.00")
    try await bank.take(
      try BankWorld.file("a.xml", try BankWorld.entry("-120.00", "Rueckgabe") { $0.isReversal = true }))
    let record = try await assign(1, PaymentShare("R-2026-0001"))
    #expect(record.verdict == .booked)
    #expect(try await fixture.claim("R-2026-0001").record.claim.state == .open)
    #expect(try await fixture.money.findings() == [])
  }

  @Test("money that went to a debtor is a refund of what they had paid too much")
  func refund() async throws {
    try await bank.enqueue("R-2026-0001")
    try await fixture.pay("R-2026-0001", "150.00")
    try await bank.take(
      try BankWorld.file("a.xml", try BankWorld.entry("-30.00", "Erstattung R-2026-0001", name: "Anna Kunde")))
    let record = try await assign(1, PaymentShare("R-2026-0001"))
    #expect(record.verdict == .booked)
    let payment = try await fixture.docket.payment("p2")
    #expect(payment.payment.kind == .refund && payment.payment.amount.decimal == "30.00")
    #expect(try await fixture.claim("R-2026-0001").record.claim.state == .paid)
    #expect(try await fixture.money.page() == "0.00 0.00 0.00")
    #expect(try await fixture.money.findings() == [])
  }

  @Test("a refund goes back from what the debtor had with the creditor, before a paid claim is owed again")
  func refundOfCredit() async throws {
    try await bank.enqueue("R-2026-0001")
    try await bank.take(
      try BankWorld.file(
        "a.xml", try BankWorld.entry("120.00", "R-2026-0001", reference: "1"),
        try BankWorld.entry("120.00", "once more", reference: "2")))
    _ = try await assign(2, PaymentShare("R-2026-0001"))
    #expect(try await fixture.money.page() == "0.00 120.00 -120.00")
    try await bank.take(try BankWorld.file("b.xml", try BankWorld.entry("-150.00", "paid twice R-2026-0001")))
    _ = try await assign(3, PaymentShare("R-2026-0001"))
    #expect(try await bank.paid("R-2026-0001") == "90.00")
    #expect(try await fixture.money.page() == "30.00 0.00 30.00")
    #expect(try await fixture.money.findings() == [])
  }

  @Test("money that named a claim while it was paid is booked when that opens again", arguments: ["back", "undo"])
  func opened(how: String) async throws {
    try await bank.enqueue("R-2026-0001")
    try await fixture.pay("R-2026-0001", "120.00", id: "b-1", date: "2026-11-20")
    #expect(
      try await bank.told(try BankWorld.file("a.xml", try BankWorld.entry("120.00", "R-2026-0001"))) == ["proposed"])
    if how == "undo" {
      try await fixture.undo("b-1")
    } else {
      try await fixture.pay("R-2026-0001", "120.00", kind: .chargeback)
    }
    #expect(try await fixture.claim("R-2026-0001").record.claim.state == .paid)
    #expect(try await fixture.docket.entriesWaiting().isEmpty)
    #expect(try await fixture.money.findings() == [])
  }

  @Test("of an erased debtor's payment the bank's words are gone, and the docket is whole all the same")
  func erased() async throws {
    try await bank.enqueue("R-2026-0001")
    let file = try BankWorld.file("a.xml", try BankWorld.entry("120.00", "R-2026-0001 von Anna", reference: "B1"))
    try await bank.take(file)
    _ = try await fixture.docket.erase(debtor: "k1", because: "asked", by: .user(1000), now: fixture.now)
    let entry = try await fixture.docket.entry(EntryID(1))
    #expect(entry.entry.text == nil && entry.entry.bankReference == nil && entry.because == [])
    #expect(try await fixture.money.findings() == [])
    // It is known all the same.
    #expect(try await bank.told(file) == ["known"])
  }
}
