import Dunning
import DunningAPI
import DunningConfiguration
import DunningControl
import DunningEngine
import DunningLetters
import DunningMailroom
import DunningMail
import DunningStore
import FoundationEssentials
import Logging
import NIOPosix
import ServiceLifecycle
import Systemd
import UnixSignals

/// Puts the parts together and runs them; all wiring is here, and nothing else.
struct Daemon: Sendable {
  let docket: Docket
  let rules: CurrentRules
  let scheduler: NoticeScheduler
  let health = DeliveryHealth()
  let spoolHealth = DeliveryHealth()
  private let outside: Outside
  private let group: ServiceGroup

  /// Reads everything, opens the docket and the socket.
  ///
  /// - Throws: ``ConfigurationError``, ``DocketError``, ``ControlSocketError``; nothing was sent or changed then.
  init(paths: Paths, outside: Outside, signals: [UnixSignal] = [.sigterm, .sigint]) throws {
    let logger = outside.logger
    let setup = try Setup.load(paths.places, credential: outside.credential)
    for warning in setup.configuration.warnings { logger.warning("\(warning.headline)") }
    rules = CurrentRules(try Rules(setup, outside))
    let socket = try Self.openSocket(paths, outside)
    docket = try Docket(
      directory: paths.stateDirectory, randomBytes: outside.randomBytes, home: outside.home,
      now: outside.clock.now)
    scheduler = NoticeScheduler(
      docket: docket, clock: outside.clock, timer: outside.timer, rules: rules, health: health,
      spoolHealth: spoolHealth, limits: outside.engine, logger: logger)
    let previewer = Previewer(docket: docket, rules: rules)
    let status = StatusReporter(docket: docket, rules: rules, health: health, outside: outside)
    let reloader = Reloader(
      places: paths.places, docket: docket, rules: rules, scheduler: scheduler, status: status,
      inbound: setup.configuration.inbound, outside: outside)
    let mailroom = Mailroom(
      docket: docket, rulebook: { [rules] in rules.value.rulebook }, now: { outside.clock.now },
      holdsOnReply: setup.configuration.inbound.onReply == .hold)
    let desk = ControlDesk(
      docket: docket, rulebook: { [rules] in rules.value.rulebook }, now: { outside.clock.now },
      operations: .init(
        reload: { try await reloader.reload() },
        transport: { [rules, health] in
          let (state, now) = (health.current, outside.clock.now)
          let pausedUntil = state.pausedUntil.flatMap { $0 > now ? $0 : nil }
          return .init(
            kind: rules.value.transport.kind, healthy: state.isHealthy, lastError: state.lastError,
            pausedUntil: pausedUntil.map(rules.value.rulebook.operationZone.rfc3339))
        }, configuration: { reloader.state }, startedAt: outside.clock.now,
        openMail: { bytes, isKept, actor in MailResponse(try await mailroom.open(bytes, keeping: isKept, by: actor)) },
        preview: { request in PreviewResponse(try await previewer.preview(.init(request), now: outside.clock.now)) },
        printSpool: { [rules, spoolHealth] in
          let state = spoolHealth.current
          return rules.value.spool.map { .init(path: $0.path, healthy: state.isHealthy, lastError: state.lastError) }
        },
        openAPI: FileManager.default.contents(atPath: paths.places.dataDirectory + "/openapi.json").map { Array($0) }),
      logger: logger)
    let server = ControlServer(
      socket: socket, responder: ControlResponder(desk: desk, timer: outside.timer),
      eventLoop: MultiThreadedEventLoopGroup.singleton.next(), logger: logger)
    let watcher = setup.configuration.inbound.maildir.map { maildir in
      MailWatcher(maildir: maildir, mailroom: mailroom, timer: outside.timer, logger: logger)
    }
    // They stop in reverse: first nobody is let in, then what is under way ends, and the watchdog is fed to the last.
    group = ServiceGroup(
      configuration: .init(
        services: [
          .init(service: DocketGuard(docket: docket)),
          .init(service: SealKeeper(docket: docket, outside: outside)),
          .init(service: RetentionKeeper(docket: docket, rules: rules, outside: outside)),
          .init(service: MarkKeeper(docket: docket, timer: outside.timer)),
          .init(service: Replanner(docket: docket, rules: rules, scheduler: scheduler, outside: outside)),
          .init(service: status),
          .init(service: Watchdog(scheduler: scheduler, outside: outside)),
          .init(service: HangupService(reloader: reloader)), .init(service: scheduler),
        ] + (watcher.map { [.init(service: $0)] } ?? []) + [.init(service: server)], gracefulShutdownSignals: signals,
        logger: logger))
    self.outside = outside
  }

  /// Runs until told to stop.
  ///
  /// - Throws: what ended one of the parts; the daemon ends with it.
  func run() async throws {
    try await group.run()
    outside.logger.notice("stopped", metadata: ["event": "stopped"])
  }

  /// Stops as SIGTERM does.
  func stop() async { await group.triggerGracefulShutdown() }

  private static func openSocket(_ paths: Paths, _ outside: Outside) throws -> ControlSocket {
    for listener in outside.listeners {
      if listener.name == "control" || outside.listeners.count == 1 {
        return try ControlSocket.adopted(listener.descriptor)
      }
      outside.logger.warning("systemd handed over a socket nobody knows", metadata: ["name": "\(listener.name)"])
    }
    return try ControlSocket.bound(path: paths.socket)
  }
}

extension Rules {
  /// What a setup puts in force.
  init(_ setup: Setup, _ outside: Outside) throws {
    let delivery = setup.configuration.delivery
    let renderer = LetterRenderer(catalog: setup.templates)
    self.init(
      rulebook: setup.configuration.rulebook, renderer: renderer,
      transport: try outside.makeTransport(delivery), connections: delivery.server.connections,
      press: outside.typesetter(renderer).map(LetterPress.init), spool: delivery.printSpool.map(PrintSpool.init),
      limits: delivery.limits, resendsInDoubt: delivery.inDoubt == .resend,
      // Another version may decide otherwise.
      fingerprint: "\(Version.current)\n\(setup.configuration.fingerprint)")
  }
}
