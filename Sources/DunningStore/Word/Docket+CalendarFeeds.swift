import Crypto
package import Dunning
import DunningSQL
import FoundationEssentials

/// A link by which a calendar is read without a caller: whoever has it may read.
package struct CalendarFeed: Hashable, Sendable {
  package let id: Int64
  /// Nil for all creditors.
  package let creditor: String?
  package let madeAt: Instant
  /// Who has made it, as the journal names people.
  package let madeBy: String
}

extension Docket {
  /// Makes a link. The docket keeps a hash of its token alone, so that neither it nor a backup opens the calendar.
  ///
  /// - Returns: the token, 43 characters that stand in an address as they are; it is never told again.
  package func makeCalendarFeed(
    of creditor: String?, by actor: Actor, now: Instant
  ) async throws(DocketError) -> (feed: CalendarFeed, token: String) {
    let token = Data(randomBytes(32)).base64EncodedString()
      .replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    let feed = try await write(isWorkOfEngine: true, by: actor, now: now) { entry in
      let id = try entry.sql.inserted(
        "INSERT INTO calendar_feed (token, creditor, made_at, made_by) VALUES (?, ?, ?, ?)",
        .bytes(Self.hash(ofToken: token)), SQLValue(creditor), .number(now.milliseconds), .text(actor.text))
      return CalendarFeed(id: id, creditor: creditor, madeAt: now, madeBy: actor.text)
    }
    return (feed, token)
  }

  /// The link that a token opens; nil for one that is unknown or was ended.
  package func calendarFeed(token: String) async throws(DocketError) -> CalendarFeed? {
    try await read { look in
      try look.sql.first(
        "\(CalendarFeed.selection) WHERE token = ? AND ended_at IS NULL", .bytes(Self.hash(ofToken: token)),
        read: CalendarFeed.init)
    }
  }

  /// The links that still open, oldest first.
  package func calendarFeeds() async throws(DocketError) -> [CalendarFeed] {
    try await read { look in
      try look.sql.all("\(CalendarFeed.selection) WHERE ended_at IS NULL ORDER BY id", read: CalendarFeed.init)
    }
  }

  /// Ends a link: from now on its token opens nothing.
  ///
  /// - Throws: ``DocketError`` `.notFound` when there is none of that number, or it was ended.
  package func endCalendarFeed(_ id: Int64, by actor: Actor, now: Instant) async throws(DocketError) {
    try await write(isWorkOfEngine: true, by: actor, now: now) { entry in
      let changed = try entry.sql.changed(
        "UPDATE calendar_feed SET ended_at = ? WHERE id = ? AND ended_at IS NULL",
        [.number(now.milliseconds), .number(id)])
      guard changed > 0 else {
        throw DocketError(.notFound, "there is no link \(id) to a calendar", hint: "it may have been ended already")
      }
    }
  }

  private static func hash(ofToken token: String) -> [UInt8] { Array(SHA256.hash(data: Array(token.utf8))) }
}

extension CalendarFeed {
  /// What ``init(_:)`` reads.
  static let selection = "SELECT id, creditor, made_at, made_by FROM calendar_feed"

  init(_ row: SQLRow) {
    self.init(
      id: row.number(0), creditor: row.textIfAny(1), madeAt: Instant(milliseconds: row.number(2)), madeBy: row.text(3))
  }
}
