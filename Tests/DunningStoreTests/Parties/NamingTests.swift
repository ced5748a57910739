import Dunning
import DunningSQL
import DunningTesting
import Testing

@testable import DunningStore

@Suite("What a person calls somebody or something", .timeLimit(.minutes(20)))
struct NamingTests {
  private func twoCreditors() throws -> DocketFixture {
    try DocketFixture(
      rulebook: Samples.rulebook(creditors: [Samples.creditor("acme"), Samples.creditor("beta")]))
  }

  /// What a person may do to a debtor, each by its own way into the docket.
  private func deeds(_ fixture: DocketFixture, _ name: DebtorName) -> [(String, () async throws -> Void)] {
    let (docket, rulebook, now) = (fixture.docket, fixture.rulebook, fixture.now)
    return [
      ("show", { _ = try await docket.debtor(name, rulebook: rulebook, now: now) }),
      ("export", { _ = try await docket.debtorPapers(name) }),
      ("erase", { _ = try await docket.erase(debtor: name, because: "asked", by: .user(1), now: now) }),
      ("hold", { _ = try await docket.setLegalHold("lawsuit", debtor: name, by: .user(1), now: now) }),
      (
        "note",
        { _ = try await docket.note(debtor: name, Note(text: "x"), by: .user(1), rulebook: rulebook, now: now) }
      ),
    ]
      + [
        ClaimChange.pause(until: nil, reason: "x"), .dispute(reason: "x"), .stop(.insolvency, reason: "x"),
        .resume(reason: "x"), .withdraw(reason: "x"), .writeOff(reason: "x"),
      ].map { change in
        (
          change.event.rawValue,
          { _ = try await docket.change(debtor: name, change, by: .user(1), rulebook: rulebook, now: now) }
        )
      }
  }

  @Test("a mailbox that several share is ambiguous for all that is done to a debtor, and nothing happens to anybody")
  func sharedMailbox() async throws {
    // Given
    let fixture = try DocketFixture()
    let mailbox = "familie@muster.example"
    try await fixture.register(
      Samples.draft("A", debtor: Samples.debtor(key: "k1", name: "Ines Muster", email: mailbox)),
      Samples.draft("B", debtor: Samples.debtor(key: "k2", name: "Jonas Muster", email: mailbox)))
    let before = try await fixture.docket.claims()
    for (deed, act) in deeds(fixture, DebtorName(mailbox)) {
      // When
      let error = await #expect(throws: DocketError.self, "\(deed)") { try await act() }
      // Then
      #expect(error?.code == .ambiguous, "\(deed)")
      #expect(error?.message.contains("Ines Muster (k1)") == true, "\(deed)")
      #expect(error?.message.contains("Jonas Muster (k2)") == true, "\(deed)")
    }
    #expect(try await fixture.docket.claims() == before)
    #expect(try await fixture.change(debtor: "Jonas Muster", .pause(until: nil, reason: "x")).count == 1)
    #expect(try await fixture.claim("A").record.claim.state == .open)
  }

