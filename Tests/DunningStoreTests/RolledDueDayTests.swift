import Dunning
import DunningTesting
import DunningSQL
import Testing

@testable import DunningStore

@Suite("Due days that roll on to a working day", .timeLimit(.minutes(20)))
struct RolledDueDayTests {
  /// The usual ladder under a law by which a due day rolls, or stays.
  private func rulebook(_ dueOnHoliday: InterestRule.DueOnHoliday) throws -> Rulebook {
    let rule = InterestRule(
      id: "TEST", jurisdiction: "XX", who: "anybody", basis: "none", rate: nil, dueOnHoliday: dueOnHoliday,
      calendar: "weekdays", source: "none", checkedOn: try CivilDate(parsing: "2026-01-01"))
    let terms = try InterestTerms(rule: rule, options: InterestOptions())
    let steps = [try Samples.step("reminder", "due+1d"), try Samples.step("demand", "due+30d", .demand)]
    return try Samples.rulebook(policies: [
      Policy(name: "standard", steps: steps, sendWindow: Samples.officeHours, lateTerms: terms)
    ])
  }

  private func overdue(_ fixture: DocketFixture, at moment: String) async throws -> [String] {
    try await fixture.docket.claims(ClaimFilter(overdueAt: Samples.moment(moment))).map(\.claim.draft.reference)
  }

  private func buckets(_ fixture: DocketFixture, on day: String) async throws -> [Ageing.Bucket] {
    var ageing = try await fixture.docket.ageing(asOf: CivilDate(parsing: day), rulebook: fixture.rulebook)
    while try await ageing.next() != nil {}
    return ageing.totals.flatMap { Array($0.buckets.keys) }
  }

  @Test("lists, reports and the debtor's record call nobody late on the Monday that is in time")
  func everywhere() async throws {
    // Given a claim that is due on a Saturday
    let fixture = try DocketFixture(rulebook: rulebook(.moves))
    let record = try await fixture.enqueue(Samples.draft(due: "2026-11-28"))
    // Then
    #expect(try record.dueEnd == Samples.moment("2026-12-01T00:00:00+01:00"))
    #expect(try record.next?.at == Samples.moment("2026-12-01T09:00:00+01:00"))
    #expect(try await overdue(fixture, at: "2026-11-30T23:59:59+01:00") == [])
    #expect(try await overdue(fixture, at: "2026-12-01T00:00:00+01:00") == ["R-1"])
    #expect(try await buckets(fixture, on: "2026-11-30") == [.notDue])
    #expect(try await buckets(fixture, on: "2026-12-01") == [.upTo30])
    #expect(try await buckets(fixture, on: "2026-12-30") == [.upTo30])
    // When
    try fixture.at("2026-12-03T10:00:00+01:00")
    let late = try await fixture.docket.debtor("k1", rulebook: fixture.rulebook, now: fixture.now)[0]
    #expect(late.record.daysLateNow == 3)
    try await fixture.pay("R-1", "120.00", date: "2026-11-30")
    let paid = try await fixture.docket.debtor("k1", rulebook: fixture.rulebook, now: fixture.now)[0]
    // Then who paid on the Monday was in time
    #expect(paid.record.daysLateInAll == 0)
  }

  @Test("a docket of the version before is planned anew, and every claim gets its end, open or not")
  func upgrade() async throws {
    // Given a docket whose due days stayed, with claims in several states, planned with the very rules that are in force
    let fixture = try DocketFixture(rulebook: rulebook(.stays))
    let states: [(String, ClaimChange?)] = [
      ("open", nil), ("disputed", .dispute(reason: "broken")), ("withdrawn", .withdraw(reason: "error")), ("paid", nil),
    ]
    for (reference, change) in states {
      try await fixture.enqueue(Samples.draft(reference, due: "2026-11-28"))
      if let change { try await fixture.change(reference, change) }
    }
    try await fixture.pay("paid", "120.00")
    let moved = try rulebook(.moves)
    let stayed = fixture.rulebook
    _ = try await fixture.docket.replanAll(rules: { (stayed, "rules") }, now: fixture.now)
    // When the version before closes it and this one opens it
    try fixture.docket.database.write { sql in try sql.run("DELETE FROM grdb_migrations WHERE identifier LIKE '9:%'") }
    try fixture.docket.database.migrate(Migrations.all(randomBytes: Samples.bytes, now: fixture.now))
    _ = try await fixture.docket.replanAll(rules: { (moved, "rules") }, now: fixture.now)
    // Then
    for (reference, _) in states {
      let record = try await fixture.claim(reference).record
      #expect(try record.dueEnd == Samples.moment("2026-12-01T00:00:00+01:00"), "\(reference)")
    }
    #expect(try await fixture.claim("open").record.next?.at == Samples.moment("2026-12-01T09:00:00+01:00"))
    #expect(try await fixture.docket.verify().findings == [])
  }
}
