package import Dunning
import DunningAPI
import DunningStore
import Hummingbird
import Logging

/// Refuses what the caller's role does not allow, before anything of the request is read. What the configuration says now
/// counts, also on a connection that was there before.
struct RoleGuard: RouterMiddleware {
  let desk: ControlDesk

  func handle(
    _ request: Request, context: ControlContext, next: (Request, ControlContext) async throws -> Response
  ) async throws -> Response {
    guard let access = desk.operations.access else { return try await next(request, context) }
    var context = context
    context.role = access.role(of: context.peer)
    let route = request.route(context)
    if let needed = RouteRoles.role(for: route), !(context.role.map { $0 >= needed } ?? false) {
      throw refusal(of: route, needed, context)
    }
    return try await next(request, context)
  }

  private func refusal(of route: String, _ needed: Role, _ context: ControlContext) -> Problem {
    let has = context.role?.rawValue ?? "no role"
    desk.logger.notice(
      "not allowed",
      metadata: [
        "event": "not-allowed", "uid": "\(context.peer.uid)", "role": "\(has)", "route": "\(route)",
        "needs": "\(needed.rawValue)",
      ])
    return Problem(
      .notAllowed, detail: "this needs the role \(needed.rawValue), and uid \(context.peer.uid) has \(has)",
      hint: "access: in the configuration says who has which role")
  }
}

extension Access {
  /// The highest role of a peer; nil when they have none.
  package func role(of peer: PeerCredential) -> Role? { role(user: peer.uid, groups: [peer.gid] + peer.groups) }
}

extension ControlDesk {
  /// Whether a peer may now do what a role may.
  func allows(_ peer: PeerCredential, _ role: Role) -> Bool {
    guard let access = operations.access else { return true }
    return access.role(of: peer).map { $0 >= role } ?? false
  }
}

extension Request {
  /// The route as the tables name it, such as `GET /v1/claims/{claim}`, also of a HEAD.
  func route(_ context: ControlContext) -> String {
    "\((method == .head ? .get : method).rawValue) \(context.endpointPath ?? "")"
  }
}
