import Dunning

/// What is served where, to tell a wrong path from a wrong method and to suggest the right one.
struct RouteTable: Sendable {
  /// What a method and a path come to.
  enum Resolution: Equatable {
    case found
    /// The path exists with these methods only, sorted.
    case otherMethods([String])
    /// No such path; these are spelt alike.
    case none(near: [String])
  }

  /// The methods of each path template, such as `/v1/claims/{id}`.
  let methods: [String: Set<String>]
  private let templates: [String: [Substring]]

  init(_ routes: [(method: String, path: String)]) {
    var methods: [String: Set<String>] = [:]
    for route in routes {
      methods[route.path, default: ["OPTIONS"]].insert(route.method)
      if route.method == "GET" { methods[route.path]?.insert("HEAD") }
    }
    self.methods = methods
    templates = methods.reduce(into: [:]) { $0[$1.key] = Self.segments($1.key) }
  }

  func resolve(_ method: String, _ path: String) -> Resolution {
    // Most requests go to a path without a name in it.
    if method != "OPTIONS", methods[path]?.contains(method) == true { return .found }
    let segments = Self.segments(path)
    let matching = methods.filter { Self.matches(templates[$0.key] ?? [], segments) }
    // As the router does: a word of the path before a free name.
    guard let known = (matching.first { templates[$0.key] == segments } ?? matching.first)?.value else {
      return .none(near: nearestNames(to: path, in: methods.keys, max: 3))
    }
    return known.contains(method) && method != "OPTIONS" ? .found : .otherMethods(known.sorted())
  }

  private static func segments(_ path: String) -> [Substring] { path.split(separator: "/") }

  private static func matches(_ template: [Substring], _ segments: [Substring]) -> Bool {
    let isOpen = template.last == "**"
    let fixed = isOpen ? template.dropLast() : template[...]
    return (isOpen ? segments.count > fixed.count : segments.count == fixed.count)
      && zip(fixed, segments).allSatisfy { $0 == $1 || $0 == "*" || $0.first == "{" || $0.first == ":" }
  }
}
