import Dunning
import DunningAPI
import DunningIntake
import DunningStore
import Hummingbird
import Logging
import NIOCore

/// What can be asked and decided about notices.
struct NoticeRoutes: Sendable {
  let desk: ControlDesk

  func list(_ request: Request, _ context: ControlContext) async throws -> Response {
    let query = try Query(request)
    let limit = try query.limit()
    let state = try query.choice("state", Notice.State.self)
    let cursor = try query["cursor"].map { try Self.id($0, field: "cursor") }
    let notices = try await desk.docket.notices(state: state, before: cursor, limit: limit)
    let responses = Responses(rulebook: desk.rulebook(), now: desk.now())
    return try .json(
      NoticeList(
        notices: notices.map(responses.notice),
        nextCursor: notices.count == limit ? notices.last?.id.description : nil))
  }

  func show(_ request: Request, _ context: ControlContext) async throws -> Response {
    let (rulebook, file) = (desk.rulebook(), try await desk.docket.file(of: try Self.id(context)))
    let responses = Responses(rulebook: rulebook, now: desk.now())
    var detail = responses.detail(file)
    detail.asks = try await desk.docket.asked(by: file.notice, rulebook: rulebook).map { asked in
      NoticeDetail.Asked(
        outstanding: asked.outstanding.decimal, interest: asked.interest.decimal,
        compensation: asked.compensation.decimal, total: asked.total.decimal)
    }
    switch try await desk.docket.leaving(file.notice, rulebook: rulebook, now: desk.now()) {
    case .not(let reason): detail.lapses = reason
    case .later(let moment): detail.leavesAt = responses.creditorZone(file.notice.creditor).rfc3339(moment)
    case .atOnce, nil: break
    }
    return try .json(detail)
  }

  func message(_ request: Request, _ context: ControlContext) async throws -> Response {
    let id = try Self.id(context)
    guard let message = try await desk.docket.message(of: id) else {
      throw Problem(.notFound, detail: "notice \(id) was not written yet", hint: "try again in a moment")
    }
    return Response(
      status: .ok, headers: [.contentType: "message/rfc822"], body: .init(byteBuffer: ByteBuffer(bytes: message)))
  }

  func letter(_ request: Request, _ context: ControlContext) async throws -> Response {
    let id = try Self.id(context)
    guard let letter = try await desk.docket.letter(of: id) else {
      throw Problem(
        .notFound, detail: "notice \(id) has no letter, or it was not written yet",
        hint: "`dunningctl notice show \(id)` tells which")
    }
    return Response(
      status: .ok, headers: [.contentType: "application/pdf"],
      body: .init(byteBuffer: ByteBuffer(bytes: letter.bytes)))
  }

  func approve(_ request: Request, _ context: ControlContext) async throws -> Response {
    let body = try await Self.body(request, knownFields: ["reason", "sha256"])
    guard let seen = body?.sha256 else {
      throw Problem(
        .missingField, detail: "the SHA-256 of what was looked at is missing: what has changed since is not approved",
        field: "sha256",
        hint: "send that of the message or the letter, as GET /v1/notices/\(try Self.id(context)) answers it")
    }
    return try await change(.approve(seen: try Self.sha256(seen)), body, context)
  }

  func post(_ request: Request, _ context: ControlContext) async throws -> Response {
    let body = try await request.json(PostingRequest.self, knownFields: PostingRequest.knownFields)
    let draft = PostingDraft(
      postedOn: try body.date.map { try CivilDate(parsing: $0) },
      carrier: try body.carrier.map { try line($0, "carrier") },
      tracking: try body.tracking.map { try line($0, "tracking") },
      deliveredOn: try body.delivered.map { try CivilDate(parsing: $0) })
    let rulebook = desk.rulebook()
    let file = try await desk.docket.post(
      try Self.id(context), draft, by: desk.actor(context), rulebook: rulebook, now: desk.now())
    desk.log(.letterPosted, context, ["notice": "\(file.notice.id)"])
    return try .json(Responses(rulebook: rulebook, now: desk.now()).detail(file))
  }

  func preview(_ request: Request, _ context: ControlContext) async throws -> Response {
    let body = try await request.json(
      PreviewRequest.self,
      knownFields: PreviewRequest.knownFields + ClaimRequest.knownFields.map { "new.\($0)" })
    return try .json(try await desk.operations.preview(body))
  }

  func hold(_ request: Request, _ context: ControlContext) async throws -> Response {
    try await change(.hold, try await Self.body(request), context)
  }

  func release(_ request: Request, _ context: ControlContext) async throws -> Response {
    try await change(.release, try await Self.body(request), context)
  }

  func retry(_ request: Request, _ context: ControlContext) async throws -> Response {
    try await change(.retry, try await Self.body(request), context)
  }

  func resolve(_ request: Request, _ context: ControlContext) async throws -> Response {
    let body = try await Self.body(request, knownFields: ["reason", "as", "channel"])
    let channel = try body?.channel.map { try choice($0, "channel", Step.Channel.self) }
    switch body?.as {
    case "sent": return try await change(.resolve(wasSent: true, channel: channel), body, context)
    case "not-sent": return try await change(.resolve(wasSent: false, channel: channel), body, context)
    case nil:
      throw Problem(
        .missingField, detail: "what became of the notice is missing", field: "as", hint: "sent or not-sent")
    case .some(let text):
      throw Problem(.invalidValue, detail: "as cannot be \(quoted(text))", field: "as", hint: "sent or not-sent")
    }
  }

  private func change(
    _ change: NoticeChange, _ body: NoticeActionRequest?, _ context: ControlContext
  ) async throws -> Response {
    let rulebook = desk.rulebook()
    let reason = try body?.reason.map { try note($0, "reason") }
    let notice = try await desk.docket.change(
      try Self.id(context), change, reason: reason, by: desk.actor(context), rulebook: rulebook, now: desk.now())
    desk.log(change.event, context, ["notice": "\(notice.id)"])
    return try .json(Responses(rulebook: rulebook, now: desk.now()).notice(notice))
  }

  private static func body(
    _ request: Request, knownFields: [String] = ["reason"]
  ) async throws -> NoticeActionRequest? {
    try await request.optionalJSON(NoticeActionRequest.self, knownFields: knownFields)
  }

  /// 64 hexadecimal digits.
  private static func sha256(_ text: String) throws -> String {
    guard text.utf8.count == 64, text.allSatisfy({ $0.isASCII && $0.isHexDigit }) else {
      throw Problem(
        .invalidValue, detail: "\(quoted(text)) is not a SHA-256", field: "sha256",
        hint: "it has 64 hexadecimal digits, as `sha256sum` writes them")
    }
    return text
  }

  private static func id(_ context: ControlContext) throws -> NoticeID {
    let text = try context.text("notice")
    guard let id = NoticeID(parsing: text) else {
      throw Problem(
        .notFound, detail: "there is no notice \(quoted(text))", hint: "`dunningctl notices` shows the notices")
    }
    return id
  }

  private static func id(_ text: String, field: String) throws -> NoticeID {
    if let id = NoticeID(parsing: text) { return id }
    throw Problem(.invalidValue, detail: "\(quoted(text)) is not a cursor", field: field)
  }
}
