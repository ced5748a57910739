import Synchronization

/// Tells every listener of each element; a listener that is busy finds them in order.
package final class Broadcast<Element: Sendable>: Sendable {
  private struct State {
    var nextListener = 0
    var listeners: [Int: AsyncStream<Element>.Continuation] = [:]
  }

  private let state = Mutex(State())

  package init() {}

  /// Everything sent after the call.
  package func stream() -> AsyncStream<Element> {
    let (stream, continuation) = AsyncStream.makeStream(of: Element.self)
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

  package func send(_ element: Element) {
    for continuation in state.withLock({ Array($0.listeners.values) }) { continuation.yield(element) }
  }
}
