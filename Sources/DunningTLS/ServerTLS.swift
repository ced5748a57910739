import NIOCore
package import NIOSSL

/// The client's side of TLS, to a server whose certificate has to be that of the host that was meant.
package enum ServerTLS {
  /// A handler for a new connection.
  ///
  /// NIOSSL also takes a certificate of the address that a name has led to, and whoever can lead the name elsewhere can have
  /// one: where there is a name, the certificate has to be that of the name (RFC 9525, 6).
  ///
  /// - Parameters:
  ///   - host: a name or an address; nil where there is neither, as with a Unix socket.
  ///   - isVerified: whether `context` looks at certificates at all.
  /// - Throws: what NIOSSL says of a host that can be none. The connection fails with ``OtherHostError`` later.
  package static func handler(
    _ context: NIOSSLContext, host: String?, isVerified: Bool = true
  ) throws -> NIOSSLClientHandler {
    guard let host, !isAddress(host) else { return try NIOSSLClientHandler(context: context, serverHostname: nil) }
    guard isVerified else { return try NIOSSLClientHandler(context: context, serverHostname: host) }
    return try NIOSSLClientHandler._makeSSLClientHandler(context: context, serverHostname: host) {
      certificate, channel in
      CertifiedHost.isIn(certificate, host)
        ? channel.eventLoop.makeSucceededVoidFuture()
        : channel.eventLoop.makeFailedFuture(OtherHostError(host: host))
    }
  }

  /// Server Name Indication has no form for addresses (RFC 6066, 3); the certificate is then checked for the address itself.
  private static func isAddress(_ host: String) -> Bool {
    (try? SocketAddress(ipAddress: host, port: 0)) != nil  // throws for every name, which is the question
  }
}

/// The certificate of a server is trusted, but it is that of an address, and not of the name that was meant.
package struct OtherHostError: Error, Hashable, CustomStringConvertible {
  /// The name that was meant.
  package let host: String

  package var description: String { "the certificate is that of an address, and not of \(host)" }
}
