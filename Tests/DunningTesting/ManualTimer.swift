import Synchronization

/// A clock for waits that ends them when a test says so.
package final class ManualTimer: Clock {
  package struct Instant: InstantProtocol {
    package let elapsed: Duration

    package func advanced(by duration: Duration) -> Instant { Instant(elapsed: elapsed + duration) }

    package func duration(to other: Instant) -> Duration { other.elapsed - elapsed }

    package static func < (left: Instant, right: Instant) -> Bool { left.elapsed < right.elapsed }
  }

  private struct State {
    var now = Instant(elapsed: .zero)
    var nextSleeper = 0
    var sleepers: [Int: (deadline: Instant, end: AsyncStream<Void>.Continuation)] = [:]
  }

  private let state = Mutex(State())
  private let fellAsleep = Broadcast<Duration>()

  package init() {}

  package var now: Instant { state.withLock { $0.now } }

  package var minimumResolution: Duration { .zero }

  /// The length of every wait that begins after the call.
  package func waits() -> AsyncStream<Duration> { fellAsleep.stream() }

  package func sleep(until deadline: Instant, tolerance: Duration?) async throws {
    let (stream, end) = AsyncStream.makeStream(of: Void.self)
    let wait: (number: Int, length: Duration) = state.withLock { state in
      state.nextSleeper += 1
      if deadline <= state.now { end.finish() } else { state.sleepers[state.nextSleeper] = (deadline, end) }
      return (state.nextSleeper, state.now.duration(to: deadline))
    }
    fellAsleep.send(wait.length)
    for await _ in stream {}
    state.withLock { _ = $0.sleepers.removeValue(forKey: wait.number) }
    try Task.checkCancellation()
  }

  package func advance(by duration: Duration) {
    let ended = state.withLock { state in
      state.now = state.now.advanced(by: duration)
      let ended = state.sleepers.filter { $0.value.deadline <= state.now }
      for number in ended.keys { state.sleepers[number] = nil }
      return ended.values.map(\.end)
    }
    for end in ended { end.finish() }
  }
}
