import Dunning
import DunningStore
import DunningTimestamp
import Logging
import ServiceLifecycle

/// Has an authority stamp the daily seals (RFC 3161), oldest first: at the start, and when one was made. An authority
/// that is away is asked again until it answers; no seal and no letter waits for it.
struct TimestampKeeper: Service {
  let docket: Docket
  let authority: TimestampAuthority
  let outside: Outside
  /// Tells that there is a new seal.
  let seals: AsyncStream<Void>

  /// Before the second request, the third and so on; the last one repeats.
  private static let waits: [Duration] = [.seconds(60), .seconds(300), .seconds(1_800), .seconds(7_200)]
  /// Authorities serve many: seals that have waited for long do not come in a burst.
  private static let courtesy = Duration.seconds(2)

  func run() async throws {
    await cancelWhenGracefulShutdown {
      await stampAll()
      for await _ in seals { await stampAll() }
    }
  }

  private func stampAll() async {
    var failures = 0
    while !Task.isCancelled {
      do {
        guard let seal = try await docket.sealToTimestamp() else { return }
        try await stamp(seal)
        failures = 0
        try await outside.timer.sleep(for: Self.courtesy)
      } catch is CancellationError {
        return
      } catch {
        let wait = Self.waits[min(failures, Self.waits.count - 1)]
        failures += 1
        outside.logger.warning(
          "no time stamp from \(authority.url): \(error)",
          metadata: ["event": "timestamp-failed", "again_in": "\(wait.components.seconds) s"])
        // Ends early only with the daemon.
        try? await outside.timer.sleep(for: wait)
      }
    }
  }

  private func stamp(_ seal: Seal) async throws {
    let stamp = try await authority.stamp(hash: seal.hash, nonce: outside.randomBytes(8))
    try await docket.keep(timestamp: stamp, of: seal.number, from: authority.url, now: outside.clock.now)
    outside.logger.info(
      "seal time-stamped", metadata: ["event": "seal-timestamped", "seal": "\(seal.number)", "by": "\(authority.url)"])
  }
}
