import Dunning
import DunningTesting
import DunningSQL
import Testing

@testable import DunningStore

@Suite("What needs an approval", .timeLimit(.minutes(20)))
struct ApprovalTests {
  private static func policy(second: Step.Approval = .required) throws -> Policy {
    Policy(
      name: "standard",
      steps: [
        try Samples.step("reminder", "due+3d"), try Samples.step("second", "due+10d", gap: "7d", approval: second),
        try Samples.step("last", "due+20d", gap: "7d"),
      ], sendWindow: Samples.officeHours, groupBy: .debtor)
  }

  private static func rulebook(second: Step.Approval = .required) throws -> Rulebook {
    try Samples.rulebook(policies: [policy(second: second)])
  }

  /// Two claims of one debtor in one notice, which is the last step of the first, and of the second the one that needs an
  /// approval: the notice speaks as the last step does, which needs none.
  private func grouped() async throws -> (fixture: DocketFixture, notice: NoticeID) {
    let fixture = try DocketFixture(rulebook: try Self.rulebook())
    try await fixture.enqueue(Samples.draft("A", due: "2026-11-20"))
    try await send(fixture, on: "2026-11-23")
    try await send(fixture, on: "2026-11-30")
    try await fixture.enqueue(Samples.draft("B", due: "2026-11-27"))
    for day in ["2026-12-07", "2026-12-14"] { try await send(fixture, on: day) }
    let notice = try #require(try await fixture.docket.notices(state: .awaitingApproval).first)
    try #require(notice.references == ["A", "B"] && notice.step == "last")
    return (fixture, notice.id)
  }

  /// Lets all leave that is due, and approves what waits for that, but what speaks of several claims.
  private func send(_ fixture: DocketFixture, on day: String) async throws {
    try fixture.at("\(day)T09:00:00+01:00")
    for notice in try await fixture.take() { try await fixture.carry(notice) }
    for notice in try await fixture.docket.notices(state: .awaitingApproval) where notice.references.count == 1 {
      try await fixture.change(notice.id, .approve())
    }
    for notice in try await fixture.take() { try await fixture.carry(notice) }
  }

  @Test("a hold and a release are no approval, also where another claim's step leads the notice")
  func heldAndReleased() async throws {
    // Given
    let (fixture, id) = try await grouped()
    // When
    try await fixture.change(id, .hold)
    try await fixture.change(id, .release)
    // Then
    #expect(try await fixture.notice(id).state == .awaitingApproval)
    #expect(try await fixture.take().isEmpty)
    #expect(try await fixture.docket.verify().findings == [])
  }

  @Test("nor is a reload after which the step needs none any more")
  func reloaded() async throws {
    // Given
    let (fixture, id) = try await grouped()
    let rulebook = try Self.rulebook(second: .none)
    // When
    try await fixture.change(id, .hold)
    _ = try await fixture.docket.replanAll(rules: { (rulebook, "reloaded") }, now: fixture.now)
    _ = try await fixture.docket.change(id, .release, by: .user(1), rulebook: rulebook, now: fixture.now)
    // Then
    #expect(try await fixture.notice(id).state == .awaitingApproval)
    #expect(try await fixture.take(rulebook: rulebook).isEmpty)
    // When
    _ = try await fixture.docket.change(id, .approve(), by: .user(1), rulebook: rulebook, now: fixture.now)
    for notice in try await fixture.take(rulebook: rulebook) { try await fixture.carry(notice, rulebook: rulebook) }
    // Then
    #expect(try await fixture.notice(id).state == .sent)
    #expect(try await fixture.docket.verify().findings == [])
  }

  @Test("what is due without one is not taken, whatever its state says, and asks again")
  func taken() async throws {
    // Given a notice that somehow came to its turn
    let (fixture, id) = try await grouped()
    try fixture.docket.database.write { sql in
      try sql.run("UPDATE notice SET state = 'pending', next_attempt_at = 1 WHERE id = ?", .number(id.number))
    }
    // When
    #expect(try await fixture.take().isEmpty)
    // Then
    #expect(try await fixture.notice(id).state == .awaitingApproval)
    #expect(try await fixture.docket.notice(id).attempts.isEmpty)
  }

