import Dunning
import DunningTesting
import FoundationEssentials
import Testing

/// Months of a docket's life in random order, against a small model of what people said and paid.
///
/// `RANDOM_WALKS=500` walks from that many seeds, `RANDOM_WALK_SEED=17` from one.
@Suite("A random walk through virtual months", .timeLimit(.minutes(60)))
struct RandomWalkTests {
  private static let seeds: ClosedRange<UInt64> = {
    let environment = ProcessInfo.processInfo.environment
    if let seed = environment["RANDOM_WALK_SEED"].flatMap(UInt64.init) { return seed...seed }
    return 1...max(1, environment["RANDOM_WALKS"].flatMap(UInt64.init) ?? 4)
  }()

  @Test("nobody gets a wrong mail, and nobody is forgotten", arguments: seeds)
  func walk(seed: UInt64) async throws {
    var world = try RandomWorld(seed: seed)
    do {
      for _ in 0..<60 { try await world.step() }
      try await world.comeToRest()
      try await world.expectForecastToComeTrue()
    } catch {
      Issue.record("seed \(seed): \(error)\n\(world.trace.joined(separator: "\n"))")
    }
  }
}
