import Dunning
import Logging
import Synchronization

/// How much the log tells: as usual, or for a while as much as somebody has asked for.
final class LogThreshold: Sendable {
  private static let usual = Logger.Level.info
  private let asked = Mutex<(level: Logger.Level, until: Instant?)?>(nil)

  /// The level at this moment; one that was asked for until then has ended.
  func level(at now: Instant) -> Logger.Level { state(at: now).level }

  /// The level, and until when it is so; nil for good.
  func state(at now: Instant) -> (level: Logger.Level, until: Instant?) {
    guard let asked = asked.withLock({ $0 }), asked.until.map({ now < $0 }) ?? true else { return (Self.usual, nil) }
    return asked
  }

  func set(_ level: Logger.Level, until: Instant?) { asked.withLock { $0 = (level, until) } }
}
