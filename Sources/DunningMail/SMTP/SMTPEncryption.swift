import NIOCore
import NIOSSL

/// TLS for one server: the trust is read once, a handler is made for each connection.
struct SMTPEncryption: Sendable {
  private let context: NIOSSLContext
  private let serverName: String?

  /// - Throws: ``MailError`` with code `.configuration` if the trust roots cannot be read.
  init?(_ configuration: SMTPConfiguration) throws(MailError) {
    guard configuration.encryption != .none else { return nil }
    var settings = TLSConfiguration.makeClientConfiguration()
    settings.minimumTLSVersion = .tlsv12
    settings.shutdownTimeout = .seconds(1)
    let isVerified =
      switch configuration.verification {
      case .always: true
      case .never: false
      case .unlessLoopback: !configuration.isLoopback
      }
    settings.certificateVerification = isVerified ? .fullVerification : .none
    if let path = configuration.additionalTrustRoots { settings.additionalTrustRoots = [.file(path)] }
    do {
      context = try NIOSSLContext(configuration: settings)
    } catch {
      let words = TroubleWords(configuration).settingUp(error)
      throw MailError(.configuration, words.message, hint: words.hint, cause: error)
    }
    guard case .tcp(let host, _) = configuration.endpoint, !Self.isIPAddress(host) else {
      serverName = nil
      return
    }
    serverName = host
  }

  /// A handler for a new connection.
  func handler() throws -> NIOSSLClientHandler {
    try NIOSSLClientHandler(context: context, serverHostname: serverName)
  }

  /// TLS names no IP addresses (RFC 6066 3); the certificate is then checked for the address itself.
  private static func isIPAddress(_ host: String) -> Bool {
    (try? SocketAddress(ipAddress: host, port: 0)) != nil  // throws for every name, which is the question
  }
}
