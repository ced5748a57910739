import Dunning
@testable import DunningStore
import DunningTesting
import Synchronization
import Testing

@Suite("The journal and the counts", .timeLimit(.minutes(20)))
struct JournalTests {
  private let fixture: DocketFixture

  init() throws { fixture = try DocketFixture() }

  @Test("the journal is read in pages, each after the last entry of the one before")
  func pages() async throws {
    // Given
    for number in 1...7 { try await fixture.enqueue(Samples.draft("R-\(number)")) }
    // When
    var (ids, cursor) = ([Int64](), Int64(0))
    while true {
      let page = try await fixture.docket.events(after: cursor, limit: 3)
      guard let last = page.last else { break }
      #expect(page.count <= 3)
      ids += page.map(\.id)
      cursor = last.id
    }
    // Then
    #expect(ids == Array(1...8))
  }

  @Test("every entry says who, when and what")
  func content() async throws {
    // Given
    try await fixture.enqueue(Samples.draft())
    // When
    try await fixture.pay("R-1", "20.00", id: "b-1", date: "2026-11-22")
    // Then
    let event = try #require(try await fixture.claim("R-1").events.last)
    #expect(event.actor == "uid 1000")
    #expect(event.at == fixture.now)
    #expect(event.claim == ClaimID(1))
    #expect(event.data == ["payment": "p1", "amount": "20.00", "currency": "EUR", "date": "2026-11-22", "id": "b-1"])
  }

  @Test("the names of what entries say are those under which it was always written")
  func keys() {
    let names = [
      "address", "amount", "approval", "as", "attempt", "attempt_sha256", "because", "by", "calendar", "carrier",
      "cause", "channel", "claim", "contact", "contract", "country", "creditor", "currency", "date", "debtor",
      "debtor_id", "due", "email", "enqueued_at", "entries", "follow_up", "from", "grade", "id", "instalments",
      "issued", "kind", "language", "letter_sha256", "mail", "mails", "media_type", "message_id", "messages", "name",
      "note", "outstanding", "paid", "paid_before", "pay_by", "payment_link", "policy", "reason", "reference",
      "register", "remind_on", "reply", "reply_by", "seal", "server", "sha256", "size", "staff_number", "state",
      "step", "subject", "text", "time_zone", "to", "tone", "total", "tracking", "until", "words",
    ]
    // More may come; none may go, or be written otherwise.
    #expect(names.filter { JournalKey(rawValue: $0) == nil } == [])
    #expect(Journal.json([.reason: "x", .outcome: "sent", .payBy: "y"]) == #"{"as":"sent","pay_by":"y","reason":"x"}"#)
  }

  @Test("counts tell what there is by state, and how much comes next")
  func counts() async throws {
    // Given
    for number in 1...4 { try await fixture.enqueue(Samples.draft("R-\(number)")) }
    try await fixture.pay("R-4", "120.00")
    // Then
    let counts = try await fixture.docket.counts(rulebook: fixture.rulebook, now: fixture.now)
    #expect(counts.claims == ["open": 3, "paid": 1])
    #expect(counts.notices == [:])
    #expect(try counts.nextAt == Samples.moment("2026-12-03T09:00:00+01:00"))
    #expect(counts.nextCount == 3)
  }

  @Test("changed rules move what is planned, and tell how much")
  func replan() async throws {
    // Given more claims than one batch holds
    for number in 1...501 { try await fixture.enqueue(Samples.draft("R-\(number)")) }
    let later = Policy(name: "standard", steps: [try Samples.step("reminder", "due+20d")], sendWindow: Samples.allHours)
    let rulebook = try Samples.rulebook(policies: [later])
    // When
    let moved = try await fixture.docket.replanAll(rules: { (rulebook, "later") }, now: fixture.now)
    let again = try await fixture.docket.replanAll(rules: { (rulebook, "later") }, now: fixture.now)
    // Then
    #expect(moved == 501)
    #expect(again == 0)
    let counts = try await fixture.docket.counts(rulebook: rulebook, now: fixture.now)
    #expect(try counts.nextAt == Samples.moment("2026-12-20T09:00:00+01:00"))
  }

