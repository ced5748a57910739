import Dunning
import Glibc

/// The one place where this program reads the clock; everything else is told what time it is.
enum Clock {
  static func now() -> Instant {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Instant(milliseconds: Int64(time.tv_sec) * 1_000 + Int64(time.tv_nsec) / 1_000_000)
  }

  /// The offset of the user's own zone from UTC at that moment, in seconds.
  static func localOffsetSeconds(at instant: Instant) -> Int {
    var seconds = time_t(instant.milliseconds / 1_000)
    var parts = tm()
    localtime_r(&seconds, &parts)
    return parts.tm_gmtoff
  }

  static func sleep(milliseconds: Int32) {
    poll(nil, 0, milliseconds)
  }
}
