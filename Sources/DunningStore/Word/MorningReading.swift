import Dunning
import DunningSQL

/// Reads what a creditor is told in the morning. All of it is looked up along an index or in what came since the last
/// mail, and of each part only the first lines are read.
struct MorningReading<Source: Judging> {
  let look: Source
  let creditor: Creditor
  let now: Instant

  private var sql: SQLConnection { look.sql }
  private var rulebook: Rulebook { look.rulebook }
  private var zone: ZoneRules { rulebook.almanac.zone(creditor.timeZone) ?? .utc }
  private var limit: SQLValue { .number(Int64(MorningReport.itemsMax)) }

  /// All of it.
  ///
  /// - Parameter since: what came in after that moment is told.
  func report(of day: CivilDate, since: Instant) throws -> MorningReport {
    let until = rulebook.forewarned(on: day, of: creditor)
    let came = CameIn(look: look, creditor: creditor, since: since, now: now)
    var parts = try [sendingHeld()] + notices() + [proposals(), credits()]
    parts += try [came.told(.reply), came.told(.complaint), came.told(.dispute), came.told(.brokenPromise)]
    parts += try [followUps(until: day), limitations(until: day), unreachable(), stale()]
    parts += horizons(on: day)
    parts.append(try leaving(until: until))
    parts += try [came.payments(), came.told(.paid), came.claims()]
    return MorningReport(day: day, since: since, until: until, parts: parts)
  }

  private func sendingHeld() throws -> MorningReport.Part {
    let mode = try look.mode()
    var item = MorningReport.Item()
    item.note = mode.heldBecause
    return MorningReport.Part(.sendingHeld, count: mode.isArmed ? 0 : 1, items: mode.isArmed ? [] : [item])
  }

  // MARK: - Notices that wait for a person

  private func notices() throws -> [MorningReport.Part] {
    let wasBounced =
      "EXISTS (SELECT 1 FROM incoming WHERE notice_id = notice.id AND kind = \(IncomingMail.Kind.bounce.sql))"
    // What somebody has seen to bars its claims no longer.
    let bars =
      "EXISTS (SELECT 1 FROM notice_claim JOIN claim ON claim.id = notice_claim.claim_id WHERE notice_claim.notice_id = notice.id AND claim.obstacle_notice = notice.id AND claim.state IN \(Claim.State.unsettled.sql))"
    return [
      try part(.approval, of: .awaitingApproval), try part(.inDoubt, of: .inDoubt),
      try part(.failed, of: .failed, and: "\(bars) AND NOT \(wasBounced)"),
      try part(.bounced, of: .failed, and: "\(bars) AND \(wasBounced)"), try part(.heldNotice, of: .held),
    ]
  }

  private func part(
    _ topic: MorningReport.Topic, of state: Notice.State, and condition: String = "TRUE"
  ) throws -> MorningReport.Part {
    let which = """
      notice.state = \(state.sql) AND notice.state <> \(Notice.State.sent.sql) AND notice.creditor = ?
        AND notice.debtor_id IS NOT NULL AND \(condition)
      """
    let count = try count("notice WHERE \(which)", [.text(creditor.id)])
    let ids = try sql.all(
      "SELECT id FROM notice WHERE \(which) ORDER BY id LIMIT ?", .text(creditor.id), limit
    ) { NoticeID($0.number(0)) }
    return MorningReport.Part(topic, count: count, items: try ids.map { item(try look.notice($0)) })
  }

  private func item(_ notice: Notice) -> MorningReport.Item {
    var item = MorningReport.Item()
    (item.number, item.debtor, item.references) = (notice.id.description, notice.debtor, notice.references)
    (item.step, item.amount, item.to) = (notice.step, notice.total, notice.recipient)
    item.note = notice.lastReply
    return item
  }

  // MARK: - Money

