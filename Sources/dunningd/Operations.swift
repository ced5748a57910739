import Dunning
import DunningAPI
import DunningConfiguration
import DunningControl
import DunningEngine
import DunningMail
import DunningMailroom
import DunningStore
import DunningTables
import Logging

/// The daemon as a whole, for the routes of the control socket.
struct Operations: DaemonOperations {
  private let ground: Groundwork
  private let reloader: Reloader
  private let mailroom: Mailroom
  private let statementRoom: StatementRoom
  private let invoiceRoom: InvoiceRoom
  private let places: Setup.Places
  private let previewer: Previewer
  /// Nil where there is no desk.
  private let door: DeskDoor?

  init(
    _ ground: Groundwork, places: Setup.Places, reloader: Reloader, mailroom: Mailroom, statements: StatementRoom,
    invoices: InvoiceRoom, door: DeskDoor? = nil
  ) {
    (self.ground, self.reloader, self.mailroom, self.door) = (ground, reloader, mailroom, door)
    (self.places, statementRoom, invoiceRoom) = (places, statements, invoices)
    previewer = Previewer(docket: ground.docket, rules: ground.rules)
  }

  var rulebook: Rulebook { ground.rules.value.rulebook }

  var now: Instant { ground.outside.clock.now }

  var access: Access? { reloader.access }

  var transport: StatusResponse.Transport {
    let (state, now, rules) = (ground.health.current, now, ground.rules.value)
    let pausedUntil = state.pausedUntil.flatMap { $0 > now ? $0 : nil }
    return .init(
      kind: rules.transport.kind, healthy: state.isHealthy, lastError: state.lastError,
      pausedUntil: pausedUntil.map(rules.rulebook.operationZone.rfc3339))
  }

  var printSpool: StatusResponse.PrintSpool? {
    let state = ground.spoolHealth.current
    return ground.rules.value.spool.map {
      .init(path: $0.path, healthy: state.isHealthy, lastError: state.lastError)
    }
  }

  var mail: StatusResponse.Mail? { ground.mail }

  var invoices: StatusResponse.Invoices? { ground.invoices }

  var statements: StatusResponse.Statements? { ground.statements }

  var configuration: StatusResponse.Configuration { reloader.state }

  func webhooks() async throws -> [StatusResponse.Webhook] {
    let (zone, now) = (rulebook.operationZone, now)
    var webhooks: [StatusResponse.Webhook] = []
    for webhook in ground.webhooks {
      let state = webhook.circuit.current
      webhooks.append(
        .init(
          url: webhook.shown, healthy: state.lastError == nil, lastError: state.lastError,
          pausedUntil: state.pausedUntil.flatMap { $0 > now ? $0 : nil }.map(zone.rfc3339),
          waiting: try await backlog(behind: state.through)))
    }
    return webhooks
  }

  private func backlog(behind last: Int64?) async throws -> Int64? {
    guard let last else { return nil }
    return try await ground.docket.webhookBacklog(after: last)
  }

  var logLevel: (level: Logger.Level, until: Instant?) { ground.outside.threshold.state(at: now) }

  func setLogLevel(_ level: Logger.Level, until: Instant?) { ground.outside.threshold.set(level, until: until) }

  func settings() -> [SupportResponse.Setting] {
    // A file with mistakes has no settings; `configuration` among the findings says so.
    let effective = try? EffectiveConfiguration(places, credential: ground.outside.credential)
    return (effective?.withoutPeople ?? []).map { .init(key: $0.key, value: $0.value, origin: $0.origin) }
  }

  func stranded() async throws -> Stranded { try await ground.stranded.current(ground.docket, rulebook) }

  func reload(accepting: Bool) async throws -> ReloadResponse { try await reloader.reload(accepting: accepting) }

  func open(mail: [UInt8], keeping: Bool, by actor: Actor) async throws -> MailResponse {
    MailResponse(try await mailroom.open(mail, keeping: keeping, by: actor))
  }

  func take(statement: StatementUpload, keeping: Bool, by actor: Actor) async throws -> StatementResponse {
    let question = StatementQuestion(
      bytes: statement.bytes, map: try map(of: statement), account: statement.account ?? rulebook.onlyAccount)
    do {
      let result = try await statementRoom.take(
        question, named: statement.file, maps: { try StatementMaps.texts(places.directories) }, keeping: keeping,
        by: actor)
      return StatementResponse(result, file: statement.file)
    } catch let refusal as StatementRefusal {
      throw Problem(.invalidValue, detail: "\(statement.file): \(refusal)", hint: "nothing of the file was taken in")
    }
  }

  func take(invoice: InvoiceBody, keeping: Bool, by actor: Actor) async throws -> InvoiceResponse {
    let upload = InvoiceUpload(
      bytes: invoice.bytes, file: invoice.file, due: invoice.due, isAnyway: invoice.isAnyway)
    let outcome = try await invoiceRoom.take(upload, keeping: keeping, by: actor)
    return InvoiceResponse(
      file: invoice.file, verdict: outcome.verdict.rawValue, claim: outcome.claims.first?.description,
      reference: outcome.reference, because: outcome.because)
  }

  func removeErasedCopies() async -> [String] { await ErasedCopies(ground).remove(namesStatements: true) }

  private func map(of statement: StatementUpload) throws -> StatementQuestion.MapText? {
    if let text = statement.mapText { return .init(name: statement.map ?? "map", yaml: text) }
    guard let name = statement.map else { return nil }
    guard let text = try StatementMaps.text(of: name, places.directories) else {
      throw Problem(
        .invalidValue, detail: "there is no map \(quoted(name))", field: "map",
        hint: "see what there is: dunningctl map list")
    }
    return text
  }

  func openPage(for peer: PeerCredential) throws -> PageResponse {
    guard let door else { throw noDesk }
    return try door.open(for: peer, zone: rulebook.operationZone)
  }

  func closePages(of peer: PeerCredential) throws -> PageClosedResponse {
    guard let door else { throw noDesk }
    return door.close(of: peer)
  }

  func configurationFiles() throws -> [String] { try ConfigurationFiles(places).paths }

  func testMail(to: EmailAddress, creditor: String?) async throws -> TestMailResponse {
    try await TestMail(ground.rules.value, ground.outside).send(to: to, creditor: creditor)
  }

  func examine() async throws -> [DoctorResponse.Check] {
    try await Doctor(ground, places: places, configuration: configuration).checks()
  }

  func preview(_ request: PreviewRequest) async throws -> PreviewResponse {
    PreviewResponse(try await previewer.preview(.init(request, rulebook), now: now))
  }
}
