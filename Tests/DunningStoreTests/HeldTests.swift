import Dunning
import DunningTesting
import DunningSQL
import Testing

@testable import DunningStore

@Suite("A notice that is held", .timeLimit(.minutes(20)))
struct HeldTests {
  private let fixture: DocketFixture

  init() throws {
    let policies = [
      Policy(
        name: "standard",
        steps: [try Samples.step("demand", "due+3d", .demand, channels: [.email, .letter])],
        sendWindow: Samples.allHours),
      Policy(name: "mail", steps: [try Samples.step("reminder", "due+3d")], sendWindow: Samples.allHours),
      Policy(
        name: "checked",
        steps: [try Samples.step("demand", "due+3d", .demand, approval: .required, channels: [.email, .letter])],
        sendWindow: Samples.allHours),
    ]
    fixture = try DocketFixture(rulebook: try Samples.rulebook(policies: policies), now: "2026-12-03T09:00:00+01:00")
  }

  private func taken(_ policy: String = "standard") async throws -> DueNotice {
    try await fixture.enqueue(Samples.draft(policy: policy))
    return try #require(try await fixture.take(printsLetters: true).first)
  }

  /// A notice whose e-mail has gone so far, and whose letter waits for the print spool.
  private func waiting(mail: AttemptResult.Verdict = .accepted) async throws -> NoticeID {
    let notice = try await taken()
    try await fixture.carry(notice, mail: mail, letter: .deferred(until: later))
    return notice.id
  }

  private var later: Instant { fixture.now.adding(seconds: 600) }

  private func pass() { fixture.clock.advance(to: fixture.now.adding(seconds: 3_600)) }

  private func ways(_ id: NoticeID) async throws -> [String] {
    try await fixture.docket.file(of: id).deliveries.map { "\($0.channel.rawValue) \($0.state.rawValue)" }
  }

  private func receive(_ kind: IncomingMail.Kind, about id: NoticeID) async throws {
    let mail = IncomingMail(
      kind: kind, ties: ["\(id)@acme.example"], isAddressDead: kind == .bounce, words: "550 no such user", bytes: [1])
    _ = try await fixture.docket.receive(
      mail, holdsOnReply: false, by: .daemon, rulebook: fixture.rulebook, now: fixture.now)
  }

  private func record(
    _ verdict: AttemptResult.Verdict, _ notice: DueNotice, by channel: Step.Channel = .email
  ) async throws {
    let attempt = try #require(channel == .email ? notice.attempt : notice.postAttempt)
    try await fixture.docket.record(
      AttemptResult(verdict: verdict, server: "relay", reply: "words", dialogue: []), attempt: attempt, of: notice.id,
      by: channel, rulebook: fixture.rulebook, now: fixture.now)
  }

  private func dot(_ notice: DueNotice, by channel: Step.Channel = .email) async throws -> Gate {
    try await fixture.docket.dotSent(notice, by: channel, rulebook: fixture.rulebook, now: fixture.now)
  }

  /// Nothing leaves of it now or within a month; what is told of it fits.
  private func expectHeld(_ id: NoticeID, sourceLocation: SourceLocation = #_sourceLocation) async throws {
    #expect(try await fixture.notice(id).state == .held, sourceLocation: sourceLocation)
    for _ in 0..<30 {
      pass()
      let taken = try await fixture.take(printsLetters: true)
      for notice in taken where !notice.notes.isEmpty { try await fixture.carry(notice) }
      #expect(taken.filter { !$0.claims.isEmpty }.map(\.id) == [], sourceLocation: sourceLocation)
      fixture.clock.advance(to: fixture.now.adding(seconds: 86_400))
    }
    #expect(try await fixture.notice(id).state == .held, sourceLocation: sourceLocation)
    #expect(try await fixture.docket.verify().findings == [], sourceLocation: sourceLocation)
  }

