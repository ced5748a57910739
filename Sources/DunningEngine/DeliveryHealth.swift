import Synchronization

/// What is known of the way out: whether the last word of the transport was a good one.
package final class DeliveryHealth: Sendable {
  package struct State: Sendable, Hashable {
    package var isHealthy = true
    package var lastError: String?
  }

  private let state = Mutex(State())

  package init() {}

  package var current: State { state.withLock { $0 } }

  package func works() { state.withLock { $0.isHealthy = true } }

  /// The last error stays on show after the way is free again, so that a person can see what it was.
  package func fails(_ error: String) {
    state.withLock { $0 = State(isHealthy: false, lastError: error) }
  }
}
