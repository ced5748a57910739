import Dunning

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
    printSpool = section.folder(
      "print_spool", else: "make the folder that letters are printed from; the daemon must be able to write in it")
    if !maildir.hasPrefix("/") {
      section.findings.error(
        "maildir must be an absolute path", at: section.mark(of: "maildir"), suggestion: "write it from / on")
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
