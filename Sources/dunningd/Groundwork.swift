import Dunning
import DunningAPI
import DunningConfiguration
import DunningEngine
import DunningLetters
import DunningMail
import DunningStore
import Logging

/// What every part of the daemon stands on.
struct Groundwork: Sendable {
  /// What the daemon was started with.
  let started: Configuration
  let docket: Docket
  /// What is in force.
  let rules: CurrentRules
  let outside: Outside
  /// Whether the mail goes out.
  let health = DeliveryHealth()
  /// Whether letters reach the print spool.
  let spoolHealth = DeliveryHealth()
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

extension Docket {
  /// The docket in its folder.
  ///
  /// - Throws: ``DocketError``.
  init(_ paths: Paths, _ outside: Outside) throws {
    try self.init(
      directory: paths.stateDirectory, randomBytes: outside.randomBytes, home: outside.home, now: outside.clock.now)
  }
}

extension Rules {
  /// What a setup puts in force.
  init(_ setup: Setup, _ outside: Outside) throws {
    let delivery = setup.configuration.delivery
    let renderer = LetterRenderer(catalog: setup.templates)
    self.init(
      rulebook: setup.configuration.rulebook, renderer: renderer,
      transport: try outside.makeTransport(delivery), connections: delivery.server.connections,
      press: outside.typesetter(renderer).map(LetterPress.init), spool: delivery.printSpool.map(PrintSpool.init),
      limits: delivery.limits, resendsInDoubt: delivery.inDoubt == .resend,
      // Another version may decide otherwise.
      fingerprint: "\(Version.current)\n\(setup.configuration.fingerprint)")
  }
}
