import Dunning
import Yams

extension Delivery {
  static let keys = ["transport", "smtp", "lmtp", "maildir", "in_doubt", "per_hour", "per_destination", "brake"]

  /// Reads the `delivery` section; what is missing keeps its default. A credential is asked for by its name; nil when
  /// they cannot be looked up here.
  init(_ section: Section, stateDirectory: String, credential: ((String) -> String?)?) {
    self.init(maildir: stateDirectory + "/outbox")
    transport = section.choice("transport", Transport.self) ?? .smtp
    maildir = section.text("maildir", charactersMax: Limits.linkBytesMax) ?? maildir
    inDoubt = section.choice("in_doubt", InDoubt.self) ?? .hold
    limits = SendLimits(section)
    if !maildir.hasPrefix("/") {
      section.findings.error(
        "maildir must be an absolute path", at: section.mark(of: "maildir"), suggestion: "write it from / on")
    }
    let smtpKeys = ["host", "port", "tls", "user", "password", "connections", "authorities", "greeting"]
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
    authorities = section.text("authorities", charactersMax: Limits.linkBytesMax)
    greeting = section.text("greeting")
    guard user != nil else { return }
    guard section.has("password") else {
      section.findings.error(
        "\(section.name) has a user but no password", at: section.mark(of: "user"),
        suggestion: "write password: \"{credential smtp-password}\"; see systemd.exec(5), LoadCredential=")
      return
    }
    password = section.text("password", charactersMax: Limits.linkBytesMax)
      .flatMap { Self.secret($0, section: section, credential: credential) }
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
    section.findings.error(
      "the credential \(quoted(String(words[1]))) was not handed over", at: section.mark(of: "password"),
      suggestion: "see LoadCredential= in dunningd.service")
    return nil
  }
}
