import Dunning
import DunningSQL
import Synchronization

// What may leave of that which is due. What leaves is counted, by minutes for the last hours and by hours before, in
// the transaction that takes it, so that the count is exact whatever shares its commit, and outlives a restart.

extension Taking {
  /// What the limits let a look at what is due take.
  enum Allowance {
    case room(SendRoom, after: SendTally)
    /// Nothing before that moment.
    case until(Instant)
    /// Nothing until somebody arms the daemon again, for this reason.
    case held(String)
  }

  func allowance() throws -> Allowance {
    try transaction.foldHours()
    let tally = try transaction.sendTally(for: limits)
    let room = limits.room(after: tally, now: now)
    if let reason = try brake(room, tally) { return .held(reason) }
    return room.opensAt.map(Allowance.until) ?? .room(room, after: tally)
  }

  /// Counts what leaves of the notices that were taken.
  func count(_ taken: [DueNotice], new: [DueNotice], to tally: SendTally) throws {
    let (leaving, newLeaving) = (taken.count(where: \.leaves), new.count(where: \.leaves))
    guard leaving > 0 else { return }
    memory.state.withLock { $0.takenSince += newLeaving }
    try transaction.countSent(leaving, new: newLeaving, to: tally)
  }

  // MARK: - The brake

  /// Holds sending when more would leave than is usual.
  ///
  /// - Returns: the reason; nil when all is as usual.
  private func brake(_ room: SendRoom, _ tally: SendTally) throws -> String? {
    guard let unasked = room.unasked, let usual = limits.usual(after: tally),
      try dueIsMore(than: unasked)
    else { return nil }
    let due = try transaction.dueClaimCount(at: self.now, max: DocketLimits.burstToldMax)
    let left = tally.lastHour
    let now = due == 1 ? "1 notice is due" : "\(due) notices are due"
    let before = left == 0 ? "" : ", and \(left) left within the hour"
    let reason =
      "\(now)\(before), more than the \(usual) that may leave in an hour unasked; look at `dunningctl plan`, then "
      + "`dunningctl arm`"
    try transaction.hold(because: reason)
    return reason
  }

  private func dueIsMore(than unasked: Int) throws -> Bool {
    guard unasked > 0 else { return try transaction.dueClaimCount(at: now, max: 1) > 0 }
    guard unasked <= DocketLimits.burstCountMax, countIsOld else { return false }
    memory.state.withLock { ($0.countedAt, $0.takenSince) = (now, 0) }
    return try transaction.dueClaimCount(at: now, max: unasked + 1) > unasked
  }

  /// Counting costs as much as there is to count, so that it is not done for each notice that leaves.
  private var countIsOld: Bool {
    memory.state.withLock { memory in
      guard let countedAt = memory.countedAt else { return true }
      let age = now.milliseconds - countedAt.milliseconds
      let every = DocketLimits.burstCountEvery
      return age < 0 || age >= every.milliseconds || memory.takenSince >= every.notices
    }
  }
}

extension Writing {
  /// What the limits ask for.
  fileprivate func sendTally(for limits: SendLimits) throws -> SendTally {
    guard limits.perHour != nil || limits.brake != nil else { return SendTally() }
    let present = SendTally.minute(of: now)
    let minutes = try sql.all(
      // What a clock wrote that was ahead does not count.
      "SELECT minute, notices, unasked FROM sent_minute WHERE minute > ? AND minute <= ? ORDER BY minute",
      .number(present - SendTally.minutesOfHour), .number(present)
    ) { SendTally.Minute(number: $0.number(0), notices: Int($0.number(1)), unasked: Int($0.number(2))) }
    guard limits.brake != nil else { return SendTally(minutes: minutes) }
    let busiest = try sql.first("SELECT coalesce(max(notices), 0) FROM sent_hour") { Int($0.number(0)) }
    return SendTally(minutes: minutes, busiestHour: busiest ?? 0, release: try release())
  }

