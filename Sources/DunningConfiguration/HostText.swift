import Glibc

/// Reads how people write where a mail server is, and the name that it hears from us.
enum HostText {
  /// Octets of a domain (RFC 1035 2.3.4), and of one label of it.
  private static let (bytesMax, labelBytesMax) = (255, 63)

  /// Whether it is a host name or an IP address, and nothing more.
  static func isHost(_ text: String) -> Bool {
    isAddress(text, AF_INET) || isAddress(String(text.prefix { $0 != "%" }), AF_INET6)
      // A name may end in the dot of the root.
      || isDomain(text.hasSuffix(".") ? String(text.dropLast()) : text)
  }

  /// The host in what also has a scheme, a port, brackets or a path; nil when there is none.
  static func host(in text: String) -> (host: String, port: Int?)? {
    var rest = text[...]
    if let scheme = rest.firstRange(of: "://") { rest = rest[scheme.upperBound...] }
    rest = rest.prefix { $0 != "/" }
    var host: Substring
    if rest.first == "[" {
      host = rest.dropFirst().prefix { $0 != "]" }
      rest = rest.dropFirst(host.count + 2)
    } else {
      host = rest.prefix { $0 != ":" }
      rest = rest.dropFirst(host.count)
    }
    let port = rest.first == ":" ? Int(rest.dropFirst()) : nil
    guard rest.isEmpty || port.map({ (1...65_535).contains($0) }) == true, isHost(String(host)) else { return nil }
    return (String(host), port)
  }

  /// Whether a server on this host needs no protection on the way: this machine by its very name (RFC 6761 6.3).
  static func isLoopback(_ host: String) -> Bool {
    let host = host.lowercased()
    return ["localhost", "localhost.", "::1"].contains(host) || host.hasPrefix("127.") && isAddress(host, AF_INET)
  }

  /// Whether it can stand in EHLO: a domain, or an address in brackets.
  ///
  /// - Source: RFC 5321 4.1.2, 4.1.3.
  static func isGreeting(_ text: String) -> Bool {
    guard text.hasPrefix("["), text.hasSuffix("]") else { return isDomain(text) }
    let inner = text.dropFirst().dropLast()
    guard inner.lowercased().hasPrefix("ipv6:") else { return isAddress(String(inner), AF_INET) }
    return isAddress(String(inner.dropFirst(5)), AF_INET6)
  }

  /// Underscores stand in no host name by the RFCs, and in many all the same.
  private static func isDomain(_ text: String) -> Bool {
    let labels = text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    return text.utf8.count <= bytesMax
      && labels.allSatisfy { label in
        (1...labelBytesMax).contains(label.count) && label.first != UInt8(ascii: "-") && label.last != UInt8(ascii: "-")
          && label.allSatisfy { byte in
            (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20) || byte == UInt8(ascii: "-")
              || byte == UInt8(ascii: "_")
          }
      }
  }

  private static func isAddress(_ text: String, _ family: Int32) -> Bool {
    var address = in6_addr()
    return inet_pton(family, text, &address) == 1
  }
}
