import Dunning
import DunningAPI
import DunningIntake
import DunningStore
import Hummingbird
import Logging

/// What the daemon is, which names it knows, how much it tells, and what somebody who helps needs to know.
struct ServiceRoutes: Sendable {
  let desk: ControlDesk

  func root(_ request: Request, _ context: ControlContext) async throws -> Response { try .json(RootResponse.current) }

  func names(_ request: Request, _ context: ControlContext) async throws -> Response {
    let rulebook = desk.rulebook()
    return try .json(
      NamesResponse(
        creditors: rulebook.creditors.keys.sorted(), policies: rulebook.policies.keys.sorted(),
        rules: rulebook.statutes.rules.keys.sorted(), languages: rulebook.languages.sorted()))
  }

  // MARK: - The log

  /// The longest time for which the log may tell more; whoever wants it for good restarts with it.
  static let levelSecondsMax = 7 * 86_400

  func logLevel(_ request: Request, _ context: ControlContext) async throws -> Response {
    try .json(shown(desk.operations.logLevel))
  }

  func setLogLevel(_ request: Request, _ context: ControlContext) async throws -> Response {
    let body = try await request.json(LogLevelRequest.self, knownFields: LogLevelRequest.knownFields)
    guard let level = Logger.Level(rawValue: body.level) else {
      let words = Logger.Level.allCases.map(\.rawValue)
      throw Problem(
        .invalidValue, detail: "\(quoted(body.level)) is no level of the log", field: "level",
        hint: nearest(to: body.level, in: words).map { "did you mean \($0)?" }
          ?? "known are \(words.joined(separator: ", "))"
      )
    }
    if let seconds = body.seconds, !(1...Self.levelSecondsMax).contains(seconds) {
      throw Problem(
        .invalidValue, detail: "the log cannot tell more for \(seconds) seconds", field: "seconds",
        hint: "give 1 to \(Self.levelSecondsMax)")
    }
    let until = body.seconds.map { desk.now().adding(seconds: $0) }
    desk.operations.setLogLevel(level, until: until)
    desk.logger.notice(
      "level of the log set",
      metadata: context.caller.merging(["event": "log-level", "level": "\(level)"]) { own, _ in own })
    return try .json(shown(desk.operations.logLevel))
  }

  private func shown(_ state: (level: Logger.Level, until: Instant?)) -> LogLevelResponse {
    LogLevelResponse(level: state.level.rawValue, until: state.until.map(desk.rulebook().operationZone.rfc3339))
  }

  // MARK: - Support

  /// Counts, states and settings. Nothing here is a text that somebody outside has written: no name, no address, no
  /// reference, and none of the words of a mail server.
  func support(_ request: Request, _ context: ControlContext) async throws -> Response {
    let (rulebook, now, operations) = (desk.rulebook(), desk.now(), desk.operations)
    let counts = try await desk.docket.counts(rulebook: rulebook, now: now)
    let (zone, transport, configuration) = (rulebook.operationZone, operations.transport, operations.configuration)
    return try .json(
      SupportResponse(
        version: Version.current, madeAt: zone.rfc3339(now), startedAt: zone.rfc3339(desk.startedAt),
        mode: counts.mode.isArmed ? "armed" : "held", claims: counts.claims, notices: counts.notices,
        journal: try await desk.docket.eventCounts(), storeBytes: desk.docket.bytes,
        lastBackup: try await desk.docket.lastBackup().map(zone.rfc3339), transport: transport.kind,
        transportHealthy: transport.healthy, configurationLoadedAt: configuration.loadedAt,
        configurationAccepted: configuration.lastError == nil, settings: operations.settings(),
        findings: try await operations.examine().map { .init(name: $0.name, level: $0.level) }))
  }
}
