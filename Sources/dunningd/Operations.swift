import Dunning
import DunningAPI
import DunningConfiguration
import DunningControl
import DunningEngine
import DunningMail
import DunningMailroom
import DunningStore

/// The daemon as a whole, for the routes of the control socket.
struct Operations: DaemonOperations {
  private let ground: Groundwork
  private let reloader: Reloader
  private let mailroom: Mailroom
  private let previewer: Previewer

  init(_ ground: Groundwork, reloader: Reloader, mailroom: Mailroom) {
    (self.ground, self.reloader, self.mailroom) = (ground, reloader, mailroom)
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

  var mail: StatusResponse.Mail? {
    ground.started.inbound.maildir.map { .init(path: $0, setAside: SetAsideMail(maildir: $0).count) }
  }

  var configuration: StatusResponse.Configuration { reloader.state }

  func stranded() async throws -> Stranded { try await ground.stranded.current(ground.docket, rulebook) }

  func reload(accepting: Bool) async throws -> ReloadResponse { try await reloader.reload(accepting: accepting) }

  func open(mail: [UInt8], keeping: Bool, by actor: Actor) async throws -> MailResponse {
    MailResponse(try await mailroom.open(mail, keeping: keeping, by: actor))
  }

  func preview(_ request: PreviewRequest) async throws -> PreviewResponse {
    PreviewResponse(try await previewer.preview(.init(request), now: now))
  }
}
