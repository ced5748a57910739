import Glibc
import NIOCore
import NIOPosix
import Testing

@testable import DunningMail

@Suite("Why a server is not reached, in words", .timeLimit(.minutes(20)))
struct TroubleWordsTests {
  private static let message = Array("Subject: x\r\n\r\nhello\r\n".utf8)

  private func reason(
    _ endpoint: SMTPConfiguration.Endpoint, _ change: (inout SMTPConfiguration) -> Void = { _ in }
  ) async throws -> String {
    var configuration = SMTPConfiguration(endpoint: endpoint)
    change(&configuration)
    let transport = try SMTPTransport(configuration)
    let outcome = await transport.deliver(Self.message, try .sample()) {}
    await transport.close()
    return outcome.record.reason
  }

  /// Nothing that only who wrote the library can read.
  private func expectWords(_ reason: String, _ parts: String...) {
    for part in parts { #expect(reason.contains(part), "\(reason)") }
    for mark in ["NIO", "BoringSSL", "OPENSSL", ".build", "checkouts", "Error", "errno", "(error set)", "Optional"] {
      #expect(!reason.contains(mark), "\(reason)")
    }
  }

  @Test("nothing listens there")
  func refused() async throws {
    // Bound, so that no other test's server comes to have it.
    let held = try HeldPort()
    let port = held.number
    expectWords(
      try await reason(.tcp(host: "127.0.0.1", port: port)), "127.0.0.1:\(port)", "refuses connections")
  }

  @Test("there is no such name")
  func noName() async throws {
    expectWords(
      try await reason(.tcp(host: "mail.acme.invalid", port: 25)), "mail.acme.invalid", "no such name")
  }

  @Test("there is no such socket")
  func noSocket() async throws {
    let folder = try TemporaryDirectory()
    expectWords(try await reason(.unix(path: folder.path + "/lmtp")), "there is no socket \(folder.path)/lmtp")
  }

  @Test("the server does not speak TLS from the first byte")
  func plain() async throws {
    try await ScriptedServer.run([.send("220 mx.test\r\n"), .until("never")]) { server in
      let reason = try await reason(.tcp(host: "127.0.0.1", port: server.port)) { $0.encryption = .implicit }
      expectWords(reason, "does not speak TLS from the first byte on port \(server.port)", "tls: starttls")
    }
  }

  private static let startTLS: [ScriptedServer.Step] =
    .greeting(offers: "STARTTLS") + [.expect("STARTTLS"), .send("220 go\r\n"), .startTLS] + .hello()

  @Test("nobody vouches for the certificate: whose it is and what to do")
  func selfSigned() async throws {
    let certificate = try TestCertificate()
    try await ScriptedServer.run(Self.startTLS, tls: certificate.serverContext) { server in
      let reason = try await reason(.tcp(host: "127.0.0.1", port: server.port)) { $0.verification = .always }
      expectWords(
        reason, "the certificate of 127.0.0.1 is not trusted", "self-signed", "by test", "authorities:")
    }
  }

  @Test("the certificate has expired: when it was valid")
  func expired() async throws {
    let certificate = try TestCertificate(days: -1)
    try await ScriptedServer.run(Self.startTLS, tls: certificate.serverContext) { server in
      let reason = try await reason(.tcp(host: "127.0.0.1", port: server.port)) {
        $0.verification = .always
        $0.additionalTrustRoots = certificate.certificateFile
      }
      expectWords(reason, "the certificate of 127.0.0.1 is not trusted", "valid from 20")
    }
  }

  @Test("the certificate is another host's: for whom it is")
  func otherHost() async throws {
    let certificate = try TestCertificate(names: "DNS:other.example")
    try await ScriptedServer.run(Self.startTLS, tls: certificate.serverContext) { server in
      let reason = try await reason(.tcp(host: "127.0.0.1", port: server.port)) {
        $0.verification = .always
        $0.additionalTrustRoots = certificate.certificateFile
      }
      expectWords(reason, "the certificate is not for 127.0.0.1", "other.example")
    }
  }

  @Test("the certificate is that of the address to which the name leads, and not of the name")
  func ofAnAddress() async throws {
    let certificate = try TestCertificate(names: "IP:127.0.0.1")
    try await ScriptedServer.run(Self.startTLS, tls: certificate.serverContext) { server in
      let reason = try await reason(.tcp(host: "localhost", port: server.port)) {
        $0.verification = .always
        $0.additionalTrustRoots = certificate.certificateFile
      }
      expectWords(reason, "the certificate is not for localhost")
    }
  }

  @Test("the connection ends in the middle of the handshake")
  func broken() async throws {
    let script: [ScriptedServer.Step] =
      .greeting(offers: "STARTTLS") + [.expect("STARTTLS"), .send("220 go\r\n"), .close]
    try await ScriptedServer.run(script) { server in
      let reason = try await reason(.tcp(host: "127.0.0.1", port: server.port)) { $0.verification = .always }
      // Which of the two it is depends on whether the server had read our first words.
      expectWords(reason, reason.contains("reset") ? "the connection broke" : "the server")
    }
  }

  @Test("a file of authorities that cannot be read is named")
  func noAuthorities() throws {
    var configuration = SMTPConfiguration(endpoint: .tcp(host: "mx.example", port: 25))
    configuration.additionalTrustRoots = "/nonexistent.pem"
    let error = #expect(throws: MailError.self) { try SMTPTransport(configuration) }
    expectWords(error?.description ?? "", "/nonexistent.pem")
  }

  @Test("a server that says nothing: what it may be waiting for")
  func silent() async throws {
    try await ScriptedServer.run([.until("never")]) { server in
      let reason = try await reason(.tcp(host: "127.0.0.1", port: server.port)) {
        $0.timeouts.greeting = .milliseconds(50)
      }
      expectWords(reason, "no answer in time while waiting for the greeting")
    }
  }
}

/// A port of 127.0.0.1 at which nobody listens, for as long as the value lives.
private final class HeldPort {
  let number: Int
  private let descriptor: Int32

  init() throws {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = INADDR_LOOPBACK.bigEndian
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isBound = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { plain in
        bind(descriptor, plain, size) == 0 && getsockname(descriptor, plain, &size) == 0
      }
    }
    guard isBound else { throw IOError(errnoCode: errno, reason: "bind") }
    (number, self.descriptor) = (Int(UInt16(bigEndian: address.sin_port)), descriptor)
  }

  deinit { close(descriptor) }
}
