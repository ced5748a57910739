import CLinux
import Dispatch
import Dunning
import DunningStore
import Glibc
import Synchronization

/// The machine's clock, and the only place that reads it.
///
/// The alarm is one CLOCK_REALTIME timer that the kernel cancels when the clock is set (timerfd_create(2),
/// TFD_TIMER_CANCEL_ON_SET), so that nothing has to be polled.
final class SystemClock: WallClock {
  let alarms: AsyncStream<Alarm>
  private let descriptor: Int32
  // A dispatch source may be used from every thread; its type only does not say so.
  private nonisolated(unsafe) let source: any DispatchSourceRead
  private let target = Mutex<Instant?>(nil)

  init() throws {
    descriptor = dunning_timerfd_create()
    guard descriptor >= 0 else {
      throw DocketError(.failed, "cannot make a timer: \(String(cString: strerror(errno)))")
    }
    let (stream, continuation) = AsyncStream.makeStream(of: Alarm.self)
    alarms = stream
    source = DispatchSource.makeReadSource(fileDescriptor: descriptor, queue: DispatchQueue(label: "alarm"))
    source.setEventHandler { [weak self] in
      if let alarm = self?.readAlarm() { continuation.yield(alarm) }
    }
    source.activate()
    setAlarm(at: nil)
  }

  var now: Instant {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Instant(milliseconds: Int64(time.tv_sec) * 1_000 + Int64(time.tv_nsec) / 1_000_000)
  }

  /// CLOCK_BOOTTIME: time spent suspended has passed as well.
  var elapsed: Duration {
    var time = timespec()
    clock_gettime(CLOCK_BOOTTIME, &time)
    return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
  }

  /// CLOCK_MONOTONIC in microseconds, which systemd wants with the word of a reload (sd_notify(3)).
  static var monotonicMicroseconds: UInt64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return UInt64(time.tv_sec) * 1_000_000 + UInt64(time.tv_nsec) / 1_000
  }

  func setAlarm(at moment: Instant?) {
    target.withLock { target in
      target = moment
      arm(moment)
    }
  }

  /// Sets the timer; without a moment to a day that never comes, so that a set clock is still noticed.
  private func arm(_ moment: Instant?) {
    let never: Int64 = 253_402_300_799_000
    // ECANCELED tells of a clock that was set meanwhile; the read of the timer tells it as well, and the timer is set.
    _ = dunning_timerfd_set(descriptor, moment?.milliseconds ?? never)
  }

  private func readAlarm() -> Alarm? {
    var expirations: UInt64 = 0
    if read(descriptor, &expirations, 8) == 8 { return .reached }
    guard errno == ECANCELED else { return nil }
    target.withLock { arm($0) }
    return .clockWasSet
  }
}
