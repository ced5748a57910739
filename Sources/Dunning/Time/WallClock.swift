/// The clock on the wall, with one alarm. Two kinds exist: the machine's own, and the simulated one of the tests.
package protocol WallClock: Sendable {
  /// The moment it is. The clock may be set, so a later look may show an earlier moment.
  var now: Instant { get }

  /// Time that has passed since some fixed point, whatever the clock was set to meanwhile; suspension counts.
  var elapsed: Duration { get }

  /// Sets the one alarm to ring at that moment by the clock on the wall, however the clock is set until then; a moment
  /// that is past rings at once, nil never.
  func setAlarm(at moment: Instant?)

  /// Every ring of the alarm, and every setting of the clock. One task may listen.
  var alarms: AsyncStream<Alarm> { get }
}

/// Why the alarm woke somebody.
package enum Alarm: Sendable, Hashable {
  case reached
  /// The clock was set, forwards or back.
  case clockWasSet
}
