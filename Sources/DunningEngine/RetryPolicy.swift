package import Dunning

/// When a message that could not be handed over is tried again.
package struct RetryPolicy: Sendable, Hashable {
  /// Seconds before the second try, the third, and so on; the last one repeats.
  private static let waits = [60, 300, 900, 3_600, 7_200, 14_400]
  /// After so many seconds a message is given up as undeliverable: five days, as mail servers do (RFC 5321 4.5.4.1).
  package static let givesUpAfterSeconds = 5 * 86_400

  /// The moment of the next try, or nil when it is time to give up.
  ///
  /// - Parameters:
  ///   - attempts: how many tries there were.
  ///   - since: when the notice was opened.
  ///   - seed: spreads the tries of many notices, by up to a tenth of the wait, always alike for the same number.
  package static func nextTry(attempts: Int, since: Instant, seed: Int64, now: Instant) -> Instant? {
    guard now < since.adding(seconds: givesUpAfterSeconds) else { return nil }
    let wait = waits[min(max(attempts, 1), waits.count) - 1]
    // Fibonacci hashing: neighbouring numbers land far apart.
    let spread = Int(UInt64(bitPattern: seed) &* 0x9E37_79B9_7F4A_7C15 >> 32 % UInt64(wait / 10 + 1))
    return now.adding(seconds: wait + spread)
  }
}
