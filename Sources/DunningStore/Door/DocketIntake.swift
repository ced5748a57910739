import Synchronization

/// What is brought together counts together: while files are taken in, and for a moment after, nothing leaves, so that no
/// reminder goes out between an invoice and the credit note or the payment that lies behind it in the same heap.
package final class DocketIntake: Sendable {
  private struct State {
    var open = 0
    var first: ContinuousClock.Instant?
    var last: ContinuousClock.Instant?
  }

  /// How long after a file the next one may come that belongs to it.
  package static let pause = Duration.seconds(2)
  /// Whoever brings files without end keeps nobody from being written to.
  static let longest = Duration.seconds(30)

  private let state = Mutex(State())
  private let now: @Sendable () -> ContinuousClock.Instant

  /// - Parameter now: goes on whatever is done to the machine's clock.
  init(now: @escaping @Sendable () -> ContinuousClock.Instant = { .now }) { self.now = now }

  /// Takes a file in.
  package func taking<Result: Sendable, Failure: Error>(
    _ body: () async throws(Failure) -> Result
  ) async throws(Failure) -> Result {
    begin()
    defer { end() }
    return try await body()
  }

  /// How long nothing may leave yet; nil when it may.
  package var rest: Duration? {
    let now = now()
    return state.withLock { state in
      guard let first = state.first, let last = state.last, now - first < Self.longest else { return nil }
      guard state.open == 0 else { return Self.pause }
      let left = Self.pause - (now - last)
      return left > .zero ? left : nil
    }
  }

  private func begin() {
    let now = now()
    state.withLock { state in
      let isOver = state.open == 0 && state.last.map { now - $0 >= Self.pause } ?? true
      if isOver { state.first = now }
      state.open += 1
      state.last = now
    }
  }

  private func end() {
    let now = now()
    state.withLock { state in
      state.open -= 1
      state.last = now
    }
  }
}