  @Test("what came to its dot without one is stopped there, and asks again")
  func gate() async throws {
    // Given a notice that was taken by mistake
    let (fixture, id) = try await grouped()
    try fixture.docket.database.write { sql in
      try sql.run(
        "UPDATE notice SET state = 'pending', next_attempt_at = 1, needs_approval = 0 WHERE id = ?", .number(id.number))
    }
    let notice = try #require(try await fixture.take().first)
    try fixture.docket.database.write { sql in try sql.run("UPDATE notice SET needs_approval = 1") }
    // When
    let gate = try await fixture.docket.dotSent(notice, rulebook: fixture.rulebook, now: fixture.now)
    // Then
    #expect(gate == .overtaken("nobody has approved it"))
    #expect(try await fixture.notice(id).state == .awaitingApproval)
    #expect(try await fixture.docket.notice(id).attempts.map(\.phase) == [.abandoned])
    #expect(try await fixture.docket.openAttempts().isEmpty)
    // When
    try await fixture.change(id, .approve())
    for notice in try await fixture.take() { try await fixture.carry(notice) }
    // Then
    #expect(try await fixture.notice(id).state == .sent)
  }

  @Test("what left without one is found")
  func found() async throws {
    // Given a docket that was changed behind the daemon's back
    let (fixture, id) = try await grouped()
    try fixture.docket.database.write { sql in
      try sql.run(
        "UPDATE notice SET state = 'pending', next_attempt_at = 1, needs_approval = 0 WHERE id = ?", .number(id.number))
    }
    for notice in try await fixture.take() { try await fixture.carry(notice) }
    try #require(try await fixture.notice(id).state == .sent)
    try fixture.docket.database.write { sql in
      try sql.run("UPDATE notice SET needs_approval = 1 WHERE id = ?", .number(id.number))
    }
    // Then
    let findings = try await fixture.docket.verify().findings
    #expect(findings.map(\.what) == ["approval of \(id)"])
  }

  @Test("that it needs one is written down when it is taken, and what is changed about that is found")
  func written() async throws {
    let (fixture, id) = try await grouped()
    for reference in ["A", "B"] {
      let opened = try await fixture.claim(reference).events.last { $0.event == "notice-opened" }
      #expect(opened?.notice == id)
      #expect(opened?.data["approval"] == "required")
    }
    let first = try await fixture.claim("A").events.first { $0.event == "notice-opened" }
    #expect(first?.data["approval"] == "none")
    #expect(try await fixture.docket.verify().findings == [])
    try fixture.docket.database.write { sql in try sql.run("UPDATE notice SET needs_approval = 0") }
    #expect(try await fixture.docket.verify().findings.map(\.what).contains("needs_approval of \(id)"))
  }

  private func fourEyes() async throws -> (fixture: DocketFixture, notice: NoticeID) {
    let policy = Policy(
      name: "standard", steps: [try Samples.step("demand", "due+3d", .demand, approval: .fourEyes)],
      sendWindow: Samples.officeHours)
    let fixture = try DocketFixture(rulebook: try Samples.rulebook(policies: [policy]))
    try await fixture.enqueue(Samples.draft("A", due: "2026-11-20"))
    try fixture.at("2026-11-23T09:00:00+01:00")
    let notice = try #require(try await fixture.take().first)
    try await fixture.carry(notice)
    return (fixture, notice.id)
  }

  private func approve(_ id: NoticeID, by actor: Actor, _ fixture: DocketFixture) async throws -> Notice {
    try await fixture.docket.change(id, .approve(), by: actor, rulebook: fixture.rulebook, now: fixture.now)
  }

