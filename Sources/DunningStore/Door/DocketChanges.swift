import Dunning
import Synchronization

/// Tells whoever waits that the docket has changed; several changes while nobody looks are one.
package final class DocketChanges: Sendable {
  private struct State {
    var nextListener = 0
    var listeners: [Int: AsyncStream<Void>.Continuation] = [:]
  }

  private let state = Mutex(State())
  private let asleepUntil = Mutex<Instant?>(nil)

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

  /// Remembers that the engine was told that nothing is due before this moment; nil when it was given work.
  ///
  /// Called inside the transaction that has looked, so that it stands before whatever is written afterwards.
  func engineSleeps(until moment: Instant?) { asleepUntil.withLock { $0 = moment } }

  /// Whether the engine has to look, where this is now the earliest moment at which something is due.
  func concernsEngine(_ moment: Instant?) -> Bool {
    guard let moment else { return false }
    return asleepUntil.withLock { until in until.map { moment < $0 } ?? true }
  }

  package func signal() {
    for continuation in state.withLock({ Array($0.listeners.values) }) { continuation.yield() }
  }
}
