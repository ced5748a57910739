package import Dunning
import DunningSQL

// What creditors are told of at once, and what stands in each mail.

extension Docket {
  /// What a mail to a creditor tells, as the docket stands now.
  ///
  /// - Parameter now: when the mail was opened.
  package func report(
    _ mailing: WordMailing, to creditor: Creditor, rulebook: Rulebook, now: Instant
  ) async throws(DocketError) -> MorningReport {
    try await read(rulebook) { look in try look.report(mailing, to: creditor, at: now) }
  }

  /// Looks through what the journal has grown by, and has creditors told at once of what they want to be told of.
  ///
  /// Each entry is told once: the same transaction writes down what is to be told and how far the look has come. The first
  /// look ever begins at the end.
  /// - Returns: whether there is more to be looked through.
  package func gatherAtOnce(rulebook: Rulebook, now: Instant) async throws(DocketError) -> Bool {
    let page = try await read { look in try look.wordPage(topics: rulebook.notify.atOnce) }
    // A look that finds nothing writes nothing, until so much was looked through that it would be a pity to do so again.
    guard page.hasNews else { return false }
    return try await write(by: .daemon, rulebook: rulebook, now: now) { transaction in
      // Another look may have been here meanwhile.
      let page = try transaction.wordPage(topics: rulebook.notify.atOnce)
      for entry in page.entries { try transaction.tellAtOnce(entry) }
      try transaction.set(.toldThrough, String(page.through))
      return !page.isLast
    }
  }
}

/// What was found in a part of the journal.
private struct WordPage: Sendable {
  struct Entry: Sendable {
    let id: Int64
    let topic: MorningReport.Topic
    let claim: ClaimID?
    /// Of an entry that tells of a statement.
    let statement: Int64?
  }

  let entries: [Entry]
  let through: Int64
  let isLast: Bool
  /// Whether something has to be written down.
  let hasNews: Bool
}

extension Reading {
  /// What came since the last look.
  fileprivate func wordPage(topics: Set<MorningReport.Topic>) throws -> WordPage {
    let newest = try lastEntry()
    guard let told = try setting(.toldThrough).flatMap({ Int64($0) }), told <= newest else {
      return WordPage(entries: [], through: newest, isLast: true, hasNews: true)
    }
    let through = min(newest, told + Int64(DocketLimits.wordPage))
    let rows = try sql.all(
      "SELECT id, event, claim_id, data FROM event WHERE id > ? AND id <= ? ORDER BY id", .number(told),
      .number(through)
    ) { row in
      (id: row.number(0), event: row.text(1), claim: row.numberIfAny(2).map(ClaimID.init), data: row.text(3))
    }
    var entries: [WordPage.Entry] = []
    for row in rows {
      guard let topic = MorningReport.Topic(telling: row.event), topics.contains(topic) else { continue }
      let statement = topic == .proposal ? try Journal.decode(row.data)[.statement].flatMap { Int64($0) } : nil
      entries.append(WordPage.Entry(id: row.id, topic: topic, claim: row.claim, statement: statement))
    }
    return WordPage(
      entries: entries, through: through, isLast: through == newest,
      hasNews: !entries.isEmpty || through - told >= Int64(DocketLimits.wordPage))
  }
}

extension MorningReport.Topic {
  /// What an event of the journal is to a creditor; nil when they are not told of it at once.
  init?(telling event: String) {
    // What came of a statement is told by it.
    if event == Event.Kind.statementTaken.rawValue {
      self = .proposal
    } else if let topic = Self(rawValue: event), Self.atOnce.contains(topic) {
      self = topic
    } else {
      return nil
    }
  }
}

