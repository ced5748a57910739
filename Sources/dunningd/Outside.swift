import Dunning
import DunningConfiguration
import DunningMail
import FoundationEssentials
import Logging
import Systemd

/// All of the world that the daemon touches besides its files, so that a test can put another world in its place.
struct Outside: Sendable {
  let clock: any WallClock
  let timer: any Clock<Duration>
  let randomBytes: @Sendable (Int) -> [UInt8]
  let credential: @Sendable (String) -> String?
  let makeTransport: @Sendable (Delivery) throws -> any MailTransport
  let notifier: ServiceNotifier
  let watchdogInterval: Duration?
  let listeners: [ServiceListener]
  let logger: Logger

  static func machine(_ environment: ServiceEnvironment, clock: SystemClock, log: LogSink) -> Outside {
    let credential = { @Sendable (name: String) in Self.credential(name, in: environment.credentialsDirectory) }
    return Outside(
      clock: clock, timer: ContinuousClock(), randomBytes: randomBytes, credential: credential,
      makeTransport: { try transport(for: $0, credential: credential, chance: { Double.random(in: 0...1) }) },
      notifier: ServiceNotifier(), watchdogInterval: environment.watchdogInterval, listeners: environment.listeners,
      logger: log.logger())
  }

  private static func randomBytes(_ count: Int) -> [UInt8] {
    var generator = SystemRandomNumberGenerator()
    return (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
  }

  /// The content of a credential that systemd handed over, without a line break at its end (systemd.exec(5)).
  private static func credential(_ name: String, in directory: String?) -> String? {
    guard let directory, !name.contains("/") else { return nil }
    // The unit's own names carry the daemon's, so that credentials of several services can lie in one store.
    for file in ["dunningd.\(name)", name] {
      guard let bytes = FileManager.default.contents(atPath: "\(directory)/\(file)") else { continue }
      let text = String(decoding: bytes, as: UTF8.self)
      return text.hasSuffix("\n") ? String(text.dropLast()) : text
    }
    return nil
  }
}
