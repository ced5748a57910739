/// Under which names the desk is reached.
///
/// A page of a stranger can have its own name lead to 127.0.0.1 (DNS rebinding), and would then be of the same origin as
/// the desk: so the name that a browser asks for is checked.
package struct DeskAddress: Sendable, Hashable {
  /// What links begin with, e.g. `http://127.0.0.1:8377`.
  package let origin: String
  private let hosts: Set<String>

  /// A port of this machine.
  package init(port: Int) {
    origin = "http://127.0.0.1:\(port)"
    hosts = ["127.0.0.1:\(port)", "localhost:\(port)", "[::1]:\(port)"]
  }

  /// Behind a proxy, which is reached under this address.
  ///
  /// - Parameter url: `https://desk.example.org`, without a path; nil when it is none.
  package init?(url: String) {
    let url = url.last == "/" ? String(url.dropLast()) : url
    guard let scheme = ["https://", "http://"].first(where: url.lowercased().hasPrefix) else { return nil }
    let host = url.dropFirst(scheme.count).lowercased()
    let isHost = host.utf8.allSatisfy {
      (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || [0x2D, 0x2E, 0x3A, 0x5B, 0x5D].contains($0)
    }
    guard !host.isEmpty, isHost else { return nil }
    origin = scheme + host
    hosts = [String(host)]
  }

  /// Whether its cookies may leave over TLS alone.
  var isSecure: Bool { origin.hasPrefix("https:") }

  func isOwn(host: String) -> Bool { hosts.contains(host.lowercased()) }

  /// Whether a form was sent from a page of ours; a browser that does not say is judged by the token alone.
  func isOwn(origin: String?) -> Bool {
    guard let origin else { return true }
    guard let host = origin.split(separator: "/").last else { return false }
    return origin.contains("://") && isOwn(host: String(host))
  }
}
