import Dunning
import DunningConfiguration
import DunningControl
import DunningEngine
import DunningMailroom
import DunningStore
import Logging
import ServiceLifecycle
import UnixSignals

/// Puts the parts together and runs them; all wiring is here and in `Daemon+Services.swift`, and nothing else.
struct Daemon: Sendable {
  let scheduler: NoticeScheduler
  private let ground: Groundwork
  private let group: ServiceGroup

  var docket: Docket { ground.docket }
  var rules: CurrentRules { ground.rules }
  var health: DeliveryHealth { ground.health }

  /// Reads everything, opens the docket and the socket.
  ///
  /// - Throws: ``ConfigurationError``, ``DocketError``, ``ControlSocketError``; nothing was sent or changed then.
  init(paths: Paths, outside: Outside, signals: [UnixSignal] = [.sigterm, .sigint]) throws {
    let setup = try Setup.atStart(paths, outside)
    let rules = CurrentRules(try Rules(setup, outside))
    let webhooks = try Webhook.all(setup.configuration, limits: outside.webhookLimits)
    let socket = try ControlSocket.atStart(paths, outside)
    let door = try DeskDoor.atStart(setup.configuration.desk, outside)
    let docket = try Docket(paths, outside)
    ground = Groundwork(
      started: setup.configuration, docket: docket, rules: rules, outside: outside,
      webhooks: webhooks)
    scheduler = NoticeScheduler(ground)
    let status = StatusReporter(ground)
    let (mailroom, statements, invoices) = (Mailroom(ground), StatementRoom(ground), InvoiceRoom(ground))
    let reloader = Reloader(ground, places: paths.places, scheduler: scheduler, status: status)
    let operations = Operations(
      ground, places: paths.places, reloader: reloader, mailroom: mailroom, statements: statements,
      invoices: invoices, door: door)
    let responder = ControlResponder(desk: ControlDesk(ground, paths, operations), timer: outside.timer)
    let house = House(
      responder: responder, operations: operations, directories: paths.places.directories,
      claimReader: outside.claimReader, logger: outside.logger)
    let services = Self.services(
      ground, paths, scheduler: scheduler, status: status, mailroom: mailroom, statements: statements,
      invoices: invoices, reloader: reloader, server: ControlServer(ground, socket, responder),
      desk: door.map { ControlServer($0, house, outside) })
    group = ServiceGroup(
      configuration: .init(services: services, gracefulShutdownSignals: signals, logger: outside.logger))
  }

  /// Runs until told to stop.
  ///
  /// - Throws: what ended one of the parts; the daemon ends with it.
  func run() async throws {
    do {
      try await group.run()
    } catch {
      await closeDocket()
      throw error
    }
    await closeDocket()
    ground.outside.logger.notice("stopped", metadata: ["event": "stopped"])
  }

  private func closeDocket() async {
    do {
      try await docket.close()
    } catch {
      ground.outside.logger.warning("\(error.message)", metadata: ["event": "docket-not-closed"])
    }
  }

  /// Stops as SIGTERM does.
  func stop() async { await group.triggerGracefulShutdown() }
}