  private func proposals() throws -> MorningReport.Part {
    let (count, rows) = try creditor.allAccounts.reduce((0, [EntryRecord]())) { sum, account in
      let which = "bank_entry.verdict = \(Match.Verdict.proposed.sql) AND bank_entry.account = ?"
      let found = try sql.all(
        "\(EntryRecord.selection) WHERE \(which) ORDER BY bank_entry.id LIMIT ?", .text(account.key), limit
      ) { try look.entryRecord($0) }
      return (sum.0 + (try self.count("bank_entry WHERE \(which)", [.text(account.key)])), sum.1 + found)
    }
    return MorningReport.Part(.proposal, count: count, items: rows.prefix(MorningReport.itemsMax).map(item))
  }

  private func item(_ entry: EntryRecord) -> MorningReport.Item {
    var item = MorningReport.Item()
    (item.number, item.debtor, item.amount) = (entry.id.description, entry.entry.name, entry.entry.amount)
    (item.day, item.note) = (entry.entry.booked, entry.entry.text)
    item.references = entry.candidates.map(\.reference)
    return item
  }

  private func credits() throws -> MorningReport.Part {
    let held = try look.heldByCredit(of: creditor.id, limit: MorningReport.itemsMax)
    let items = held.map { held in
      var item = MorningReport.Item()
      (item.number, item.debtor, item.references) = (held.claim.description, held.debtor, [held.reference])
      (item.amount, item.day) = (held.open, held.since)
      item.note = "\(held.covered.decimal) \(held.covered.currency.code)"
      return item
    }
    return MorningReport.Part(
      .credit, count: try count("claim WHERE covered <> 0 AND creditor = ?", [.text(creditor.id)]), items: items)
  }

  // MARK: - What comes back, what is missing

  private func followUps(until day: CivilDate) throws -> MorningReport.Part {
    try followUps(
      .followUp, "follow_up.kind IN \([FollowUp.Kind.note, .approval, .ladderOver].sql)", until: day)
  }

  private func limitations(until day: CivilDate) throws -> MorningReport.Part {
    try followUps(.limitation, "follow_up.kind = \(FollowUp.Kind.limitation.sql)", until: day)
  }

  /// Those that came back and are not done, and those that come back during the day.
  private func followUps(
    _ topic: MorningReport.Topic, _ kind: String, until day: CivilDate
  ) throws -> MorningReport.Part {
    let end = zone.instant(day.adding(days: 1), TimeOfDay(seconds: 0))
    let which = """
      (follow_up.state = \(FollowUp.State.due.sql) OR follow_up.at < ?) AND \(kind) AND claim.creditor = ?
        AND claim.state IN \(Claim.State.unsettled.sql)
      """
    let values: [SQLValue] = [.number(end.milliseconds), .text(creditor.id)]
    let count = try count("follow_up JOIN claim ON claim.id = follow_up.claim_id WHERE \(which)", values)
    let rows = try sql.all(
      "\(FollowUp.selection) WHERE \(which) ORDER BY follow_up.day, follow_up.id LIMIT ?", values + [limit],
      read: FollowUp.init)
    return MorningReport.Part(topic, count: count, items: rows.map(item))
  }

  private func item(_ followUp: FollowUp) -> MorningReport.Item {
    var item = MorningReport.Item()
    (item.number, item.debtor, item.references) = (followUp.id.description, followUp.debtor, [followUp.reference])
    (item.day, item.note) = (followUp.day, followUp.note)
    return item
  }

  private func unreachable() throws -> MorningReport.Part {
    try claims(.unreachable, "nothing_because = '\(Decision.Reason.noAddressWords)' AND creditor = ?")
  }

  private func stale() throws -> MorningReport.Part {
    let part = try claims(.staleBank, "nothing_because GLOB '\(Decision.Reason.staleBegin)*' AND creditor = ?")
    // One line says it for all of them: until when the bank's word is known.
    var item = MorningReport.Item()
    item.day = try look.newestBooked(of: creditor.id)
    return MorningReport.Part(.staleBank, count: part.count, items: [item])
  }

