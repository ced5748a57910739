import Dunning
import DunningSQL
import DunningTesting
import Testing

@testable import DunningStore

/// Who comes first when more is due than there is room for.
@Suite("A fair order", .timeLimit(.minutes(20)))
struct FairnessTests {
  private let fixture: DocketFixture

  init() throws {
    let policies = [
      Policy(name: "courtesies", steps: [try Samples.step("heads-up", "due", .courtesy)], sendWindow: Samples.allHours),
      Policy(name: "standard", steps: [try Samples.step("reminder", "due")], sendWindow: Samples.allHours),
      Policy(name: "demands", steps: [try Samples.step("demand", "due", .demand)], sendWindow: Samples.allHours),
    ]
    let creditors = [try Samples.creditor(), try Samples.creditor("zeta", address: "billing@zeta.example")]
    fixture = try DocketFixture(rulebook: Samples.rulebook(creditors: creditors, policies: policies))
  }

  /// Makes the claim with this reference into so many of the same kind, as a flood or a long outage leaves them.
  private func multiply(_ reference: String, by count: Int) async throws {
    try fixture.docket.database.write { sql in
      try sql.run(
        """
        WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)
        INSERT INTO claim (creditor, reference, debtor_id, amount, currency, due_date, due_end, policy, state, digest,
          case_key, enqueued_at, next_at, next_step, next_rank)
        SELECT creditor, reference || '-' || i, debtor_id, amount, currency, due_date, due_end, policy, state, digest,
          randomblob(16), enqueued_at, next_at, next_step, next_rank FROM claim, n WHERE reference = ?
        """, .number(Int64(count)), .text(reference))
    }
  }

  /// What is taken in so many waves, by reference.
  private func taken(waves: Int, limit: Int) async throws -> [String] {
    var references: [String] = []
    for _ in 0..<waves {
      for notice in try await fixture.take(limit: limit) {
        references += notice.claims.map(\.claim.draft.reference)
        try await fixture.finish(notice)
      }
    }
    return references
  }

  @Test("a demand and another creditor's reminder do not wait for a backlog of old courtesies", arguments: [1, 3, 20])
  func floods(limit: Int) async throws {
    // Given
    try await fixture.enqueue(Samples.draft("flood", due: "2026-11-01", policy: "courtesies"))
    try await multiply("flood", by: 50_000)
    try await fixture.enqueue(Samples.draft("demand", due: "2026-11-20", policy: "demands"))
    try await fixture.enqueue(Samples.draft("zeta", due: "2026-11-20", creditor: "zeta"))
    // When
    let references = try await taken(waves: 4, limit: limit)
    // Then
    #expect(references.contains("demand"))
    #expect(references.contains("zeta"))
    #expect(references.contains { $0.hasPrefix("flood") })
  }

  @Test("of one lane most are the oldest, but the one that became due last goes out among the first")
  func newest() async throws {
    // Given
    try await fixture.enqueue(Samples.draft("old", due: "2026-11-01"))
    try await multiply("old", by: 1_000)
    try await fixture.enqueue(Samples.draft("new", due: "2026-11-22"))
    // When
    let references = try await taken(waves: 8, limit: 1)
    // Then
    #expect(references.prefix(4).contains("new"))
    #expect(references.count { $0.hasPrefix("old") } == 7)
    #expect(references.first == "old")
  }

  @Test("everything that is due goes out once, whatever the order")
  func complete() async throws {
    // Given
    for (name, policy) in [("a", "standard"), ("b", "demands"), ("c", "courtesies")] {
      try await fixture.enqueue(Samples.draft(name, due: "2026-11-0\(name == "a" ? 1 : 2)", policy: policy))
      try await multiply(name, by: 40)
    }
    // When
    let references = try await taken(waves: 60, limit: 7)
    // Then
    #expect(references.count == 123)
    #expect(Set(references).count == 123)
  }

  @Test("retries and new steps do not keep each other waiting")
  func retries() async throws {
    // Given
    try await fixture.enqueue(Samples.draft("retry", due: "2026-11-01"))
    try await multiply("retry", by: 30)
    for _ in 0..<2 {
      for notice in try await fixture.take() { try await fixture.finish(notice, .deferred(until: fixture.now)) }
    }
    try await fixture.enqueue(Samples.draft("fresh", due: "2026-11-22"))
    // When
    let references = try await taken(waves: 6, limit: 1)
    // Then
    #expect(references.contains("fresh"))
    #expect(references.contains { $0.hasPrefix("retry") })
  }

  @Test("each look is a seek in an index, without sorting, however much is due")
  func plans() async throws {
    // Given
    let table: [(sql: String, arguments: Int, index: String)] = [
      (Due.oldest, 2, "claim_next"), (Due.oldestOfLane, 4, "claim_lane"), (Due.newestOfLane, 4, "claim_lane"),
      (Due.laneAfter, 3, "claim_lane"),
    ]
    for row in table {
      // When
      let plan = try fixture.docket.database.read { sql in
        try sql.all("EXPLAIN QUERY PLAN " + row.sql, Array(repeating: .number(1), count: row.arguments)) { $0.text(3) }
      }
      // Then
      let looks = plan.filter { $0.contains("claim") }
      #expect(!looks.isEmpty)
      #expect(looks.allSatisfy { $0.hasPrefix("SEARCH claim USING COVERING INDEX \(row.index)") })
      #expect(!plan.contains { $0.contains("B-TREE") })
    }
  }

  @Test("a hundred claims that cannot be written about, all older, hold up nobody")
  func poison() async throws {
    // Given
    try await fixture.enqueue(Samples.draft("poison", due: "2026-11-01"))
    try await multiply("poison", by: 99)
    try await fixture.enqueue(Samples.draft("good", due: "2026-11-22"))
    try fixture.docket.database.write { try $0.run("UPDATE claim SET currency = 'QQQ' WHERE reference LIKE 'poison%'") }
    // When
    let references = try await taken(waves: 1, limit: 1)
    // Then
    #expect(references == ["good"])
    #expect(try await fixture.take().isEmpty)
  }

  @Test("a claim that was put aside is written down as such once, however often everything is planned anew")
  func poisonIsToldOnce() async throws {
    // Given
    try await fixture.enqueue(Samples.draft("poison", due: "2026-11-01"))
    try fixture.docket.database.write { try $0.run("UPDATE claim SET currency = 'QQQ'") }
    // When
    for round in 1...5 {
      _ = try await fixture.docket.replanAll(rules: { (fixture.rulebook, "rules \(round)") }, now: fixture.now)
    }
    // Then
    #expect(try await fixture.docket.events(after: 0).count { $0.event == "claim-set-aside" } == 1)
  }
}
