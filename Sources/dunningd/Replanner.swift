import Dunning
import DunningEngine
import DunningStore
import Logging
import ServiceLifecycle

/// Plans every claim anew after a start with other rules than the last, beside the ordinary work.
struct Replanner: Service {
  let docket: Docket
  let rules: CurrentRules
  let scheduler: NoticeScheduler
  let outside: Outside

  func run() async throws {
    // Templates may have changed while nobody ran.
    try await scheduler.reviewApprovals()
    let moved = try await docket.replanAll(rules: { [rules] in rules.forPlanning }, now: outside.clock.now)
    if moved > 0 {
      outside.logger.notice(
        "the rules have changed since the last start", metadata: ["event": "replanned", "moved": "\(moved)"])
    }
    // A service that ends would take the daemon down.
    try? await gracefulShutdown()
  }
}
