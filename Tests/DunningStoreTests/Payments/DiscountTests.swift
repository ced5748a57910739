import Dunning
import DunningTesting
import Testing

@testable import DunningStore

@Suite("Cash discounts", .timeLimit(.minutes(20)))
struct DiscountTests {
  private let fixture: DocketFixture

  init() throws { fixture = try DocketFixture(now: "2026-12-20T08:00:00+01:00") }

  private func enqueue(_ discount: String = "2%", until: String = "2026-12-10") async throws {
    var draft = try Samples.draft(amount: "100.00", due: "2026-12-30")
    draft.discount = CashDiscount(
      amount: try CashDiscount.amount(parsing: discount, of: draft.amount), until: try CivilDate(parsing: until))
    try await fixture.enqueue(draft)
  }

  /// State, paid, and the payments that stand: `paid 100.00: payment 98.00, discount 2.00`.
  private func standing() async throws -> String {
    let file = try await fixture.claim("R-1")
    let payments = file.payments.sorted { ($0.number?.number ?? 0) < ($1.number?.number ?? 0) }.map {
      "\($0.kind.rawValue) \($0.amount.decimal)"
    }.joined(separator: ", ")
    return "\(file.record.claim.state.rawValue) \(file.record.claim.paid.decimal): \(payments)"
  }

  private func expectClean() async throws {
    let findings = try await fixture.docket.verify().findings
    #expect(findings.isEmpty, "\(findings)")
    let page = try await fixture.money.page()
    #expect(try await fixture.money.ageing() == page)
    #expect(try await fixture.money.register() == page.split(separator: " ").last.map(String.init))
  }

  /// What a statement of that day makes of a transfer.
  private func told(_ amount: String, _ text: String?, day: String) async throws -> TakenEntry {
    let file = try BankWorld.file(
      "\(amount) \(day)", try BankWorld.entry(amount, text, day: day, name: text.map { _ in "Anna Kunde" }))
    return try #require(try await BankWorld(fixture).take(file).entries.first)
  }

  @Test(
    "a credit that is less than the discount which has closed the claim leaves as much less for the discount",
    arguments: [("0.50", "credit-note 0.50, discount 1.50"), ("2.00", "credit-note 2.00")])
  func creditAfterwards(amount: String, told: String) async throws {
    try await enqueue()
    try await fixture.pay("R-1", "98.00", date: "2026-12-09")
    try await fixture.pay("R-1", amount, kind: .creditNote)
    #expect(try await standing() == "paid 100.00: payment 98.00, \(told)")
    try await expectClean()
  }

  @Test(
    "one sum for several claims with their discounts settles all of them", arguments: ["debtor", "entry", "credit"])
  func several(way: String) async throws {
    for (reference, amount) in [("R-1", "1000.00"), ("R-2", "500.00")] {
      var draft = try Samples.draft(reference, amount: amount, due: "2026-12-30")
      draft.discount = CashDiscount(
        amount: try CashDiscount.amount(parsing: "2%", of: draft.amount), until: try CivilDate(parsing: "2026-12-20"))
      try await fixture.enqueue(draft)
    }
    let both = [PaymentShare("R-1"), PaymentShare("R-2")]
    switch way {
    case "debtor": try await fixture.pay(debtor: "1470.00")
    case "entry":
      _ = try await told("1470.00", nil, day: "2026-12-20")
      _ = try await fixture.docket.assign(
        EntryID(1), to: both, by: .user(1000), rulebook: fixture.rulebook, now: fixture.now)
    default:
      // Money that a claim had which was never owed.
      try await fixture.enqueue(Samples.draft("R-3", amount: "2000.00", due: "2026-12-30"))
      try await fixture.pay("R-3", "1470.00", id: "b-1")
      try await fixture.change("R-3", .withdraw(reason: "entered twice"))
      _ = try await fixture.docket.assign(
        "b-1", to: both, by: .user(1000), rulebook: fixture.rulebook, now: fixture.now)
    }
    for reference in ["R-1", "R-2"] { #expect(try await fixture.claim(reference).record.claim.state == .paid) }
    #expect(try await fixture.money.page() == "0.00 0.00 0.00")
    try await expectClean()
  }

  @Test("exactly the discounted sum with the whole reference settles the claim, in time")
  func byReference() async throws {
    try await enqueue()
    let taken = try await told("98.00", "R-1", day: "2026-12-10")
    #expect(taken.told == "booked R-1 98.00 payment")
    #expect(
      taken.because.contains { $0.contains("2.00 EUR is the discount of R-1 until 2026-12-10") }, "\(taken.because)")
    #expect(try await standing() == "paid 100.00: payment 98.00, discount 2.00")
    try await expectClean()
  }

