import Dunning
import DunningEngine
import DunningStore
import Logging
import ServiceLifecycle

/// Plans every claim anew after a start with other rules than the last, beside the ordinary work; and at each start, after
/// each reload and once a day plans those anew that stand still without cause.
struct Replanner: Service {
  let docket: Docket
  let rules: CurrentRules
  let scheduler: NoticeScheduler
  let outside: Outside
  private let ground: Groundwork
  /// What the rules were read from that the daemon was started with.
  private let started: String
  private let reloads: AsyncStream<Void>
  /// Between two looks at all plans.
  private let day = Duration.seconds(86_400)

  /// - Parameter reloads: says when other rules are in force.
  init(_ ground: Groundwork, scheduler: NoticeScheduler, reloads: AsyncStream<Void>) {
    self.reloads = reloads
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
    await cancelWhenGracefulShutdown {
      await withTaskGroup { group in
        group.addTask {
          while !Task.isCancelled {
            await mend()
            // Ends early only with the daemon.
            try? await outside.timer.sleep(for: day)
          }
        }
        group.addTask { for await _ in reloads { await mend() } }
      }
    }
  }

  /// What cannot be mended now is on another day, and `verify` names it.
  private func mend() async {
    do {
      let mended = try await docket.mendPlans(
        rules: { [rules] in Task.isCancelled ? nil : rules.forPlanning.rulebook },
        now: { [outside] in outside.clock.now })
      guard !mended.isEmpty else { return }
      outside.logger.error(
        "plans had been moved without cause and are made anew: look at `dunningctl verify`",
        metadata: [
          "event": "plans-mended", "claims": "\(mended.claims)", "others": "\(mended.others)",
          "first": "\(mended.first.map(\.description).joined(separator: " "))",
        ])
    } catch {
      outside.logger.warning("plans were not looked at: \(error.message)", metadata: ["event": "plans-unread"])
    }
  }
}
