import Dunning
import DunningEngine
import DunningStore
import Logging
import ServiceLifecycle

/// Has creditors told at once of what they want to be told of at once: looks through what the journal has grown by, and
/// leaves the mails to the engine.
struct WordKeeper: Service {
  let docket: Docket
  let rules: CurrentRules
  let outside: Outside
  /// Before the next look when the docket was busy.
  private let pause = Duration.seconds(10)

  init(_ ground: Groundwork) { (docket, rules, outside) = (ground.docket, ground.rules, ground.outside) }

  func run() async throws {
    let growth = docket.journal.stream()
    await cancelWhenGracefulShutdown {
      await gather()
      for await _ in growth { await gather() }
    }
  }

  private func gather() async {
    while !Task.isCancelled {
      let rulebook = rules.value.rulebook
      guard !rulebook.notify.atOnce.isEmpty else { return }
      do {
        if try await !docket.gatherAtOnce(rulebook: rulebook, now: outside.clock.now) { return }
      } catch {
        outside.logger.warning("\(error.message)", metadata: ["event": "word-delayed"])
        // Ends early only with the daemon.
        try? await outside.timer.sleep(for: pause)
      }
    }
  }
}
