/// How many notices went to one mail domain in the present minute of the clock, and who waits for the next ones.
package struct DestinationPace: Hashable, Sendable {
  /// Minutes since 1970-01-01T00:00Z.
  package private(set) var minute: Int64
  package private(set) var notices: Int
  /// The last minute that was promised to those who wait.
  package private(set) var queueMinute: Int64
  /// To how many of them.
  package private(set) var queued: Int

  package enum Answer: Hashable, Sendable {
    case goes
    /// Its turn is in the minute that begins then.
    case waits(until: Instant)
  }

  package init(minute: Int64 = 0, notices: Int = 0, queueMinute: Int64 = 0, queued: Int = 0) {
    self.minute = minute
    self.notices = notices
    self.queueMinute = queueMinute
    self.queued = queued
  }

  /// Counts a notice that is to leave now, or gives it a place in the queue, where no more than `limit` wait for the same
  /// minute. Whoever comes first in a minute goes; one who had waited for it and finds it full waits behind the others.
  package mutating func ask(limit: Int, now: Instant) -> Answer {
    let present = SendTally.minute(of: now)
    // The clock was ahead, and with it the queue.
    if minute > present { (queueMinute, queued) = (0, 0) }
    if minute != present { (minute, notices) = (present, 0) }
    if notices < limit {
      notices += 1
      return .goes
    }
    if queueMinute <= present { (queueMinute, queued) = (present + 1, 0) }
    if queued >= limit { (queueMinute, queued) = (queueMinute + 1, 0) }
    queued += 1
    return .waits(until: SendTally.start(ofMinute: queueMinute))
  }
}
