import Dunning
import DunningAPI
import DunningIntake
import DunningStore
import Hummingbird
import Logging
import NIOCore

/// The daemon as a whole: its state, and what an administrator tells it.
struct OperationRoutes: Sendable {
  let desk: ControlDesk

  func status(_ request: Request, _ context: ControlContext) async throws -> Response {
    let (rulebook, now) = (desk.rulebook(), desk.now())
    try await desk.docket.probe(now: now)
    let counts = try await desk.docket.counts(rulebook: rulebook, now: now)
    let zone = rulebook.operationZone
    let credits = try await desk.docket.credits()
    return try .json(
      StatusResponse(
        version: Version.current, mode: counts.mode.isArmed ? "armed" : "held", heldBecause: counts.mode.heldBecause,
        now: zone.rfc3339(now), claims: counts.claims,
        stranded: try await desk.operations.stranded().missing.map {
          StatusResponse.Missing(kind: $0.kind.rawValue, name: $0.name, claims: $0.claims)
        },
        notices: counts.notices, causes: counts.causes, followUpsDue: counts.followUpsDue,
        credits: credits.sums.map {
          StatusResponse.Credit(
            creditor: $0.creditor, currency: $0.amount.currency.code, amount: $0.amount.decimal, debtors: $0.debtors)
        }, coveredClaims: credits.coveredClaims,
        heldByCredit: credits.held.map {
          StatusResponse.HeldClaim(
            id: $0.claim.description, reference: $0.reference, debtor: $0.debtor, outstanding: $0.open.decimal,
            covered: $0.covered.decimal, currency: $0.open.currency.code, since: $0.since?.iso)
        },
        accounts: try await desk.docket.accounts(rulebook: rulebook).filter { $0.statements > 0 || $0.held > 0 }
          .map(AccountResponse.init), staleClaims: try await desk.docket.staleClaims(),
        approvals: .init(
          count: counts.approvals.count, oldest: counts.approvals.oldest.map(zone.rfc3339),
          withoutInterest: counts.approvals.withoutInterest),
        unreachable: counts.unreachable, heldForNamesakes: counts.heldForNamesakes,
        next: counts.nextAt.map { StatusResponse.Next(at: zone.rfc3339($0), count: counts.nextCount) },
        transport: desk.operations.transport, printSpool: desk.operations.printSpool,
        mail: desk.operations.mail, invoices: desk.operations.invoices, statements: desk.operations.statements,
        webhooks: try await desk.operations.webhooks(),
        store: store(zone),
        lastBackup: try await desk.docket.lastBackup().map(zone.rfc3339),
        seals: seals(try await desk.docket.sealState(), zone, now),
        horizons: rulebook.shownHorizons(zone.date(at: now)),
        configuration: desk.operations.configuration, startedAt: zone.rfc3339(desk.startedAt)))
  }

  private func store(_ zone: ZoneRules) -> StatusResponse.Store {
    let trouble = desk.docket.trouble.map {
      StatusResponse.Store.Trouble(reason: $0.reason, since: zone.rfc3339($0.since), hint: $0.hint)
    }
    return StatusResponse.Store(kind: "sqlite", bytes: desk.docket.bytes, trouble: trouble)
  }

  private func seals(_ state: SealState, _ zone: ZoneRules, _ now: Instant) -> SealStatus {
    let oldest = state.oldestWithoutTimestamp
    return SealStatus(
      count: state.last?.number ?? 0, lastAt: state.last.map { zone.rfc3339($0.at) },
      publicKey: state.last?.publicKeyText, fingerprint: state.last?.keyFingerprint,
      timestamps: desk.witness.url.map { url in
        SealStatus.Timestamps(
          url: url, waiting: state.withoutTimestamp, oldestWaiting: oldest.map(zone.rfc3339),
          isLate: oldest.map { $0.adding(seconds: Self.stampSecondsMax) < now } ?? false)
      })
  }

  /// After two days without a stamp somebody should look.
  private static let stampSecondsMax = 2 * 86_400

