import Dunning
import DunningAPI
import DunningIntake
import DunningStore
import HTTPTypes
import Hummingbird
import Logging
import NIOCore

/// What is kept so that it can be proven: chains, seals, attachments.
struct EvidenceRoutes: Sendable {
  let desk: ControlDesk

  /// Looks through one claim, or everything.
  func verify(_ request: Request, _ context: ControlContext) async throws -> Response {
    let result = try await desk.docket.verify(
      try Query(request)["claim"].map { ClaimName($0) },
      by: VerificationRules(desk.rulebook()) { [desk] in desk.now() })
    if result.findingCount > 0 {
      desk.logger.error("the docket disagrees with its journal", metadata: ["findings": "\(result.findingCount)"])
    }
    return try .json(Responses(rulebook: desk.rulebook(), now: desk.now()).verification(result))
  }

  /// Takes a file into the docket; the answer leaves when it is on disk.
  func attach(_ request: Request, _ context: ControlContext) async throws -> Response {
    let (claim, query) = (try context.claimName(request), try Query(request))
    let name = try line(query["file"] ?? "attachment", "file")
    let note = try query["note"].map { try DunningIntake.note($0, "note") }
    let notice = try query["notice"].map { name in
      guard let id = NoticeID(parsing: name) else {
        throw Problem(
          .invalidValue, detail: "\(quoted(name)) names no notice", field: "notice", hint: "notices are named like n7")
      }
      return id
    }
    let mediaType = try line(request.headers[.contentType] ?? "application/octet-stream", "Content-Type")
    guard request.headers[.contentLength].flatMap({ Int($0) }) ?? 0 <= ControlLimits.attachmentBytesMax else {
      throw Problem.bodyTooLarge(limit: ControlLimits.attachmentBytesMax)
    }
    let content = try await desk.docket.beginAttachment(to: claim)
    for try await part in request.body {
      guard content.bytes + part.readableBytes <= ControlLimits.attachmentBytesMax else {
        throw Problem.bodyTooLarge(limit: ControlLimits.attachmentBytesMax)
      }
      try content.append(Array(part.readableBytesView))
    }
    guard content.bytes > 0 else {
      throw Problem(.malformedRequest, detail: "the body is empty", hint: "send the file as it is")
    }
    let kept = try await desk.docket.attach(
      content, name: String(name.split(separator: "/").last ?? "attachment"), mediaType: mediaType, note: note,
      to: claim, notice: notice, by: desk.actor(context), now: desk.now())
    if kept.isNew {
      desk.log(.attachmentAdded, context, ["claim": "\(kept.claim)", "bytes": "\(kept.attachment.size)"])
    }
    let responses = Responses(rulebook: desk.rulebook(), now: desk.now())
    return try .json(
      responses.attachment(kept.attachment, of: kept.claim.description), status: kept.isNew ? .created : .ok)
  }

  func attachments(_ request: Request, _ context: ControlContext) async throws -> Response {
    let claim = try context.claimName(request)
    let attachments = try await desk.docket.attachments(of: claim)
    let responses = Responses(rulebook: desk.rulebook(), now: desk.now())
    return try .json(AttachmentList(attachments: attachments.map { responses.attachment($0, of: claim.text) }))
  }

  /// The content of an attachment, byte for byte.
  func content(_ request: Request, _ context: ControlContext) async throws -> Response {
    let kept = try await desk.docket.attachment(try context.text("hash"), of: try context.claimName(request))
    let reader = try AttachmentReader(file: kept.file)
    return Response(
      status: .ok, headers: [.contentType: kept.attachment.mediaType],
      body: ResponseBody(contentLength: Int(kept.attachment.size)) { writer in
        while let piece = try reader.next() { try await writer.write(ByteBuffer(bytes: piece)) }
        try await writer.finish(nil)
      })
  }
}
