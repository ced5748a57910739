package import Dunning
import DunningAPI
import HTTPTypes
package import Hummingbird
import Logging

/// Answers every request: by its route, or by a problem that says why not.
package struct ControlResponder: HTTPResponder {
  private let router: RouterResponder<ControlContext>
  let routes: RouteTable

  /// Builds the responder.
  ///
  /// - Parameter addRoutes: adds the routes; whatever they throw becomes a problem.
  package init(_ addRoutes: (Router<ControlContext>) throws -> Void) rethrows {
    let router = Router(context: ControlContext.self, options: .autoGenerateHeadEndpoints)
    router.add(middleware: ProblemMiddleware())
    try addRoutes(router)
    self.routes = RouteTable(router.routes.map { ($0.method.rawValue, $0.path.description) })
    self.router = router.buildResponder()
  }

  package func respond(to request: Request, context: ControlContext) async -> Response {
    if let packed = Self.refusal(ofPacked: request) { return packed }
    switch routes.resolve(request.method.rawValue, request.uri.path) {
    case .found:
      do {
        return try await router.respond(to: request, context: context)
      } catch {
        return .answer(to: error, request: request, context: context)
      }
    case .otherMethods(let methods):
      return Self.answer(methods: methods, to: request)
    case .none(let near):
      let hint = near.isEmpty ? nil : "did you mean \(near.joined(separator: " or "))?"
      return .problem(Problem(.noSuchRoute, detail: "there is no route \(request.uri.path)", hint: hint))
    }
  }

  /// The role that a route such as `POST /v1/hold` asks for; nil for none.
  package static func role(for route: String) -> Role? { RouteRoles.role(for: route) }

  /// A local socket is fast enough for every body as it is (RFC 9110, section 15.5.16).
  private static func refusal(ofPacked request: Request) -> Response? {
    guard let encoding = request.headers[.contentEncoding], encoding.lowercased() != "identity", !encoding.isEmpty
    else {
      return nil
    }
    return .problem(
      Problem(
        .unsupportedEncoding, detail: "the body is packed with \(encoding), and is taken only as it is",
        hint: "send it without Content-Encoding"),
      headers: [.acceptEncoding: "identity", .connection: "close"])
  }

  private static func answer(methods: [String], to request: Request) -> Response {
    let headers: HTTPFields = [.allow: methods.joined(separator: ", ")]
    guard request.method != .options else { return Response(status: .ok, headers: headers) }
    let detail = "\(request.uri.path) does not know \(request.method.rawValue)"
    return .problem(
      Problem(.methodNotAllowed, detail: detail, hint: "use \(methods.joined(separator: ", "))"), headers: headers)
  }
}

/// Turns what a route throws into a problem before Hummingbird gives it a body of its own.
private struct ProblemMiddleware: RouterMiddleware {
  func handle(
    _ request: Request, context: ControlContext, next: (Request, ControlContext) async throws -> Response
  ) async throws -> Response {
    let response: Response
    do {
      response = try await next(request, context)
    } catch {
      response = .answer(to: error, request: request, context: context)
    }
    // The template of the path, not the path: that may hold a reference or a name.
    context.logger.debug(
      "answered",
      metadata: [
        "event": "request", "method": "\(request.method.rawValue)", "route": "\(context.endpointPath ?? "")",
        "status": "\(response.status.code)", "uid": "\(context.peer.uid)",
      ])
    return response
  }
}

extension Response {
  /// The problem of `error`; one that is the daemon's own fault is logged, and its text kept from the client.
  fileprivate static func answer(to error: any Error, request: Request, context: ControlContext) -> Response {
    if let problem = Problem(error) {
      var headers: HTTPFields = [:]
      if problem.status == 503 { headers[.retryAfter] = "1" }
      // The rest of such a body is not read, so that no other request can follow it.
      if [400, 408, 413].contains(problem.status) { headers[.connection] = "close" }
      return .problem(problem, headers: headers)
    }
    context.logger.error(
      "request failed",
      metadata: [
        "error": "\(error)", "method": "\(request.method.rawValue)", "route": "\(context.endpointPath ?? "")",
        "uid": "\(context.peer.uid)",
      ])
    return .problem(
      Problem(.internal, detail: "the daemon could not carry out the request", hint: "its log says why"))
  }
}
