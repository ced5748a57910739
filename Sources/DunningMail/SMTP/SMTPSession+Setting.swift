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
    var ehloName = "localhost"
    var peer = ""
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
      timeouts = configuration.timeouts
    }
  }
}