  /// What is left of it leaves once it is released.
  private func expectReleased(_ id: NoticeID, sourceLocation: SourceLocation = #_sourceLocation) async throws {
    try await fixture.change(id, .release)
    pass()
    for notice in try await fixture.take(printsLetters: true) { try await fixture.carry(notice) }
    #expect(try await fixture.notice(id).state == .sent, sourceLocation: sourceLocation)
    #expect(try await fixture.docket.verify().findings == [], sourceLocation: sourceLocation)
  }

  @Test("stays so when its e-mail comes back, and its letter is not printed")
  func bounced() async throws {
    let id = try await waiting()
    try await fixture.change(id, .hold)
    pass()
    try await receive(.bounce, about: id)
    #expect(try await ways(id) == ["email failed", "letter waiting"])
    try await expectHeld(id)
    try await expectReleased(id)
    #expect(try await ways(id) == ["email failed", "letter sent"])
  }

  @Test("stays so when its e-mail is told to have arrived", arguments: [IncomingMail.Kind.delivered, .relayed, .delay])
  func reported(kind: IncomingMail.Kind) async throws {
    let id = try await waiting()
    try await fixture.change(id, .hold)
    pass()
    try await receive(kind, about: id)
    try await expectHeld(id)
    try await expectReleased(id)
  }

  @Test("its e-mail is in doubt: what becomes of that is written down, and nothing leaves", arguments: [true, false])
  func resolved(wasSent: Bool) async throws {
    let id = try await waiting(mail: .inDoubt)
    try await fixture.change(id, .hold)
    pass()
    try await fixture.change(id, .resolve(wasSent: wasSent))
    #expect(try await ways(id) == ["email \(wasSent ? "sent" : "waiting")", "letter waiting"])
    try await expectHeld(id)
    try await expectReleased(id)
  }

  @Test("its e-mail in doubt has arrived, says a report, and nothing leaves")
  func arrived() async throws {
    let id = try await waiting(mail: .inDoubt)
    try await fixture.change(id, .hold)
    pass()
    try await receive(.delivered, about: id)
    #expect(try await ways(id) == ["email sent", "letter waiting"])
    try await expectHeld(id)
    try await expectReleased(id)
  }

  @Test("when nothing of it is in doubt, there is nothing to resolve")
  func nothingToResolve() async throws {
    let id = try await waiting()
    try await fixture.change(id, .hold)
    #expect(try await fixture.code { try await fixture.change(id, .resolve(wasSent: true)) } == .wrongState)
  }

  @Test(
    "while its e-mail has passed its dot: the outcome is written down, and the letter does not leave",
    arguments: [
      AttemptResult.Verdict.accepted, .refused, .inDoubt, .deferred(until: Instant(milliseconds: 0)),
    ])
  func passedDot(verdict: AttemptResult.Verdict) async throws {
    // Given
    let notice = try await taken()
    _ = try await fixture.docket.store(
      DocketFixture.parcel(of: notice), for: notice, rulebook: fixture.rulebook, now: fixture.now)
    try await record(.deferred(until: later), notice, by: .letter)
    #expect(try await dot(notice) == .open)
    // When
    pass()
    try await fixture.change(notice.id, .hold)
    pass()
    try await record(verdict, notice)
    // Then
    try await expectHeld(notice.id)
    if verdict == .inDoubt { try await fixture.change(notice.id, .resolve(wasSent: true)) }
    try await expectReleased(notice.id)
  }

  @Test("before the dot of an attempt that is under way: it stops there, and leaves when it is released")
  func beforeDot() async throws {
    for policy in ["mail", "standard"] {
      let fixture = try HeldTests()
      let notice = try await fixture.taken(policy)
      try await fixture.fixture.change(notice.id, .hold)
      // When the letter and the e-mail come to their dots
      try await fixture.fixture.carry(notice)
      // Then
      #expect(try await fixture.fixture.docket.openAttempts().isEmpty)
      try await fixture.expectHeld(notice.id)
      try await fixture.expectReleased(notice.id)
      #expect(try await fixture.fixture.docket.notice(notice.id).attempts.count == (policy == "mail" ? 2 : 4))
    }
  }