  /// Counts notices that are taken; of the new ones those that a person has let go count against that first.
  fileprivate func countSent(_ taken: Int, new: Int, to tally: SendTally) throws {
    var unasked = new
    if let release = tally.release, release.isRunning(at: now), release.notices > 0 {
      unasked = max(0, new - release.notices)
      try set(SendTally.Release(notices: max(0, release.notices - new), until: release.until))
    }
    try sql.run(
      """
      INSERT INTO sent_minute (minute, notices, unasked) VALUES (?, ?, ?)
      ON CONFLICT (minute) DO UPDATE SET notices = sent_minute.notices + excluded.notices,
        unasked = sent_minute.unasked + excluded.unasked
      """, .number(SendTally.minute(of: now)), .number(Int64(taken)), .number(Int64(unasked)))
  }

  /// Adds up the minutes of hours that were over before the last one began, and forgets hours of long ago, also those of
  /// a clock that was ahead.
  fileprivate func foldHours() throws {
    let present = SendTally.minute(of: now)
    let hour = (present - SendTally.minutesOfHour + 1) / 60
    let oldest = try sql.first("SELECT min(minute) FROM sent_minute") { $0.numberIfAny(0) } ?? nil
    guard let oldest, oldest < hour * 60 else { return }
    try sql.run(
      """
      INSERT INTO sent_hour (hour, notices)
        SELECT minute / 60, sum(notices) FROM sent_minute WHERE minute < ? GROUP BY minute / 60
        ON CONFLICT (hour) DO UPDATE SET notices = sent_hour.notices + excluded.notices
      """, .number(hour * 60))
    try sql.run("DELETE FROM sent_minute WHERE minute < ? OR minute > ?", .number(hour * 60), .number(present))
    try sql.run(
      "DELETE FROM sent_hour WHERE hour < ? OR hour > ?", .number(hour - DocketLimits.usualDays * 24),
      .number(present / 60))
    try sql.run("DELETE FROM destination WHERE minute < ? AND queue_minute < ?", .number(present), .number(present))
  }

  /// How many claims have a step that is due.
  ///
  /// - Parameter limit: where counting ends.
  fileprivate func dueClaimCount(at moment: Instant, max limit: Int) throws -> Int {
    let due = "SELECT count(*) FROM (SELECT 1 FROM claim WHERE next_at <= ? LIMIT ?) AS due"
    return try sql.first(due, .number(moment.milliseconds), .number(Int64(limit))) { Int($0.number(0)) } ?? 0
  }

  // MARK: - A person's word

  fileprivate func release() throws -> SendTally.Release? {
    guard let words = try setting(.released)?.split(separator: " "), words.count == 2,
      let notices = Int(words[0]), let until = Int64(words[1])
    else { return nil }
    return SendTally.Release(notices: notices, until: Instant(milliseconds: until))
  }

  func set(_ release: SendTally.Release) throws {
    try set(.released, "\(release.notices) \(release.until.milliseconds)")
  }

  // MARK: - Destinations

  /// When a notice to these has its turn, by the domain of the first; nil: now, and it is counted.
  func turn(of mailing: Mailing, _ limits: SendLimits) throws -> Instant? {
    guard let limit = limits.perDestinationMinute, let first = mailing.to.first else { return nil }
    let domain = first.address.domain.lowercased()
    var pace = try pace(of: domain)
    let answer = pace.ask(limit: limit, now: now)
    try set(pace, of: domain)
    guard case .waits(let turn) = answer else { return nil }
    return turn
  }

  private func pace(of domain: String) throws -> DestinationPace {
    try sql.first("SELECT minute, notices, queue_minute, queued FROM destination WHERE domain = ?", .text(domain)) {
      row in
      DestinationPace(
        minute: row.number(0), notices: Int(row.number(1)), queueMinute: row.number(2), queued: Int(row.number(3)))
    } ?? DestinationPace()
  }

  private func set(_ pace: DestinationPace, of domain: String) throws {
    try sql.run(
      """
      INSERT INTO destination (domain, minute, notices, queue_minute, queued) VALUES (?, ?, ?, ?, ?)
      ON CONFLICT (domain) DO UPDATE SET minute = excluded.minute, notices = excluded.notices,
        queue_minute = excluded.queue_minute, queued = excluded.queued
      """, .text(domain), .number(pace.minute), .number(Int64(pace.notices)), .number(pace.queueMinute),
      .number(Int64(pace.queued)))
  }
}
