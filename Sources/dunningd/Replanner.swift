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
  private let ground: Groundwork
  /// What the rules were read from that the daemon was started with.
  private let started: String

  init(_ ground: Groundwork, scheduler: NoticeScheduler) {
    (docket, rules, outside) = (ground.docket, ground.rules, ground.outside)
    self.scheduler = scheduler
    self.ground = ground
    started = rules.forPlanning.fingerprint
  }

  func run() async throws {
    _ = try await ground.tellStranded()
    // Templates may have changed while nobody ran.
    try await scheduler.reviewApprovals()
    // A reload plans all of them itself, and says how many it has moved.
    let inForce = { @Sendable [rules, started] in
      let current = rules.forPlanning
      return current.fingerprint == started ? current : nil
    }
    let moved = try await docket.replanAll(rules: inForce, now: outside.clock.now)
    if moved > 0 {
      outside.logger.notice(
        "the rules have changed since the last start", metadata: ["event": "replanned", "moved": "\(moved)"])
    }
    // So that the first statement does not wait for it.
    try await docket.fillReferenceIndex(rulebook: rules.forPlanning.rulebook, now: outside.clock.now)
    // A service that ends would take the daemon down.
    try? await gracefulShutdown()
  }
}
