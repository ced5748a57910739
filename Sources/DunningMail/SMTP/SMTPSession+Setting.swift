extension SMTPSession {
  /// What the shell knows and the protocol needs.
  struct Setting: Sendable {
    var dialect: SMTPConfiguration.Dialect = .smtp
    var encryption: SMTPConfiguration.Encryption = .starttls
    /// Whether `starttls` may go on in clear (loopback).
    var isClearTolerated = false
    /// Whether a password may travel in clear (loopback).
    var isClearPasswordTolerated = false
    var credentials: SMTPConfiguration.Credentials?
    /// The name in EHLO; nil is the address that the connection comes from.
    var ehloName: String?
    var peer = ""
    /// Nil on a Unix socket.
    var port: Int?
    var timeouts = SMTPTimeouts()

    init() {}

    init(_ configuration: SMTPConfiguration) {
      dialect = configuration.dialect
      encryption = configuration.encryption
      isClearTolerated = configuration.isLoopback && configuration.verification != .always
      isClearPasswordTolerated = configuration.isLoopback
      credentials = configuration.credentials
      ehloName = configuration.ehloName
      peer = configuration.endpoint.description
      if case .tcp(_, let number) = configuration.endpoint { port = number }
      timeouts = configuration.timeouts
    }
  }
}
