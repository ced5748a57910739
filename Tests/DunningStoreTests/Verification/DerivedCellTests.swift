import Dunning
import DunningSQL
import DunningTesting
import Testing

@testable import DunningStore

/// What the docket keeps so as to find something or to know what comes next: nothing of it is told, all of it decides who is
/// dunned and whose money it is.
@Suite("cells that are derived", .timeLimit(.minutes(10)))
struct DerivedCellTests {
  /// A change of one thing, and what is found of it.
  struct Change: Sendable, CustomTestStringConvertible {
    let sql: String
    let what: String
    var needsRules = false

    var testDescription: String { sql }
  }

  static let bit = 1 << 42

  static let changes = [
    Change(sql: "UPDATE claim_key SET claim_id = 2 WHERE key = '=RE1' AND claim_id = 1", what: "key =RE1"),
    Change(sql: "DELETE FROM claim_key WHERE key = '=RE1'", what: "key =RE1"),
    Change(sql: "DELETE FROM claim_key", what: "key =RE1"),
    Change(sql: "INSERT INTO claim_key VALUES ('acme', '=RE77', 1)", what: "key =RE77 of acme"),
    Change(sql: "INSERT INTO claim_key VALUES ('acme', '=RE1', 2)", what: "key =RE1 of acme"),
    Change(sql: "UPDATE claim_key SET creditor = 'other' WHERE key = '=RE1'", what: "key =RE1 of other"),
    Change(sql: "UPDATE claim_key SET key = '\u{A4}EUR 1' WHERE key LIKE '\u{A4}%' AND claim_id = 1", what: "key"),
    Change(sql: "DELETE FROM key_shape", what: "shape of =RE1"),
    Change(sql: "UPDATE key_shape SET shape = shape + 1", what: "shape of"),
    Change(sql: "DELETE FROM debtor_key WHERE debtor_id = 1", what: "key of debtor 1"),
    Change(sql: "UPDATE debtor_key SET debtor_id = 2 WHERE debtor_id = 1", what: "key of debtor 2"),
    Change(sql: "UPDATE debtor_key SET key = key || 'X' WHERE debtor_id = 1", what: "key of debtor 1"),
    Change(sql: "INSERT INTO debtor_key VALUES ('acme', 'X', 99)", what: "key of debtor 99"),
    Change(sql: "UPDATE claim SET digest = x'02' WHERE id = 1", what: "claim.digest"),
    Change(sql: "UPDATE claim SET due_end = due_end | \(bit) WHERE id = 1", what: "claim.due_end"),
    Change(sql: "UPDATE claim SET due_end = due_end + 1 WHERE id = 1", what: "claim.due_end"),
    Change(sql: "UPDATE claim SET due_end = due_end + 86400000 WHERE id = 1", what: "claim.due_end", needsRules: true),
    Change(sql: "UPDATE claim SET next_at = next_at | \(bit) WHERE id = 1", what: "turn of claim c1"),
    Change(
      sql: "UPDATE claim SET next_at = next_at + 86400000 WHERE id = 1", what: "claim.next_at", needsRules: true),
    Change(sql: "UPDATE claim SET next_step = 'last' WHERE id = 1", what: "claim.next_step", needsRules: true),
    Change(
      sql: "UPDATE claim SET next_at = NULL, next_step = NULL, nothing_because = 'x' WHERE id = 1",
      what: "claim.next_at", needsRules: true),
    Change(
      sql: "UPDATE claim SET obstacle = 'notice-open', obstacle_notice = 1 WHERE id = 1",
      what: "notice that bars claim c1"),
    Change(sql: "UPDATE follow_up SET at = at | \(bit) WHERE kind = 'note'", what: "moment of follow-up"),
    Change(sql: "UPDATE follow_up SET at = at + 1 WHERE kind = 'note'", what: "moment of follow-up"),
    Change(sql: "UPDATE follow_up SET at = at + 86400000 WHERE kind = 'promise'", what: "moment of follow-up"),
    Change(sql: "UPDATE instalment SET number = number + 1", what: "number of 2027-01-20"),
    Change(
      sql: "UPDATE notice SET next_attempt_at = next_attempt_at | \(bit) WHERE state = 'pending'",
      what: "turn of notice n1"),
    Change(sql: "UPDATE debtor SET merged_contacts = 'former: x@evil.example' WHERE id = 4", what: "addresses that"),
    Change(sql: "UPDATE setting SET value = '99' WHERE name = 'keys_through'", what: "claims that are found"),
  ]

