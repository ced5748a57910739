import NIOSSL

/// Whether a certificate that NIOSSL has taken was taken for its name.
package enum CertifiedHost {
  /// - Parameter name: what was connected to; no address.
  static func isIn(_ certificate: NIOSSLCertificate, _ name: String) -> Bool {
    let all = certificate._subjectAlternativeNames()
    // Without addresses in it, it was the name that NIOSSL has compared.
    guard all.contains(where: { $0.nameType == .ipAddress }) else { return true }
    return all.contains { $0.nameType == .dnsName && matches(String(decoding: $0.contents, as: UTF8.self), name) }
  }

  /// Whether a name in a certificate is that of a host. A star stands for the whole first label, and for no other
  /// (RFC 9525, 6.3).
  package static func matches(_ pattern: String, _ name: String) -> Bool {
    let (pattern, name) = (labels(pattern), labels(name))
    guard pattern.count == name.count, !name.isEmpty else { return false }
    if pattern == name { return true }
    return pattern.count > 2 && pattern[0] == "*" && pattern.dropFirst() == name.dropFirst()
  }

  private static func labels(_ text: String) -> [Substring] {
    var labels = text.lowercased().split(separator: ".", omittingEmptySubsequences: false)
    if labels.last == "" { labels.removeLast() }
    return labels
  }
}
