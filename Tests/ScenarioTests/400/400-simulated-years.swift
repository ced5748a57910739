import DunningTesting
import Foundation
import Testing

/// The whole daemon with its clock and its mail server replaced, through virtual years in which people pay and promise,
/// the relay misbehaves, the clock is set, and the daemon is stopped, killed and started again.
///
/// `SIMULATIONS=100` runs that many seeds, `SIMULATION_SEED=17` begins with one, `SIMULATED_DAYS=3650` makes each longer; a
/// failure prints its seed.
@Suite("400 simulated years", .timeLimit(.minutes(60)))
struct SimulationTests {
  private static let seeds: [UInt64] = {
    let environment = ProcessInfo.processInfo.environment
    let first = environment["SIMULATION_SEED"].flatMap(UInt64.init)
    let count = environment["SIMULATIONS"].flatMap(UInt64.init) ?? (first == nil ? 2 : 1)
    return (0..<count).map { (first ?? 1) &+ $0 }
  }()

  private static let days = ProcessInfo.processInfo.environment["SIMULATED_DAYS"].flatMap(Int.init) ?? 120

  @Test("nothing is lost or repeated, and nobody who paid is reminded", arguments: seeds)
  func years(seed: UInt64) async throws {
    var years = try SimulatedYears(seed: seed)
    do {
      try await years.live(days: Self.days)
    } catch {
      Issue.record("SIMULATION_SEED=\(seed): \(error)\n\(years.trace.suffix(60).joined(separator: "\n"))")
    }
  }
}
