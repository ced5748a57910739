import Dunning
import DunningEngine
import DunningMail
import DunningStore
import Logging
import ServiceLifecycle
import Systemd

/// Keeps the line that `systemctl status` shows: ready first, then after every change of the docket, and when it can no
/// longer be written, mailed or printed, or can again.
struct StatusReporter: Service {
  let docket: Docket
  let rules: CurrentRules
  let health: DeliveryHealth
  let spoolHealth: DeliveryHealth
  let outside: Outside
  /// Many changes in a row are told of once.
  private let pause = Duration.seconds(2)

  init(_ ground: Groundwork) {
    (docket, rules, outside) = (ground.docket, ground.rules, ground.outside)
    (health, spoolHealth) = (ground.health, ground.spoolHealth)
  }

  func run() async throws {
    // Listened to before the first look, so that no change falls between the two.
    let sources = [docket.journal, docket.troubles, health.changes, spoolHealth.changes].map { $0.stream() }
    outside.notifier.ready(status: try await line())
    outside.logger.notice("ready", metadata: ["event": "ready"])
    try await cancelWhenGracefulShutdown {
      try await withThrowingDiscardingTaskGroup { tasks in
        let (news, new) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        for source in sources { tasks.addTask { for await _ in source { new.yield() } } }
        try await tell(news)
        tasks.cancelAll()
      }
    }
    outside.notifier.stopping(status: "stopping")
  }

  private func tell(_ news: AsyncStream<Void>) async throws {
    for await _ in news {
      outside.notifier.status(try await line())
      // Ends early only with the daemon.
      try? await outside.timer.sleep(for: pause)
    }
  }

  /// `Armed; 12 claims open; next 2026-11-24T09:00:00+01:00 (3 notices); smtp ok`. No names and no sums: anybody may
  /// read it.
  func line() async throws(DocketError) -> String {
    let rulebook = rules.value.rulebook
    let counts = try await docket.counts(rulebook: rulebook, now: outside.clock.now)
    var parts = [counts.mode.isArmed ? "Armed" : "Held: \(counts.mode.heldBecause ?? "held")"]
    parts.append("\(counts.claims["open"] ?? 0) claims open")
    if let next = counts.nextAt {
      parts.append("next \(rulebook.operationZone.rfc3339(next)) (\(counts.nextCount) notices)")
    }
    for (state, word) in [("in-doubt", "in doubt"), ("failed", "failed"), ("awaiting-approval", "to approve")] {
      if let count = counts.notices[state], count > 0 { parts.append("\(count) \(word)") }
    }
    parts.append("\(rules.value.transport.kind) \(health.current.isHealthy ? "ok" : "not answering")")
    if rules.value.spool != nil, !spoolHealth.current.isHealthy { parts.append("print spool NOT HEALTHY") }
    if let trouble = docket.trouble { parts.append("docket CANNOT BE WRITTEN: \(trouble.reason)") }
    return parts.joined(separator: "; ")
  }
}