  @Test("too late it pays a part, and says why the rest is open")
  func byReferenceLate() async throws {
    try await enqueue()
    // By letters and a digit alone no part is believed.
    let taken = try await told("98.00", "Rechnung R-1", day: "2026-12-11")
    #expect(taken.because.contains { $0.contains("the discount ended on 2026-12-10") }, "\(taken.because)")
    #expect(try await standing() == "open 98.00: payment 98.00")
    try await expectClean()
  }

  @Test("two claims with discounts are paid by one transfer that names both")
  func several() async throws {
    try await enqueue()
    var draft = try Samples.draft("R-2", amount: "50.00", due: "2026-12-30")
    draft.discount = CashDiscount(amount: try Samples.euros("1.00"), until: try CivilDate(parsing: "2026-12-10"))
    try await fixture.enqueue(draft)
    let taken = try await told("147.00", "R-1, R-2", day: "2026-12-09")
    #expect(taken.told == "booked R-1 98.00 payment R-2 49.00 payment")
    for reference in ["R-1", "R-2"] { #expect(try await fixture.claim(reference).record.claim.state == .paid) }
    try await expectClean()
  }

  @Test("by the amount alone it names the claim whose discounted sum it is", arguments: ["2026-12-10", "2026-12-11"])
  func byAmount(day: String) async throws {
    try await enqueue()
    let taken = try await told("98.00", nil, day: day)
    #expect(taken.verdict == .proposed && taken.candidates.map(\.reference) == ["R-1"])
    let words = day == "2026-12-10" ? "which lasts until 2026-12-10" : "which ended on 2026-12-10"
    #expect(taken.candidates.first?.because.contains(words) == true, "\(taken.candidates)")
    #expect(try await fixture.claim("R-1").record.claim.heldUntil != nil)
    try await expectClean()
  }

  @Test("another sum asks for the discount again where only its amount is known")
  func otherSum() async throws {
    try await enqueue()
    for amount in ["200.00", "50.00"] {
      await #expect(throws: RuleError.self) { try await fixture.correct("R-1") { $0.amount = amount } }
    }
    try await fixture.correct("R-1") { ($0.amount, $0.discount) = ("200.00", .set("2%")) }
    #expect(try await fixture.claim("R-1").record.claim.draft.discount?.amount.decimal == "4.00")
    try await fixture.correct("R-1") { ($0.amount, $0.discount) = ("100.00", .set("4.00")) }
    #expect(try await fixture.claim("R-1").record.claim.draft.discount?.amount.decimal == "4.00")
    try await fixture.correct("R-1") { ($0.amount, $0.discount) = ("90.00", .cleared) }
    try await fixture.correct("R-1") { $0.amount = "80.00" }
    try await expectClean()
  }

  @Test("a share is rounded half up, and what is no discount is refused")
  func amounts() throws {
    let sum = try Samples.euros("33.25")
    for (text, amount) in [("2%", "0.67"), ("2.5%", "0.83"), ("0.67", "0.67"), ("10%", "3.33"), ("33.24", "33.24")] {
      #expect(try CashDiscount.amount(parsing: text, of: sum).decimal == amount, "\(text)")
    }
    for text in ["0%", "100%", "-2%", "2,5%", "%", ".5%", "2.%", "33.25", "0", "two", "2%%"] {
      #expect(throws: RuleError.self, "\(text)") { try CashDiscount.amount(parsing: text, of: sum) }
    }
  }

  @Test(
    "paid in time with it is paid in full, and what came late is not",
    arguments: [
      (["98.00 2026-12-10"], "paid 100.00: payment 98.00, discount 2.00"),
      (["98.00 2026-12-11"], "open 98.00: payment 98.00"), (["97.99 2026-12-10"], "open 97.99: payment 97.99"),
      (["99.50 2026-12-01"], "paid 100.00: payment 99.50, discount 0.50"),
      (["100.00 2026-12-01"], "paid 100.00: payment 100.00"),
      (["101.00 2026-12-01"], "paid 101.00: payment 101.00"),
      (["50.00 2026-12-01", "48.00 2026-12-10"], "paid 100.00: payment 50.00, payment 48.00, discount 2.00"),
      (["50.00 2026-12-01", "48.00 2026-12-11"], "open 98.00: payment 50.00, payment 48.00"),
    ])
  func inTime(payments: [String], expected: String) async throws {
    try await enqueue()
    for payment in payments {
      let words = payment.split(separator: " ").map(String.init)
      try await fixture.pay("R-1", words[0], date: words[1])
    }
    #expect(try await standing() == expected)
    try await expectClean()
  }

  @Test("what goes back takes the discount with it, and so does undoing")
  func takenBack() async throws {
    try await enqueue()
    try await fixture.pay("R-1", "98.00", date: "2026-12-01")
    try await fixture.pay("R-1", "98.00", kind: .chargeback, date: "2026-12-15")
    #expect(try await standing() == "open 0.00: payment 98.00, chargeback 98.00")
    try await expectClean()
    try await fixture.pay("R-1", "98.00", date: "2026-12-09")
    #expect(try await standing() == "paid 100.00: payment 98.00, chargeback 98.00, payment 98.00, discount 2.00")
    let number = try #require(try await fixture.claim("R-1").payments.first { $0.date.iso == "2026-12-09" }?.number)
    let discount = try #require(try await fixture.claim("R-1").payments.first { $0.kind == .discount }?.number)
    // The discount by itself is not undone: it follows from the payments.
    #expect(
      try await fixture.code {
        _ = try await fixture.docket.undo(
          discount.description, because: "x", by: .user(1), rulebook: fixture.rulebook, now: fixture.now)
      } == .wrongState)
    _ = try await fixture.docket.undo(
      number.description, because: "x", by: .user(1), rulebook: fixture.rulebook, now: fixture.now)
    #expect(try await standing() == "open 0.00: payment 98.00, chargeback 98.00")
    try await expectClean()
  }

