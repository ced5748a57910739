import Dunning
import DunningSQL
import DunningTesting
import Testing

@testable import DunningStore

@Suite("Outcomes and tries", .timeLimit(.minutes(20)))
struct OutcomeTests {
  private let fixture: DocketFixture

  init() throws { fixture = try DocketFixture() }

  private func taken(_ fixture: DocketFixture? = nil) async throws -> DueNotice {
    let fixture = fixture ?? self.fixture
    try await fixture.enqueue(Samples.draft())
    try fixture.at("2026-12-03T09:00:00+01:00")
    return try #require(try await fixture.take().first)
  }

  @Test("an accepted notice is sent, and the next step is planned from it")
  func accepted() async throws {
    // Given
    let notice = try await taken()
    // When
    try await fixture.finish(notice)
    // Then
    let (sent, attempts) = try await fixture.docket.notice(notice.id)
    #expect(sent.state == .sent)
    #expect(sent.completedAt == fixture.now)
    #expect(sent.lastReply == "words")
    #expect(attempts.map(\.phase) == [.accepted])
    #expect(attempts.first?.dialogue == ["S: words"])
    #expect(try await fixture.claim("R-1").record.next?.step == "second-reminder")
    #expect(try await fixture.events("R-1") == ["claim-registered", "notice-opened", "notice-sent"])
  }

  @Test("a deferred notice is tried again at its moment, with the same bytes and name")
  func deferred() async throws {
    // Given
    let notice = try await taken()
    let moment = fixture.now.adding(seconds: 60)
    // When
    try await fixture.finish(notice, .deferred(until: moment))
    // Then
    #expect(try await fixture.take().isEmpty)
    #expect(try await fixture.idleUntil() == moment)
    fixture.clock.advance(to: moment)
    let again = try #require(try await fixture.take().first)
    #expect(again.id == notice.id)
    #expect(again.messageID == notice.messageID)
    #expect(again.attempts == 2)
    #expect(again.message.map { String(decoding: $0, as: UTF8.self) } == "Subject: x\r\n\r\nhello\r\n")
    #expect(try await fixture.take().isEmpty)
  }

  @Test(
    "what failed is not written anew for a claim that is paid or stopped, and whoever asks is told",
    arguments: [true, false])
  func nothingToRetry(isPaid: Bool) async throws {
    // Given
    let notice = try await taken()
    try await fixture.finish(notice, .refused)
    if isPaid {
      try await fixture.pay("R-1", "120.00")
    } else {
      try await fixture.change("R-1", .stop(.insolvency, reason: "letter of the court"))
    }
    // When
    let error = await #expect(throws: DocketError.self) { try await fixture.change(notice.id, .retry) }
    // Then
    #expect(error?.code == .wrongState && error?.message.contains("R-1 is ") == true)
    #expect(error?.message.contains(isPaid ? "paid" : "stopped") == true)
    #expect(try await fixture.notice(notice.id).state == .failed)
  }

  @Test("what the rules no longer send is taken back at once when a person lets it go")
  func lapsesAtOnce() async throws {
    // Given
    let notice = try await taken()
    try await fixture.finish(notice, .deferred(until: fixture.now.adding(seconds: 60)))
    try await fixture.change(notice.id, .hold)
    try fixture.docket.database.write { try $0.run("UPDATE notice_claim SET outstanding = outstanding + 1") }
    // When
    let released = try await fixture.change(notice.id, .release)
    // Then
    #expect(released.state == .dropped && released.lastReply == "another sum is open")
    #expect(try await fixture.take().map(\.id) != [notice.id])
  }

  @Test("a written notice that the docket cannot read any more waits for a person, and the journal says the same")
  func unreadable() async throws {
    // Given
    let notice = try await taken()
    try await fixture.finish(notice, .deferred(until: fixture.now))
    try await fixture.docket.write(by: .daemon, now: fixture.now) {
      try $0.sql.run("UPDATE notice SET pay_by = 'soon'")
    }
    // When
    #expect(try await fixture.take().isEmpty)
    // Then
    try await fixture.docket.write(by: .daemon, now: fixture.now) { try $0.sql.run("UPDATE notice SET pay_by = NULL") }
    #expect(try await fixture.notice(notice.id).state == .failed)
    #expect(try await fixture.notice(notice.id).lastReply?.hasPrefix("it cannot be sent: ") == true)
    #expect(try await fixture.claim("R-1").record.claim.obstacle == .undeliverable(notice.id))
    #expect(try await fixture.docket.verify().findings == [])
  }

