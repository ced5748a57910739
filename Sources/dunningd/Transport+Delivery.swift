import DunningConfiguration
import DunningMail
import Glibc

/// The transport that the configuration asks for.
@Sendable func transport(for delivery: Delivery) throws -> any MailTransport {
  switch delivery.transport {
  case .maildir: return MaildirTransport(directory: delivery.maildir)
  case .smtp, .lmtp: return try SMTPTransport(SMTPConfiguration(delivery))
  }
}

extension SMTPConfiguration {
  init(_ delivery: Delivery) {
    let server = delivery.server
    let endpoint = server.socket.map(Endpoint.unix(path:)) ?? .tcp(host: server.host, port: server.port)
    self.init(endpoint: endpoint, dialect: delivery.transport == .lmtp ? .lmtp : .smtp)
    encryption =
      switch server.encryption {
      case .none: .none
      case .starttls: .starttls
      case .implicit: .implicit
      }
    if let user = server.user, let password = server.password {
      credentials = Credentials(user: user, password: DunningMail.Secret(password.value))
    }
    additionalTrustRoots = server.authorities
    connectionsMax = server.connections
    ehloName = server.greeting ?? Self.hostName
  }

  private static var hostName: String {
    var bytes = [CChar](repeating: 0, count: 256)
    guard gethostname(&bytes, bytes.count - 1) == 0 else { return "localhost" }
    let name = String(decoding: bytes.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    return name.isEmpty ? "localhost" : name
  }
}