  @Test("four eyes: whoever entered the claim does not let its notice go, another person does")
  func other() async throws {
    // Given a claim that user 1000 has entered
    let (fixture, id) = try await fourEyes()
    let opened = try await fixture.claim("A").events.last { $0.event == "notice-opened" }
    #expect(opened?.data["approval"] == "four-eyes")
    // When
    let first = try await approve(id, by: .user(1_000, .approver), fixture)
    // Then
    #expect(first.state == .awaitingApproval && first.lastReply?.contains("another person") == true)
    #expect(try await fixture.take().isEmpty)
    #expect(try await fixture.docket.verify().findings == [])
    let again = await #expect(throws: DocketError.self) {
      try await self.approve(id, by: .user(1_000, .admin), fixture)
    }
    #expect(again?.code == .wrongState)
    // When
    let second = try await approve(id, by: .user(1_001), fixture)
    // Then
    #expect(second.state == .pending)
    let approvals = try await fixture.claim("A").events.filter {
      ["notice-seconded", "notice-approved"].contains($0.event)
    }
    #expect(approvals.map(\.actor) == ["uid 1000 (approver)", "uid 1001"])
    #expect(try await fixture.take().map(\.id) == [id])
    #expect(try await fixture.docket.verify().findings == [])
  }

  @Test("four eyes: one who has not entered the claim is enough, and a row that asks for fewer is found")
  func oneOther() async throws {
    let (fixture, id) = try await fourEyes()
    try fixture.docket.database.write { sql in try sql.run("UPDATE notice SET needs_approval = 1") }
    #expect(try await fixture.docket.verify().findings.map(\.what).contains("needs_approval of \(id)"))
    try fixture.docket.database.write { sql in try sql.run("UPDATE notice SET needs_approval = 2") }
    #expect(try await approve(id, by: .user(1_001), fixture).state == .pending)
  }

  @Test("four eyes: an approval of whoever entered or last corrected the claim is found, where nobody else had said so")
  func alone() async throws {
    // Given a daemon that lets its own clerk approve
    let (fixture, id) = try await fourEyes()
    func slip(by actor: Actor) async throws {
      _ = try await fixture.docket.write(by: actor, rulebook: fixture.rulebook, now: fixture.now) { transaction in
        let notice = try transaction.notice(id)
        let parcel = try transaction.approvedParcel(of: notice, seen: nil)
        try transaction.approve(notice)
        try transaction.journal(.noticeApproved, of: id, about: notice.claims, by: actor, parcel)
      }
    }
    // When
    try await slip(by: .user(1_000, .admin))
    // Then
    let finding = try #require(try await fixture.docket.verify().findings.first)
    #expect(finding.what == "approval of \(id)")
    #expect(finding.stored.hasPrefix("by uid 1000"))
  }

  @Test("four eyes: a correction after the approval does not make it a wrong one")
  func correctedLater() async throws {
    // Given
    let (fixture, id) = try await fourEyes()
    _ = try await approve(id, by: .user(1_001), fixture)
    for notice in try await fixture.take() { try await fixture.carry(notice) }
    // When the approver corrects the claim later on
    var correction = ClaimCorrection()
    correction.contract = .set("C-2")
    _ = try await fixture.docket.correct(
      "A", correction, reason: "wrong contract", by: .user(1_001), rulebook: fixture.rulebook, now: fixture.now)
    // Then
    #expect(try await fixture.docket.verify().findings == [])
  }

  @Test("of an older docket it is told by what was written then, and what was let go by mistake asks again")
  func earlier() async throws {
    // Given a notice that the eighth schema had let go without an approval
    let folder = try KeptDocket.copy("docket-8")
    let clock = ManualClock(try Samples.moment("2027-02-02T09:00:00+01:00"))
    let docket = try DocketFactory.underTest.open(folder.path, clock.now)
    let fixture = DocketFixture(folder: folder, docket: docket, rulebook: try KeptDocket.rulebook(), clock: clock)
    let escaped = try #require(try await fixture.claim("ODD-1").notices.last)
    try #require(escaped.state == .pending)
    // When
    let needing = try docket.database.write { sql in
      try sql.all("SELECT DISTINCT state FROM notice WHERE needs_approval = 1 ORDER BY state") { $0.text(0) }
    }
    for notice in try await fixture.take() { try await fixture.carry(notice) }
    // Then
    #expect(needing == ["awaiting-approval", "held", "pending", "sent"])
    #expect(try await fixture.notice(escaped.id).state == .awaitingApproval)
    #expect(try await fixture.claim("APPROVED").notices.last?.state == .sent)
    // When
    let held = try #require(try await fixture.claim("HELD").notices.last)
    let printed = try #require(try await fixture.claim("POST-HELD").notices.last)
    for notice in [held, printed] { try await fixture.change(notice.id, .release) }
    // Then
    #expect(try await fixture.notice(held.id).state == .awaitingApproval)
    // Its letter has gone, and after so long the rules send nothing more of it.
    #expect(try await fixture.notice(printed.id).state == .sent)
    #expect(try await docket.verify().findings == [])
  }
}