  @Test("a refused notice fails with the server's words, and the claim waits for a person")
  func refused() async throws {
    // Given
    let notice = try await taken()
    // When
    try await fixture.finish(notice, .refused)
    // Then
    #expect(try await fixture.notice(notice.id).state == .failed)
    let record = try await fixture.claim("R-1").record
    #expect(record.next == nil)
    #expect(record.nothingBecause == "notice n1 could not be delivered; it needs a person")
    // When somebody says so, it is written anew
    try await fixture.change(notice.id, .retry)
    let again = try #require(try await fixture.take().first)
    #expect(again.id != notice.id)
    #expect(again.step.name == "reminder")
    #expect(again.message == nil)
  }

  @Test("a notice in doubt is never taken again by itself, and bars the ladder")
  func inDoubt() async throws {
    // Given
    let notice = try await taken()
    // When
    try await fixture.finish(notice, .inDoubt)
    try fixture.at("2027-12-03T09:00:00+01:00")
    // Then
    #expect(try await fixture.take().isEmpty)
    #expect(try await fixture.idleUntil() == nil)
    #expect(try await fixture.notice(notice.id).state == .inDoubt)
    // When it turns out that it arrived, the day it left counts
    try await fixture.change(notice.id, .resolve(wasSent: true))
    #expect(try await fixture.notice(notice.id).completedAt == Samples.moment("2026-12-03T09:00:00+01:00"))
    #expect(try await fixture.take().map(\.step.name) == ["second-reminder"])
  }

  @Test("a payment settles a claim whose notice is in doubt, and the notice never leaves again")
  func inDoubtAndPaid() async throws {
    // Given
    let notice = try await taken()
    try await fixture.finish(notice, .inDoubt)
    // When
    try await fixture.pay("R-1", "120.00")
    try await fixture.change(notice.id, .resolve(wasSent: false))
    // Then
    #expect(try await fixture.take().isEmpty)
    #expect(try await fixture.notice(notice.id).state == .dropped)
  }

  @Test("a try outside the send window waits for it to open")
  func window() async throws {
    // Given
    let notice = try await taken()
    try await fixture.finish(notice, .deferred(until: Samples.moment("2026-12-03T19:30:00+01:00")))
    // When
    try fixture.at("2026-12-03T19:30:00+01:00")
    // Then
    #expect(try await fixture.take().isEmpty)
    #expect(try await fixture.idleUntil() == Samples.moment("2026-12-04T09:00:00+01:00"))
  }

  @Test("a notice whose printed day has come too near is written anew")
  func payByTooNear() async throws {
    // Given a notice that gives a fortnight
    let step = try Samples.step("reminder", "due+3d", payWithin: "14d")
    let fixture = try DocketFixture(
      rulebook: Samples.rulebook(policies: [Policy(name: "standard", steps: [step], sendWindow: Samples.allHours)]))
    let notice = try await taken(fixture)
    // When after a week half of it is left
    try await fixture.finish(notice, .deferred(until: Samples.moment("2026-12-10T09:00:00+01:00")))
    try fixture.at("2026-12-10T09:00:00+01:00")
    let again = try #require(try await fixture.take().first)
    // Then it still goes
    #expect(again.id == notice.id)
    #expect(try again.dunning?.payBy == CivilDate(parsing: "2026-12-17"))
    // When a day later less than half is left
    try await fixture.finish(again, .deferred(until: Samples.moment("2026-12-11T09:00:00+01:00")))
    try fixture.at("2026-12-11T09:00:00+01:00")
    let anew = try #require(try await fixture.take().first)
    // Then another is written
    #expect(anew.id != notice.id)
    #expect(anew.message == nil)
    #expect(try anew.dunning?.payBy == CivilDate(parsing: "2026-12-25"))
    #expect(try await fixture.notice(notice.id).lastReply == "the day until which it asks to pay has come too near")
  }

