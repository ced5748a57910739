import Dunning

/// Tells a clock that was set from time that has passed.
struct ClockWatch: Sendable {
  private var now: Instant
  private var elapsed: Duration

  init(now: Instant, elapsed: Duration) {
    self.now = now
    self.elapsed = elapsed
  }

  /// By how many milliseconds the clock was set since the last look: positive forwards. Less than two seconds count as
  /// the ordinary correction of a clock.
  mutating func jump(now: Instant, elapsed: Duration) -> Int64 {
    let passed = elapsed - self.elapsed
    let shown = now.milliseconds - self.now.milliseconds
    let jump = shown - Int64(passed / .milliseconds(1))
    (self.now, self.elapsed) = (now, elapsed)
    return abs(jump) < 2_000 ? 0 : jump
  }
}
