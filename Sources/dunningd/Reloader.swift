import Dunning
import DunningAPI
import DunningConfiguration
import DunningEngine
import DunningLetters
import DunningMail
import DunningStore
import Logging
import ServiceLifecycle
import Synchronization
import Systemd
import UnixSignals

/// Reads the configuration anew and puts it in force as a whole, or leaves the old one and says why.
actor Reloader {
  private let ground: Groundwork
  private let places: Setup.Places
  private let scheduler: NoticeScheduler
  private let status: StatusReporter
  private let shown: Mutex<StatusResponse.Configuration>

  init(_ ground: Groundwork, places: Setup.Places, scheduler: NoticeScheduler, status: StatusReporter) {
    self.ground = ground
    self.places = places
    self.scheduler = scheduler
    self.status = status
    let loadedAt = ground.rules.value.rulebook.operationZone.rfc3339(ground.outside.clock.now)
    shown = Mutex(.init(file: places.file, loadedAt: loadedAt, lastError: nil))
  }

  private nonisolated var outside: Outside { ground.outside }

  /// Which configuration is in force, and why the last reload was rejected, when it was.
  nonisolated var state: StatusResponse.Configuration { shown.withLock { $0 } }

  /// - Throws: ``Problem`` `configuration-rejected` with every mistake; ``DocketError``.
  func reload() async throws -> ReloadResponse {
    outside.notifier.reloading(monotonicMicroseconds: SystemClock.monotonicMicroseconds)
    let result: Result<Setup, ConfigurationError>
    do throws(ConfigurationError) {
      result = .success(try Setup.load(places, credential: outside.credential))
    } catch {
      result = .failure(error)
    }
    do {
      let response = try await apply(result)
      outside.notifier.ready(status: try await status.line())
      return response
    } catch {
      // Whatever happened, the reload is over (sd_notify(3), RELOADING=1).
      let line = (try? await status.line()) ?? "running"
      outside.notifier.ready(status: "reload rejected; \(line)")
      throw error
    }
  }

  private func apply(_ result: Result<Setup, ConfigurationError>) async throws -> ReloadResponse {
    let setup: Setup
    switch result {
    case .success(let new): setup = new
    case .failure(let error):
      let lines = error.diagnostics.map(\.headline)
      shown.withLock { $0.lastError = lines.first }
      for line in lines {
        outside.logger.error("configuration rejected: \(line)", metadata: ["event": "config-rejected"])
      }
      throw Problem(
        .configurationRejected, detail: "the configuration has \(lines.count) mistakes; the old one stays in force",
        hint: "mend the file, then reload again", errors: error.diagnostics.map(\.text))
    }
    let configuration = setup.configuration
    // What is under way ends on the old transport, which then closes.
    let old = ground.rules.replace(by: try Rules(setup, outside))
    await old.transport.close()
    scheduler.transportChanged()
    try await scheduler.reviewApprovals()
    let now = outside.clock.now
    let moved = try await ground.docket.replanAll(rules: { [ground] in ground.rules.forPlanning }, now: now)
    shown.withLock {
      let loadedAt = configuration.rulebook.operationZone.rfc3339(now)
      $0 = .init(file: configuration.file, loadedAt: loadedAt, lastError: nil)
    }
    outside.logger.notice(
      "configuration reloaded", metadata: ["event": "config-reloaded", "moved": "\(moved)"])
    let warnings = configuration.warnings.map(\.headline) + restartWarnings(configuration)
    return ReloadResponse(file: configuration.file, warnings: warnings, moved: moved)
  }

  /// What is not in force before a restart; also for the log, since a signal has nobody to answer.
  private func restartWarnings(_ configuration: Configuration) -> [String] {
    let changed =
      (configuration.inbound != ground.started.inbound ? ["inbound"] : [])
      + (configuration.evidence != ground.started.evidence ? ["evidence"] : [])
    return changed.map { section in
      let warning = "\(section) has changed: it counts after a restart"
      outside.logger.warning("\(warning)", metadata: ["event": "config-reloaded"])
      return warning
    }
  }
}

/// Reloads on SIGHUP, as administrators expect.
struct HangupService: Service {
  let reloader: Reloader

  func run() async throws {
    let signals = await UnixSignalsSequence(trapping: .sighup)
    await cancelWhenGracefulShutdown {
      for await _ in signals {
        // The verdict is in the log and on `status`; a signal has nobody to answer.
        _ = try? await reloader.reload()
      }
    }
  }
}