  /// The description of this API (OpenAPI 3.1), as it lies beside the templates.
  func openAPI(_ request: Request, _ context: ControlContext) async throws -> Response {
    guard let document = desk.openAPI else {
      throw Problem(
        .notFound, detail: "the description of the API is not installed",
        hint: "openapi.json belongs into the folder of --data-dir; then start the daemon anew")
    }
    return Response(
      status: .ok, headers: [.contentType: "application/json"], body: .init(byteBuffer: ByteBuffer(bytes: document)))
  }

  func live(_ request: Request, _ context: ControlContext) async throws -> Response { try .json(["live": true]) }

  /// Ready when the docket answers. A mail server that is away, letters that nobody can print or a full disk do not make the
  /// daemon unready: it keeps and retries.
  func ready(_ request: Request, _ context: ControlContext) async throws -> Response {
    try await desk.docket.probe(now: desk.now())
    let operations = desk.operations
    let (transport, spool) = (operations.transport, operations.printSpool)
    let degraded = [
      transport.healthy ? nil : transport.kind, spool?.healthy ?? true ? nil : "print-spool",
      desk.docket.trouble == nil ? nil : "store", operations.mail?.notReadable == nil ? nil : "mail",
      operations.invoices?.notReadable == nil ? nil : "invoices",
      operations.statements?.notReadable == nil ? nil : "statements",
    ]
    return try .json(Readiness(ready: true, degraded: degraded.compactMap { $0 }))
  }

  private struct Readiness: Encodable {
    let ready: Bool
    let degraded: [String]
  }

  func arm(_ request: Request, _ context: ControlContext) async throws -> Response {
    let dueNow = try await desk.docket.arm(by: desk.actor(context), now: desk.now())
    desk.logger.notice(
      "armed", metadata: context.caller.merging(["event": "armed", "due": "\(dueNow)"]) { own, _ in own })
    return try .json(ModeResponse(mode: "armed", heldBecause: nil, dueNow: dueNow))
  }

  func hold(_ request: Request, _ context: ControlContext) async throws -> Response {
    let body = try await request.optionalJSON(HoldRequest.self, knownFields: ["reason"])
    let reason = try body?.reason.map { try note($0, "reason") } ?? "by an operator"
    try await desk.docket.hold(because: reason, by: desk.actor(context), now: desk.now())
    desk.logger.notice(
      "held", metadata: context.caller.merging(["event": "held", "reason": "\(reason)"]) { own, _ in own })
    let counts = try await desk.docket.counts(rulebook: desk.rulebook(), now: desk.now())
    let dueNow = counts.nextAt.map { $0 <= desk.now() } == true ? counts.nextCount : 0
    return try .json(ModeResponse(mode: "held", heldBecause: reason, dueNow: dueNow))
  }

  func reload(_ request: Request, _ context: ControlContext) async throws -> Response {
    let body = try await request.optionalJSON(ReloadRequest.self, knownFields: ["accept"])
    return try .json(try await desk.operations.reload(accepting: body?.accept ?? false))
  }

