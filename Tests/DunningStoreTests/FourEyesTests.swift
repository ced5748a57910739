import Dunning
import DunningSQL
import DunningTesting
import Testing

@testable import DunningStore

/// Two people who may both approve: `one` has done something of which nobody else knows.
@Suite("Four eyes", .timeLimit(.minutes(20)))
struct FourEyesTests {
  static let one = Actor.user(2_001, .approver)
  static let two = Actor.user(2_002, .approver)

  private static func fixture() throws -> DocketFixture {
    let policy = Policy(
      name: "standard",
      steps: [
        try Samples.step("reminder", "due+3d", approval: .fourEyes),
        try Samples.step("demand", "due+20d", .demand, gap: "7d", approval: .fourEyes),
      ], sendWindow: Samples.officeHours)
    return try DocketFixture(rulebook: try Samples.rulebook(policies: [policy]))
  }

  /// What somebody does before the notice is approved.
  struct Deed: Sendable, CustomTestStringConvertible {
    let testDescription: String
    /// What the refusal says of it.
    let words: String
    let run: @Sendable (DocketFixture) async throws -> Void

    init(_ name: String, words: String, _ run: @escaping @Sendable (DocketFixture) async throws -> Void) {
      (testDescription, self.words, self.run) = (name, words, run)
    }
  }

  private static func enter(
    _ fixture: DocketFixture, _ reference: String = "A", debtor: String = "k1", email: String? = "a@k.example",
    by actor: Actor
  ) async throws {
    var draft = try Samples.draft(reference, due: "2026-11-20")
    draft.debtor = Debtor(key: debtor, name: "Firma \(debtor)", email: try email.map { try EmailAddress(parsing: $0) })
    let made = try await fixture.docket.register([draft], by: actor, rulebook: fixture.rulebook, now: fixture.now)
    guard case .enqueued? = made.first else { throw DocketError(.failed, "\(made)") }
  }

  private static func add(_ fixture: DocketFixture, debtor: String, email: String, by actor: Actor) async throws {
    _ = try await fixture.docket.add(
      debtor: Debtor(key: debtor, name: "Firma \(debtor)", email: try EmailAddress(parsing: email)), of: "acme",
      by: actor, rulebook: fixture.rulebook, now: fixture.now)
  }

  private static func pay(
    _ fixture: DocketFixture, _ amount: String, kind: Payment.Kind = .payment, by actor: Actor
  ) async throws {
    _ = try await fixture.docket.pay(
      "A", amount: amount, kind: kind, date: nil, externalID: nil, by: actor, rulebook: fixture.rulebook,
      now: fixture.now)
  }

  private static func correct(
    _ fixture: DocketFixture, by actor: Actor, _ edit: (inout ClaimCorrection) throws -> Void
  ) async throws {
    var correction = ClaimCorrection()
    try edit(&correction)
    _ = try await fixture.docket.correct(
      "A", correction, reason: "typing error", by: actor, rulebook: fixture.rulebook, now: fixture.now)
  }

  private static func correct(
    _ fixture: DocketFixture, debtor: String = "k1", email: String? = nil, language: String? = nil, by actor: Actor
  ) async throws {
    var correction = DebtorCorrection()
    correction.email = try email.map { try Addressee.list(parsing: $0) }
    if let language { correction.details[.language] = language }
    _ = try await fixture.docket.correct(
      debtor: DebtorName(debtor), correction, reason: "moved", by: actor, rulebook: fixture.rulebook, now: fixture.now)
  }

  /// Each leaves `one` as somebody who has decided whom the notice goes to or what it asks, though `two` has entered the
  /// claim or changed something last.
  static let deeds = [
    Deed("entered the claim", words: "entered claim c1") { try await enter($0, by: one) },
    Deed("entered the debtor with an address", words: "entered the debtor") { fixture in
      try await add(fixture, debtor: "k1", email: "evil@one.example", by: one)
      try await enter(fixture, email: nil, by: two)
    },
    Deed("entered another claim with the address", words: "entered claim c1 of the same debtor") { fixture in
      var early = try Samples.draft("B", due: "2027-11-20")
      early.debtor = Debtor(key: "k1", name: "Firma k1", email: try EmailAddress(parsing: "evil@one.example"))
      _ = try await fixture.docket.register([early], by: one, rulebook: fixture.rulebook, now: fixture.now)
      try await enter(fixture, email: nil, by: two)
    },
    Deed("put the debtor together with one of their own", words: "said who the debtor of it is") { fixture in
      try await enter(fixture, by: two)
      try await add(fixture, debtor: "k2", email: "evil@one.example", by: one)
      _ = try await fixture.docket.merge(
        "k1", into: "k2", reason: "the same", by: one, rulebook: fixture.rulebook, now: fixture.now)
    },
    Deed("entered the debtor with whom another put them together", words: "entered the debtor") { fixture in
      try await enter(fixture, by: two)
      try await add(fixture, debtor: "k2", email: "evil@one.example", by: one)
      _ = try await fixture.docket.merge(
        "k1", into: "k2", reason: "the same", by: two, rulebook: fixture.rulebook, now: fixture.now)
    },
    Deed("booked a chargeback", words: "took back a payment of claim c1") { fixture in
      try await enter(fixture, by: two)
      try await pay(fixture, "50.00", by: two)
      try await pay(fixture, "50.00", kind: .chargeback, by: one)
    },
    Deed("corrected the sum, and another something else", words: "corrected claim c1") { fixture in
      try await enter(fixture, by: two)
      try await correct(fixture, by: one) { $0.amount = "9000.00" }
      try await correct(fixture, by: two) { $0.paymentLink = .set("https://pay.example/x") }
    },
    Deed("corrected the address, and another the language", words: "changed what is known of the debtor") { fixture in
      try await enter(fixture, by: two)
      try await correct(fixture, email: "evil@one.example", by: one)
      try await correct(fixture, language: "de", by: two)
    },
    Deed("took back that it was given up", words: "opened claim c1 again") { fixture in
      try await enter(fixture, by: two)
      _ = try await fixture.docket.change(
        "A", .withdraw(reason: "a mistake"), by: two, rulebook: fixture.rulebook, now: fixture.now)
      _ = try await fixture.docket.reopen(
        "A", reason: "it was none", by: one, rulebook: fixture.rulebook, now: fixture.now)
    },
    Deed("attached the invoice", words: "attached the invoice of claim c1") { fixture in
      try await enter(fixture, by: two)
      let content = try await fixture.docket.beginAttachment(to: "A")
      try content.append(Array("%PDF-1.4".utf8))
      _ = try await fixture.docket.attach(
        content, name: "x.pdf", mediaType: "application/pdf", note: "invoice", to: "A", by: one, now: fixture.now)
    },
  ]

