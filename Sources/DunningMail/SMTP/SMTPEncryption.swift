import DunningTLS
import NIOCore
import NIOSSL

/// TLS for one server: the trust is read once, a handler is made for each connection.
struct SMTPEncryption: Sendable {
  private let context: NIOSSLContext
  private let isVerified: Bool
  /// The name or address of the server; nil on a Unix socket.
  private let host: String?

  /// - Throws: ``MailError`` with code `.configuration` if the trust roots cannot be read.
  init?(_ configuration: SMTPConfiguration) throws(MailError) {
    guard configuration.encryption != .none else { return nil }
    var settings = TLSConfiguration.makeClientConfiguration()
    settings.minimumTLSVersion = .tlsv12
    settings.shutdownTimeout = .seconds(1)
    isVerified =
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
    if case .tcp(let name, _) = configuration.endpoint { host = name } else { host = nil }
  }

  /// A handler for a new connection.
  func handler() throws -> NIOSSLClientHandler {
    try ServerTLS.handler(context, host: host, isVerified: isVerified)
  }
}
