import Dunning
import DunningWebhook
import Synchronization

/// What is known of one receiver: whether it takes what it is told, and until when it is left alone.
final class WebhookCircuit: Sendable {
  struct State: Sendable {
    var failures = 0
    var pausedUntil: Instant?
    /// In words for a person; nil while it takes what it is told.
    var lastError: String?
    /// It said that it wants nothing any more.
    var isGone = false
    /// The last entry that it has taken, or that was not for it; nil before the first look.
    var through: Int64?
  }

  private let state = Mutex(State())

  var current: State { state.withLock { $0 } }

  func took(through last: Int64) {
    state.withLock { $0 = State(through: last) }
  }

  func looked(through last: Int64) {
    state.withLock { $0.through = last }
  }

  /// - Returns: for how many seconds it is left alone.
  func failed(_ error: WebhookError, at now: Instant) -> Int {
    state.withLock { state in
      state.failures += 1
      let wait = Self.wait(failures: state.failures, error)
      (state.lastError, state.isGone) = (error.message, error.isGone)
      state.pausedUntil = now.adding(seconds: wait)
      return wait
    }
  }

  /// Longer from time to time, and as long as the receiver asks for, within an hour. One that is gone is asked once a day,
  /// since a person may have put it back.
  static func wait(failures: Int, _ error: WebhookError) -> Int {
    if error.isGone { return 86_400 }
    let own = waits[min(failures, waits.count) - 1]
    return min(max(own, error.retryAfter ?? 0), waitMax)
  }

  /// Seconds before the second try, the third and so on; the last one repeats.
  private static let waits = [5, 30, 120, 600, 1_800, waitMax]
  private static let waitMax = 3_600
}
