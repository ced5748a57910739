import Synchronization

/// Tells whoever waits that the docket has changed; several changes while nobody looks are one.
package final class DocketChanges: Sendable {
  private struct State {
    var nextListener = 0
    var listeners: [Int: AsyncStream<Void>.Continuation] = [:]
  }

  private let state = Mutex(State())

  package init() {}

  /// Yields once for every change, or run of changes, after the call.
  package func stream() -> AsyncStream<Void> {
    let (stream, continuation) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
    let listener = state.withLock { state in
      state.nextListener += 1
      state.listeners[state.nextListener] = continuation
      return state.nextListener
    }
    continuation.onTermination = { [weak self] _ in
      self?.state.withLock { _ = $0.listeners.removeValue(forKey: listener) }
    }
    return stream
  }

  func signal() {
    for continuation in state.withLock({ Array($0.listeners.values) }) { continuation.yield() }
  }
}
