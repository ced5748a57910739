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
    let (notice, attempts) = try await desk.docket.notice(try Self.id(context))
    return try .json(Responses(rulebook: desk.rulebook(), now: desk.now()).detail(notice, attempts))
  }

  func message(_ request: Request, _ context: ControlContext) async throws -> Response {
    let id = try Self.id(context)
    guard let message = try await desk.docket.message(of: id) else {
      throw Problem(.notFound, detail: "notice \(id) was not written yet", hint: "try again in a moment")
    }
    return Response(
      status: .ok, headers: [.contentType: "message/rfc822"], body: .init(byteBuffer: ByteBuffer(bytes: message)))
  }

  func approve(_ request: Request, _ context: ControlContext) async throws -> Response {
    try await change(.approve, try await Self.body(request), context)
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
    let body = try await Self.body(request, knownFields: ["reason", "as"])
    switch body?.as {
    case "sent": return try await change(.resolve(wasSent: true), body, context)
    case "not-sent": return try await change(.resolve(wasSent: false), body, context)
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

extension NoticeChange {
  fileprivate var event: Event.Kind {
    switch self {
    case .approve: .noticeApproved
    case .hold: .noticeHeld
    case .release: .noticeReleased
    case .retry: .noticeRetried
    case .resolve: .noticeResolved
    }
  }
}
