import Dunning
import FoundationEssentials
import Glibc

extension Delivery.Server {
  /// Reads `delivery.smtp`. A credential is asked for by its name; nil when they cannot be looked up here.
  init(_ section: Section, credential: ((String) -> String?)?) {
    self.init()
    encryption = section.choice("tls", Delivery.Encryption.self) ?? .starttls
    host = Self.host(section) ?? host
    port = section.integer("port", in: 1...65_535) ?? (encryption == .implicit ? 465 : 25)
    connections = section.integer("connections", in: 1...200) ?? connections
    // An empty user, as in the commented reference, is none.
    user = section.has("user") ? section.text("user").flatMap { $0.isEmpty ? nil : $0 } : nil
    authorities = section.text("authorities", charactersMax: RuleLimits.linkBytesMax)
    greeting = section.text("greeting")
    authentication = section.choice("auth", Delivery.Authentication.self) ?? .automatic
    checkPort(section)
    checkAuthorities(section)
    checkGreeting(section)
    readLogin(section, credential)
  }

  /// Reads `delivery.lmtp`.
  init(lmtp section: Section) {
    self.init()
    encryption = .none
    host = Self.host(section) ?? host
    port = section.integer("port", in: 1...65_535) ?? 24
    socket = section.text("socket")
    connections = section.integer("connections", in: 1...200) ?? connections
    greeting = section.text("greeting")
    checkGreeting(section)
  }

  // MARK: - Where it is

  private static func host(_ section: Section) -> String? {
    guard let text = section.text("host") else { return nil }
    if HostText.isHost(text) { return text }
    let suggestion =
      HostText.host(in: text).map { found in
        let host = found.host.contains(":") ? quoted(found.host) : found.host
        return "it names the host alone: write host: \(host)\(found.port.map { ", port: \($0)" } ?? "")"
      } ?? "write the name of a mail server, e.g. mail.example.org"
    section.findings.error("host cannot be \(quoted(text))", at: section.mark(of: "host"), suggestion: suggestion)
    return nil
  }

  /// On port 465 a server waits for TLS and says nothing (RFC 8314 3.3); on the others it greets in clear.
  private func checkPort(_ section: Section) {
    switch (port, encryption) {
    case (465, .starttls), (465, .none):
      section.findings.error(
        "port 465 speaks TLS from the first byte", at: section.mark(of: "port"),
        suggestion: "write tls: implicit, or port: 587 with tls: starttls")
    case (25, .implicit), (587, .implicit):
      section.findings.warning(
        "port \(port) begins in clear on nearly every server", at: section.mark(of: "port"),
        suggestion: "write tls: starttls, or port: 465 with tls: implicit")
    default: break
    }
  }

  private func checkAuthorities(_ section: Section) {
    guard let authorities else { return }
    let mark = section.mark(of: "authorities")
    guard authorities.hasPrefix("/") else {
      return section.findings.error(
        "authorities must be an absolute path", at: mark, suggestion: "write it from / on")
    }
    guard let bytes = FileManager.default.contents(atPath: authorities) else {
      return section.findings.error(
        "\(authorities) cannot be read", at: mark,
        suggestion: "authorities is a PEM file that the daemon's user may read")
    }
    if !PEMText.holdsCertificates(String(decoding: bytes, as: UTF8.self)) {
      section.findings.error(
        "\(authorities) holds no certificate that is whole", at: mark,
        suggestion: "authorities is a PEM file: -----BEGIN CERTIFICATE-----")
    }
  }

  // MARK: - What it hears

  private func checkGreeting(_ section: Section) {
    guard let greeting else { return }
    let mark = section.mark(of: "greeting")
    guard HostText.isGreeting(greeting) else {
      return section.findings.error(
        "greeting cannot be \(quoted(greeting))", at: mark,
        suggestion:
          "write the name under which this machine is known, e.g. mail.example.org, or its address: \"[192.0.2.1]\"")
    }
    guard !greeting.contains("."), !greeting.contains(":"), !isLoopback else { return }
    section.findings.warning(
      "greeting \(quoted(greeting)) is no full name, and many servers refuse it", at: mark,
      suggestion: "write the name under which this machine is known, e.g. mail.example.org")
  }

  private var isLoopback: Bool { socket != nil || HostText.isLoopback(host) }

  // MARK: - The login

  /// Octets of the user and the password together that a login can carry.
  private static let proofBytesMax = 1_024

  private mutating func readLogin(_ section: Section, _ credential: ((String) -> String?)?) {
    guard user != nil else { return checkNoLogin(section) }
    let takesToken = authentication.takesToken ?? section.has("token")
    let key = takesToken ? "token" : "password"
    readProof(key, notBeside: takesToken ? "password" : "token", section, credential)
    guard encryption == .none, !isLoopback, section.has(key) else { return }
    section.findings.error(
      "the \(key) would travel in clear to \(host)", at: section.mark(of: "tls"),
      suggestion: "set tls to starttls or implicit")
  }

