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
    let bytes = try await request.body(upTo: ControlLimits.listBytesMax)
    let taking = ListTaking(desk: desk, actor: desk.actor(context), asked: asked, bytes: bytes)
    let answer = try await taking.run()
    desk.log(.listTaken, context, ["dry_run": "\(asked.isDryRun)"])
    return Response(
      status: .ok, headers: [.contentType: "application/jsonl"],
      body: ResponseBody(byteBuffer: ByteBuffer(bytes: answer))
    )
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
