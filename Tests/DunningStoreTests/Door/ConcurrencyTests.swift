import Dunning
import DunningStore
import DunningTesting
import Testing

@Suite("Many at once", .timeLimit(.minutes(20)))
struct ConcurrencyTests {
  private let fixture: DocketFixture

  init() throws { fixture = try DocketFixture() }

  @Test("writers at the same time lose nothing and double nothing")
  func writers() async throws {
    // When
    let fixture = fixture
    try await withThrowingTaskGroup(of: Void.self) { tasks in
      for number in 1...100 {
        tasks.addTask { try await fixture.enqueue(Samples.draft("R-\(number % 50)")) }
      }
      try await tasks.waitForAll()
    }
    // Then
    #expect(try await fixture.docket.claims().count == 50)
    #expect(try await fixture.docket.events(after: 0).count { $0.event == "claim-registered" } == 50)
  }

  @Test("the same payment reported twice at the same time counts once")
  func payments() async throws {
    // Given
    let fixture = fixture
    try await fixture.enqueue(Samples.draft())
    // When
    try await withThrowingTaskGroup(of: Void.self) { tasks in
      for number in 1...40 {
        tasks.addTask { try await fixture.pay("R-1", "1.00", id: "b-\(number % 10)") }
      }
      try await tasks.waitForAll()
    }
    // Then
    #expect(try await fixture.claim("R-1").record.claim.paid.decimal == "10.00")
  }

  @Test("a write whose task is cancelled is kept all the same")
  func cancelled() async throws {
    // Given
    let fixture = fixture
    try await fixture.enqueue(Samples.draft())
    // When
    try await withThrowingTaskGroup(of: Void.self) { tasks in
      tasks.cancelAll()
      tasks.addTask { try await fixture.pay("R-1", "120.00") }
      try await tasks.waitForAll()
    }
    // Then
    #expect(try await fixture.claim("R-1").record.claim.state == .paid)
  }
}
