import Dunning
import DunningStore
import DunningSQL
import DunningTesting
import ServiceLifecycle
import Testing

@testable import DunningEngine
@testable import DunningStore

@Suite("Stopping, failing and starting again", .timeLimit(.minutes(20)))
struct StopTests {
  private static let due = "2026-12-03T09:00:00+01:00"

  @Test("a reply that comes within the grace is kept")
  func inTime() async throws {
    // Given
    let checkpoint = Checkpoint()
    let engine = try EngineFixture { _, _ in .acceptThen("250 queued") { await checkpoint.pass() } }
    let waits = engine.timer.waits()
    try await engine.run { group in
      try await engine.store.enqueue(Samples.draft())
      try await engine.simulation.settle()
      engine.store.clock.advance(to: try Samples.moment(Self.due))
      await checkpoint.reached()
      // When
      await group.triggerGracefulShutdown()
      for await _ in waits { break }
      checkpoint.release()
    }
    // Then
    #expect(try await engine.state(1) == .sent)
    #expect(engine.transport.timesClosed == 1)
  }

  @Test("after the grace what left without a reply is in doubt, and nothing new was taken meanwhile")
  func tooLate() async throws {
    let engine = try EngineFixture { _, _ in .hangAfterDot }
    let waits = engine.timer.waits()
    try await engine.run { group in
      // Given
      try await engine.store.enqueue(Samples.draft())
      try await engine.advance(to: Self.due)
      // When
      await group.triggerGracefulShutdown()
      for await wait in waits {
        #expect(wait == .seconds(10))
        break
      }
      try await engine.store.enqueue(Samples.draft("R-2", due: "2026-11-10"))
      engine.timer.advance(by: .seconds(10))
    }
    // Then
    #expect(try await engine.state(1) == .inDoubt)
    #expect(engine.transport.handovers.count == 1)
  }

  @Test("a docket that fails takes the scheduler down, and whoever pings it is not left waiting")
  func failure() async throws {
    // Given
    let engine = try EngineFixture()
    await #expect(throws: DocketError.self) {
      try await engine.run { _ in
        try await engine.simulation.settle()
        // When
        try engine.store.docket.database.write { try $0.run("DROP TABLE setting") }
        engine.store.docket.changes.signal()
        // Then
        for _ in 1...100 { try await engine.scheduler.ping() }
      }
    }
    _ = try? await engine.scheduler.ping()
  }

  @Test("a full disk is waited out before taking, and nothing is lost")
  func fullBeforeTaking() async throws {
    // As many as do not fit into the pages that are there
    let engine = try EngineFixture(deliveriesMax: 80)
    try await engine.run { _ in
      // Given
      for number in 1...80 { try await engine.store.enqueue(Samples.draft("R-\(number)")) }
      try await engine.simulation.settle()
      try await Self.limit(engine, toPages: 1)
      // When
      let due = try Samples.moment(Self.due)
      engine.store.clock.advance(to: due)
      try await engine.simulation.until { engine.store.clock.alarm == due.adding(seconds: 10) }
      // Then it is tried again after a pause
      try await Self.limit(engine, toPages: 1_000_000)
      engine.store.clock.advance(by: .seconds(10))
      try await engine.simulation.settle()
      #expect(engine.transport.arrived.count == 80)
    }
  }

  @Test("what the other side said is written down when there is room again")
  func fullAfterDot() async throws {
    // Given
    let words = String(repeating: "250 queued ", count: 20_000)
    let checkpoint = Checkpoint()
    let engine = try EngineFixture { _, _ in .acceptThen(words) { await checkpoint.pass() } }
    let waits = engine.timer.waits()
    try await engine.run { _ in
      try await engine.store.enqueue(Samples.draft())
      try await engine.simulation.settle()
      engine.store.clock.advance(to: try Samples.moment(Self.due))
      await checkpoint.reached()
      // When
      try await Self.limit(engine, toPages: 1)
      checkpoint.release()
      for await wait in waits where wait == .seconds(10) { break }
      #expect(try await engine.state(1) == .sending)
      try await Self.limit(engine, toPages: 1_000_000)
      engine.timer.advance(by: .seconds(10))
      try await engine.simulation.settle()
      // Then
      #expect(try await engine.state(1) == .sent)
      #expect(engine.transport.handovers.count == 1)
    }
  }

  private static func limit(_ engine: EngineFixture, toPages pages: Int) async throws {
    try engine.store.docket.database.write { _ = try $0.first("PRAGMA max_page_count = \(pages)") { $0.number(0) } }
  }

  @Test("an attempt that had not come to its dot is made again with the same bytes")
  func beforeDot() async throws {
    // Given
    let engine = try EngineFixture()
    let notice = try await taken(engine)
    _ = try await engine.store.store(notice, "Subject: written before\r\n\r\nhello\r\n")
    // When
    try await engine.run { _ in try await engine.simulation.settle() }
    // Then
    #expect(try await engine.state(1) == .sent)
    #expect(engine.transport.arrived.map(\.text) == ["Subject: written before\r\n\r\nhello\r\n"])
  }

  @Test("a notice that had not been written is written anew")
  func unwritten() async throws {
    // Given
    let engine = try EngineFixture()
    _ = try await taken(engine)
    // When
    try await engine.run { _ in try await engine.simulation.settle() }
    // Then
    #expect(try await engine.state(1) == .dropped)
    #expect(try await engine.state(2) == .sent)
    #expect(engine.transport.arrived.count == 1)
  }

  @Test(
    "what became of a message past its dot is asked of the transport, and never guessed",
    arguments: [0, 1, 2, 3])
  func pastDot(row: Int) async throws {
    // Given
    let table: [(DeliveryFate, resends: Bool, Notice.State, handovers: Int)] = [
      (.delivered, false, .sent, 0), (.notDelivered, false, .sent, 1), (.unknown, false, .inDoubt, 0),
      (.unknown, true, .sent, 1),
    ]
    let (fate, resends, state, handovers) = table[row]
    let engine = try EngineFixture(resendsInDoubt: resends, fate: fate.trace)
    let notice = try await taken(engine)
    _ = try await engine.store.store(notice)
    _ = try await engine.store.docket.dotSent(notice, rulebook: engine.store.rulebook, now: engine.store.now)
    // When
    try await engine.run { _ in try await engine.simulation.settle() }
    // Then
    #expect(try await engine.state(1) == state)
    #expect(engine.transport.handovers.count == handovers)
    #expect(try await engine.store.docket.openAttempts().isEmpty)
  }

  private func taken(_ engine: EngineFixture) async throws -> DueNotice {
    try await engine.store.enqueue(Samples.draft())
    try engine.store.at(Self.due)
    return try #require(try await engine.store.take().first)
  }
}