  @Test("and released before that attempt came to its dot: it goes on, and no other is opened")
  func releasedMeanwhile() async throws {
    let notice = try await taken("mail")
    _ = try await fixture.store(notice)
    try await fixture.change(notice.id, .hold)
    pass()
    try await fixture.change(notice.id, .release)
    #expect(try await fixture.take().isEmpty)
    #expect(try await fixture.notice(notice.id).state == .sending)
    try await fixture.carry(notice)
    #expect(try await fixture.notice(notice.id).state == .sent)
    #expect(try await fixture.docket.notice(notice.id).attempts.map(\.phase) == [.accepted])
    #expect(try await fixture.docket.verify().findings == [])
  }

  @Test("cannot be what has passed its dot altogether")
  func tooLate() async throws {
    let notice = try await taken("mail")
    _ = try await fixture.store(notice)
    #expect(try await dot(notice) == .open)
    #expect(try await fixture.code { try await fixture.change(notice.id, .hold) } == .wrongState)
    try await record(.inDoubt, notice)
    #expect(try await fixture.code { try await fixture.change(notice.id, .hold) } == .wrongState)
  }

  @Test("stays so when the daemon starts again, whatever was under way", arguments: ["mail", "standard"])
  func restarted(policy: String) async throws {
    let notice = try await taken(policy)
    _ = try await fixture.docket.store(
      DocketFixture.parcel(of: notice), for: notice, rulebook: fixture.rulebook, now: fixture.now)
    try await fixture.change(notice.id, .hold)
    pass()
    #expect(try await fixture.docket.recoverUnwritten(rulebook: fixture.rulebook, now: fixture.now) == 0)
    for attempt in try await fixture.docket.openAttempts() {
      try await record(.deferred(until: fixture.now), notice, by: attempt.channel)
    }
    try await expectHeld(notice.id)
    try await expectReleased(notice.id)
  }

  @Test(
    "before it was written, and the daemon starts again: it is written anew when it is released, and not before",
    arguments: ["mail", "checked"])
  func unwritten(policy: String) async throws {
    let notice = try await taken(policy)
    try await fixture.change(notice.id, .hold)
    pass()
    #expect(try await fixture.docket.recoverUnwritten(rulebook: fixture.rulebook, now: fixture.now) == 0)
    for attempt in try await fixture.docket.openAttempts() {
      try await record(.deferred(until: fixture.now), notice, by: attempt.channel)
    }
    try await expectHeld(notice.id)
    // When
    try await fixture.change(notice.id, .release)
    for notice in try await fixture.take(printsLetters: true) { try await fixture.carry(notice) }
    for notice in try await fixture.take(printsLetters: true) { try await fixture.carry(notice) }
    // Then
    #expect(try await fixture.notice(notice.id).state == .dropped)
    let next = try #require(try await fixture.claim("R-1").notices.last)
    #expect(next.id != notice.id)
    #expect(next.state == (policy == "mail" ? .sent : .awaitingApproval))
    #expect(try await fixture.docket.message(of: next.id) != nil)
    #expect(try await fixture.docket.verify().findings == [])
  }

