import DunningConfiguration
import Foundation
import Testing

@Suite("What is wrong with the way out is said before the daemon starts")
struct WayOutTests {
  private static let server =
    "  smtp: {host: localhost, port: 25, tls: starttls, user: \"\", password: \"{credential smtp-password}\", connections: 20}"

  /// What is said about a server of one line, each without the file's name.
  private func said(
    _ settings: String, credential: (@Sendable (String) -> String?)? = nil
  ) throws -> [String] {
    try mistakes(example(Self.server, "  smtp: {\(settings)}"), credential: credential)
      .map { $0.replacing("dunningd.yaml:", with: "") }
  }

  private func warnings(_ settings: String) throws -> [String] {
    try read(example(Self.server, "  smtp: {\(settings)}")).warnings.map(\.headline)
      .map { $0.replacing("dunningd.yaml:", with: "") }
      // The example's last step has a warning of its own.
      .filter { $0.hasPrefix("4:") }
  }

  @Test("a password that would travel in clear over a network")
  func clear() throws {
    #expect(
      try said("host: mx.example, tls: none, user: u, password: p") == [
        "4:33: error: the password would travel in clear to mx.example; set tls to starttls or implicit"
      ])
    #expect(
      try said("host: mx.example, tls: none, user: u, token: \"{file /run/t}\"") == [
        "4:33: error: the token would travel in clear to mx.example; set tls to starttls or implicit"
      ])
    for host in ["localhost", "127.0.0.1", "\"::1\""] {
      #expect(try said("host: \(host), tls: none, user: u, password: p") == [])
    }
    #expect(try said("host: mx.example, tls: none") == [])
  }

  @Test(
    "a host that is more than a host, or none",
    arguments: [
      ("\"smtp://mx.example\"", "it names the host alone: write host: mx.example"),
      ("\"smtps://mx.example:465/\"", "it names the host alone: write host: mx.example, port: 465"),
      ("\"mx.example:587\"", "it names the host alone: write host: mx.example, port: 587"),
      ("\"[2001:db8::1]\"", "it names the host alone: write host: \"2001:db8::1\""),
      ("\"[2001:db8::1]:587\"", "it names the host alone: write host: \"2001:db8::1\", port: 587"),
      ("\"mx example\"", "write the name of a mail server, e.g. mail.example.org"),
      ("post@mx.example", "write the name of a mail server, e.g. mail.example.org"),
      ("\"\"", "write the name of a mail server, e.g. mail.example.org"),
    ])
  func host(host: String, suggestion: String) throws {
    let bare = host.replacing("\"", with: "")
    #expect(try said("host: \(host)") == ["4:16: error: host cannot be \"\(bare)\"; \(suggestion)"])
  }

  @Test(
    "hosts that are fine",
    arguments: ["mx.example", "\"2001:db8::1\"", "192.0.2.1", "mx", "\"fe80::1%eth0\"", "mx_1.example."])
  func goodHost(host: String) throws { #expect(try said("host: \(host)") == []) }

  @Test("the port of TLS from the first byte with another encryption, and the other way round")
  func ports() throws {
    #expect(
      try said("host: mx.example, port: 465, tls: starttls") == [
        "4:34: error: port 465 speaks TLS from the first byte; write tls: implicit, or port: 587 with tls: starttls"
      ])
    #expect(try said("host: mx.example, port: 465") != [])
    #expect(try said("host: mx.example, port: 465, tls: implicit") == [])
    let found = try warnings("host: mx.example, port: 587, tls: implicit")
    #expect(
      found == [
        "4:34: warning: port 587 begins in clear on nearly every server; write tls: starttls, or port: 465 with tls: implicit"
      ])
  }

  @Test("a proof of the login without a user")
  func noUser() throws {
    for key in ["password: p", "token: \"{file /run/t}\"", "auth: plain"] {
      let found = try said("host: mx.example, \(key)")
      #expect(found.count == 1 && found[0].contains("but no user; "), "\(found)")
      #expect(found.first?.hasPrefix("4:3") == true)
    }
    // As the commented reference has it: an empty user is none.
    #expect(try said("host: mx.example, user: \"\", password: p") == [])
  }

  @Test("a password or user that no login can carry")
  func unusable() throws {
    let long = String(repeating: "x", count: 1_100)
    #expect(try said("host: mx.example, user: u, password: \(long)").first?.contains("password") == true)
    #expect(
      try said("host: mx.example, user: u, password: \"{credential p}\"") { _ in "" }
        == ["4:47: error: the credential \"p\" is empty; see LoadCredential= in dunningd.service"])
    let found = try said("host: mx.example, user: u, password: \"{credential p}\"") { _ in "a\0b" }
    #expect(found.count == 1 && found[0].contains("the credential \"p\" holds a NUL"))
    #expect(!found.joined().contains("a\0b"))
  }

  @Test("a greeting that no server takes, and a bare one")
  func greeting() throws {
    for greeting in ["\"my host\"", "münchen.example", "-x.example", "a..b", "\"[192.0.2.300]\"", "\"[::1]\""] {
      let found = try said("host: mx.example, greeting: \(greeting)")
      #expect(found.count == 1 && found[0].hasPrefix("4:38: error: greeting cannot be "), "\(greeting): \(found)")
    }
    for greeting in ["mail.acme.example", "\"[192.0.2.1]\"", "\"[IPv6:2001:db8::1]\""] {
      #expect(try said("host: mx.example, greeting: \(greeting)") == [])
      #expect(try warnings("host: mx.example, greeting: \(greeting)") == [])
    }
    #expect(
      try warnings("host: mx.example, greeting: vm") == [
        "4:38: warning: greeting \"vm\" is no full name, and many servers refuse it; write the name under which this machine is known, e.g. mail.example.org"
      ])
    #expect(try warnings("host: localhost, greeting: localhost") == [])
  }

  private static let certificate = """
    -----BEGIN CERTIFICATE-----
    MIIBezCCASGgAwIBAgIUB9XJ
    -----END CERTIFICATE-----

    """

  @Test("authorities that are not there, cannot be read, or are no certificates")
  func authorities() throws {
    let folder = try Folder()
    func found(_ path: String) throws -> [String] { try said("host: mx.example, authorities: \(path)") }
    let missing = try found("\(folder.path)/ca.pem")
    #expect(
      missing == [
        "4:41: error: \(folder.path)/ca.pem cannot be read; authorities is a PEM file that the daemon's user may read"
      ])
    for (name, text) in [
      ("empty", ""), ("words", "hello\n"), ("key", "-----BEGIN PRIVATE KEY-----\nMIIB\n-----END PRIVATE KEY-----\n"),
      ("cut", Self.certificate),
    ] {
      try folder.write(text, to: name)
      let told = try found("\(folder.path)/\(name)")
      #expect(
        told.count == 1 && told[0].hasPrefix("4:41: error: \(folder.path)/\(name) holds no certificate"), "\(told)")
    }
    #expect(try found("/").count == 1)
    #expect(try found("/etc/ssl/certs/ca-certificates.crt") == [])
    #expect(try found("ca.pem").first?.contains("absolute path") == true)
  }

  @Test("a credential that nobody can look up here is said to be unknown, not good")
  func unknown() throws {
    let found = try warnings("host: mx.example, user: u, password: \"{credential p}\"")
    #expect(
      found == [
        "4:47: warning: the credential \"p\" cannot be looked up here: systemd hands it to the daemon; see LoadCredential= in dunningd.service"
      ])
  }

  @Test("several mistakes are told beside a key that nobody knows")
  func besideUnknownKey() throws {
    let text = try example("mode: held", "mod: held").replacing("country: DE", with: "country: De")
      .replacing("port: 25", with: "port: 0")
    #expect(
      try mistakes(text).map { $0.replacing("dunningd.yaml:", with: "") } == [
        "1:1: error: unknown key \"mod\"; did you mean mode?",
        "4:33: error: port cannot be \"0\"; it is a number from 1 to 65535",
        "11:14: error: country cannot be \"De\"; use the two letters of ISO 3166, e.g. DE",
      ])
  }

  @Test("the LMTP server is looked at as well")
  func lmtp() throws {
    let text = try example("transport: smtp ", "transport: lmtp ")
      .replacing(Self.server, with: "  lmtp: {host: \"lmtp://mx:24\", greeting: \"a b\"}")
    let found = try mistakes(text)
    #expect(
      found.count == 2 && found[0].contains("write host: mx, port: 24") && found[1].contains("greeting cannot be"))
  }

  @Test("a password in a file that everybody may read", arguments: [(0o644, true), (0o640, false), (0o600, false)])
  func readers(mode: Int, isTold: Bool) throws {
    let folder = try Folder()
    let file = folder.path + "/dunningd.yaml"
    for (login, isPlain) in [("user: u, password: p", true), ("user: u, password: \"{credential p}\"", false)] {
      try folder.write(try example(Self.server, "  smtp: {host: mx.example, \(login)}"), to: "dunningd.yaml")
      try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: file)
      let said = try Configuration.load(file: file, surroundings()).warnings.map(\.headline)
        .filter { $0.contains("everybody on this machine") }
      #expect(said.count == (isTold && isPlain ? 1 : 0))
      #expect(said.allSatisfy { $0.contains("chmod 640") })
    }
  }
}
