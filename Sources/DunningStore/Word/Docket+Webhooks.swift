package import Dunning
import DunningBytes
import DunningSQL

/// What a webhook is told of.
package enum WebhookEvents: Hashable, Sendable {
  case all
  /// Those of these names: ``Event/Kind``, or ``WebhookEvents/proposed``.
  case named(Set<String>)

  /// What no entry of the journal is called: that a statement holds money of which it is not sure whose it is.
  package static let proposed = "payment-proposed"
  /// Under what name an event of that kind counts them; no key of the journal.
  package static let proposedCount = "proposed"

  /// Every name that there is.
  package static let names = (Event.Kind.allCases.map(\.rawValue) + [proposed]).sorted()
}

/// Entries of the journal that a webhook is told of, in their order.
package struct WebhookPage: Sendable {
  package let entries: [WebhookEntry]
  /// How far was looked.
  package let through: Int64
  /// Whether that is the end of the journal.
  package let isLast: Bool
}

/// One entry that a webhook is told of.
package struct WebhookEntry: Sendable {
  package let event: RecordedEvent
  /// How many parts of a statement wait for a person, where it is told of as ``WebhookEvents/proposed``; else nil.
  package let proposed: Int?

  /// Names what is told, always alike: a docket that was put back from a backup writes other entries under the numbers
  /// that were told already, and their hashes are others.
  package var name: String { "\(event.id)-\(Hex.text(event.hash.prefix(8)))\(proposed == nil ? "" : "-proposed")" }
}

extension Docket {
  /// The last entry that a receiver has taken. One that was never known begins at the end of the journal: what was before
  /// it asked is not for it.
  ///
  /// - Parameter target: names the receiver, always alike.
  package func webhookPosition(_ target: String, now: Instant) async throws(DocketError) -> Int64 {
    if let known = try await read({ look in try look.webhookPosition(target) }) { return known }
    return try await write(isWorkOfEngine: true, by: .daemon, now: now) { entry in
      try entry.sql.run(
        "INSERT INTO webhook (target, through) VALUES (?, ?) ON CONFLICT DO NOTHING", .text(target),
        .number(try entry.lastEntry()))
      return try entry.webhookPosition(target) ?? 0
    }
  }

  /// Writes down that a receiver has taken all up to an entry.
  package func webhookTook(_ target: String, through last: Int64, now: Instant) async throws(DocketError) {
    try await write(isWorkOfEngine: true, by: .daemon, now: now) { entry in
      try entry.sql.run(
        "UPDATE webhook SET through = ? WHERE target = ? AND through < ?", .number(last), .text(target), .number(last))
    }
  }

  /// What a receiver is told of next.
  ///
  /// - Parameter last: the entry behind which the page begins.
  package func webhookPage(
    after last: Int64, of events: WebhookEvents, limit: Int = DocketLimits.wordPage
  ) async throws(DocketError) -> WebhookPage {
    try await read { look in
      let page = try look.events(after: last, limit: limit)
      let entries = try page.flatMap { try look.told($0, of: events) }
      return WebhookPage(entries: entries, through: page.last?.id ?? last, isLast: page.count < limit)
    }
  }

  /// How many entries of the journal a receiver has not been told of yet, those that are not for it included.
  package func webhookBacklog(after last: Int64) async throws(DocketError) -> Int64 {
    try await read { look in max(0, try look.lastEntry() - last) }
  }
}

extension Reading {
  fileprivate func webhookPosition(_ target: String) throws -> Int64? {
    try sql.first("SELECT through FROM webhook WHERE target = ?", .text(target)) { $0.number(0) }
  }

  /// As what an entry is told: not at all, by its own name, as money that is proposed, or as both.
  fileprivate func told(_ event: RecordedEvent, of events: WebhookEvents) throws -> [WebhookEntry] {
    switch events {
    case .all: return [WebhookEntry(event: event, proposed: nil)]
    case .named(let names):
      let own = names.contains(event.event) ? [WebhookEntry(event: event, proposed: nil)] : []
      guard names.contains(WebhookEvents.proposed), event.event == Event.Kind.statementTaken.rawValue,
        let statement = event.data[.statement].flatMap({ Int64($0) })
      else { return own }
      let count =
        try sql.first(
          "SELECT count(*) FROM bank_entry WHERE statement_id = ? AND taken_as = \(Match.Verdict.proposed.sql)",
          .number(statement)
        ) { Int($0.number(0)) } ?? 0
      return own + (count > 0 ? [WebhookEntry(event: event, proposed: count)] : [])
    }
  }
}