  @Test("a debtor whom two creditors know is found with the creditor, or of all of them")
  func twoCreditorsKnow() async throws {
    // Given
    let fixture = try twoCreditors()
    try await fixture.register(Samples.draft("A", creditor: "acme"), Samples.draft("B", creditor: "beta"))
    // Then
    for (deed, act) in deeds(fixture, "k1") {
      let error = await #expect(throws: DocketError.self, "\(deed)") { try await act() }
      #expect(error?.code == .ambiguous, "\(deed)")
      #expect(error?.hint?.contains("--creditor acme") == true, "\(deed)")
    }
    let (docket, rulebook, now) = (fixture.docket, fixture.rulebook, fixture.now)
    let pause = ClaimChange.pause(until: nil, reason: "x")
    let one = try await docket.change(
      debtor: DebtorName("k1", of: .creditor("beta")), pause, by: .user(1), rulebook: rulebook, now: now)
    #expect(one.map(\.claim.draft.reference) == ["B"])
    let both = try await docket.change(
      debtor: DebtorName("k1", of: .all), .stop(.insolvency, reason: "x"), by: .user(1), rulebook: rulebook, now: now)
    #expect(both.map(\.claim.state) == [.stopped, .stopped])
    #expect(try await docket.debtor(DebtorName("k1", of: .all), rulebook: rulebook, now: now).count == 2)
    #expect(
      try await fixture.code { _ = try await docket.debtorPapers(DebtorName("k1", of: .creditor("none"))) } == .notFound
    )
  }

  @Test("two people whom two creditors number alike are not all of them one and the same")
  func sameNumber() async throws {
    let fixture = try twoCreditors()
    try await fixture.register(
      Samples.draft("A", creditor: "acme", debtor: Samples.debtor(name: "Anna Kunde")),
      Samples.draft("B", creditor: "beta", debtor: Samples.debtor(name: "Bert Fremd", email: "b@fremd.example")))
    for (deed, act) in deeds(fixture, DebtorName("k1", of: .all)) {
      let error = await #expect(throws: DocketError.self, "\(deed)") { try await act() }
      #expect(error?.code == .ambiguous, "\(deed)")
    }
    #expect(try await fixture.docket.claims().map(\.claim.state) == [.open, .open])
  }

  @Test("an id names its claim, whatever has been chosen as a reference; a creditor narrows a reference")
  func claims() async throws {
    // Given a claim whose reference looks like the id of another, as earlier versions took it
    let fixture = try twoCreditors()
    try await fixture.register(
      Samples.draft("2026-001"), Samples.draft("RE-c1"), Samples.draft("2026-001", creditor: "beta"))
    try fixture.docket.database.write { try $0.run("UPDATE claim SET reference = 'c1' WHERE id = 2") }
    // Then
    #expect(try await fixture.claim("c1").record.claim.draft.reference == "2026-001")
    #expect(try await fixture.claim("c2").record.claim.draft.reference == "c1")
    #expect(try await fixture.code { _ = try await fixture.claim("2026-001") } == .ambiguous)
    #expect(try await fixture.docket.claim(ClaimName("2026-001", of: "beta")).record.claim.id == ClaimID(3))
    #expect(try await fixture.docket.claim(ClaimName("c1", of: "acme")).record.claim.id == ClaimID(1))
    #expect(try await fixture.code { _ = try await fixture.docket.claim(ClaimName("c1", of: "beta")) } == .notFound)
  }

  @Test("names are found in whichever form their marks were typed, and debtors without regard to case and width")
  func forms() async throws {
    // Given
    let fixture = try DocketFixture()
    let debtor = try Samples.debtor(key: "k9", name: "Ru\u{308}diger AG", email: "Post@Kunde.example")
    try await fixture.register(Samples.draft("R\u{fc}-1", debtor: debtor))
    // Then
    #expect(try await fixture.claim("Ru\u{308}-1").record.claim.id == ClaimID(1))
    for name in ["R\u{fc}diger AG", "rüdiger  ag", "ＲÜＤＩＧＥＲ ＡＧ", "post@kunde.example", "K9"] {
      #expect(try await fixture.change(debtor: name, .pause(until: nil, reason: "x")).count == 1, "\(name)")
      #expect(try await fixture.docket.claims(ClaimFilter(debtor: name)).count == 1, "\(name)")
    }
  }

  @Test("a name that is nearly right is answered with what may have been meant")
  func misspelt() async throws {
    let fixture = try DocketFixture()
    try await fixture.register(Samples.draft("RE-2026-0042"), Samples.draft("XY-1"))
    func hint(_ act: () async throws -> Void) async -> String? {
      await #expect(throws: DocketError.self) { try await act() }?.hint
    }
    #expect(await hint { _ = try await fixture.claim("RE-2026-0024") } == "did you mean \"RE-2026-0042\"?")
    #expect(
      await hint { _ = try await fixture.claim("wholly-other") }
        == "`dunningctl list` shows the claims; use an id or a reference")
    #expect(await hint { _ = try await fixture.docket.debtorPapers("Ana Kunde") }?.contains("\"Anna Kunde\"") == true)
  }

  @Test("debtors are searched by any part of number, name and address, page by page")
  func search() async throws {
    // Given
    let fixture = try twoCreditors()
    try await fixture.register(
      Samples.draft("A", debtor: Samples.debtor(key: "D-1", name: "Müller AG", email: "ap@mueller.example")),
      Samples.draft("B", debtor: Samples.debtor(key: "D-2", name: "MÜLLER Söhne", email: "x@soehne.example")),
      Samples.draft("C", creditor: "beta", debtor: Samples.debtor(key: "D-1", name: "Wang", email: "w@wang.example")))
    func found(_ text: String?, _ creditor: String? = nil) async throws -> [String] {
      try await fixture.docket.debtors(fitting: text, of: creditor, rulebook: fixture.rulebook, now: fixture.now)
        .page.map(\.debtor.name)
    }
    // Then
    #expect(try await found("müller") == ["Müller AG", "MÜLLER Söhne"])
    #expect(try await found("@WANG") == ["Wang"])
    #expect(try await found("d-1") == ["Müller AG", "Wang"])
    #expect(try await found("d-1", "beta") == ["Wang"])
    #expect(try await found("nobody") == [])
    let first = try await fixture.docket.debtors(limit: 2, rulebook: fixture.rulebook, now: fixture.now)
    let second = try await fixture.docket.debtors(
      after: first.cursor, limit: 2, rulebook: fixture.rulebook, now: fixture.now)
    #expect((first.page + second.page).map(\.debtor.name) == ["Müller AG", "MÜLLER Söhne", "Wang"])
    #expect(second.cursor == nil)
    #expect(first.page.map(\.openClaims) == [1, 1])
  }
}
