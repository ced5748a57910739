import Dunning
import DunningConfiguration
import DunningControl
import DunningEngine
import DunningEvidence
import DunningMailroom
import DunningStore
import DunningTimestamp
import FoundationEssentials
import Logging
import NIOPosix
import ServiceLifecycle
import Systemd

extension Daemon {
  /// What runs. They stop in reverse: first nobody is let in, then what is under way ends, and the watchdog is fed to the
  /// last.
  static func services(
    _ ground: Groundwork, _ paths: Paths, scheduler: NoticeScheduler, status: StatusReporter, mailroom: Mailroom,
    statements: StatementRoom, invoices: InvoiceRoom, reloader: Reloader, server: ControlServer, desk: ControlServer?
  ) -> [ServiceGroupConfiguration.ServiceConfiguration] {
    let watchdog = Watchdog(scheduler: scheduler, outside: ground.outside)
    return keepers(ground) + [
      .named("replanner", Replanner(ground, scheduler: scheduler, reloads: reloader.reloads)),
      .named("status", status),
      .named("watchdog", watchdog), .named("hangup", HangupService(reloader: reloader)), .named("scheduler", scheduler),
    ] + optional("mail watcher", MailWatcher(ground, mailroom, paths))
      + optional("statement watcher", StatementWatcher(ground, statements, paths))
      + optional("invoice watcher", InvoiceWatcher(ground, invoices)) + optional("desk", desk)
      + [.named("control server", server)]
  }

  /// What looks after the docket itself.
  private static func keepers(_ ground: Groundwork) -> [ServiceGroupConfiguration.ServiceConfiguration] {
    let (docket, outside) = (ground.docket, ground.outside)
    let (seals, sealed) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
    return [
      .named("docket guard", DocketGuard(docket: docket, logger: outside.logger)),
      .named("seals", SealKeeper(docket: docket, outside: outside) { sealed.yield() }),
      .named("retention", RetentionKeeper(ground)),
      .named("marks", MarkKeeper(docket: docket, timer: outside.timer, logger: outside.logger)),
      .named("word", WordKeeper(ground)),
    ] + optional("time stamps", TimestampKeeper(ground, seals: seals))
      + optional("webhooks", ground.webhooks.isEmpty ? nil : WebhookKeeper(ground.webhooks, ground))
  }

  /// A service that not every configuration asks for.
  private static func optional(
    _ name: String, _ service: (any Service)?
  ) -> [ServiceGroupConfiguration.ServiceConfiguration] {
    service.map { [.named(name, $0)] } ?? []
  }
}

extension ServiceGroupConfiguration.ServiceConfiguration {
  /// Under a name of our own: what a service prints as is all that it holds, every template among it.
  fileprivate static func named(_ name: String, _ service: any Service) -> Self {
    Self(service: service, serviceName: name)
  }
}

extension ControlSocket {
  /// The socket that systemd handed over, else one of our own.
  ///
  /// - Throws: ``ControlSocketError``.
  static func atStart(_ paths: Paths, _ outside: Outside) throws -> ControlSocket {
    let listeners = outside.listeners.filter { $0.name != DeskDoor.listenerName }
    for listener in listeners {
      if listener.name == "control" || listeners.count == 1 {
        return try ControlSocket.adopted(listener.descriptor)
      }
      outside.logger.warning("systemd handed over a socket nobody knows", metadata: ["name": "\(listener.name)"])
    }
    return try ControlSocket.bound(path: paths.socket)
  }
}

extension ControlDesk {
  init(_ ground: Groundwork, _ paths: Paths, _ operations: Operations) {
    let (evidence, outside) = (ground.started.evidence, ground.outside)
    let openAPI = FileManager.default.contents(atPath: paths.places.dataDirectory + "/openapi.json")
    self.init(
      docket: ground.docket, operations: operations, startedAt: outside.clock.now,
      witness: .init(
        url: evidence.timestampURL, certificate: evidence.timestampCertificate,
        stamp: TimestampAuthority.stamping(ground)),
      press: BookPress(binder: outside.pdfBinder),
      openAPI: openAPI.map { Array($0) }, logger: outside.logger)
  }
}

extension ControlServer {
  init(_ ground: Groundwork, _ socket: ControlSocket, _ responder: ControlResponder) {
    let outside = ground.outside
    self.init(
      socket: socket, responder: responder,
      eventLoop: MultiThreadedEventLoopGroup.singleton.next(), logger: outside.logger)
  }
}

