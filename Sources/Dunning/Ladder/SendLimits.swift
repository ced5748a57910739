/// How many notices may leave in a time, and from which burst on a person is asked first.
package struct SendLimits: Hashable, Sendable {
  /// Notices in any hour, over all creditors; nil: as many as the mail server takes.
  package var perHour: Int?
  /// Notices to one mail domain in each minute of the clock; nil: as many as the mail server takes.
  package var perDestinationMinute: Int?
  /// Notices that may leave within an hour without a person's word, whatever was usual before; nil: any number.
  package var brake: Int?

  /// How many times the busiest hour so far is nothing unusual yet.
  package static let usualFactor = 5

  package static let none = SendLimits()

  package init(perHour: Int? = nil, perDestinationMinute: Int? = nil, brake: Int? = nil) {
    self.perHour = perHour
    self.perDestinationMinute = perDestinationMinute
    self.brake = brake
  }

  /// How many notices may leave now, after what the tally says has left.
  package func room(after tally: SendTally, now: Instant) -> SendRoom {
    let notices = perHour.map { max(0, $0 - tally.lastHour) }
    return SendRoom(
      notices: notices, opensAt: notices == 0 ? perHour.flatMap { tally.moment(below: $0) } : nil,
      unasked: unasked(after: tally, now: now))
  }

  /// The most that may leave within an hour without a person's word; nil: any number.
  package func usual(after tally: SendTally) -> Int? {
    brake.map { max($0, tally.busiestHour * Self.usualFactor) }
  }

  private func unasked(after tally: SendTally, now: Instant) -> Int? {
    usual(after: tally).map { usual in
      max(0, usual - tally.unaskedLastHour) + (tally.release.map { $0.isRunning(at: now) ? $0.notices : 0 } ?? 0)
    }
  }
}

/// What may leave now.
package struct SendRoom: Hashable, Sendable {
  /// Notices, by the limit of the hour; nil: any number.
  package let notices: Int?
  /// When there is room again, where there is none now.
  package let opensAt: Instant?
  /// Notices before a person is asked; nil: any number.
  package let unasked: Int?
}

/// What has left so far, as far as the limits ask for it.
package struct SendTally: Hashable, Sendable {
  /// A minute of the clock in which notices left.
  package struct Minute: Hashable, Sendable {
    /// Minutes since 1970-01-01T00:00Z.
    package let number: Int64
    package let notices: Int
    /// Those of them that no person had let go.
    package let unasked: Int

    package init(number: Int64, notices: Int, unasked: Int) {
      self.number = number
      self.notices = notices
      self.unasked = unasked
    }
  }

  /// What a person has let go.
  package struct Release: Hashable, Sendable {
    package let notices: Int
    /// From then on it no longer counts.
    package let until: Instant

    package init(notices: Int, until: Instant) {
      self.notices = notices
      self.until = until
    }

    /// A word that was given under a clock that was years ahead does not hold for years.
    package func isRunning(at now: Instant) -> Bool {
      until > now && until <= now.adding(seconds: Self.secondsMax)
    }

    /// Longer than anybody's word holds.
    private static let secondsMax = 2 * 86_400
  }

  /// The minutes of ``minutesOfHour`` up to now in which something left, oldest first.
  package let minutes: [Minute]
  /// The most notices in an hour of the clock that was over before those minutes began.
  package let busiestHour: Int
  package let release: Release?

  /// Minutes that an hour touches: sixty, and one more since it may begin within a minute.
  package static let minutesOfHour: Int64 = 61

  package init(minutes: [Minute] = [], busiestHour: Int = 0, release: Release? = nil) {
    self.minutes = minutes
    self.busiestHour = busiestHour
    self.release = release
  }

  package static func minute(of moment: Instant) -> Int64 { moment.milliseconds.quotientFloor(60_000) }

  package static func start(ofMinute minute: Int64) -> Instant { Instant(milliseconds: minute * 60_000) }

  package var lastHour: Int { minutes.reduce(0) { $0 + $1.notices } }

  var unaskedLastHour: Int { minutes.reduce(0) { $0 + $1.unasked } }

  /// The moment from which on less than that lies within an hour, when nothing leaves meanwhile; nil when it does so now.
  func moment(below limit: Int) -> Instant? {
    var (left, moment) = (lastHour, Instant?.none)
    for minute in minutes where left >= limit {
      left -= minute.notices
      moment = Self.start(ofMinute: minute.number + Self.minutesOfHour)
    }
    return moment
  }
}
