import Dunning
import DunningSQL

// What has left is counted: by minutes for the last hours, by hours before.

extension Writing {
  /// What the limits ask for.
  func sendTally(for limits: SendLimits) throws -> SendTally {
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
  func countSent(_ taken: Int, new: Int, to tally: SendTally) throws {
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
  func foldHours() throws {
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

  // MARK: - A person's word

  func release() throws -> SendTally.Release? {
    guard let words = try setting(.released)?.split(separator: " "), words.count == 2,
      let notices = Int(words[0]), let until = Int64(words[1])
    else { return nil }
    return SendTally.Release(notices: notices, until: Instant(milliseconds: until))
  }

  func set(_ release: SendTally.Release) throws {
    try set(.released, "\(release.notices) \(release.until.milliseconds)")
  }

  // MARK: - Destinations

  /// When a notice to this address has its turn; nil: now, and it is counted.
  func turn(of recipient: EmailAddress, _ limits: SendLimits) throws -> Instant? {
    guard let limit = limits.perDestinationMinute else { return nil }
    let domain = recipient.domain.lowercased()
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
