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
  private let roles: Mutex<Access?>
  private let reloaded: AsyncStream<Void>.Continuation
  /// Says when other rules are in force.
  nonisolated let reloads: AsyncStream<Void>

  init(_ ground: Groundwork, places: Setup.Places, scheduler: NoticeScheduler, status: StatusReporter) {
    (reloads, reloaded) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
    self.ground = ground
    self.places = places
    self.scheduler = scheduler
    self.status = status
    let loadedAt = ground.rules.value.rulebook.operationZone.rfc3339(ground.outside.clock.now)
    shown = Mutex(.init(file: places.file, loadedAt: loadedAt, lastError: nil))
    roles = Mutex(Self.roles(ground.started, ground.outside))
  }

  private nonisolated var outside: Outside { ground.outside }

  /// Which configuration is in force, and why the last reload was rejected, when it was.
  nonisolated var state: StatusResponse.Configuration { shown.withLock { $0 } }

  /// Who may do what; nil when whoever may open the socket may do everything.
  nonisolated var access: Access? { roles.withLock { $0 } }

  private static func roles(_ configuration: Configuration, _ outside: Outside) -> Access? {
    configuration.access?.adding(admin: outside.user)
  }

  /// - Parameter accepting: true also when claims lose their creditor or policy by it.
  /// - Throws: ``Problem`` `configuration-rejected` with every mistake, or `conflict` where claims would lose them;
  ///   ``DocketError``.
  func reload(accepting: Bool = false) async throws -> ReloadResponse {
    outside.notifier.reloading(monotonicMicroseconds: SystemClock.monotonicMicroseconds)
    let result: Result<(Setup, Rules), any Error>
    do {
      let setup = try Setup.load(places, credential: outside.credential)
      result = .success((setup, try Rules(setup, outside)))
    } catch {
      result = .failure(error)
    }
    do {
      let response = try await apply(result, accepting: accepting)
      outside.notifier.ready(status: try await status.line())
      return response
    } catch {
      // Whatever happened, the reload is over (sd_notify(3), RELOADING=1).
      let line = (try? await status.line()) ?? "running"
      outside.notifier.ready(status: "reload rejected; \(line)")
      throw error
    }
  }

  private func apply(
    _ result: Result<(Setup, Rules), any Error>, accepting: Bool
  ) async throws -> ReloadResponse {
    let (setup, new): (Setup, Rules)
    do {
      (setup, new) = try result.get()
    } catch let error as ConfigurationError {
      throw reject(error)
    }
    let configuration = setup.configuration
    if !accepting { try await refuseLoss(by: configuration) }
    // What is under way ends on the old transport, which then closes.
    let old = ground.rules.replace(by: new)
    roles.withLock { $0 = Self.roles(configuration, outside) }
    await old.transport.close()
    scheduler.transportChanged()
    try await scheduler.reviewApprovals()
    let now = outside.clock.now
    let moved = try await outside.notifier.during("planning every claim anew") { [ground] in
      try await ground.docket.replanAll(rules: { ground.rules.forPlanning }, now: now)
    }
    reloaded.yield()
    shown.withLock {
      let loadedAt = configuration.rulebook.operationZone.rfc3339(now)
      $0 = .init(file: configuration.file, loadedAt: loadedAt, lastError: nil)
    }
    outside.logger.notice(
      "configuration reloaded", metadata: ["event": "config-reloaded", "moved": "\(moved)"])
    let warnings =
      configuration.warnings.map(\.headline) + restartWarnings(configuration) + (try await ground.tellStranded())
    return ReloadResponse(file: configuration.file, warnings: warnings, moved: moved)
  }

  /// An empty file, or a key that was renamed, must not silence claims unseen.
  ///
  /// - Throws: ``Problem`` `conflict` when claims that are not settled would lose their creditor or policy.
  private func refuseLoss(by configuration: Configuration) async throws {
    let lost = try await ground.docket.stranded(
      by: configuration.rulebook, before: ground.rules.value.rulebook)
    guard lost.claims > 0 else { return }
    let claims = "\(lost.claims) claim\(lost.claims == 1 ? "" : "s")"
    let detail =
      "the new configuration takes the creditor or the policy away from \(claims) not settled yet; the old one stays in "
      + "force"
    shown.withLock { $0.lastError = detail }
    outside.logger.error(
      "configuration rejected: \(detail)", metadata: ["event": "config-rejected", "claims": "\(lost.claims)"])
    throw Problem(
      .conflict, detail: detail,
      hint:
        "put the names back into the file, or say `dunningctl reload --accept`: then nothing is sent about these claims",
      errors: lost.missing.map(\.text))
  }

  /// Says why the old configuration stays in force.
  private func reject(_ error: ConfigurationError) -> Problem {
    let lines = error.diagnostics.filter { $0.severity == .error }.map(\.headline)
    shown.withLock { $0.lastError = lines.first }
    for line in lines {
      outside.logger.error("configuration rejected: \(line)", metadata: ["event": "config-rejected"])
    }
    let count = "\(lines.count) mistake\(lines.count == 1 ? "" : "s")"
    return Problem(
      .configurationRejected, detail: "the configuration has \(count); the old one stays in force",
      hint: "mend the file, then reload again", errors: error.diagnostics.map(\.text))
  }

  /// What is not in force before a restart; also for the log, since a signal has nobody to answer.
  private func restartWarnings(_ configuration: Configuration) -> [String] {
    let started = ground.started
    let sections = [
      ("inbound", configuration.inbound != started.inbound),
      ("evidence", configuration.evidence != started.evidence),
      ("notify.webhooks", configuration.notify.webhooks != started.notify.webhooks),
      ("desk", configuration.desk != started.desk),
      ("payments.folder", configuration.payments.folder != started.payments.folder),
      ("invoices.folder", configuration.invoices.folder != started.invoices.folder),
    ]
    let changed = sections.filter(\.1).map(\.0)
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
