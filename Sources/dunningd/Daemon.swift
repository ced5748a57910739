import Dunning
import DunningAPI
import DunningConfiguration
import DunningControl
import DunningEngine
import DunningLetters
import DunningMailroom
import DunningMail
import DunningStore
import DunningTimestamp
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
    let setup = try Setup.load(paths.places, .needed, credential: outside.credential)
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
      started: setup.configuration, outside: outside)
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
        witness: .init(
          url: setup.configuration.evidence.timestampURL,
          certificate: setup.configuration.evidence.timestampCertificate),
        openAPI: FileManager.default.contents(atPath: paths.places.dataDirectory + "/openapi.json").map { Array($0) }),
      logger: logger)
    let server = ControlServer(
      socket: socket, responder: ControlResponder(desk: desk, timer: outside.timer),
      eventLoop: MultiThreadedEventLoopGroup.singleton.next(), logger: logger)
    let watcher = setup.configuration.inbound.maildir.map { maildir in
      MailWatcher(maildir: maildir, mailroom: mailroom, timer: outside.timer, logger: logger)
    }
    let (seals, sealed) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
    let stamper = setup.configuration.evidence.timestampURL.flatMap(TimestampAuthority.init).map { [docket] authority in
      TimestampKeeper(docket: docket, authority: authority, outside: outside, seals: seals)
    }
    // They stop in reverse: first nobody is let in, then what is under way ends, and the watchdog is fed to the last.
    group = ServiceGroup(
      configuration: .init(
        services: [
          .named("docket guard", DocketGuard(docket: docket)),
          .named("seals", SealKeeper(docket: docket, outside: outside) { sealed.yield() }),
          .named("retention", RetentionKeeper(docket: docket, rules: rules, outside: outside)),
          .named("marks", MarkKeeper(docket: docket, timer: outside.timer)),
          .named("replanner", Replanner(docket: docket, rules: rules, scheduler: scheduler, outside: outside)),
          .named("status", status), .named("watchdog", Watchdog(scheduler: scheduler, outside: outside)),
          .named("hangup", HangupService(reloader: reloader)), .named("scheduler", scheduler),
        ] + (stamper.map { [.named("time stamps", $0)] } ?? []) + (watcher.map { [.named("mail watcher", $0)] } ?? [])
          + [.named("control server", server)],
        gracefulShutdownSignals: signals,
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

extension ServiceGroupConfiguration.ServiceConfiguration {
  /// Under a name of our own: what a service prints as is all that it holds, every template among it.
  fileprivate static func named(_ name: String, _ service: any Service) -> Self {
    Self(service: service, serviceName: name)
  }
}

extension Rules {
  /// What a setup puts in force.
  ///
  /// - Throws: ``ConfigurationError`` when there is a mistake in it that only the transport has seen.
  init(_ setup: Setup, _ outside: Outside) throws {
    let delivery = setup.configuration.delivery
    let renderer = LetterRenderer(catalog: setup.templates)
    self.init(
      rulebook: setup.configuration.rulebook, renderer: renderer,
      transport: try Self.transport(setup.configuration, outside), connections: delivery.server.connections,
      press: outside.typesetter(renderer).map(LetterPress.init), spool: delivery.printSpool.map(PrintSpool.init),
      limits: delivery.limits, resendsInDoubt: delivery.inDoubt == .resend,
      // Another version may decide otherwise.
      fingerprint: "\(Version.current)\n\(setup.configuration.fingerprint)")
  }

  private static func transport(
    _ configuration: Configuration, _ outside: Outside
  ) throws -> any MailTransport {
    do {
      return try outside.makeTransport(configuration.delivery)
    } catch let error as MailError where error.code == .configuration {
      throw ConfigurationError("delivery: \(error.message)", file: configuration.file, suggestion: error.hint)
    }
  }
}
