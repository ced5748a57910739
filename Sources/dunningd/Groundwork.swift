import Dunning
import DunningAPI
import DunningConfiguration
import DunningEngine
import DunningLetters
import DunningMail
import DunningStore
import DunningWebhook
import Logging

/// What every part of the daemon stands on.
struct Groundwork: Sendable {
  /// What the daemon was started with.
  let started: Configuration
  let docket: Docket
  /// What is in force.
  let rules: CurrentRules
  let outside: Outside
  /// The programs that are told of the journal's entries.
  let webhooks: [Webhook]
  /// Whether the mail goes out.
  let health = DeliveryHealth()
  /// Whether letters reach the print spool.
  let spoolHealth = DeliveryHealth()
  /// Which claims the rules in force have nothing for.
  let stranded = StrandedClaims()
}

extension Setup {
  /// What the daemon starts with; warnings go into the log.
  ///
  /// - Throws: ``ConfigurationError``.
  static func atStart(_ paths: Paths, _ outside: Outside) throws(ConfigurationError) -> Setup {
    let setup = try load(paths.places, .needed, credential: outside.credential)
    for warning in setup.configuration.warnings { outside.logger.warning("\(warning.headline)") }
    return setup
  }
}

extension Webhook {
  /// Those of a configuration.
  ///
  /// - Throws: ``ConfigurationError`` when one cannot be used.
  static func all(_ configuration: Configuration, limits: WebhookSender.Limits) throws(ConfigurationError) -> [Webhook]
  {
    do {
      return try configuration.notify.webhooks.map { try Webhook($0, limits: limits) }
    } catch {
      throw ConfigurationError(
        "notify: webhooks: \(error)", file: configuration.file, suggestion: "see dunningd.yaml(5)")
    }
  }
}

extension Docket {
  /// The docket in its folder, brought to the form of this version, which can take minutes.
  ///
  /// - Throws: ``DocketError``.
  init(_ paths: Paths, _ outside: Outside) throws(DocketError) {
    self = try outside.notifier.during("opening the docket") { () throws(DocketError) in
      try Docket(
        directory: paths.stateDirectory, randomBytes: outside.randomBytes, home: outside.home, farMark: paths.mark,
        now: outside.clock.now)
    }
  }
}

extension Rules {
  /// What a setup puts in force.
  ///
  /// - Throws: ``ConfigurationError`` when there is a mistake in it that only the transport has seen.
  init(_ setup: Setup, _ outside: Outside) throws {
    let delivery = setup.configuration.delivery
    let renderer = LetterRenderer(catalog: setup.templates)
    self.init(
      rulebook: setup.configuration.rulebook, renderer: renderer,
      transport: try Self.transport(setup.configuration, outside), connections: delivery.server.connections,
      press: outside.typesetter(renderer).map(LetterPress.init), spool: delivery.printSpool.map(PrintSpool.init),
      outbox: MaildirTransport(directory: delivery.maildir), limits: delivery.limits,
      resendsInDoubt: delivery.inDoubt == .resend,
      // Another version may decide otherwise.
      fingerprint: "\(Version.current)\n\(setup.configuration.fingerprint)")
  }

  private static func transport(_ configuration: Configuration, _ outside: Outside) throws -> any MailTransport {
    do {
      return try outside.makeTransport(configuration.delivery)
    } catch let error as MailError where error.code == .configuration {
      throw ConfigurationError("delivery: \(error.message)", file: configuration.file, suggestion: error.hint)
    }
  }
}
