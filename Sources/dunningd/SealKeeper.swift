import Dunning
import DunningStore
import Logging
import ServiceLifecycle

/// Has the docket seal its journal once a day: with the first change after midnight (UTC), and at the start and the end
/// when that came in between. A daemon on which nothing changes is not woken for it.
struct SealKeeper: Service {
  let docket: Docket
  let outside: Outside
  /// Is told when a seal was made.
  let onSeal: @Sendable () -> Void
  /// Many changes in a row are looked at once.
  private let pause = Duration.seconds(1)

  init(docket: Docket, outside: Outside, onSeal: @escaping @Sendable () -> Void) {
    self.docket = docket
    self.outside = outside
    self.onSeal = onSeal
  }

  func run() async throws {
    let growth = docket.journal.stream()
    await seal()
    await cancelWhenGracefulShutdown {
      for await _ in growth {
        await seal()
        // Ends early only with the daemon.
        try? await outside.timer.sleep(for: pause)
      }
    }
    await seal()
  }

  /// What cannot be sealed now is sealed with a later change; no claim and no letter waits for it.
  private func seal() async {
    do {
      guard let seal = try await docket.sealIfDue(now: outside.clock.now) else { return }
      outside.logger.info("journal sealed", metadata: ["event": "sealed", "seal": "\(seal.number)"])
      try await warnOfClock(seal)
      onSeal()
    } catch {
      outside.logger.warning("the journal cannot be sealed: \(error.message)", metadata: ["event": "seal-failed"])
    }
  }

  /// Says that the seal before lies in the future: a clock was wrong then, or is now.
  private func warnOfClock(_ seal: Seal) async throws(DocketError) {
    guard let before = try await docket.seals(from: seal.number - 1, limit: 1).first, before.at > seal.at else {
      return
    }
    outside.logger.warning(
      """
      seal \(before.number) was made on \(before.at.rfc3339(offsetSeconds: 0)), after the one that follows it: a clock \
      was or is wrong; what was journalled meanwhile has its time
      """, metadata: ["event": "seal-clock", "seal": "\(before.number)"])
  }
}
