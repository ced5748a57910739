import DunningAPI
import HTTPTypes
package import Hummingbird
package import Logging

/// Answers every request of a browser: at the door first, then by the page.
package struct DeskResponder: Sendable {
  private let desk: DeskRooms
  private let router: RouterResponder<DeskContext>
  private let logger: Logger

  /// Builds the desk.
  ///
  /// - Parameter sessions: shared with the control socket, which makes the links.
  package init(
    house: any DeskHouse, sessions: Sessions, address: DeskAddress, limits: DeskLimits = DeskLimits(), logger: Logger
  ) {
    desk = DeskRooms(house: house, sessions: sessions, address: address, limits: limits)
    self.logger = logger
    let router = Router(context: DeskContext.self, options: .autoGenerateHeadEndpoints)
    DeskRoutes.add(to: router)
    self.router = router.buildResponder()
  }

  package func respond(to request: Request) async -> Response {
    do {
      return try await answer(request)
    } catch {
      logger.error("a page of the desk failed", metadata: ["error": "\(error)", "path": "\(request.uri.path)"])
      return DoorPages(words: Words(request), path: request.uri.path).failed()
    }
  }

  private func answer(_ request: Request) async throws -> Response {
    let words = Words(request)
    let door = DoorPages(words: words, path: request.uri.path)
    guard let host = request.head.authority, desk.address.isOwn(host: host) else { return door.misdirected() }
    guard [.get, .head, .post].contains(request.method) else { return door.methodUnknown() }
    if let asset = DeskAssets.response(to: request) { return asset }
    if let language = LanguageSwitch.response(to: request, secure: desk.address.isSecure) { return language }
    if request.uri.path == "/open" || request.uri.path.hasPrefix("/open/") { return try await open(request, door) }
    guard let visit = try await visit(request, words) else { return door.closed() }
    return try await answer(request, visit)
  }

  /// The page of a link, and what its button does. A page that looks ahead would use a link up, so that a GET does not.
  private func open(_ request: Request, _ door: DoorPages) async throws -> Response {
    if request.method != .post { return door.opening(String(request.uri.path.dropFirst("/open/".count))) }
    guard desk.address.isOwn(origin: request.headers[.origin]), let form = try await form(of: request, upTo: 4_096)
    else { return door.refused() }
    guard let link = form.text("link"), let opened = desk.sessions.open(link: link, now: desk.house.now) else {
      return door.linkUsed()
    }
    logger.info(
      "the desk was opened", metadata: ["event": "desk-opened", "uid": "\(opened.caller.uid)"])
    return .seeOther("/", cookie: .session(opened.token, limits: desk.limits, secure: desk.address.isSecure))
  }

  /// The visit of a session; nil without one, or when its caller has no role any more.
  private func visit(_ request: Request, _ words: Words) async throws -> Visit? {
    guard let token = request.cookie(DeskCookie.sessionName),
      let session = desk.sessions.session(token, now: desk.house.now)
    else { return nil }
    let standing = desk.house.standing(of: session.caller)
    guard standing != .none else {
      desk.sessions.end(token)
      return nil
    }
    let isPost = request.method == .post
    let limit = request.takesFile ? desk.limits.uploadBytesMax + desk.limits.formBytesMax : desk.limits.formBytesMax
    let form = isPost ? try await self.form(of: request, upTo: limit) : Form()
    return Visit(
      desk: desk, token: token, session: session, standing: standing, words: words, path: request.uri.path,
      query: Form(encoded: request.uri.query ?? "") ?? Form(), form: form ?? Form())
  }

  private func answer(_ request: Request, _ visit: Visit) async throws -> Response {
    if request.method == .post {
      let isOurs = visit.form["form_token"].map { isSame($0, visit.session.formToken) } ?? false
      guard isOurs, desk.address.isOwn(origin: request.headers[.origin]) else { return visit.formRefused() }
    }
    do {
      let response = try await router.respond(
        to: request, context: DeskContext(source: DeskContext.Source(visit: visit, logger: logger)))
      guard response.headers[.contentSecurityPolicy] == nil else { return response }
      // What the router itself refuses, and no page of ours: no such page, no such method.
      return visit.problem(Refusal(.noSuchRoute, visit.words(.noSuchPage)))
    } catch let problem as Problem {
      return visit.problem(problem)
    } catch let refusal as Refusal {
      return visit.problem(refusal)
    } catch is any HTTPResponseError {
      return visit.problem(Refusal(.noSuchRoute, visit.words(.noSuchPage)))
    }
  }

  /// What a form sends; nil when it cannot be read, or is too large.
  private func form(of request: Request, upTo limit: Int) async throws -> Form? {
    var bytes: [UInt8] = []
    for try await part in request.body {
      guard bytes.count + part.readableBytes <= limit else { return nil }
      bytes += part.readableBytesView
    }
    if let boundary = request.boundary { return Form(multipart: bytes, boundary: boundary) }
    guard request.headers[.contentType]?.hasPrefix("application/x-www-form-urlencoded") ?? false,
      let text = String(validating: bytes, as: UTF8.self)
    else { return nil }
    return Form(encoded: text)
  }
}

extension Request {
  /// The boundary of a form with files; nil of another body.
  fileprivate var boundary: String? {
    guard let type = headers[.contentType], type.lowercased().hasPrefix("multipart/form-data"),
      let mark = type.firstRange(of: "boundary=")
    else { return nil }
    let boundary = type[mark.upperBound...].prefix { $0 != ";" }
    return String(boundary.first == "\"" ? boundary.dropFirst().dropLast() : boundary)
  }

  fileprivate var takesFile: Bool { boundary != nil }

  /// The value of a cookie; nil when it is not sent.
  func cookie(_ name: String) -> String? {
    for field in headers[values: .cookie] {
      for pair in field.split(separator: ";") {
        let parts = pair.drop(while: { $0 == " " }).split(separator: "=", maxSplits: 1)
        if parts.count == 2, parts[0] == name { return String(parts[1]) }
      }
    }
    return nil
  }
}
