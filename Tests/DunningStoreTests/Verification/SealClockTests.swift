import Dunning
import DunningTesting
import Testing

@testable import DunningStore

@Suite("Seals and a wrong clock", .timeLimit(.minutes(20)))
struct SealClockTests {
  @Test("a seal that lies in the future does not bar the ones to come")
  func future() async throws {
    // Given
    let fixture = try DocketFixture()
    try await fixture.enqueue(Samples.draft("R-1"))
    let wrong = try Samples.moment("2036-11-23T08:00:00+01:00")
    let early = try #require(try await fixture.docket.sealIfDue(now: wrong))
    // When
    try await fixture.enqueue(Samples.draft("R-2"))
    let next = try await fixture.docket.sealIfDue(now: fixture.now)
    // Then
    #expect(next?.number == early.number + 1)
    try await fixture.enqueue(Samples.draft("R-3"))
    #expect(try await fixture.docket.sealIfDue(now: fixture.now) == nil)
    #expect(try await fixture.docket.verify().findings == [])
  }

  @Test("entries of the future are sealed on the day that it is")
  func entries() async throws {
    let fixture = try DocketFixture(now: "2036-11-23T08:00:00+01:00")
    try await fixture.enqueue(Samples.draft("R-1"))
    let right = try Samples.moment("2026-11-23T08:00:00+01:00")
    #expect(try await fixture.docket.sealIfDue(now: right)?.number == 1)
  }
}