  private func claims(_ topic: MorningReport.Topic, _ which: String) throws -> MorningReport.Part {
    let ids = try sql.all("SELECT id FROM claim WHERE \(which) ORDER BY id LIMIT ?", .text(creditor.id), limit) {
      ClaimID($0.number(0))
    }
    let count = try count("claim WHERE \(which)", [.text(creditor.id)])
    return MorningReport.Part(topic, count: count, items: try ids.map { MorningReport.Item(try look.record($0)) })
  }

  private func horizons(on day: CivilDate) -> [MorningReport.Part] {
    let rates = rulebook.rateHorizons.filter { $0.isNear(on: day) }
      .map { MorningReport.Item(named: $0.table, until: $0.until) }
    let calendars = rulebook.calendarHorizons().filter { $0.isNear(on: day) }
      .map { MorningReport.Item(named: $0.calendar, until: $0.until) }
    return [
      MorningReport.Part(.rates, count: rates.count, items: rates),
      MorningReport.Part(.calendar, count: calendars.count, items: calendars),
    ]
  }

  // MARK: - What leaves

  /// What is planned until the end of a day, as far as nothing keeps it back.
  private func leaving(until day: CivilDate) throws -> MorningReport.Part {
    let end = zone.instant(day.adding(days: 1), TimeOfDay(seconds: 0)).milliseconds
    // The lanes of a creditor have an index each.
    let which = "creditor = ? AND next_rank IN (0, 1, 2) AND next_at < ?"
    let values: [SQLValue] = [.text(creditor.id), .number(end)]
    let ids = try sql.all(
      "SELECT id FROM claim WHERE \(which) ORDER BY next_at, id LIMIT ?", values + [limit]
    ) { ClaimID($0.number(0)) }
    let items = try ids.map { id in
      let record = try look.record(id)
      var item = MorningReport.Item(record)
      (item.step, item.at) = (record.next?.step, record.next?.at)
      item.to = record.claim.draft.mailing.text
      return item
    }
    return MorningReport.Part(.leaving, count: try count("claim WHERE \(which)", values), items: items)
  }

  private func count(_ what: String, _ values: [SQLValue]) throws -> Int {
    try sql.first("SELECT count(*) FROM \(what)", values) { Int($0.number(0)) } ?? 0
  }
}

/// What the journal tells of the time since the last mail.
private struct CameIn<Source: Judging> {
  let look: Source
  let creditor: Creditor
  let since: Instant
  let now: Instant

  private var sql: SQLConnection { look.sql }

  /// What happened to claims.
  func told(_ topic: MorningReport.Topic) throws -> MorningReport.Part {
    let first = try look.firstEntry(after: since)
    let which = """
      event JOIN claim ON claim.id = event.claim_id
      WHERE event.id >= ? AND event.event = ? AND claim.creditor = ? AND event.at > ?
      """
    let values: [SQLValue] = [
      .number(first), .text(topic.rawValue), .text(creditor.id), .number(since.milliseconds),
    ]
    let count = try sql.first("SELECT count(*) FROM \(which)", values) { Int($0.number(0)) } ?? 0
    let rows = try sql.all(
      "SELECT event.id FROM \(which) ORDER BY event.id LIMIT ?", values + [.number(Int64(MorningReport.itemsMax))]
    ) { $0.number(0) }
    return MorningReport.Part(topic, count: count, items: try rows.map { try look.wordItem(ofEntry: $0) })
  }

