/// The routes that belong to the control API and are not built yet: who asks for one is told so, instead of being told
/// that there is no such thing.
enum PlannedRoutes {
  private static let templates = [
    "/v1/statements"
  ]

  static func include(_ path: String) -> Bool {
    let parts = path.split(separator: "/")
    return templates.contains { template in
      let pattern = template.split(separator: "/")
      return pattern.count == parts.count && zip(pattern, parts).allSatisfy { $0 == "*" || $0 == $1 }
    }
  }
}
