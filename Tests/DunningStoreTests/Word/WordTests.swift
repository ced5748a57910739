import Dunning
import DunningStore
import DunningTesting
import Testing

@Suite("Webhooks are told in order from where they are")
struct WebhookPositionTests {
  @Test("a new receiver begins at the end; what it took is behind it for good, whatever is said later")
  func position() async throws {
    let fixture = try DocketFixture()
    try await fixture.enqueue(try Samples.draft("R-1"))
    let docket = fixture.docket
    let start = try await docket.webhookPosition("t", now: fixture.now)
    #expect(try await docket.webhookPage(after: start, of: .all).entries.isEmpty)
    try await fixture.enqueue(try Samples.draft("R-2"))
    let page = try await docket.webhookPage(after: start, of: .all)
    #expect(page.entries.map(\.event.event) == ["claim-registered"])
    #expect(try await docket.webhookPosition("t", now: fixture.now) == start)
    try await docket.webhookTook("t", through: page.through, now: fixture.now)
    try await docket.webhookTook("t", through: start, now: fixture.now)
    #expect(try await docket.webhookPosition("t", now: fixture.now) == page.through)
    #expect(try await docket.webhookBacklog(after: page.through) == 0)
  }

  @Test("only what it asked for, page by page, and each entry under a name of its own")
  func named() async throws {
    let fixture = try DocketFixture()
    let start = try await fixture.docket.webhookPosition("t", now: fixture.now)
    for number in 1...5 {
      try await fixture.enqueue(try Samples.draft("R-\(number)"))
      try await fixture.pay("R-\(number)", "1.00")
    }
    var (told, last) = ([WebhookEntry](), start)
    while true {
      let page = try await fixture.docket.webhookPage(after: last, of: .named(["payment-recorded"]), limit: 3)
      told += page.entries
      last = page.through
      if page.isLast { break }
    }
    #expect(told.map(\.event.event) == Array(repeating: "payment-recorded", count: 5))
    #expect(told.map(\.event.id) == told.map(\.event.id).sorted())
    #expect(Set(told.map(\.name)).count == 5)
  }
}

@Suite("Calendars")
struct CalendarTests {
  private func dates(_ fixture: DocketFixture, _ creditor: String? = nil) async throws -> [CalendarDate] {
    try await fixture.docket.calendar(of: creditor, rulebook: fixture.rulebook, now: fixture.now).dates
  }

  @Test("a deadline, a promise and a note are in it; a payment cancels them and raises the sequence")
  func over() async throws {
    let fixture = try DocketFixture()
    try await fixture.enqueue(try Samples.draft("R-1", due: "2026-12-20"))
    let day = try CivilDate(parsing: "2026-12-24")
    try await fixture.change("R-1", .promise(.day(day, amount: nil), reason: nil))
    _ = try await fixture.docket.note(
      ClaimName("R-1"), Note(text: "ring", remindOn: day), by: .user(1000), rulebook: fixture.rulebook, now: fixture.now
    )
    let before = try await dates(fixture)
    #expect(before.map(\.kind) == [.deadline, .promise, .followUp])
    #expect(before.allSatisfy { !$0.isOver })
    try await fixture.pay("R-1", "120.00")
    let after = try await dates(fixture)
    #expect(after.map(\.name) == before.map(\.name))
    #expect(after.allSatisfy { $0.isOver })
    #expect(zip(before, after).allSatisfy { $0.sequence < $1.sequence })
    fixture.clock.advance(to: fixture.now.adding(seconds: 100 * 86_400))
    try await fixture.enqueue(try Samples.draft("R-2", due: "2027-12-20"))
    #expect(Set(try await dates(fixture).map(\.reference)) == ["R-2"])
  }

  @Test("of one creditor alone")
  func mine() async throws {
    let book = try Samples.rulebook(creditors: [Samples.creditor(), Samples.creditor("other")])
    let fixture = try DocketFixture(rulebook: book)
    try await fixture.enqueue(try Samples.draft("R-1"))
    try await fixture.enqueue(try Samples.draft("R-2", creditor: "other"))
    #expect(try await dates(fixture, "other").map(\.reference) == ["R-2"])
    #expect(try await dates(fixture).count == 2)
  }

  @Test("a link opens until it is ended, and the docket does not know its token")
  func feed() async throws {
    let fixture = try DocketFixture()
    let docket = fixture.docket
    let (feed, token) = try await docket.makeCalendarFeed(of: "acme", by: .user(1000), now: fixture.now)
    #expect(token.count == 43)
    #expect(try await docket.calendarFeed(token: token) == feed)
    #expect(try await docket.calendarFeed(token: token + "x") == nil)
    #expect(try await docket.calendarFeeds() == [feed])
    try await docket.endCalendarFeed(feed.id, by: .user(1000), now: fixture.now)
    #expect(try await docket.calendarFeed(token: token) == nil)
    await #expect(throws: DocketError.self) {
      try await docket.endCalendarFeed(feed.id, by: .user(1000), now: fixture.now)
    }
  }
}
