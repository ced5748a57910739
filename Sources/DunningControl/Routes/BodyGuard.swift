import Hummingbird

/// Refuses a body where a route takes none: what it says would be passed over, and whoever wrote it meant something. An
/// empty object says nothing.
struct BodyGuard: RouterMiddleware {
  func handle(
    _ request: Request, context: ControlContext, next: (Request, ControlContext) async throws -> Response
  ) async throws -> Response {
    if !ControlResponder.withBody.contains(request.route(context)), mayHaveBody(request) {
      _ = try await request.optionalJSON([String: Bool].self, knownFields: [])
    }
    return try await next(request, context)
  }

  /// Whoever only reads sends none as a rule, and streams watch theirs to see the client go.
  private func mayHaveBody(_ request: Request) -> Bool {
    let isReading = request.method == .get || request.method == .head
    return !isReading || request.announcedBytes(else: 1) > 0
  }
}
