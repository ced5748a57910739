import Crypto
import FoundationEssentials

/// Where a webhook listens, read once: `https://host/path`, or `http://…`.
package struct WebhookURL: Sendable, Hashable {
  /// As it was configured.
  package let text: String
  package let isSecure: Bool
  /// A name or an address, without brackets.
  package let host: String
  package let port: Int
  /// Path and query.
  let target: String

  /// - Parameter text: nil for what is no such address, names a user, or has a part behind `#`.
  package init?(_ text: String) {
    guard let parts = URLComponents(string: text), let scheme = parts.scheme?.lowercased(),
      ["http", "https"].contains(scheme), let host = parts.host, !host.isEmpty, parts.user == nil,
      parts.password == nil, parts.fragment == nil, (1...65_535).contains(parts.port ?? 1)
    else { return nil }
    self.text = text
    isSecure = scheme == "https"
    self.host = host.hasPrefix("[") && host.hasSuffix("]") ? String(host.dropFirst().dropLast()) : host
    port = parts.port ?? (isSecure ? 443 : 80)
    let path = parts.percentEncodedPath
    target = (path.isEmpty ? "/" : path) + (parts.percentEncodedQuery.map { "?\($0)" } ?? "")
  }

  /// Scheme, host and port alone: what stands behind them is often a secret.
  package var shown: String {
    let name = host.contains(":") ? "[\(host)]" : host
    return "\(isSecure ? "https" : "http")://\(name)\(hasUsualPort ? "" : ":\(port)")"
  }

  /// Names the receiver where its address must not stand: SHA-256 over it, in hexadecimal digits.
  package var fingerprint: String {
    SHA256.hash(data: Array(text.utf8)).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }

  /// As the header `Host` has it.
  var hostHeader: String { String(shown.drop { $0 != "/" }.dropFirst(2)) }

  private var hasUsualPort: Bool { port == (isSecure ? 443 : 80) }
}
