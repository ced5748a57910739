import Dunning
import GRDB

/// Keeps count of what has left: by minutes for the last hours, by hours before.
enum SendCount {
  /// What the limits ask for.
  static func tally(now: Instant, for limits: SendLimits, in db: Database) throws -> SendTally {
    guard limits.perHour != nil || limits.brake != nil else { return SendTally() }
    let minutes = try Row.fetchAll(
      try db.cachedStatement(
        // What a clock wrote that was ahead does not count.
        sql: "SELECT minute, notices, unasked FROM sent_minute WHERE minute > ?1 - ?2 AND minute <= ?1 ORDER BY minute"),
      arguments: [SendTally.minute(of: now), SendTally.minutesOfHour]
    ).map { SendTally.Minute(number: $0["minute"], notices: $0["notices"], unasked: $0["unasked"]) }
    guard limits.brake != nil else { return SendTally(minutes: minutes) }
    let busiest = try Int.fetchOne(try db.cachedStatement(sql: "SELECT max(notices) FROM sent_hour"))
    return SendTally(minutes: minutes, busiestHour: busiest ?? 0, release: try release(in: db))
  }

  /// Counts notices that are taken; of the new ones those that a person has let go count against that first.
  static func add(_ taken: Int, new: Int, to tally: SendTally, now: Instant, in db: Database) throws {
    var unasked = new
    if let release = tally.release, release.until > now, release.notices > 0 {
      unasked = max(0, new - release.notices)
      try set(SendTally.Release(notices: max(0, release.notices - new), until: release.until), in: db)
    }
    try db.cachedStatement(
      sql: """
        INSERT INTO sent_minute (minute, notices, unasked) VALUES (?, ?, ?)
        ON CONFLICT (minute) DO UPDATE SET notices = notices + excluded.notices, unasked = unasked + excluded.unasked
        """
    ).execute(arguments: [SendTally.minute(of: now), taken, unasked])
  }

  /// Adds up the minutes of hours that were over before the last one began, and forgets hours of long ago, also those of
  /// a clock that was ahead.
  static func foldHours(before now: Instant, in db: Database) throws {
    let present = SendTally.minute(of: now)
    let hour = (present - SendTally.minutesOfHour + 1) / 60
    let oldest = try Int64.fetchOne(try db.cachedStatement(sql: "SELECT min(minute) FROM sent_minute"))
    guard let oldest, oldest < hour * 60 else { return }
    try db.execute(
      sql: """
        INSERT INTO sent_hour (hour, notices)
          SELECT minute / 60, sum(notices) FROM sent_minute WHERE minute < ?1 GROUP BY minute / 60
          ON CONFLICT (hour) DO UPDATE SET notices = notices + excluded.notices;
        """, arguments: [hour * 60])
    try db.execute(
      sql: "DELETE FROM sent_minute WHERE minute < ? OR minute > ?", arguments: [hour * 60, present])
    try db.execute(
      sql: "DELETE FROM sent_hour WHERE hour < ? OR hour > ?",
      arguments: [hour - DocketLimits.usualDays * 24, present / 60])
    try db.execute(
      sql: "DELETE FROM destination WHERE max(minute, queue_minute) < ?", arguments: [present])
  }

  // MARK: - A person's word

  static func release(in db: Database) throws -> SendTally.Release? {
    guard let words = try Settings.value(.released, in: db)?.split(separator: " "), words.count == 2,
      let notices = Int(words[0]), let until = Int64(words[1])
    else { return nil }
    return SendTally.Release(notices: notices, until: Instant(milliseconds: until))
  }

  static func set(_ release: SendTally.Release, in db: Database) throws {
    try Settings.set(.released, "\(release.notices) \(release.until.milliseconds)", in: db)
  }

  // MARK: - Destinations

  static func pace(of domain: String, in db: Database) throws -> DestinationPace {
    let row = try Row.fetchOne(
      try db.cachedStatement(
        sql: "SELECT minute, notices, queue_minute, queued FROM destination WHERE domain = ?"),
      arguments: [domain])
    return row.map { row in
      DestinationPace(
        minute: row["minute"], notices: row["notices"], queueMinute: row["queue_minute"], queued: row["queued"])
    } ?? DestinationPace()
  }

  static func set(_ pace: DestinationPace, of domain: String, in db: Database) throws {
    try db.cachedStatement(
      sql: """
        INSERT INTO destination (domain, minute, notices, queue_minute, queued) VALUES (?, ?, ?, ?, ?)
        ON CONFLICT (domain) DO UPDATE SET minute = excluded.minute, notices = excluded.notices,
          queue_minute = excluded.queue_minute, queued = excluded.queued
        """
    ).execute(arguments: [domain, pace.minute, pace.notices, pace.queueMinute, pace.queued])
  }
}