extension Transaction {
  /// Has the creditors whom an entry concerns told of it.
  fileprivate func tellAtOnce(_ entry: WordPage.Entry) throws {
    for creditor in try creditors(concernedBy: entry) {
      let mailing = try atOnceMailing(to: creditor)
      let held = try sql.first("SELECT count(*) FROM word_event WHERE mailing_id = ?", .number(mailing)) {
        Int($0.number(0))
      }
      // What is beyond stands in the morning mail, and on the desk.
      guard held ?? 0 < DocketLimits.atOnceMax else { continue }
      try sql.run(
        "INSERT OR IGNORE INTO word_event (mailing_id, event_id, topic) VALUES (?, ?, ?)", .number(mailing),
        .number(entry.id), .text(entry.topic.rawValue))
    }
  }

  /// The creditor of its claim; all of them where sending is held; those whose account it is where money is proposed.
  private func creditors(concernedBy entry: WordPage.Entry) throws -> [Creditor] {
    if let claim = entry.claim {
      return try knownRecord(claim).flatMap { rulebook.creditors[$0.claim.draft.creditor] }.map { [$0] } ?? []
    }
    let all = rulebook.creditors.values.sorted { $0.id < $1.id }
    switch entry.topic {
    case .sendingHeld: return all
    case .proposal:
      guard let statement = entry.statement else { return [] }
      let account = try sql.first(
        "SELECT account FROM bank_entry WHERE statement_id = ? AND verdict = \(Match.Verdict.proposed.sql) LIMIT 1",
        .number(statement)
      ) { $0.text(0) }
      return all.filter { $0.allAccounts.map(\.key).contains(account) }
    default: return []
    }
  }

  /// The mail that waits to tell a creditor at once, or a new one: at once, or some minutes after the one before, so that
  /// a flood of events is one mail and not hundreds.
  private func atOnceMailing(to creditor: Creditor) throws -> Int64 {
    let kind = WordMailing.Kind.atOnce.sql
    let waiting = try sql.first(
      "SELECT id FROM word_mailing WHERE creditor = ? AND kind = \(kind) AND at IS NOT NULL", .text(creditor.id)
    ) { $0.number(0) }
    if let waiting { return waiting }
    let last = try sql.first(
      "SELECT max(taken_at) FROM word_mailing WHERE creditor = ? AND kind = \(kind)", .text(creditor.id)
    ) { $0.numberIfAny(0) }
    let earliest = (last ?? nil).map { Instant(milliseconds: $0).adding(seconds: DocketLimits.atOnceSeconds) } ?? now
    let zone = rulebook.almanac.zone(creditor.timeZone) ?? .utc
    return try sql.inserted(
      "INSERT INTO word_mailing (creditor, kind, day, at) VALUES (?, \(kind), ?, ?)", .text(creditor.id),
      .text(zone.date(at: now).iso), .number(max(now, earliest).milliseconds))
  }
}

extension Judging {
  func report(_ mailing: WordMailing, to creditor: Creditor, at now: Instant) throws -> MorningReport {
    switch mailing.kind {
    case .morning:
      let since = try told(before: mailing, at: now)
      return try MorningReading(look: self, creditor: creditor, now: now).report(of: mailing.day, since: since)
    case .atOnce:
      return MorningReport(day: mailing.day, since: now, until: mailing.day, parts: try eventParts(of: mailing))
    }
  }

  /// The events that a mail tells of at once, by what they are about.
  private func eventParts(of mailing: WordMailing) throws -> [MorningReport.Part] {
    let events = try sql.all(
      "SELECT event_id, topic FROM word_event WHERE mailing_id = ? ORDER BY event_id", .number(mailing.id)
    ) { (id: $0.number(0), topic: MorningReport.Topic(rawValue: $0.text(1))) }
    let groups = Dictionary(grouping: events, by: \.topic)
    return try MorningReport.Topic.allCases.compactMap { topic in
      guard let events = groups[topic] else { return nil }
      let items = try events.prefix(MorningReport.itemsMax).map { try wordItem(ofEntry: $0.id) }
      return MorningReport.Part(topic, count: events.count, items: items)
    }
  }
}
