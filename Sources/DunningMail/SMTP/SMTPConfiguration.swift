/// Where a server listens and how to speak to it.
package struct SMTPConfiguration: Sendable {
  /// Which protocol: they differ in the greeting and in who answers the final dot.
  package enum Dialect: String, Sendable {
    /// RFC 5321.
    case smtp
    /// RFC 2033; also over a Unix socket.
    case lmtp
  }

  /// Where the server listens.
  package enum Endpoint: Sendable, Hashable, CustomStringConvertible {
    /// A host name or IP address, and a port.
    case tcp(host: String, port: Int)
    /// The path of a Unix socket.
    case unix(path: String)

    /// `host:port`, or the path.
    package var description: String {
      switch self {
      case .tcp(let host, let port): host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
      case .unix(let path): path
      }
    }
  }

  /// Whether the connection is encrypted.
  package enum Encryption: String, Sendable {
    /// Never.
    case none
    /// By STARTTLS, and not at all without it; on loopback (``isLoopback``) as `starttls-if-offered`.
    case starttls
    /// By STARTTLS where the server offers it, else in clear.
    case starttlsIfOffered = "starttls-if-offered"
    /// From the first byte (submissions, port 465).
    case implicit
  }

  /// Whose certificate is believed.
  package enum Verification: String, Sendable {
    /// The certificate must be valid for the host, except on loopback: what never leaves the machine needs no proof,
    /// and the certificate that Debian's Postfix brings is self-signed.
    case unlessLoopback = "unless-loopback"
    /// The certificate must be valid for the host, and `starttls` means required, on loopback as well.
    case always
    /// Any certificate will do: protects from listeners, not from impostors.
    case never
  }

  /// What to log in with.
  package struct Credentials: Sendable {
    /// How the login is proved.
    package enum Mechanism: String, Sendable {
      /// What the server offers: PLAIN, else LOGIN; with a token XOAUTH2, else OAUTHBEARER.
      case automatic
      /// RFC 4616.
      case plain
      /// Never a standard, and the only one that some servers know.
      case login
      /// A token as Google and Microsoft want it.
      case xoauth2
      /// A token by RFC 7628.
      case oauthbearer
    }

    /// Who logs in.
    package let user: String
    let password: Secret?
    let token: (@Sendable () throws -> Secret)?
    private let mechanism: Mechanism

    /// A login with a password.
    package init(user: String, password: Secret, mechanism: Mechanism = .automatic) {
      self.user = user
      self.password = password
      token = nil
      self.mechanism = mechanism
    }

    /// A login with an access token. It is asked for anew for each connection, because it expires within the hour and
    /// another program refreshes it.
    package init(user: String, mechanism: Mechanism = .automatic, token: @escaping @Sendable () throws -> Secret) {
      self.user = user
      password = nil
      self.token = token
      self.mechanism = mechanism
    }

    /// The mechanisms that will do, the best first.
    var candidates: [Mechanism] {
      guard mechanism == .automatic else { return [mechanism] }
      return token == nil ? [.plain, .login] : [.xoauth2, .oauthbearer]
    }

    /// Whether the mechanism is one for a token exactly if there is a token.
    fileprivate var isConsistent: Bool {
      candidates.allSatisfy { [.xoauth2, .oauthbearer].contains($0) == (token != nil) }
    }
  }

  /// Where the server listens.
  package var endpoint: Endpoint
  /// Which protocol it speaks.
  package var dialect: Dialect
  /// Whether the connection is encrypted.
  package var encryption: Encryption = .starttls
  /// Whose certificate is believed.
  package var verification: Verification = .unlessLoopback
  /// A PEM file with certificates that are believed beside the system's.
  package var additionalTrustRoots: String?
  /// What to log in with, if at all; never sent in clear but on loopback.
  package var credentials: Credentials?
  /// How many connections may be open at once; more deliveries wait.
  package var connectionsMax = 20
  /// The name under which we greet, a fully qualified one (RFC 5321 4.1.1.1); nil is the address that a connection comes
  /// from, which is what the RFC has for a machine without a name.
  package var ehloName: String?
  /// How long to wait for what.
  package var timeouts = SMTPTimeouts()

  /// The settings of a server, the rest as by default.
  package init(endpoint: Endpoint, dialect: Dialect = .smtp) {
    self.endpoint = endpoint
    self.dialect = dialect
  }

  /// Whether the server is on this machine by its very name: `localhost`, 127.0.0.0/8, `::1` or a Unix socket.
  ///
  /// - Source: RFC 6761 6.3.
  package var isLoopback: Bool {
    guard case .tcp(let host, _) = endpoint else { return true }
    let name = host.lowercased()
    return name == "localhost" || name == "localhost." || name == "::1" || Self.isIPv4Loopback(name)
  }

  private static func isIPv4Loopback(_ name: String) -> Bool {
    let octets = name.split(separator: ".", omittingEmptySubsequences: false)
    return octets.count == 4 && octets[0] == "127" && octets.allSatisfy { UInt8($0) != nil }
  }

  /// - Throws: ``MailError`` with code `.configuration`.
  func check() throws(MailError) {
    guard connectionsMax > 0 else { throw MailError(.configuration, "connections must be at least 1") }
    if let ehloName {
      let isName = ehloName.utf8.allSatisfy { (33...126).contains($0) }
      guard isName, (1...255).contains(ehloName.utf8.count) else {
        throw MailError(.configuration, "the EHLO name is not a host name")
      }
    }
    if case .unix = endpoint, encryption == .implicit {
      throw MailError(.configuration, "TLS from the first byte is not spoken over a Unix socket")
    }
    guard let credentials else { return }
    guard encryption != .none || isLoopback else {
      throw MailError(
        .configuration, "the password would travel in clear to \(endpoint)", hint: "set tls to starttls or implicit")
    }
    let text = credentials.user + (credentials.password?.revealed() ?? "")
    guard !credentials.user.isEmpty, text.utf8.count <= 1024, !text.utf8.contains(0) else {
      throw MailError(.configuration, "the user or password is empty, too long or contains a NUL")
    }
    guard credentials.isConsistent else {
      throw MailError(.configuration, "XOAUTH2 and OAUTHBEARER take a token, PLAIN and LOGIN a password")
    }
  }
}

extension SMTPConfiguration.Credentials.Mechanism {
  /// The name in AUTH.
  var saslName: String { rawValue.uppercased() }
}
