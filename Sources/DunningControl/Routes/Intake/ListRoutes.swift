import Dunning
import DunningAPI
import DunningIntake
import DunningStore
import Hummingbird
import Logging

/// Complete lists of what is open.
struct ListRoutes: Sendable {
  let desk: ControlDesk

  func take(_ request: Request, _ context: ControlContext) async throws -> Response {
    let query = try Query(request)
    let asked = try ListQuestion(
      isDryRun: request.isDryRun, areDaysAccepted: query.flag("accept"),
      file: query["file"].map { try line($0, "file") } ?? "the list",
      creditor: query["creditor"], policy: query["policy"].map { try line($0, "policy") },
      missing: query.choice("missing", OpenList.Missing.self) ?? .ask,
      reason: query["correct"].map { try note($0, "correct") }, isAnyway: query.flag("anyway"),
      isIncomplete: query.flag("incomplete"))
    let (body, sha256) = try await kept(request)
    let taking = ListTaking(desk: desk, actor: desk.actor(context), asked: asked, body: body, sha256: sha256)
    let answer = try await taking.run()
    desk.log(.listTaken, context, ["dry_run": "\(asked.isDryRun)"])
    return .pieces("application/jsonl") { send in try await answer.send(send) }
  }

  /// The body in a file, since it is gone through twice, and the hash of it.
  private func kept(_ request: Request) async throws -> (KeptPieces, sha256: [UInt8]) {
    let (body, bytesMax) = (try KeptPieces(), ControlLimits.listBytesMax)
    var (digest, count) = (OpenList.Digest(), 0)
    for try await part in request.body {
      count += part.readableBytes
      guard count <= bytesMax else { throw Problem.bodyTooLarge(limit: bytesMax) }
      let bytes = Array(part.readableBytesView)
      digest.add(bytes)
      try body.add(bytes)
    }
    return (body, digest.bytes)
  }
}

/// What is asked for with a list.
struct ListQuestion: Sendable {
  let isDryRun: Bool
  let areDaysAccepted: Bool
  let file: String
  let creditor: String?
  let policy: String?
  let missing: OpenList.Missing
  /// Why what it says otherwise is corrected; nil leaves it.
  let reason: String?
  /// Whether a list is taken in that would be held for a person.
  let isAnyway: Bool
  /// Whether rows of it could not be read, so that nobody knows what is missing.
  let isIncomplete: Bool
}
