import DunningEngine
import DunningStore
import Logging
import ServiceLifecycle
import Systemd

/// Tells systemd that the daemon works, each time the scheduler's loop has turned and the docket has answered; twice in
/// the time that systemd waits (sd_watchdog_enabled(3)).
struct Watchdog: Service {
  let scheduler: NoticeScheduler
  let outside: Outside

  func run() async throws {
    guard let interval = outside.watchdogInterval else {
      // Nobody waits for pings. It ends, or is cancelled, with the daemon.
      try? await gracefulShutdown()
      return
    }
    try await cancelWhenGracefulShutdown {
      while !Task.isCancelled {
        try await ping()
        // A sleep that is cancelled ends the loop.
        try? await outside.timer.sleep(for: interval / 2)
      }
    }
  }

  /// A docket that is busy may answer next time; if it never does, systemd ends the wait.
  private func ping() async throws {
    do {
      try await scheduler.ping()
      outside.notifier.watchdog()
    } catch let error as DocketError where error.code == .busy {
      outside.logger.warning(
        "the docket does not answer", metadata: ["event": "docket-busy", "error": "\(error.message)"])
    }
  }
}
