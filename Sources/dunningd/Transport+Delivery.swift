import DunningConfiguration
import DunningMail
import FoundationEssentials
import Glibc

/// The transport that the configuration asks for. A credential is asked for by its name; `chance` is a random number from
/// 0 to 1.
func transport(
  for delivery: Delivery, credential: @escaping @Sendable (String) -> String? = { _ in nil },
  chance: @escaping @Sendable () -> Double = { 1 }
) throws -> any MailTransport {
  switch delivery.transport {
  case .maildir: return MaildirTransport(directory: delivery.maildir)
  case .smtp, .lmtp:
    return try SMTPTransport(SMTPConfiguration(delivery, credential: credential), chance: chance)
  }
}

extension SMTPConfiguration {
  init(_ delivery: Delivery, credential: @escaping @Sendable (String) -> String?) {
    let server = delivery.server
    let endpoint = server.socket.map(Endpoint.unix(path:)) ?? .tcp(host: server.host, port: server.port)
    self.init(endpoint: endpoint, dialect: delivery.transport == .lmtp ? .lmtp : .smtp)
    encryption =
      switch server.encryption {
      case .none: .none
      case .starttls: .starttls
      case .implicit: .implicit
      }
    if let user = server.user {
      credentials = Self.credentials(of: user, server, credential: credential)
    }
    additionalTrustRoots = server.authorities
    connectionsMax = server.connections
    ehloName = server.greeting ?? HostName.full
  }

  private static func credentials(
    of user: String, _ server: Delivery.Server, credential: @escaping @Sendable (String) -> String?
  ) -> Credentials? {
    let mechanism: Credentials.Mechanism =
      switch server.authentication {
      case .automatic: .automatic
      case .plain: .plain
      case .login: .login
      case .xoauth2: .xoauth2
      case .oauthbearer: .oauthbearer
      }
    if let token = server.token {
      return Credentials(user: user, mechanism: mechanism) { try read(token, credential: credential) }
    }
    return server.password.map {
      Credentials(user: user, password: DunningMail.Secret($0.value), mechanism: mechanism)
    }
  }

  private static func read(
    _ token: Delivery.Token, credential: (String) -> String?
  ) throws -> DunningMail.Secret {
    let (text, place) =
      switch token {
      case .credential(let name): (credential(name), "the credential \(name)")
      case .file(let path):
        (FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) }, path)
      }
    guard let text else { throw MailError(.file, "\(place) cannot be read") }
    return DunningMail.Secret(text.hasSuffix("\n") ? String(text.dropLast()) : text)
  }
}
