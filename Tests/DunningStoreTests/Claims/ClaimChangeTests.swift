import Dunning
import DunningStore
import DunningTesting
import Testing

@Suite("Payments and what people say", .timeLimit(.minutes(20)))
struct ClaimChangeTests {
  private let fixture: DocketFixture

  init() throws { fixture = try DocketFixture() }

  @Test("part payments add up, and the last one settles the claim")
  func parts() async throws {
    // Given
    try await fixture.enqueue(Samples.draft(amount: "100.00"))
    // When
    let part = try await fixture.pay("R-1", "40.00")
    let rest = try await fixture.pay("R-1", "60.00")
    // Then
    #expect(part.claim.state == .open)
    #expect(part.claim.outstanding.decimal == "60.00")
    #expect(part.next != nil)
    #expect(rest.claim.state == .paid)
    #expect(rest.claim.outstanding.decimal == "0.00")
    #expect(rest.next == nil)
    #expect(rest.nothingBecause == "it is paid")
    #expect(
      try await fixture.events("R-1") == ["claim-registered", "payment-recorded", "payment-recorded", "claim-paid"])
  }

  @Test("more than is owed settles the claim, and more can still come in")
  func over() async throws {
    // Given
    try await fixture.enqueue(Samples.draft(amount: "100.00"))
    // When
    let over = try await fixture.pay("R-1", "120.00")
    let more = try await fixture.pay("R-1", "5.00")
    // Then
    #expect(over.claim.state == .paid)
    #expect(over.claim.outstanding.decimal == "0.00")
    #expect(more.claim.paid.decimal == "125.00")
    #expect(try await fixture.events("R-1").count { $0 == "claim-paid" } == 1)
  }

  @Test("the same external number counts once, and with another amount or day it is a conflict")
  func once() async throws {
    // Given
    try await fixture.enqueue(Samples.draft(amount: "100.00"))
    try await fixture.pay("R-1", "40.00", id: "b-1", date: "2026-11-20")
    // When
    let again = try await fixture.pay("R-1", "40.00", id: "b-1", date: "2026-11-20")
    let undated = try await fixture.pay("R-1", "40.00", id: "b-1")
    // Then
    #expect(again.claim.paid.decimal == "40.00")
    #expect(undated.claim.paid.decimal == "40.00")
    #expect(try await fixture.code { try await fixture.pay("R-1", "41.00", id: "b-1") } == .paymentTaken)
    let otherDay = try await fixture.code { try await fixture.pay("R-1", "40.00", id: "b-1", date: "2026-11-21") }
    #expect(otherDay == .paymentTaken)
    #expect(try await fixture.claim("R-1").payments.map(\.externalID) == ["b-1"])
  }

  @Test("a withdrawn claim takes no payment, and nothing is a payment that is not more than nothing")
  func refused() async throws {
    // Given
    try await fixture.register(Samples.draft("A"), Samples.draft("B"))
    try await fixture.change("A", .withdraw(reason: "error"))
    // Then
    #expect(try await fixture.code { try await fixture.pay("A", "1.00") } == .wrongState)
    #expect(try await fixture.code { try await fixture.pay("Z", "1.00") } == .notFound)
    await #expect(throws: RuleError.self) { try await fixture.pay("B", "0.00") }
    await #expect(throws: RuleError.self) { try await fixture.pay("B", "12abc") }
    #expect(try await fixture.claim("B").payments.isEmpty)
  }

  @Test("a pause until a day plans for that morning, one without end for nothing")
  func pause() async throws {
    // Given
    try await fixture.enqueue(Samples.draft())
    // When
    let until = try await fixture.change(
      "R-1", .pause(until: CivilDate(parsing: "2026-12-15"), reason: "promised"))
    let endless = try await fixture.change("R-1", .pause(until: nil, reason: "disputed"))
    // Then
    #expect(until.claim.state == .paused)
    #expect(try until.next?.at == Samples.moment("2026-12-15T09:00:00+01:00"))
    #expect(endless.next == nil)
    #expect(endless.nothingBecause == "it is paused until somebody resumes it")
    // When
    let resumed = try await fixture.change("R-1", .resume(reason: nil))
    // Then
    #expect(resumed.claim.state == .open)
    #expect(resumed.claim.pausedUntil == nil)
    #expect(try resumed.next?.at == Samples.moment("2026-12-03T09:00:00+01:00"))
    #expect(
      try await fixture.events("R-1") == ["claim-registered", "claim-paused", "claim-paused", "claim-resumed"])
  }

  enum Verb: String, CaseIterable {
    case pause, promise, dispute, stop, resume, withdraw, writeOff

    func change() throws -> ClaimChange {
      switch self {
      case .pause: .pause(until: nil, reason: "x")
      case .promise: .promise(.day(try CivilDate(parsing: "2026-12-04"), amount: nil), reason: nil)
      case .dispute: .dispute(reason: "x")
      case .stop: .stop(.insolvency, reason: "x")
      case .resume: .resume(reason: nil)
      case .withdraw: .withdraw(reason: "x")
      case .writeOff: .writeOff(reason: "x")
      }
    }
  }

  /// All that can be said; what is not named here is refused.
  private static let allowed: [Claim.State: [Verb: Claim.State]] = {
    let ends: [Verb: Claim.State] = [.stop: .stopped, .withdraw: .withdrawn, .writeOff: .writtenOff]
    let talk: [Verb: Claim.State] = ends.merging([.promise: .promised, .dispute: .disputed]) { first, _ in first }
    let resumes: [Verb: Claim.State] = [.resume: .open]
    return [
      .open: talk.merging([.pause: .paused]) { first, _ in first },
      .paused: talk.merging([.pause: .paused, .resume: .open]) { first, _ in first },
      .promised: talk.merging([.pause: .paused, .resume: .open]) { first, _ in first },
      .disputed: talk.merging(resumes) { first, _ in first },
      .stopped: ends.merging(resumes) { first, _ in first },
    ]
  }()

  @Test("what can be said of a claim depends on its state", arguments: Claim.State.allCases, Verb.allCases)
  func table(state: Claim.State, verb: Verb) async throws {
    // Given
    try await fixture.enqueue(Samples.draft())
    let before: [Claim.State: Verb] = [
      .paused: .pause, .promised: .promise, .disputed: .dispute, .stopped: .stop, .withdrawn: .withdraw,
      .writtenOff: .writeOff,
    ]
    if let before = before[state] { try await fixture.change("R-1", before.change()) }
    if state == .paid { try await fixture.pay("R-1", "120.00") }
    #expect(try await fixture.claim("R-1").record.claim.state == state)
    // When
    let code = try await fixture.code { try await fixture.change("R-1", verb.change()) }
    // Then
    let expected = Self.allowed[state]?[verb]
    #expect(code == (expected == nil ? .wrongState : nil))
    #expect(try await fixture.claim("R-1").record.claim.state == expected ?? state)
  }

  @Test("while a claim is disputed, stopped, written off or withdrawn nothing is planned, and it says why")
  func silence() async throws {
    // Given
    try await fixture.enqueue(Samples.draft())
    // Then
    let disputed = try await fixture.change("R-1", .dispute(reason: "half of it was broken"))
    #expect(disputed.next == nil)
    #expect(disputed.reason == "half of it was broken")
    #expect(disputed.nothingBecause == "it is disputed; it goes on when somebody resumes it")
    let stopped = try await fixture.change("R-1", .stop(.representation, reason: "RA Dr. Klug"))
    #expect(stopped.nothingBecause == "nobody may write to the debtor; it goes on when somebody resumes it")
    #expect(stopped.reason == "representation: RA Dr. Klug")
    let resumed = try await fixture.change("R-1", .resume(reason: "settled"))
    #expect(resumed.next?.step == "reminder")
    #expect(resumed.reason == nil)
    let writtenOff = try await fixture.change("R-1", .writeOff(reason: "insolvency closed"))
    #expect(writtenOff.next == nil)
    #expect(writtenOff.nothingBecause == "it was written off")
  }

  @Test("the cause that was said last is kept, found and counted while the claim is open")
  func cause() async throws {
    // Given
    try await fixture.register(Samples.draft("A"), Samples.draft("B"))
    // When
    _ = try await fixture.docket.change(
      "A", .pause(until: nil, reason: "card blocked"), cause: .technical, by: .user(1), rulebook: fixture.rulebook,
      now: fixture.now)
    try await fixture.change("A", .resume(reason: nil))
    // Then
    #expect(try await fixture.docket.claims(ClaimFilter(cause: .technical)).map(\.claim.draft.reference) == ["A"])
    #expect(try await fixture.docket.counts(rulebook: fixture.rulebook, now: fixture.now).causes == ["technical": 1])
    try await fixture.pay("A", "120.00")
    #expect(try await fixture.docket.counts(rulebook: fixture.rulebook, now: fixture.now).causes == [:])
  }

  @Test("a word about a debtor is a word about every claim of theirs for which it makes sense")
  func debtor() async throws {
    // Given
    try await fixture.register(Samples.draft("A"), Samples.draft("B"), Samples.draft("C"))
    try await fixture.pay("C", "120.00")
    // When
    let paused = try await fixture.change(debtor: "k1", .pause(until: nil, reason: "ill"))
    try await fixture.change("B", .resume(reason: nil))
    let resumed = try await fixture.change(debtor: "Anna Kunde", .resume(reason: nil))
    // Then
    #expect(paused.map(\.claim.draft.reference) == ["A", "B"])
    #expect(resumed.map(\.claim.state) == [.open, .open])
    #expect(try await fixture.code { try await fixture.change(debtor: "nobody", .resume(reason: nil)) } == .notFound)
  }

  @Test("a pause of a debtor holds for what comes later until its day begins where the debtor is")
  func pausedDebtorOverseas() async throws {
    // Given
    let debtor = try Samples.debtor(timeZone: "America/New_York")
    try await fixture.register(Samples.draft("A", debtor: debtor))
    try await fixture.change(debtor: "k1", .pause(until: CivilDate(parsing: "2026-12-10"), reason: "ill"))
    // When it is the 9th in New York, and the 10th in Berlin
    try fixture.at("2026-12-10T03:00:00+01:00")
    let later = try await fixture.enqueue(Samples.draft("B", due: "2026-11-01", debtor: debtor))
    // Then
    #expect(later.claim.state == .paused)
    #expect(try later.next?.at == Samples.moment("2026-12-10T09:00:00-05:00"))
    try fixture.at("2026-12-10T07:00:00+01:00")
    #expect(try await fixture.enqueue(Samples.draft("C", debtor: debtor)).claim.state == .open)
  }

  @Test("a name that two debtors share is ambiguous, their address is not")
  func ambiguousDebtor() async throws {
    // Given
    try await fixture.register(
      Samples.draft("A", debtor: Samples.debtor(key: "k1", email: "a@kunde.example")),
      Samples.draft("B", debtor: Samples.debtor(key: "k2", email: "b@kunde.example")))
    // Then
    #expect(
      try await fixture.code { try await fixture.change(debtor: "Anna Kunde", Verb.pause.change()) } == .ambiguous)
    let one = try await fixture.change(debtor: "b@kunde.example", Verb.pause.change())
    #expect(one.map(\.claim.draft.reference) == ["B"])
  }

  @Test("an address that owes two creditors is ambiguous, since one of them speaks")
  func debtorOfTwoCreditors() async throws {
    // Given
    let rulebook = try Samples.rulebook(creditors: [Samples.creditor("acme"), Samples.creditor("beta")])
    let fixture = try DocketFixture(rulebook: rulebook)
    try await fixture.register(Samples.draft(creditor: "acme"), Samples.draft(creditor: "beta"))
    let email = try #require(try Samples.draft().debtor.email).text
    // Then
    #expect(try await fixture.code { try await fixture.change(debtor: email, Verb.pause.change()) } == .ambiguous)
    #expect(try await fixture.claim("c1").record.claim.state == .open)
  }
}
