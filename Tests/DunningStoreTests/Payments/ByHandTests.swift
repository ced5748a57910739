import Dunning
import DunningStore
import DunningTesting
import Testing

@Suite("Money that is recorded by hand and told by a statement too", .timeLimit(.minutes(20)))
struct ByHandTests {
  private let fixture: DocketFixture
  private let bank: BankWorld

  init() throws {
    fixture = try DocketFixture(now: "2026-12-01T08:00:00+01:00")
    bank = BankWorld(fixture)
  }

  private func entry(_ text: String, _ amount: String = "40.00", reference: String? = "Q1") throws -> MatchEntry {
    try BankWorld.entry(amount, text, reference: reference, name: "Anna Kunde") { $0.endToEnd = "E2E-1" }
  }

  private func take(_ entry: MatchEntry, file: String = "a.xml") async throws -> [TakenEntry] {
    try await bank.take(try BankWorld.file(file, entry)).entries
  }

  private func enqueueTwo() async throws {
    try await bank.enqueue("R-2026-0001")
    try await fixture.enqueue(
      try Samples.draft(
        "R-2026-0002", due: "2026-12-11",
        debtor: Samples.debtor(key: "k2", name: "Bob Beta", email: "bob@beta.example")))
  }

  // MARK: By a number

  @Test("a statement's payment is known by either of its numbers when it is told by hand", arguments: ["Q1", "E2E-1"])
  func statementFirst(number: String) async throws {
    try await enqueueTwo()
    #expect(try await take(entry("R-2026-0001")).map(\.verdict) == [.booked])
    // When
    try await fixture.pay("R-2026-0001", "40.00", id: number, date: "2026-12-01")
    try await fixture.pay("R-2026-0001", "40.00", id: number)
    try await fixture.pay(debtor: "40.00", id: number)
    // Then
    #expect(try await fixture.docket.payments().count == 1)
    #expect(try await bank.paid("R-2026-0001") == "40.00")
    // On another claim it is a mistake, as it is where both are told by hand.
    #expect(
      try await fixture.code { try await fixture.pay("R-2026-0002", "40.00", id: number, date: "2026-12-01") }
        == .paymentTaken)
    #expect(
      try await fixture.code { try await fixture.pay("R-2026-0001", "41.00", id: "Q1") } == .paymentTaken)
    #expect(try await fixture.money.findings() == [])
  }

  @Test("what a payer writes into several transfers is no number of one", arguments: ["41.00", "40.00"])
  func sameEndToEnd(amount: String) async throws {
    try await enqueueTwo()
    _ = try await take(entry("R-2026-0001"))
    try fixture.at("2026-12-20T08:00:00+01:00")
    try await fixture.pay("R-2026-0001", amount, id: "E2E-1", date: "2026-12-20")
    #expect(try await fixture.docket.payments().count == 2)
  }

  @Test("what is known by one of its numbers is known by the other", arguments: [("Q1", "E2E-1"), ("E2E-1", "Q1")])
  func byHandFirst(first: String, second: String) async throws {
    try await enqueueTwo()
    try await fixture.pay("R-2026-0001", "40.00", id: first, date: "2026-12-01")
    #expect(try await take(entry("R-2026-0001")).map(\.verdict) == [.known])
    // When
    try await fixture.pay("R-2026-0001", "40.00", id: second, date: "2026-12-01")
    // Then
    #expect(try await fixture.docket.payments().count == 1)
    #expect(try await fixture.money.findings() == [])
  }

  @Test("what waits on a statement is assigned, and not recorded beside it")
  func waiting() async throws {
    try await enqueueTwo()
    #expect(try await take(entry("Danke")).map(\.verdict) == [.proposed])
    #expect(try await fixture.code { try await fixture.pay("R-2026-0001", "40.00", id: "Q1") } == .paymentTaken)
    #expect(try await fixture.docket.payments().isEmpty)
    // What a person has put aside is theirs.
    _ = try await fixture.docket.ignore(
      EntryID(1), because: "by hand", by: .user(1000), rulebook: fixture.rulebook, now: fixture.now)
    try await fixture.pay("R-2026-0001", "40.00", id: "Q1")
    #expect(try await bank.paid("R-2026-0001") == "40.00")
    #expect(try await fixture.money.findings() == [])
  }

  @Test("one number bad in a file stops none of its other rows")
  func many() async throws {
    try await enqueueTwo()
    _ = try await take(entry("R-2026-0001"))
    let day = try CivilDate(parsing: "2026-12-01")
    let rows = [("R-2026-0001", "Q1"), ("R-2026-0002", "Q1"), ("R-2026-0002", "Q9")].map {
      (claim: ClaimName($0.0), telling: PaymentTelling(amount: "40.00", date: day, externalID: $0.1))
    }
    let verdicts = try await fixture.docket.pay(rows, by: .user(1000), rulebook: fixture.rulebook, now: fixture.now)
    let words = verdicts.map { verdict in
      switch verdict {
      case .recorded: "recorded"
      case .known: "known"
      case .doubted: "doubted"
      case .refused: "refused"
      }
    }
    #expect(words == ["known", "refused", "recorded"])
  }

  // MARK: Without one

  @Test(
    "an entry that looks like what a person recorded without a number is a question",
    arguments: [
      ("2026-12-01", "40.00", true), ("2026-11-28", "40.00", true), ("2026-11-27", "40.00", false),
      ("2026-12-01", "39.00", false),
    ])
  func alike(day: String, amount: String, isAsked: Bool) async throws {
    try await enqueueTwo()
    try await fixture.pay("R-2026-0001", amount, date: day)
    let taken = try await take(entry("R-2026-0001"))
    #expect(taken.map(\.verdict) == [isAsked ? .proposed : .booked])
    guard isAsked else { return }
    #expect(taken[0].because.joined(separator: "; ").contains("looks like p1"))
    #expect(taken[0].candidates.map(\.reference) == ["R-2026-0001"])
    #expect(try await bank.paid("R-2026-0001") == "40.00")
    // A second one, says a person.
    _ = try await fixture.docket.assign(
      EntryID(1), to: [PaymentShare("R-2026-0001")], by: .user(1000), rulebook: fixture.rulebook, now: fixture.now)
    #expect(try await bank.paid("R-2026-0001") == "80.00")
    #expect(try await fixture.money.findings() == [])
  }

  @Test("the same for what was recorded for the debtor")
  func alikeOfDebtor() async throws {
    try await enqueueTwo()
    try await fixture.pay(debtor: "40.00")
    #expect(try await take(entry("R-2026-0001")).map(\.verdict) == [.proposed])
    #expect(try await fixture.money.findings() == [])
  }

  // MARK: Undoing

  @Test("what was known as a payment that is undone waits again, and finds its claim")
  func undone() async throws {
    try await enqueueTwo()
    try await fixture.pay("R-2026-0002", "40.00", id: "Q1", date: "2026-12-01")
    // Digits of an end-to-end id would be candidates too.
    var thanks = try entry("Danke")
    thanks.endToEnd = nil
    #expect(try await take(thanks).map(\.verdict) == [.known])
    // When
    try await fixture.undo("p1")
    // Then
    let waiting = try await fixture.docket.entriesWaiting()
    #expect(waiting.map(\.id) == [EntryID(1)])
    #expect(waiting.first?.candidates.map(\.reference) == ["R-2026-0001"])
    #expect(try await fixture.claim("R-2026-0001").record.claim.heldUntil != nil)
    _ = try await fixture.docket.assign(
      EntryID(1), to: [PaymentShare("R-2026-0001")], by: .user(1000), rulebook: fixture.rulebook, now: fixture.now)
    #expect(try await [bank.paid("R-2026-0001"), bank.paid("R-2026-0002")] == ["40.00", "0.00"])
    #expect(try await fixture.money.findings() == [])
  }

  @Test("what is known by its number but names another claim is a question, until the payment is undone")
  func onAnother() async throws {
    try await enqueueTwo()
    try await fixture.pay("R-2026-0002", "40.00", id: "Q1", date: "2026-12-01")
    // When
    let taken = try await take(entry("R-2026-0001"))
    // Then
    #expect(taken.map(\.verdict) == [.proposed])
    #expect(taken[0].because.joined(separator: "; ").contains("p1"))
    #expect(try await bank.paid("R-2026-0001") == "0.00")
    #expect(try await fixture.money.findings() == [])
    // When
    try await fixture.undo("p1")
    // Then
    #expect(try await fixture.docket.entry(EntryID(1)).verdict == .booked)
    #expect(try await [bank.paid("R-2026-0001"), bank.paid("R-2026-0002")] == ["40.00", "0.00"])
    #expect(try await fixture.money.findings() == [])
  }

  @Test("what a person took back is not booked where it was by the rule")
  func notThere() async throws {
    try await enqueueTwo()
    try await fixture.pay("R-2026-0001", "40.00", id: "Q1", date: "2026-12-01")
    _ = try await take(entry("R-2026-0001"))
    try await fixture.undo("p1")
    #expect(try await fixture.docket.entry(EntryID(1)).verdict == .proposed)
    #expect(try await bank.paid("R-2026-0001") == "0.00")
    #expect(try await fixture.money.findings() == [])
  }
}
