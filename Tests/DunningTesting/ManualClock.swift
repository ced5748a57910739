package import Dunning
import Synchronization

/// A clock on the wall that stands still until a test moves it.
package final class ManualClock: WallClock {
  private struct State {
    var now: Instant
    var elapsed = Duration.zero
    var alarm: Instant?
    var hasRung = true
    var settings = 0
    var listener: AsyncStream<Alarm>.Continuation?
    /// Rings that nobody listened to.
    var unheard: [Alarm] = []
  }

  private let state: Mutex<State>
  private let set = Broadcast<Instant?>()

  package init(_ now: Instant) { state = Mutex(State(now: now)) }

  package var now: Instant { state.withLock { $0.now } }

  package var elapsed: Duration { state.withLock { $0.elapsed } }

  /// The moment of the last ``setAlarm(at:)``, whether it has rung since or not.
  package var alarm: Instant? { state.withLock { $0.alarm } }

  /// How often the alarm was set: what a daemon that sleeps does not do.
  package var timesAlarmWasSet: Int { state.withLock { $0.settings } }

  /// Every setting of the alarm after the call.
  package func alarmSettings() -> AsyncStream<Instant?> { set.stream() }

  package func setAlarm(at moment: Instant?) {
    state.withLock { state in
      state.alarm = moment
      state.hasRung = moment == nil
      state.settings += 1
      Self.ringIfReached(&state)
    }
    set.send(moment)
  }

  /// A stream for the one who listens from now on; whoever listened before hears nothing more.
  package var alarms: AsyncStream<Alarm> {
    let (stream, continuation) = AsyncStream.makeStream(of: Alarm.self)
    state.withLock { state in
      state.listener?.finish()
      state.listener = continuation
      for alarm in state.unheard { continuation.yield(alarm) }
      state.unheard = []
    }
    return stream
  }

  /// Lets time pass.
  package func advance(to moment: Instant) {
    state.withLock { state in
      let passed = max(0, moment.milliseconds - state.now.milliseconds)
      state.now = state.now.adding(milliseconds: passed)
      state.elapsed += .milliseconds(passed)
      Self.ringIfReached(&state)
    }
  }

  package func advance(by duration: Duration) {
    advance(to: now.adding(milliseconds: Int64(duration / .milliseconds(1))))
  }

  /// Sets the clock, forwards or back, while no time passes.
  package func step(by duration: Duration) {
    state.withLock { state in
      state.now = state.now.adding(milliseconds: Int64(duration / .milliseconds(1)))
      Self.ring(.clockWasSet, &state)
      Self.ringIfReached(&state)
    }
  }

  private static func ringIfReached(_ state: inout State) {
    guard !state.hasRung, let alarm = state.alarm, alarm <= state.now else { return }
    state.hasRung = true
    ring(.reached, &state)
  }

  private static func ring(_ alarm: Alarm, _ state: inout State) {
    if case .enqueued = state.listener?.yield(alarm) { return }
    state.unheard.append(alarm)
  }
}