extension NoticeScheduler {
  init(_ ground: Groundwork) {
    let outside = ground.outside
    self.init(
      docket: ground.docket, clock: outside.clock, timer: outside.timer, rules: ground.rules, health: ground.health,
      spoolHealth: ground.spoolHealth, limits: outside.engine, logger: outside.logger)
  }
}

extension Mailroom {
  init(_ ground: Groundwork) {
    let (rules, clock) = (ground.rules, ground.outside.clock)
    self.init(
      docket: ground.docket, reader: ground.outside.mailReader, rulebook: { rules.value.rulebook }, now: { clock.now },
      holdsOnReply: ground.started.inbound.onReply == .hold)
  }
}

extension StatementRoom {
  init(_ ground: Groundwork) {
    let (rules, clock) = (ground.rules, ground.outside.clock)
    self.init(
      docket: ground.docket, reader: ground.outside.statementReader, rulebook: { rules.value.rulebook },
      now: { clock.now })
  }
}

extension InvoiceRoom {
  init(_ ground: Groundwork) {
    let (rules, clock) = (ground.rules, ground.outside.clock)
    self.init(
      docket: ground.docket, reader: ground.outside.invoiceReader, rulebook: { rules.value.rulebook },
      now: { clock.now })
  }
}

extension InvoiceWatcher {
  /// Nil where no folder of e-invoices is to be watched.
  init?(_ ground: Groundwork, _ invoices: InvoiceRoom) {
    guard let folder = ground.started.invoices.folder else { return nil }
    self.init(folder: folder, room: invoices, timer: ground.outside.timer, logger: ground.outside.logger)
  }
}

extension StatementWatcher {
  /// Nil where no folder of statements is to be watched.
  init?(_ ground: Groundwork, _ statements: StatementRoom, _ paths: Paths) {
    guard let folder = ground.started.payments.folder else { return nil }
    let (outside, directories) = (ground.outside, paths.places.directories)
    self.init(
      folder: folder, room: statements,
      map: { (name) throws(MapTrouble) in try StatementMaps.text(of: name, directories) }, timer: outside.timer,
      logger: outside.logger)
  }
}

extension MailWatcher {
  /// Nil where no Maildir is to be watched.
  init?(_ ground: Groundwork, _ mailroom: Mailroom, _ paths: Paths) {
    guard let maildir = ground.started.inbound.maildir else { return nil }
    let outside = ground.outside
    self.init(
      maildir: maildir, record: paths.stateDirectory + "/mail.opening", mailroom: mailroom, timer: outside.timer,
      logger: outside.logger)
  }
}

extension TimestampAuthority {
  /// Nil where none is to be asked.
  init?(_ ground: Groundwork) {
    let evidence = ground.started.evidence
    guard let url = evidence.timestampURL else { return nil }
    self.init(url: url, certificate: evidence.timestampCertificate)
  }

  /// Has a SHA-256 stamped at once; nil where no authority is configured. One that is away is told of in the log, and
  /// no case file waits for it.
  fileprivate static func stamping(_ ground: Groundwork) -> (@Sendable (_ hash: [UInt8]) async -> [UInt8]?)? {
    guard let authority = TimestampAuthority(ground) else { return nil }
    let outside = ground.outside
    return { (hash: [UInt8]) async -> [UInt8]? in
      do {
        return try await authority.stamp(hash: hash, nonce: outside.randomBytes(8))
      } catch {
        outside.logger.warning(
          "no time stamp on a case file from \(authority.url): \(error)", metadata: ["event": "timestamp-failed"])
        return nil
      }
    }
  }
}

extension ErasedCopies {
  init(_ ground: Groundwork) {
    let outside = ground.outside
    let files = ErasedFiles(
      docket: ground.docket, maildir: ground.started.inbound.maildir, statements: ground.started.payments.folder,
      invoices: ground.started.invoices.folder, now: { outside.clock.now })
    self.init(
      docket: ground.docket, rules: ground.rules, clock: outside.clock, logger: outside.logger,
      watched: Watched(
        mails: { files.remove(mailsAbout: $0) }, files: { await files.removeFiles(namesStatements: $0) }))
  }
}

extension RetentionKeeper {
  init(_ ground: Groundwork) {
    self.init(docket: ground.docket, rules: ground.rules, outside: ground.outside, copies: ErasedCopies(ground))
  }
}

extension TimestampKeeper {
  /// Nil where no authority is to be asked.
  init?(_ ground: Groundwork, seals: AsyncStream<Void>) {
    guard let authority = TimestampAuthority(ground) else { return nil }
    self.init(docket: ground.docket, authority: authority, outside: ground.outside, seals: seals)
  }
}