  private static func waiting(_ fixture: DocketFixture) async throws -> NoticeID {
    try fixture.at("2026-11-23T09:00:00+01:00")
    for notice in try await fixture.take() { try await fixture.carry(notice) }
    // What was opened again keeps the gap of its step first.
    if try await fixture.docket.notices(state: .awaitingApproval).isEmpty {
      try fixture.at("2026-11-25T09:00:00+01:00")
      for notice in try await fixture.take() { try await fixture.carry(notice) }
    }
    return try #require(try await fixture.docket.notices(state: .awaitingApproval).first).id
  }

  @discardableResult
  private static func approve(_ id: NoticeID, by actor: Actor, _ fixture: DocketFixture) async throws -> Notice {
    try await fixture.docket.change(id, .approve(), by: actor, rulebook: fixture.rulebook, now: fixture.now)
  }

  @Test("whoever made what a notice goes by does not let it go alone", arguments: deeds)
  func alone(_ deed: Deed) async throws {
    // Given
    let fixture = try Self.fixture()
    try await deed.run(fixture)
    let id = try await Self.waiting(fixture)
    // When
    let seconded = try await Self.approve(id, by: Self.one, fixture)
    // Then
    #expect(seconded.state == .awaitingApproval)
    #expect(seconded.lastReply?.contains("uid 2001, who ") == true)
    #expect(seconded.lastReply?.contains(deed.words) == true, "\(seconded.lastReply ?? "")")
    #expect(try await fixture.docket.verify().findings == [])
    // When
    let approved = try await Self.approve(id, by: Self.two, fixture)
    // Then
    #expect(approved.state == .pending)
    #expect(try await fixture.docket.verify().findings == [])
    for claim in ["A"] { #expect(try await fixture.docket.verify(ClaimName(claim)).findings == []) }
  }

  @Test("verification finds it where a daemon let it go all the same", arguments: deeds)
  func found(_ deed: Deed) async throws {
    // Given
    let fixture = try Self.fixture()
    try await deed.run(fixture)
    let id = try await Self.waiting(fixture)
    // When
    _ = try await fixture.docket.write(by: Self.one, rulebook: fixture.rulebook, now: fixture.now) { transaction in
      let notice = try transaction.notice(id)
      var parcel = try transaction.approvedParcel(of: notice, seen: nil)
      parcel[.makers] = "uid 2002"
      try transaction.approve(notice)
      try transaction.journal(.noticeApproved, of: id, about: notice.claims, by: Self.one, parcel)
    }
    // Then
    let findings = try await fixture.docket.verify().findings.map(\.what)
    #expect(findings.contains("approval of \(id)"))
    #expect(try await fixture.docket.verify("A").findings.map(\.what).contains("approval of \(id)"))
  }

  @Test("what was approved by two is made by nobody any more: what comes later asks whoever changed something since")
  func later() async throws {
    // Given a reminder that both have let go, since both had a hand in it
    let fixture = try Self.fixture()
    try await Self.enter(fixture, by: Self.two)
    try await Self.correct(fixture, by: Self.one) { $0.amount = "90.00" }
    let first = try await Self.waiting(fixture)
    try await Self.approve(first, by: Self.one, fixture)
    try await Self.approve(first, by: Self.two, fixture)
    for notice in try await fixture.take() { try await fixture.carry(notice) }
    try #require(try await fixture.notice(first).state == .sent)
    // When the demand waits
    try fixture.at("2026-12-10T09:00:00+01:00")
    for notice in try await fixture.take() { try await fixture.carry(notice) }
    let second = try #require(try await fixture.docket.notices(state: .awaitingApproval).first).id
    // Then one is enough
    #expect(try await Self.approve(second, by: Self.one, fixture).state == .pending)
    #expect(try await fixture.docket.verify().findings == [])
  }

  @Test("the daemon's own entries are nobody's")
  func daemon() async throws {
    let fixture = try Self.fixture()
    try await Self.enter(fixture, by: .daemon)
    let id = try await Self.waiting(fixture)
    #expect(try await Self.approve(id, by: Self.one, fixture).state == .pending)
    let said = try await fixture.claim("A").events.last { $0.event == "notice-approved" }
    #expect(said?.data["makers"] == "nobody")
  }
}