  @Test("rules that are replaced while everything is planned anew are the ones that count in the end")
  func replanTwice() async throws {
    // Given more claims than one batch holds, and rules that change after the first batch
    for number in 1...600 { try await fixture.enqueue(Samples.draft("R-\(number)")) }
    func rulebook(_ at: String) throws -> Rulebook {
      try Samples.rulebook(policies: [
        Policy(name: "standard", steps: [Samples.step("reminder", at)], sendWindow: Samples.allHours)
      ])
    }
    let (first, second) = (try rulebook("due+20d"), try rulebook("due+25d"))
    let asked = Mutex(0)
    let rules: @Sendable () -> (rulebook: Rulebook, fingerprint: String)? = {
      let isFirst = asked.withLock { asked in
        asked += 1
        return asked <= 2
      }
      return isFirst ? (first, "first") : (second, "second")
    }
    // When
    _ = try await fixture.docket.replanAll(rules: rules, now: fixture.now)
    // Then
    let moments = Set(try await fixture.docket.claims().compactMap { $0.next?.at })
    #expect(try moments == [Samples.moment("2026-12-25T09:00:00+01:00")])
  }

  @Test("what is planned is found by page, with what went out before")
  func planned() async throws {
    // Given
    for number in 1...3 { try await fixture.enqueue(Samples.draft("R-\(number)")) }
    try fixture.at("2026-12-03T09:00:00+01:00")
    try await fixture.send()
    // When
    let until = try Samples.moment("2027-01-01T00:00:00Z")
    let page = try await fixture.docket.plannedSets(
      until: until, after: ClaimID(1), limit: 1, rulebook: fixture.rulebook)
    // Then
    #expect(page.sets.flatMap(\.standings).map(\.claim.id) == [ClaimID(2)])
    #expect(page.sets.first?.standings.first?.history.map(\.step) == ["reminder"])
    #expect(page.cursor == ClaimID(2))
  }

  @Test("whoever listens hears of a change that others made, and not of the engine's own taking")
  func changes() async throws {
    // Given
    let (changes, journal) = (fixture.docket.changes.stream(), fixture.docket.journal.stream())
    var (heard, grown) = (changes.makeAsyncIterator(), journal.makeAsyncIterator())
    // When
    try await fixture.enqueue(Samples.draft())
    // Then
    #expect(await heard.next() != nil)
    #expect(await grown.next() != nil)
    // When
    try fixture.at("2026-12-03T09:00:00+01:00")
    let notice = try #require(try await fixture.take().first)
    #expect(await grown.next() != nil)
    try await fixture.finish(notice)
    _ = try await fixture.docket.change(
      "R-1", .pause(until: nil, reason: "asked to wait"), by: .user(1000), rulebook: fixture.rulebook, now: fixture.now)
    // Then the pause is the first that is heard of, and nothing but it
    #expect(await heard.next() != nil)
    try await fixture.docket.hold(because: "enough", by: .user(1000), now: fixture.now)
    #expect(await heard.next() != nil)
    #expect(try await fixture.notice(notice.id).state == .sent)
  }

  @Test("an engine that sleeps hears of a new claim only when something is due before it would wake")
  func sleeping() async throws {
    // Given an engine that sleeps until the first notice of a claim
    try await fixture.enqueue(Samples.draft("R-1"))
    #expect(try await fixture.take().isEmpty)
    let wakes = try #require(try await fixture.docket.claim("R-1").record.next?.at)
    let changes = fixture.docket.changes
    #expect(!changes.concernsEngine(wakes))
    #expect(!changes.concernsEngine(nil))
    #expect(changes.concernsEngine(wakes.adding(milliseconds: -1)))
    // When one comes that is due before it
    let stream = changes.stream()
    var heard = stream.makeAsyncIterator()
    try await fixture.enqueue(Samples.draft("R-2", due: "2027-03-01"))
    try await fixture.enqueue(Samples.draft("R-3", due: "2026-11-20"))
    // Then
    #expect(await heard.next() != nil)
    // When it is held, nothing that is enqueued concerns it
    try await fixture.docket.hold(because: "enough", by: .user(1000), now: fixture.now)
    #expect(try await fixture.take().isEmpty)
    #expect(!changes.concernsEngine(fixture.now))
  }
}