  @Test("the printed day counts, also when the policy gives more time by now")
  func payByPrinted() async throws {
    // Given a notice that was printed with ten days
    let step = try Samples.step("reminder", "due+3d", payWithin: "10d")
    let fixture = try DocketFixture(
      rulebook: Samples.rulebook(policies: [Policy(name: "standard", steps: [step], sendWindow: Samples.allHours)]))
    let notice = try await taken(fixture)
    try await fixture.finish(notice, .deferred(until: Samples.moment("2026-12-14T09:00:00+01:00")))
    // When the policy gives thirty, and the printed day is past
    let longer = try Samples.step("reminder", "due+3d", payWithin: "30d")
    let rulebook = try Samples.rulebook(policies: [
      Policy(name: "standard", steps: [longer], sendWindow: Samples.allHours)
    ])
    try fixture.at("2026-12-14T09:00:00+01:00")
    let anew = try #require(try await fixture.take(rulebook: rulebook).first)
    // Then
    #expect(anew.id != notice.id)
    #expect(try anew.dunning?.payBy == CivilDate(parsing: "2027-01-13"))
  }

  @Test("a notice whose step is no longer in the ladder lapses")
  func lapses() async throws {
    // Given
    let notice = try await taken()
    try await fixture.finish(notice, .deferred(until: fixture.now.adding(seconds: 60)))
    fixture.clock.advance(by: .seconds(60))
    // When
    let other = Policy(name: "standard", steps: [try Samples.step("first", "due+3d")], sendWindow: Samples.allHours)
    let taken = try await fixture.take(rulebook: Samples.rulebook(policies: [other]))
    // Then
    #expect(taken.map(\.step.name) == ["first"])
    #expect(try await fixture.notice(notice.id).lastReply == "its step is no longer the next one")
  }

  @Test("many that cannot go do not keep others from being taken")
  func fairness() async throws {
    // Given a notice that lapses, and one that can go
    for number in 1...6 { try await fixture.enqueue(Samples.draft("R-\(number)")) }
    try fixture.at("2026-12-03T09:00:00+01:00")
    for notice in try await fixture.take() {
      try await fixture.finish(notice, .deferred(until: fixture.now.adding(seconds: 60)))
    }
    for number in 1...5 { try await fixture.pay("R-\(number)", "120.00") }
    fixture.clock.advance(by: .seconds(60))
    // Then
    #expect(try await fixture.take(limit: 2).map { $0.claims[0].claim.draft.reference } == ["R-6"])
  }

  @Test("a notice that cannot be written fails, and says why")
  func abandon() async throws {
    // Given
    let notice = try await taken()
    // When
    try await fixture.docket.abandon(
      notice, because: "no template", rulebook: fixture.rulebook, now: fixture.now)
    // Then
    let (failed, attempts) = try await fixture.docket.notice(notice.id)
    #expect(failed.state == .failed)
    #expect(failed.lastReply == "no template")
    #expect(attempts.map(\.phase) == [.abandoned])
    #expect(try await fixture.events("R-1").last == "notice-failed")
  }

  @Test("the bytes are kept with the permission for their dot, or with the word that they did not get so far")
  func bytes() async throws {
    // Given a notice of which nothing is kept yet
    let notice = try await taken()
    #expect(try await fixture.docket.message(of: notice.id) == nil)
    // When the server puts it off before its dot
    let later = fixture.now.adding(seconds: 60)
    try await fixture.docket.record(
      AttemptResult(verdict: .deferred(until: later), server: "mx", reply: "450 later", dialogue: []),
      attempt: try #require(notice.attempt), of: notice.id, parcel: Parcel(message: [1, 2, 3], letter: nil),
      rulebook: fixture.rulebook,
      now: fixture.now)
    // Then the next try is made with the same bytes
    fixture.clock.advance(to: later)
    let again = try #require(try await fixture.take().first)
    #expect(again.id == notice.id)
    #expect(again.message == [1, 2, 3])
    // When another is let go
    let other = try Samples.debtor(key: "other", email: "other@kunde.example")
    try await fixture.enqueue(Samples.draft("R-2", due: "2026-11-25", debtor: other))
    let second = try #require(try await fixture.take().first)
    let gate = try await fixture.docket.dotSent(
      second, parcel: Parcel(message: [4, 5], letter: nil), rulebook: fixture.rulebook, now: fixture.now)
    // Then
    #expect(try await fixture.docket.message(of: second.id) == [4, 5])
    #expect(gate == .open)
  }
}