  func payments() throws -> MorningReport.Part {
    let first = try look.firstNumber(in: "payment", "recorded_at", after: since)
    let which = "payment.id >= ? AND payment.recorded_at > ? AND payment.creditor = ? AND payment.undone_at IS NULL"
    let values: [SQLValue] = [.number(first), .number(since.milliseconds), .text(creditor.id)]
    let rows = try sql.all(
      """
      SELECT payment.id, debtor.name, payment.amount, payment.currency, payment.paid_on FROM payment
        LEFT JOIN debtor ON debtor.id = payment.debtor_id WHERE \(which) ORDER BY payment.id LIMIT ?
      """, values + [.number(Int64(MorningReport.itemsMax))]
    ) { row in
      var item = MorningReport.Item()
      (item.number, item.debtor) = (PaymentID(row.number(0)).description, row.textIfAny(1))
      item.amount = Money(minorUnits: row.number(2), currency: try ClaimRecord.currency(row.text(3)))
      item.day = try CivilDate(parsing: row.text(4))
      return item
    }
    let sums = try sums(
      "SELECT currency, count(*), sum(amount) FROM payment WHERE \(which) GROUP BY 1 ORDER BY 1", values)
    return MorningReport.Part(.payment, count: sums.count, sums: sums.sums, items: rows)
  }

  /// New claims are many, and known to whoever sent them: how many, and what they come to.
  func claims() throws -> MorningReport.Part {
    let sums = try sums(
      """
      SELECT claim.currency, count(*), sum(claim.amount) FROM event JOIN claim ON claim.id = event.claim_id
      WHERE event.id >= ? AND event.event = ? AND claim.creditor = ? AND event.at > ? GROUP BY 1 ORDER BY 1
      """,
      [
        .number(try look.firstEntry(after: since)), .text(MorningReport.Topic.claim.rawValue), .text(creditor.id),
        .number(since.milliseconds),
      ])
    return MorningReport.Part(.claim, count: sums.count, sums: sums.sums, items: [])
  }

  private func sums(_ statement: String, _ values: [SQLValue]) throws -> (count: Int, sums: [Money]) {
    let rows = try sql.all(statement, values) { row in
      (Int(row.number(1)), Money(minorUnits: row.number(2), currency: try ClaimRecord.currency(row.text(0))))
    }
    return (rows.reduce(0) { $0 + $1.0 }, rows.map(\.1))
  }
}

extension MorningReport.Item {
  init(_ record: ClaimRecord) {
    self.init()
    let draft = record.claim.draft
    (number, debtor, references) = (record.claim.id.description, draft.debtor.name, [draft.reference])
    amount = record.claim.outstanding
  }

  init(named name: String, until day: CivilDate) {
    self.init()
    (number, self.day) = (name, day)
  }
}

extension Reading {
  /// The first entry of the journal that was written after a moment, or a little earlier one.
  func firstEntry(after moment: Instant) throws -> Int64 { try firstNumber(in: "event", "at", after: moment) }

  /// The first row that was written after a moment: a search by halves, since rows come in the order of time, so that no
  /// index has to be kept for one look a day.
  func firstNumber(in table: String, _ column: String, after moment: Instant) throws -> Int64 {
    var low: Int64 = 0
    var high = (try sql.first("SELECT max(id) FROM \(table)") { $0.numberIfAny(0) } ?? nil) ?? 0
    while low < high {
      let middle = low + (high - low) / 2
      let row = try sql.first(
        "SELECT id, \(column) FROM \(table) WHERE id > ? ORDER BY id LIMIT 1", .number(middle)
      ) { (id: $0.number(0), at: $0.number(1)) }
      guard let row, row.at <= moment.milliseconds else {
        high = middle
        continue
      }
      low = row.id
    }
    return low + 1
  }

  /// What an entry of the journal tells, as a line.
  func wordItem(ofEntry id: Int64) throws -> MorningReport.Item {
    let event = try sql.first("\(RecordedEvent.selection) WHERE id = ?", .number(id), read: RecordedEvent.init)
    guard let event else { return MorningReport.Item() }
    var item = try event.claim.flatMap { try knownRecord($0) }.map(MorningReport.Item.init) ?? MorningReport.Item()
    item.at = event.at
    item.day = try event.data[.due].map(CivilDate.init(parsing:))
    if let currency = item.amount?.currency, let told = event.data[.amount] {
      item.amount = try Money(parsing: told, currency: currency)
    }
    item.note = event.data[.reason] ?? event.data[.subject] ?? event.data[.reply]
    item.to = event.data[.from]
    return item
  }
}
