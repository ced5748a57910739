import Dunning
import DunningStore
import DunningTesting
import Testing

@Suite("After a stop in the middle", .timeLimit(.minutes(20)))
struct RecoveryTests {
  private let fixture: DocketFixture

  init() throws { fixture = try DocketFixture() }

  private func taken() async throws -> DueNotice {
    try await fixture.enqueue(Samples.draft())
    try fixture.at("2026-12-03T09:00:00+01:00")
    return try #require(try await fixture.take().first)
  }

  @Test("a notice that was taken but not written is dropped, and its step is taken anew")
  func unwritten() async throws {
    // Given
    let notice = try await taken()
    // When
    let dropped = try await fixture.docket.recoverUnwritten(rulebook: fixture.rulebook, now: fixture.now)
    // Then
    #expect(dropped == 1)
    #expect(try await fixture.docket.openAttempts().isEmpty)
    #expect(try await fixture.notice(notice.id).state == .dropped)
    #expect(try await fixture.take().map(\.step.name) == ["reminder"])
  }

  @Test("an attempt that was under way is found again, with how far it got")
  func open() async throws {
    // Given
    let notice = try await taken()
    _ = try await fixture.store(notice)
    #expect(try await fixture.docket.openAttempts().map(\.phase) == [.taken])
    // When
    _ = try await fixture.docket.dotSent(notice, rulebook: fixture.rulebook, now: fixture.now)
    // Then
    #expect(try await fixture.docket.recoverUnwritten(rulebook: fixture.rulebook, now: fixture.now) == 0)
    #expect(try await fixture.docket.openAttempts().map(\.phase) == [.dotSent])
    #expect(try await fixture.take().isEmpty)
  }

  @Test("what was written is there when the docket is opened again")
  func reopened() async throws {
    // Given
    let folder = try ScratchFolder()
    let now = try Samples.moment("2026-11-23T08:00:00+01:00")
    let key = try await write(into: folder, now)
    // When
    let docket = try DocketFactory.underTest.open(folder.path, now)
    // Then
    #expect(docket.messageKey == key)
    #expect(try await docket.claim("R-1").record.next?.step == "reminder")
    #expect(try await docket.lastEventAt() == now)
  }

  private func write(into folder: ScratchFolder, _ now: Instant) async throws -> [UInt8] {
    let docket = try DocketFactory.underTest.open(folder.path, now)
    _ = try await docket.register([Samples.draft()], by: .daemon, rulebook: Samples.rulebook(), now: now)
    return docket.messageKey
  }
}
