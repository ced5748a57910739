import Dunning
import DunningAPI
import DunningIntake
import DunningStore
import Glibc
import Hummingbird
import Logging

/// What looks after an installation: backups, a test mail, a look at everything.
struct CareRoutes: Sendable {
  let desk: ControlDesk

  /// The whole docket and what lies beside it, as a tar archive.
  func backup(_ request: Request, _ context: ControlContext) async throws -> Response {
    try requireTrust(context)
    let files = try desk.operations.configurationFiles()
    let (backup, own) = (try await desk.docket.backup(now: desk.now()), context.caller)
    return .pieces("application/x-tar") { [desk] send in
      let bytes = try await backup.write(
        configuration: files.map(DocketBackup.Extra.init(path:)), version: Version.current, send: send)
      try await desk.docket.noteBackup(at: backup.madeAt)
      desk.logger.notice(
        "backup made", metadata: own.merging(["event": "backup-made", "bytes": "\(bytes)"]) { own, _ in own })
    }
  }

  /// A backup holds the key of the seals and what is secret in the configuration. Where nobody was given a role, whoever
  /// may open the socket may run the daemon with it, but not have those.
  private func requireTrust(_ context: ControlContext) throws {
    let uid = context.peer.uid
    guard desk.operations.access == nil, uid != 0, uid != geteuid() else { return }
    throw Problem(
      .notAllowed, detail: "a backup holds the key of the seals, and uid \(uid) is neither root nor the daemon's user",
      hint: "make it as root, or give admins a role with access: in the configuration")
  }

  /// Hands a test mail over at once, whether the daemon is armed or held.
  func testMail(_ request: Request, _ context: ControlContext) async throws -> Response {
    let body = try await request.json(TestMailRequest.self, knownFields: TestMailRequest.knownFields)
    let to = try reading("to") { try EmailAddress(parsing: body.to) }
    let answer = try await desk.operations.testMail(to: to, creditor: body.creditor)
    desk.logger.notice(
      "test mail",
      metadata: context.caller.merging(["event": "test-mail", "outcome": "\(answer.outcome)"]) { own, _ in own })
    return try .json(answer)
  }

  func doctor(_ request: Request, _ context: ControlContext) async throws -> Response {
    try .json(DoctorResponse(checks: try await desk.operations.examine()))
  }
}