  /// What proves a login is of no use to nobody; the commented reference has it beside an empty user.
  private func checkNoLogin(_ section: Section) {
    guard !section.has("user") else { return }
    for (key, name) in [("password", "a password"), ("token", "a token"), ("auth", "auth")] where section.has(key) {
      section.findings.error(
        "\(section.name) has \(name) but no user", at: section.mark(of: key),
        suggestion: "write user: as well, or leave \(key) out")
    }
  }

  /// Reads what proves the login.
  private mutating func readProof(
    _ key: String, notBeside other: String, _ section: Section, _ credential: ((String) -> String?)?
  ) {
    guard section.has(key) else {
      section.findings.error(
        "\(section.name) has a user but no \(key)", at: section.mark(of: "user"),
        suggestion: "write \(key): \"{credential smtp-\(key)}\"; see systemd.exec(5), LoadCredential=")
      return
    }
    if section.has(other) {
      section.findings.error(
        "\(section.name) logs in with a \(key) and has a \(other) too", at: section.mark(of: other),
        suggestion: "leave one of them out")
    }
    guard let text = section.text(key, charactersMax: RuleLimits.linkBytesMax) else { return }
    if key == "token" {
      token = Self.token(text, section: section, credential: credential)
    } else {
      password = secret(text, section: section, credential: credential)
    }
  }

  /// `{credential NAME}` or `{file PATH}`. A token that stood here itself would be stale within the hour.
  private static func token(
    _ text: String, section: Section, credential: ((String) -> String?)?
  ) -> Delivery.Token? {
    let words = words(in: text)
    switch (words.count, words.first) {
    case (2, "file") where words[1].hasPrefix("/"): return .file(words[1])
    case (2, "credential"):
      let isThere = handed(words[1], at: "token", section, credential) != nil
      return isThere ? .credential(words[1]) : nil
    default:
      section.findings.error(
        "token must say where the token stands", at: section.mark(of: "token"),
        suggestion: "write \"{file /run/…}\" or \"{credential smtp-token}\"")
    }
    return nil
  }

  /// `{credential NAME}` names a systemd credential; anything else is the password itself.
  private func secret(
    _ text: String, section: Section, credential: ((String) -> String?)?
  ) -> Delivery.Secret? {
    let value: String
    if text.hasPrefix("{"), text.hasSuffix("}") {
      let words = Self.words(in: text)
      guard words.count == 2, words[0] == "credential" else {
        section.findings.error(
          "\(quoted(text)) names no credential", at: section.mark(of: "password"),
          suggestion: "write \"{credential smtp-password}\"")
        return nil
      }
      guard let handed = Self.handed(words[1], at: "password", section, credential) else { return nil }
      value = handed
    } else {
      value = text
      warnOfReaders(section)
    }
    guard (user ?? "").utf8.count + value.utf8.count <= Self.proofBytesMax else {
      section.findings.error(
        "user and password have more than \(Self.proofBytesMax) bytes together", at: section.mark(of: "password"),
        suggestion: "is it the right file?")
      return nil
    }
    return Delivery.Secret(value)
  }

  /// A password that stands in the file is known to all who may read it.
  private func warnOfReaders(_ section: Section) {
    var status = stat()
    guard stat(section.findings.file, &status) == 0, status.st_mode & 0o004 != 0 else { return }
    section.findings.warning(
      "the password stands here, and everybody on this machine may read the file", at: section.mark(of: "password"),
      suggestion: "write \"{credential smtp-password}\", or take the file from the others: chgrp it to the daemon's "
        + "group, and chmod 640")
  }

  private static func words(in text: String) -> [String] {
    text.hasPrefix("{") && text.hasSuffix("}") ? text.dropFirst().dropLast().split(separator: " ").map(String.init) : []
  }

  /// What systemd has handed over under a name; empty where nobody can say whether it will.
  private static func handed(
    _ name: String, at key: String, _ section: Section, _ credential: ((String) -> String?)?
  ) -> String? {
    let mark = section.mark(of: key)
    func wrong(_ what: String) -> String? {
      section.findings.error(
        "the credential \(quoted(name)) \(what)", at: mark, suggestion: "see LoadCredential= in dunningd.service")
      return nil
    }
    guard let credential else {
      section.findings.warning(
        "the credential \(quoted(name)) cannot be looked up here: systemd hands it to the daemon", at: mark,
        suggestion: "see LoadCredential= in dunningd.service")
      return ""
    }
    guard let value = credential(name) else { return wrong("was not handed over") }
    if value.isEmpty { return wrong("is empty") }
    return value.utf8.contains(0) ? wrong("holds a NUL") : value
  }
}