  /// The state as Prometheus reads it (text exposition format 0.0.4).
  func metrics(_ request: Request, _ context: ControlContext) async throws -> Response {
    let counts = try await desk.docket.counts(rulebook: desk.rulebook(), now: desk.now())
    var text = MetricsText()
    text.gauge("dunningd_build_info", "The version that runs.", [(["version": Version.current], 1)])
    text.gauge("dunningd_armed", "1 while notices may leave.", [([:], counts.mode.isArmed ? 1 : 0)])
    text.gauge("dunningd_claims", "Claims by state.", counts.claims.map { (["state": $0], Double($1)) })
    text.gauge("dunningd_notices", "Notices by state.", counts.notices.map { (["state": $0], Double($1)) })
    text.gauge("dunningd_store_bytes", "Size of the docket on disk.", [([:], Double(desk.docket.bytes))])
    text.gauge(
      "dunningd_store_writable", "0 while the docket cannot be written, as on a full disk.",
      [([:], desk.docket.trouble == nil ? 1 : 0)])
    text.gauge(
      "dunningd_last_backup_timestamp_seconds", "When a backup was last handed over whole; absent when none was.",
      try await desk.docket.lastBackup().map { [([:], Double($0.milliseconds) / 1_000)] } ?? [])
    let isHealthy = desk.operations.transport.healthy
    text.gauge("dunningd_transport_healthy", "1 while the mail transport answers.", [([:], isHealthy ? 1 : 0)])
    let webhooks = try await desk.operations.webhooks().enumerated().map { index, webhook in
      (labels: ["webhook": webhook.url, "number": "\(index + 1)"], webhook: webhook)
    }
    text.gauge(
      "dunningd_webhook_healthy", "1 while a webhook takes what it is told.",
      webhooks.map { ($0.labels, $0.webhook.healthy ? 1 : 0) })
    text.gauge(
      "dunningd_webhook_waiting", "Entries of the journal that a webhook was not told of yet.",
      webhooks.compactMap { entry in entry.webhook.waiting.map { (entry.labels, Double($0)) } })
    let isLoaded = desk.operations.configuration.lastError == nil
    text.gauge(
      "dunningd_config_last_reload_successful", "0 after a reload was rejected.", [([:], isLoaded ? 1 : 0)])
    let late = counts.nextAt.map { max(0, desk.now().milliseconds - $0.milliseconds) } ?? 0
    text.gauge(
      "dunningd_oldest_due_age_seconds", "For how long the oldest that is due has waited; 0 when nothing is.",
      [([:], Double(late) / 1_000)])
    let waited = counts.approvals.oldest.map { max(0, desk.now().milliseconds - $0.milliseconds) } ?? 0
    text.gauge(
      "dunningd_oldest_approval_age_seconds",
      "For how long the oldest notice has waited for an approval; 0 when none does.",
      [([:], Double(waited) / 1_000)])
    let (rulebook, today) = (desk.rulebook(), desk.rulebook().operationZone.date(at: desk.now()))
    text.gauge(
      "dunningd_rates_days_left", "Days until a table of rates that the policies use ends; below 0 when it has.",
      rulebook.rateHorizons.map { (["table": $0.table], Double($0.until.dayNumber - today.dayNumber)) })
    text.gauge(
      "dunningd_calendar_days_left", "Days until the certain holidays of a calendar end; below 0 when they have.",
      rulebook.calendarHorizons().map {
        (["calendar": $0.calendar], Double($0.until.dayNumber - today.dayNumber))
      })
    text.gauge(
      "dunningd_demands_without_interest", "Demands that wait for a person since their interest cannot be worked out.",
      [([:], Double(counts.approvals.withoutInterest))])
    let next = counts.nextAt.map { Double($0.milliseconds) / 1_000 }
    text.gauge(
      "dunningd_next_due_timestamp_seconds", "When something is due next.", next.map { [([:], $0)] } ?? [])
    return Response(
      status: .ok, headers: [.contentType: "text/plain; version=0.0.4; charset=utf-8"],
      body: .init(byteBuffer: ByteBuffer(string: text.text)))
  }
}

extension Rulebook {
  /// Until when rates and holidays are known, and what to do where that is soon.
  fileprivate func shownHorizons(_ today: CivilDate) -> [StatusResponse.Horizon] {
    rateHorizons.map {
      StatusResponse.Horizon(
        kind: "rates", name: $0.table, until: $0.until.iso, warning: $0.isNear(on: today) ? $0.words(on: today) : nil)
    }
      + calendarHorizons().map {
        StatusResponse.Horizon(
          kind: "calendar", name: $0.calendar, until: $0.until.iso,
          warning: $0.isNear(on: today) ? $0.words(on: today) : nil)
      }
  }
}

/// Writes gauges in Prometheus' text format.
private struct MetricsText {
  private(set) var text = ""

  mutating func gauge(_ name: String, _ help: String, _ samples: [(labels: [String: String], value: Double)]) {
    text += "# HELP \(name) \(help)\n# TYPE \(name) gauge\n"
    for sample in samples.sorted(by: { $0.labels.description < $1.labels.description }) {
      let labels = sample.labels.sorted { $0.key < $1.key }.map { "\($0.key)=\"\($0.value)\"" }
      let value = sample.value == sample.value.rounded() ? "\(Int64(sample.value))" : "\(sample.value)"
      text += "\(name)\(labels.isEmpty ? "" : "{\(labels.joined(separator: ","))}") \(value)\n"
    }
  }
}
