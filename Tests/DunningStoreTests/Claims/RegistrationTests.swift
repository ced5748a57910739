import Dunning
import DunningStore
import DunningTesting
import Testing

@Suite("Enqueueing claims", .timeLimit(.minutes(20)))
struct RegistrationTests {
  private let fixture: DocketFixture

  init() throws { fixture = try DocketFixture() }

  private func words(_ registrations: [Registration]) -> [String] {
    registrations.map { registration in
      switch registration {
      case .enqueued(let record): "enqueued \(record.claim.id)"
      case .known(let record): "known \(record.claim.id)"
      case .corrected(let record, _): "corrected \(record.claim.id)"
      case .differs(let record, let differences):
        "\(record.claim.id) differs in \(differences.map(\.field).joined(separator: " "))"
      case .doubted(let field, _): "doubted \(field)"
      case .refused(let error): "refused \(error.code.rawValue)"
      }
    }
  }

  @Test("the same reference with the same content is the same claim, with other content a conflict")
  func idempotence() async throws {
    // Given
    try await fixture.register(Samples.draft())
    // When
    let again = try await fixture.register(
      Samples.draft(), Samples.draft(amount: "1.00"), Samples.draft(due: "2026-12-01"),
      Samples.draft(debtor: Samples.debtor(email: "other@kunde.example")))
    // Then
    #expect(
      words(again) == ["known c1", "c1 differs in amount", "c1 differs in due", "c1 differs in email"])
    #expect(try await fixture.docket.claims().count == 1)
    #expect(try await fixture.claim("R-1").record.claim.draft.debtor.email?.text == "anna@kunde.example")
  }

  @Test("a reference is a creditor's own, and one that fits two creditors is ambiguous")
  func perCreditor() async throws {
    // Given
    let rulebook = try Samples.rulebook(creditors: [Samples.creditor("acme"), Samples.creditor("beta")])
    let fixture = try DocketFixture(rulebook: rulebook)
    // When
    let both = try await fixture.register(Samples.draft(creditor: "acme"), Samples.draft(creditor: "beta"))
    // Then
    #expect(words(both) == ["enqueued c1", "enqueued c2"])
    #expect(try await fixture.code { _ = try await fixture.claim("R-1") } == .ambiguous)
    #expect(try await fixture.claim("c2").record.claim.draft.creditor == "beta")
  }

  @Test("a claim has its next step from the start, and a bad one does not stop the others")
  func batch() async throws {
    // When
    let results = try await fixture.register(
      Samples.draft("A"), Samples.draft("A", amount: "5.00"), Samples.draft("B"))
    // Then
    #expect(words(results) == ["enqueued c1", "c1 differs in amount", "enqueued c2"])
    let next = try await fixture.claim("B").record.next
    let moment = try Samples.moment("2026-12-03T09:00:00+01:00")
    #expect(next?.step == "reminder")
    #expect(next?.at == moment)
    #expect(try await fixture.events("B") == ["claim-registered"])
  }

  @Test(
    "a reference that looks like an id is refused, and what has come in with one is known again",
    arguments: ["c1", "c17"])
  func likeAnID(reference: String) async throws {
    #expect(try await words(fixture.register(Samples.draft(reference))) == ["doubted reference"])
    #expect(
      try await words(fixture.register(Samples.draft("C1"), Samples.draft("c1a"), Samples.draft("n1"))).count == 3)
  }

  @Test("a dry run answers all the same and keeps nothing")
  func dryRun() async throws {
    // When
    let results = try await fixture.docket.register(
      [Samples.draft("A"), Samples.draft("A")], by: .user(1), rulebook: fixture.rulebook, now: fixture.now,
      dryRun: true)
    // Then
    #expect(words(results) == ["enqueued c1", "known c1"])
    #expect(try await fixture.docket.claims().isEmpty)
    #expect(try await fixture.docket.events(after: 0).map(\.event) == ["docket-created"])
  }

  @Test("what is corrected of a debtor counts for all open claims, and is in the journal of each")
  func debtorChanges() async throws {
    // Given
    let before = try await fixture.enqueue(Samples.draft("A"))
    try await fixture.enqueue(Samples.draft("B"))
    try await fixture.change("B", .withdraw(reason: "error"))
    // When
    try await fixture.correct(email: "new@kunde.example")
    // Then
    let after = try await fixture.claim("A").record
    #expect(after.revision > before.revision)
    #expect(after.claim.draft.debtor.email?.text == "new@kunde.example")
    #expect(try await fixture.events("A") == ["claim-registered", "debtor-changed"])
    // The newest tells of what is known now, whatever became of it.
    #expect(try await fixture.events("B").last == "debtor-changed")
  }

  @Test("a debtor who lives in another zone is dunned by its clock from then on")
  func debtorMoves() async throws {
    // Given
    try await fixture.enqueue(Samples.draft("A"))
    // When
    try await fixture.enqueue(Samples.draft("B", debtor: Samples.debtor(timeZone: "Asia/Tokyo")))
    // Then
    let record = try await fixture.claim("A").record
    #expect(try record.next?.at == Samples.moment("2026-12-03T09:00:00+09:00"))
    #expect(try record.dueEnd == Samples.moment("2026-12-01T00:00:00+09:00"))
  }

  @Test("what is not said about a known debtor stays as it was")
  func debtorStays() async throws {
    // Given
    let zoned = try Samples.debtor(language: "de", timeZone: "Asia/Tokyo")
    let before = try await fixture.enqueue(Samples.draft("A", debtor: zoned))
    // When
    try await fixture.enqueue(Samples.draft("B"))
    // Then
    let after = try await fixture.claim("A").record
    #expect(after.claim.draft.debtor == zoned)
    #expect(after.revision == before.revision)
  }

  @Test("a list is filtered by state, debtor, lateness and deadline, and comes in pages")
  func list() async throws {
    // Given
    for number in 1...5 {
      let debtor = try Samples.debtor(key: "k\(number % 2)", email: "d\(number % 2)@kunde.example")
      try await fixture.enqueue(Samples.draft("R-\(number)", due: "2026-12-0\(number)", debtor: debtor))
    }
    try await fixture.pay("R-2", "120.00")
    func references(_ filter: ClaimFilter, after: ClaimID? = nil, limit: Int = 10) async throws -> [String] {
      try await fixture.docket.claims(filter, after: after, limit: limit).map(\.claim.draft.reference)
    }
    // Then
    #expect(try await references(ClaimFilter(state: .paid)) == ["R-2"])
    #expect(try await references(ClaimFilter(debtor: "k1")) == ["R-1", "R-3", "R-5"])
    #expect(try await references(ClaimFilter(debtor: "d0@kunde.example")) == ["R-2", "R-4"])
    let late = ClaimFilter(overdueAt: try Samples.moment("2026-12-04T12:00:00+01:00"))
    #expect(try await references(late) == ["R-1", "R-3"])
    #expect(try await references(ClaimFilter(dueBefore: CivilDate(parsing: "2026-12-03"))) == ["R-1", "R-2"])
    #expect(try await references(ClaimFilter(), limit: 2) == ["R-1", "R-2"])
    #expect(try await references(ClaimFilter(), after: ClaimID(2), limit: 2) == ["R-3", "R-4"])
  }
}
