package import Dunning

/// When a message that could not be handed over is tried again.
package struct RetryPolicy: Sendable, Hashable {
  /// Seconds before the second try, the third, and so on; the last one repeats.
  private static let waits = [60, 300, 900, 3_600, 7_200, 14_400]
  /// After so many tries a message is given up as undeliverable. With the waits in between they take five days, as
  /// mail servers do (RFC 5321 4.5.4.1); days that it waited for an approval or a daemon that was down do not count.
  package static let triesMax = 34

  /// The moment of the next try, or nil when it is time to give up.
  ///
  /// - Parameters:
  ///   - attempts: how many tries there were.
  ///   - seed: spreads the tries of many notices, by up to a tenth of the wait, always alike for the same number.
  package static func nextTry(attempts: Int, seed: Int64, now: Instant) -> Instant? {
    guard attempts < triesMax else { return nil }
    let wait = waits[min(max(attempts, 1), waits.count) - 1]
    return now.adding(seconds: wait + Spread.number(of: UInt64(bitPattern: seed), max: wait / 10))
  }
}