  @Test("is not written anew by a reload; it is looked at again when it is released")
  func reviewed() async throws {
    let notice = try await taken("checked")
    try await fixture.carry(notice)
    try await fixture.change(notice.id, .approve())
    try await fixture.change(notice.id, .hold)
    #expect(try await fixture.docket.approvals(limit: 10).isEmpty)
    #expect(
      try await !fixture.docket.takeBack(
        notice.id, because: "it reads otherwise", isTaken: false, rulebook: fixture.rulebook, now: fixture.now))
    try await expectHeld(notice.id)
    try await fixture.change(notice.id, .release)
    #expect(try await fixture.docket.approvals(limit: 10) == [notice.id])
    try await expectLeaves(notice.id)
  }

  private func expectLeaves(_ id: NoticeID) async throws {
    for notice in try await fixture.take(printsLetters: true) { try await fixture.carry(notice) }
    #expect(try await fixture.notice(id).state == .sent)
  }

  @Test("is over with what is paid: nothing more leaves")
  func paid() async throws {
    let id = try await waiting()
    try await fixture.change(id, .hold)
    pass()
    try await fixture.pay("R-1", "120.00")
    #expect(try await fixture.notice(id).state == .sent)
    #expect(try await ways(id) == ["email sent", "letter dropped"])
    #expect(try await fixture.docket.verify().findings == [])
  }

  @Test("is over when nothing of it can leave any more and a person has to find out about the rest")
  func paidInDoubt() async throws {
    let id = try await waiting(mail: .inDoubt)
    try await fixture.change(id, .hold)
    pass()
    try await fixture.pay("R-1", "120.00")
    #expect(try await fixture.notice(id).state == .inDoubt)
    #expect(try await ways(id) == ["email in-doubt", "letter dropped"])
    try await fixture.change(id, .resolve(wasSent: true))
    #expect(try await fixture.notice(id).state == .sent)
    #expect(try await fixture.docket.verify().findings == [])
  }

  @Test("what leaves of it all the same is found")
  func found() async throws {
    // Given a docket that was changed behind the daemon's back
    let id = try await waiting()
    try await fixture.change(id, .hold)
    pass()
    try fixture.docket.database.write { sql in
      try sql.run("UPDATE notice SET state = 'deferred', next_attempt_at = 1 WHERE id = ?", .number(id.number))
    }
    for notice in try await fixture.take(printsLetters: true) { try await fixture.carry(notice) }
    try #require(try await ways(id) == ["email sent", "letter sent"])
    // Then
    #expect(try await fixture.docket.verify().findings.map(\.what).contains("departure of \(id) by letter"))
  }

  @Test(
    "what takes the place of a held notice, or of one that waited for an approval, waits for a person",
    arguments: ["mail", "checked"], ["pause", "stop", "payment"])
  func replaced(policy: String, what: String) async throws {
    // Given a notice that a person keeps back
    let notice = try await taken(policy)
    if policy == "mail" {
      try await fixture.carry(notice, mail: .deferred(until: later))
      try await fixture.change(notice.id, .hold)
    }
    // When what is known of the claim changes, under rules that ask for no approval, so that it is written anew
    let old = fixture.rulebook
    let rulebook = try Samples.rulebook(policies: [
      Policy(
        name: policy, steps: [try Samples.step("demand", "due+3d", .demand), try Samples.step("reminder", "due+3d")],
        sendWindow: Samples.allHours)
    ])
    switch what {
    case "pause": try await fixture.change("R-1", .pause(until: nil, reason: "x"))
    case "stop": try await fixture.change("R-1", .stop(.other, reason: "x"))
    default: try await fixture.pay("R-1", "20.00")
    }
    if what != "payment" { try await fixture.change("R-1", .resume(reason: "x")) }
    _ = try await fixture.docket.replanAll(rules: { (old, "before") }, now: fixture.now)
    _ = try await fixture.docket.replanAll(rules: { (rulebook, "after") }, now: fixture.now)
    pass()
    for hours in [0, 24, 72, 240] {
      fixture.clock.advance(to: fixture.now.adding(seconds: hours * 3_600))
      for due in try await fixture.take(rulebook: rulebook, printsLetters: true) {
        #expect(!due.leaves, "\(policy) \(what)")
      }
    }
    // Then
    let states = try await fixture.docket.notices().map(\.state)
    #expect(!states.contains(.sending))
    #expect(states.contains(.awaitingApproval) || states.contains(.held), "\(states)")
    #expect(try await fixture.docket.verify().findings == [])
  }
}
