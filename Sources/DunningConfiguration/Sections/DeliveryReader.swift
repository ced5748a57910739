import Dunning
import Yams

extension Delivery {
  static let keys = [
    "transport", "smtp", "lmtp", "maildir", "print_spool", "in_doubt", "per_hour", "per_destination", "brake",
  ]

  /// Reads the `delivery` section; what is missing keeps its default. A credential is asked for by its name; nil when
  /// they cannot be looked up here.
  init(_ section: Section, stateDirectory: String, credential: ((String) -> String?)?) {
    self.init(maildir: stateDirectory + "/outbox")
    transport = section.choice("transport", Transport.self) ?? .smtp
    maildir = section.text("maildir", charactersMax: RuleLimits.linkBytesMax) ?? maildir
    inDoubt = section.choice("in_doubt", InDoubt.self) ?? .hold
    limits = SendLimits(section)
    printSpool = section.text("print_spool", charactersMax: RuleLimits.linkBytesMax)
    for (key, path) in [("maildir", maildir), ("print_spool", printSpool ?? "/")] where !path.hasPrefix("/") {
      section.findings.error(
        "\(key) must be an absolute path", at: section.mark(of: key), suggestion: "write it from / on")
    }
    let smtpKeys = [
      "host", "port", "tls", "user", "password", "token", "auth", "connections", "authorities", "greeting",
    ]
    let smtp = section.section("smtp", knows: smtpKeys)
    let lmtp = section.section("lmtp", knows: ["host", "port", "socket", "connections", "greeting"])
    switch transport {
    case .smtp: if let smtp { server = Server(smtp, credential: credential) }
    case .lmtp:
      server.port = 24
      server.encryption = .none
      if let lmtp { server = Server(lmtp: lmtp) }
    case .maildir: break
    }
  }
}

extension SendLimits {
  private static let noticesMax = 10_000_000

  /// Reads the limits of the `delivery` section.
  fileprivate init(_ section: Section) {
    self.init(
      perHour: section.integer("per_hour", in: 1...Self.noticesMax),
      perDestinationMinute: section.section("per_destination", knows: ["per_minute"]).flatMap {
        $0.require("per_minute")
        return $0.integer("per_minute", in: 1...Self.noticesMax)
      }, brake: Self.brake(section))
  }

  private static func brake(_ section: Section) -> Int? {
    guard section.has("brake") else { return Delivery.brakeDefault }
    guard let text = section.text("brake"), text != "off" else { return nil }
    if let number = Int(text), (1...noticesMax).contains(number) { return number }
    section.findings.error(
      "brake cannot be \(quoted(text))", at: section.mark(of: "brake"),
      suggestion: "it is a number from 1 to \(noticesMax), or off")
    return nil
  }
}

extension Delivery.Server {
  fileprivate init(_ section: Section, credential: ((String) -> String?)?) {
    self.init()
    encryption = section.choice("tls", Delivery.Encryption.self) ?? .starttls
    host = section.text("host") ?? host
    port = section.integer("port", in: 1...65_535) ?? (encryption == .implicit ? 465 : 25)
    connections = section.integer("connections", in: 1...200) ?? connections
    // An empty user, as in the commented reference, is none.
    user = section.has("user") ? section.text("user").flatMap { $0.isEmpty ? nil : $0 } : nil
    authorities = section.text("authorities", charactersMax: RuleLimits.linkBytesMax)
    greeting = section.text("greeting")
    authentication = section.choice("auth", Delivery.Authentication.self) ?? .automatic
    guard user != nil else { return }
    let takesToken = authentication.takesToken ?? section.has("token")
    readProof(takesToken ? "token" : "password", notBeside: takesToken ? "password" : "token", section, credential)
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
      password = Self.secret(text, section: section, credential: credential)
    }
  }

  /// `{credential NAME}` or `{file PATH}`. A token that stood here itself would be stale within the hour.
  private static func token(
    _ text: String, section: Section, credential: ((String) -> String?)?
  ) -> Delivery.Token? {
    let words = text.hasPrefix("{") && text.hasSuffix("}") ? text.dropFirst().dropLast().split(separator: " ") : []
    switch (words.count, words.first) {
    case (2, "file") where words[1].hasPrefix("/"): return .file(String(words[1]))
    case (2, "credential"):
      let isThere = credential.map { $0(String(words[1])) != nil } ?? true
      if isThere { return .credential(String(words[1])) }
      missing(String(words[1]), at: "token", section)
    default:
      section.findings.error(
        "token must say where the token stands", at: section.mark(of: "token"),
        suggestion: "write \"{file /run/…}\" or \"{credential smtp-token}\"")
    }
    return nil
  }

  private static func missing(_ credential: String, at key: String, _ section: Section) {
    section.findings.error(
      "the credential \(quoted(credential)) was not handed over", at: section.mark(of: key),
      suggestion: "see LoadCredential= in dunningd.service")
  }

  fileprivate init(lmtp section: Section) {
    self.init()
    encryption = .none
    host = section.text("host") ?? host
    port = section.integer("port", in: 1...65_535) ?? 24
    socket = section.text("socket")
    connections = section.integer("connections", in: 1...200) ?? connections
    greeting = section.text("greeting")
  }

  /// `{credential NAME}` names a systemd credential; anything else is the password itself.
  private static func secret(
    _ text: String, section: Section, credential: ((String) -> String?)?
  ) -> Delivery.Secret? {
    guard text.hasPrefix("{"), text.hasSuffix("}") else { return Delivery.Secret(text) }
    let words = text.dropFirst().dropLast().split(separator: " ")
    guard words.count == 2, words[0] == "credential" else {
      section.findings.error(
        "\(quoted(text)) names no credential", at: section.mark(of: "password"),
        suggestion: "write \"{credential smtp-password}\"")
      return nil
    }
    // Offline nobody can say whether systemd will hand the credential over.
    guard let credential else { return Delivery.Secret("") }
    if let value = credential(String(words[1])) { return Delivery.Secret(value) }
    missing(String(words[1]), at: "password", section)
    return nil
  }
}
