import Dunning
import DunningSQL
import DunningTesting
import Testing

@testable import DunningStore

@Suite("What is known of writing to the docket", .timeLimit(.minutes(20)))
struct DocketHealthTests {
  private func fill(_ fixture: DocketFixture, isFull: Bool) throws {
    try fixture.docket.database.write { sql in
      _ = try sql.first("PRAGMA max_page_count = \(isFull ? 1 : 1_000_000)") { $0.number(0) }
    }
  }

  private func enqueueMany(_ fixture: DocketFixture) async throws {
    let drafts = try (1...200).map { try Samples.draft("R-\($0)") }
    _ = try await fixture.docket.register(drafts, by: .user(1), rulebook: fixture.rulebook, now: fixture.now)
  }

  @Test("a full disk is known at once, with since when, until a write works that has changed something")
  func full() async throws {
    let fixture = try DocketFixture(.sqlite)
    try await fixture.enqueue(Samples.draft("first"))
    #expect(fixture.docket.trouble == nil)
    // When
    try fill(fixture, isFull: true)
    await #expect(throws: DocketError.self) { try await enqueueMany(fixture) }
    // Then
    let trouble = try #require(fixture.docket.trouble)
    #expect(trouble.reason == "disk full" && trouble.since == fixture.now)
    #expect(trouble.hint.contains(fixture.folder.path))
    // When time passes, somebody looks, and what is written changes nothing
    try fixture.at("2026-11-23T09:00:00+01:00")
    await #expect(throws: DocketError.self) { try await enqueueMany(fixture) }
    _ = try await fixture.docket.claims()
    _ = try await fixture.take()
    try await fixture.docket.probe(now: fixture.now)
    // Then
    #expect(fixture.docket.trouble == trouble)
    // When there is room
    try fill(fixture, isFull: false)
    try await enqueueMany(fixture)
    #expect(fixture.docket.trouble == nil)
  }

  @Test("that there is room again is found out without a write of somebody else, and leaves nothing")
  func room() async throws {
    let fixture = try DocketFixture(.sqlite)
    try fill(fixture, isFull: true)
    await #expect(throws: DocketError.self) { try await enqueueMany(fixture) }
    let news = fixture.docket.troubles.stream()
    try fill(fixture, isFull: false)
    // When
    try await fixture.docket.probe(now: fixture.now)
    // Then
    #expect(fixture.docket.trouble == nil)
    for await _ in news { break }
    #expect(try await fixture.docket.read { look in try look.setting(.trial) } == nil)
    #expect(try await fixture.docket.verify().findings == [])
  }

  @Test("what finds a little room left says nothing of what was too much")
  func little() throws {
    let (health, start) = (DocketHealth(folder: "/d"), try Samples.moment("2026-11-23T08:00:00+01:00"))
    health.failed(.full, at: start, rows: 40)
    health.worked(rows: 0)
    health.worked(rows: 3)
    #expect(health.trouble?.since == start)
    health.worked(rows: 40)
    #expect(health.trouble == nil)
    health.failed(.full, at: start, rows: 0)
    health.worked(rows: 0)
    #expect(health.trouble != nil)
    health.worked(rows: 1)
    #expect(health.trouble == nil)
  }

  @Test("a lock is no trouble within a minute, a mistake never is")
  func lock() throws {
    let (health, start) = (DocketHealth(folder: "/d"), try Samples.moment("2026-11-23T08:00:00+01:00"))
    health.failed(.constraint, at: start)
    health.failed(.locked, at: start)
    health.failed(.locked, at: start.adding(seconds: 59))
    #expect(health.trouble == nil)
    health.failed(.locked, at: start.adding(seconds: 60))
    #expect(health.trouble?.since == start && health.trouble?.reason == "locked by another program")
    health.worked()
    health.failed(.locked, at: start.adding(seconds: 90))
    #expect(health.trouble == nil)
  }
}
