package import Dunning
package import DunningStore
import Synchronization

/// What is known of the way out: whether the last word of the transport was a good one.
package final class DeliveryHealth: Sendable {
  package struct State: Sendable, Hashable {
    /// Whether the last word was a good one.
    fileprivate var isGood = true
    /// Whether the way itself has made the engine pause; a look beside it may have found the server there.
    fileprivate var isBlocked = false
    package var isHealthy: Bool { isGood && !isBlocked }
    package var lastError: String?
    /// Until when nothing is taken, since the way is blocked or a limit is reached; nil: nothing stands in the way.
    package var pausedUntil: Instant?
  }

  private let state = Mutex(State())
  /// Signals that the way is good again, or no longer.
  package let changes = DocketChanges()

  package init() {}

  package var current: State { state.withLock { $0 } }

  package func works() { change { $0.isGood = true } }

  /// The last error stays on show after the way is free again, so that a person can see what it was.
  package func fails(_ error: String) {
    change { ($0.isGood, $0.lastError) = (false, error) }
  }

  /// - Parameter isBlocked: whether the way is why, and not a limit.
  func pauses(until moment: Instant?, isBlocked: Bool) {
    change { ($0.pausedUntil, $0.isBlocked) = (moment, isBlocked) }
  }

  private func change(_ body: (inout State) -> Void) {
    let isOther = state.withLock { state in
      let before = state.isHealthy
      body(&state)
      return state.isHealthy != before
    }
    if isOther { changes.signal() }
  }
}