  private static func docket() async throws -> DocketFixture {
    let policy = Policy(
      name: "standard",
      steps: [
        try Samples.step("reminder", "due+3d", approval: .required),
        try Samples.step("last", "due+20d", gap: "7d"),
      ], sendWindow: Samples.officeHours)
    let rulebook = try Samples.rulebook(policies: [policy])
    let fixture = try DocketFixture(rulebook: rulebook)
    func draft(_ reference: String, _ debtor: String, due: String = "2026-12-10") throws -> ClaimDraft {
      var draft = try Samples.draft(reference, due: due)
      draft.debtor = Debtor(
        key: debtor, name: "Firma \(debtor)", email: try EmailAddress(parsing: "\(debtor)@k.example"))
      return draft
    }
    try await fixture.enqueue(draft("RE-1", "k1"))
    try await fixture.enqueue(draft("RE-2", "k2"))
    try await fixture.enqueue(draft("RE-3", "k3", due: "2026-11-20"))
    try await fixture.enqueue(draft("RE-4", "k4"))
    try await fixture.enqueue(draft("RE-5", "k5", due: "2027-01-10"))
    _ = try await fixture.docket.merge(
      "k4", into: "k5", reason: "the same", by: .user(1), rulebook: rulebook, now: fixture.now)
    _ = try await fixture.docket.replanAll(rules: { (rulebook, "x") }, now: fixture.now)
    let note = Note(text: "call", remindOn: try CivilDate(parsing: "2026-12-03"))
    _ = try await fixture.docket.note("RE-2", note, by: .user(1), rulebook: rulebook, now: fixture.now)
    let terms = PromiseTerms.day(try CivilDate(parsing: "2027-01-20"), amount: nil)
    try await fixture.change("RE-2", .promise(terms, reason: "by phone"))
    try fixture.at("2026-11-23T09:00:00+01:00")
    for notice in try await fixture.take() { try await fixture.carry(notice) }
    let waiting = try #require(try await fixture.docket.notices(state: .awaitingApproval).first)
    try await fixture.change(waiting.id, .approve())
    try await fixture.docket.fillReferenceIndex(rulebook: rulebook, now: fixture.now)
    return fixture
  }

  private static func findings(_ fixture: DocketFixture, byRules: Bool) async throws -> [String] {
    let now = fixture.now
    let rules = byRules ? VerificationRules(fixture.rulebook) { now } : nil
    return try await fixture.docket.verify(by: rules).findings.map(\.what)
  }

  @Test("each is found", arguments: changes)
  func found(_ change: Change) async throws {
    // Given
    let fixture = try await Self.docket()
    for byRules in [false, true] { #expect(try await Self.findings(fixture, byRules: byRules) == []) }
    // When
    let changed = try fixture.docket.database.write { sql in try sql.changed(change.sql) }
    #expect(changed > 0)
    // Then
    let findings = try await Self.findings(fixture, byRules: change.needsRules)
    #expect(findings.contains { $0.hasPrefix(change.what) }, "\(findings)")
  }

  @Test("what stands still without cause goes on again, and the creditor is told")
  func mended() async throws {
    // Given
    let fixture = try await Self.docket()
    let (rulebook, now) = (fixture.rulebook, fixture.now)
    let planned = try await fixture.claim("RE-1").record.next
    func mend() async throws -> MendedPlans {
      try await fixture.docket.mendPlans(rules: { rulebook }, now: { now })
    }
    #expect(try await mend().isEmpty)
    // When
    try fixture.docket.database.write { sql in
      try sql.run("UPDATE claim SET next_at = next_at | \(Self.bit) WHERE id = 1")
      try sql.run("UPDATE follow_up SET at = at | \(Self.bit) WHERE kind = 'note'")
      try sql.run("UPDATE notice SET next_attempt_at = next_attempt_at | \(Self.bit) WHERE state = 'pending'")
    }
    let mended = try await mend()
    // Then
    #expect(mended.claims == 1 && mended.first == [ClaimID(1)] && mended.others == 2)
    let file = try await fixture.claim("RE-1")
    #expect(file.record.next == planned)
    #expect(file.followUps.map(\.note).contains { $0.contains("moved without cause") })
    #expect(try await Self.findings(fixture, byRules: true) == [])
    #expect(try await fixture.take().count == 1)
    #expect(try await mend().isEmpty)
  }

  @Test("a name of somebody who is erased stands in no index, also of who was put together with them")
  func erased() async throws {
    let fixture = try await Self.docket()
    for reference in ["RE-4", "RE-5"] { try await fixture.change(reference, .withdraw(reason: "a mistake")) }
    _ = try await fixture.docket.erase(debtor: "k5", because: "asked", by: .user(1), now: fixture.now)
    let names = try fixture.docket.database.read { sql in
      try sql.all("SELECT debtor_id FROM debtor_key ORDER BY 1") { $0.number(0) }
    }
    #expect(names == [1, 2, 3])
    #expect(try await Self.findings(fixture, byRules: true) == [])
  }
}