  @Test("money beyond the discount is credit, and a payment for several claims closes each with its own")
  func ofDebtor() async throws {
    try await enqueue()
    try await fixture.register(Samples.draft("R-2", amount: "50.00", due: "2026-12-31"))
    _ = try await fixture.docket.pay(
      debtor: "k1", PaymentTelling(amount: "150.00", date: try CivilDate(parsing: "2026-12-09")),
      to: [PaymentShare("R-1", amount: "98.00")], by: .user(1), rulebook: fixture.rulebook, now: fixture.now)
    #expect(try await standing() == "paid 100.00: payment 98.00, discount 2.00")
    try await expectClean()
  }

  @Test("a correction of the discount, its day or the sum decides anew, and the journal has both values")
  func corrected() async throws {
    try await enqueue(until: "2026-12-05")
    try await fixture.pay("R-1", "98.00", date: "2026-12-10")
    #expect(try await standing() == "open 98.00: payment 98.00")
    try await fixture.correct("R-1") { $0.discountUntil = try CivilDate(parsing: "2026-12-10") }
    #expect(try await standing() == "paid 100.00: payment 98.00, discount 2.00")
    let event = try #require(try await fixture.claim("R-1").events.first { $0.event == "claim-corrected" })
    #expect(event.data[.discountUntil] == "2026-12-10")
    #expect(event.data[.discountUntilBefore] == "2026-12-05")
    try await expectClean()
    try await fixture.correct("R-1") { $0.discount = .set("1%") }
    #expect(try await standing() == "open 98.00: payment 98.00")
    try await fixture.correct("R-1") { ($0.amount, $0.discount) = ("99.00", .set("1.00")) }
    #expect(try await standing() == "paid 99.00: payment 98.00, discount 1.00")
    try await fixture.correct("R-1") { $0.discount = .cleared }
    #expect(try await standing() == "open 98.00: payment 98.00")
    try await expectClean()
    await #expect(throws: RuleError.self) {
      try await fixture.correct("R-1") { $0.discountUntil = try CivilDate(parsing: "2026-12-10") }
    }
  }
}
