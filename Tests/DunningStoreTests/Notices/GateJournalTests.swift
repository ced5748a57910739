import Dunning
import DunningSQL
import DunningTesting
import Testing

@testable import DunningStore

@Suite("The last gate and the journal", .timeLimit(.minutes(20)))
struct GateJournalTests {
  private static let damages = [
    "claim SET amount = amount + 65536", "claim SET paid = 64", "claim SET currency = 'USD'",
    "claim SET due_date = '2026-11-28'", "debtor SET email = 'bnna@kunde.example'", "debtor SET name = 'Bnna Kunde'",
  ]

  @Test("a row that says otherwise than its journal holds the notice and tells", arguments: damages, [true, false])
  func damaged(change: String, isTaken: Bool) async throws {
    // Given
    let fixture = try DocketFixture()
    try await fixture.enqueue(Samples.draft())
    try fixture.at("2026-12-03T09:00:00+01:00")
    let before = isTaken ? try await fixture.take() : []
    // When
    try fixture.docket.database.write { try $0.run("UPDATE \(change)") }
    let notice = try #require(try await (isTaken ? before : fixture.take()).first)
    #expect(try await fixture.store(notice) == .open)
    let gate = try await fixture.docket.dotSent(notice, rulebook: fixture.rulebook, now: fixture.now)
    // Then
    #expect(gate == .held)
    let held = try await fixture.notice(notice.id)
    #expect(held.state == .held)
    #expect(held.lastReply?.contains("the docket has ") == true)
    let note = try #require(try await fixture.claim("R-1").followUps.first)
    #expect(note.note.contains("the docket has "))
    #expect(try await fixture.events("R-1").contains("notice-held"))
  }

  @Test("what happened by the front door is no disagreement")
  func good() async throws {
    // Given
    let fixture = try DocketFixture()
    try await fixture.enqueue(Samples.draft())
    try await fixture.pay("R-1", "30.00", id: "b-1")
    try await fixture.pay("R-1", "10.00", kind: .refund, id: "b-2")
    try await fixture.correct(email: "new@kunde.example")
    try await fixture.enqueue(Samples.draft("R-2", due: "2027-06-01"))
    // When
    try fixture.at("2026-12-03T09:00:00+01:00")
    let sent = try await fixture.send()
    // Then
    #expect(sent.map(\.recipient) == ["new@kunde.example"])
    #expect(try await fixture.notice(sent[0].id).state == .sent)
  }
}
