import Dunning
import DunningAPI
import DunningIntake
import DunningStore
import Hummingbird
import NIOCore

/// What came in, and what is kept of it.
struct MailRoutes: Sendable {
  let desk: ControlDesk

  func take(_ request: Request, _ context: ControlContext) async throws -> Response {
    let query = try Query(request)
    let file = try query["file"].map { try line($0, "file") }
    let isDryRun = try query.flag("dry_run")
    let bytes = try await request.body(upTo: ControlLimits.mailBytesMax)
    guard !bytes.isEmpty else {
      throw Problem(.malformedRequest, detail: "the body is empty", hint: "send the message as it came, RFC 5322")
    }
    var response = try await desk.operations.open(mail: bytes, keeping: !isDryRun, by: desk.actor(context))
    response.file = file
    return try .json(response)
  }

  func message(_ request: Request, _ context: ControlContext) async throws -> Response {
    let text = try context.text("mail")
    guard let id = IncomingMailID(parsing: text) else {
      throw Problem(.notFound, detail: "\(quoted(text)) is not a message", hint: "they are numbered m1, m2, …")
    }
    let bytes = try await desk.docket.incomingMessage(id)
    return Response(
      status: .ok, headers: [.contentType: "message/rfc822"], body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
  }
}
