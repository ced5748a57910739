package import Dunning
import GRDB

/// A register as it is read: all that was in the docket when it was begun, and nothing that comes later, although no
/// transaction is held open meanwhile. What it shows of amounts is only ever added to.
package struct RegisterReading: Sendable {
  package let period: RegisterPeriod
  /// What was owed before the first entry.
  package let opening: [RegisterTotals.Key: Money]
  /// The last event of the journal that belongs to it.
  fileprivate let mark: Int64
  fileprivate let bounds: [String: RegisterBounds]
  fileprivate let docket: Docket
  fileprivate var cursor: Int64 = 0

  /// The next entries, in the order of the journal; none when there are no more.
  package mutating func next() async throws(DocketError) -> [RegisterEntry] {
    while cursor < mark {
      let page = try await docket.registerPage(self)
      cursor = page.cursor
      if !page.entries.isEmpty { return page.entries }
    }
    return []
  }
}

/// The moments that a period means to one creditor.
private struct RegisterBounds: Sendable {
  let from: Int64
  let before: Int64

  init(_ period: RegisterPeriod, in zone: ZoneRules) {
    let bounds = period.bounds(in: zone)
    from = bounds.from?.milliseconds ?? .min
    before = bounds.before?.milliseconds ?? .max
  }
}

extension Docket {
  /// Begins to read the register of a period.
  package func register(
    _ period: RegisterPeriod, rulebook: Rulebook
  ) async throws(DocketError) -> RegisterReading {
    try await read { db in
      let creditors = try period.creditor.map { [$0] } ?? Self.creditors(in: db)
      let bounds = Dictionary(
        creditors.map { id in
          let zone = rulebook.creditors[id].flatMap { rulebook.almanac.zone($0.timeZone) } ?? .utc
          return (id, RegisterBounds(period, in: zone))
        }
      ) { first, _ in first }
      var opening: [RegisterTotals.Key: Money] = [:]
      if period.from != nil {
        for (creditor, bounds) in bounds {
          for sum in try Self.owed(to: creditor, before: bounds.from, in: db) {
            opening[RegisterTotals.Key(creditor: creditor, currency: sum.currency)] = sum
          }
        }
      }
      let mark = try db.first("SELECT coalesce(max(id), 0) FROM event") { $0.number(0) } ?? 0
      return RegisterReading(period: period, opening: opening, mark: mark, bounds: bounds, docket: self)
    }
  }

  /// All that was booked of one claim.
  static func registerEntries(of claim: ClaimID, in db: Database) throws -> [RegisterEntry] {
    let bookings = try db.all(
      "\(bookingSelection) WHERE event.claim_id = ?1 AND event.event IN (\(bookedEvents)) ORDER BY event.id",
      .number(claim.number), read: Booking.init)
    return try entries(of: bookings, in: db).flatMap(\.entries)
  }

  fileprivate func registerPage(
    _ reading: RegisterReading
  ) async throws(DocketError) -> (entries: [RegisterEntry], cursor: Int64) {
    try await read { db in
      let bookings = try db.all(
        """
        \(Self.bookingSelection) WHERE event.id > ?1 AND event.id <= ?2 AND event.event IN (\(Self.bookedEvents))
          AND event.at >= ?3 AND event.at < ?4 AND (?5 IS NULL OR claim.creditor = ?5)
        ORDER BY event.id LIMIT ?6
        """, .number(reading.cursor), .number(reading.mark),
        .number(reading.bounds.values.map(\.from).min() ?? 0), .number(reading.bounds.values.map(\.before).max() ?? 0),
        SQLValue(reading.period.creditor), .number(Int64(DocketLimits.registerPage)), read: Booking.init)
      let isLast = bookings.count < DocketLimits.registerPage
      let inside = bookings.filter { booking in
        let bounds = reading.bounds[booking.creditor]
        return bounds.map { $0.from <= booking.at && booking.at < $0.before } ?? false
      }
      return (
        try Self.entries(of: inside, in: db).flatMap(\.entries), isLast ? reading.mark : bookings.last?.event ?? 0
      )
    }
  }

  // MARK: - What was owed before

  /// What a creditor was owed in each currency before a moment.
  private static func owed(to creditor: String, before moment: Int64, in db: Database) throws -> [Money] {
    func sums(_ sql: String) throws -> [(String, Int64)] {
      try db.all(sql, .text(creditor), .number(moment)) { ($0.text(0), $0.number(1)) }
    }
    var owed: [String: Int64] = [:]
    for (currency, sum) in try sums(
      "SELECT currency, sum(amount) FROM claim WHERE creditor = ? AND enqueued_at < ? GROUP BY currency")
    {
      owed[currency, default: 0] += sum
    }
    for (currency, sum) in try sums(
      """
      SELECT claim.currency,
        sum(CASE payment.kind WHEN 'refund' THEN payment.amount WHEN 'chargeback' THEN payment.amount
          ELSE -payment.amount END)
      FROM payment JOIN claim ON claim.id = payment.claim_id
      WHERE claim.creditor = ? AND payment.recorded_at < ? GROUP BY claim.currency
      """)
    {
      owed[currency, default: 0] += sum
    }
    for (currency, sum) in try givenUp(by: creditor, before: moment, in: db) { owed[currency, default: 0] += sum }
    return try owed.map { Money(minorUnits: $1, currency: try ClaimRecord.currency($0)) }
  }

  /// What withdrawals and write-offs before a moment changed, claim by claim, in each currency.
  private static func givenUp(by creditor: String, before moment: Int64, in db: Database) throws -> [(String, Int64)] {
    var sums: [String: Int64] = [:]
    try db.each(
      """
      SELECT DISTINCT event.claim_id FROM event JOIN claim ON claim.id = event.claim_id
      WHERE event.event IN ('claim-withdrawn', 'claim-written-off') AND event.at < ?2 AND claim.creditor = ?1
      """, .text(creditor), .number(moment)
    ) { row in
      for entry in try registerEntries(of: ClaimID(row.number(0)), in: db)
      where entry.bookedAt.milliseconds < moment && (entry.kind == .withdrawal || entry.kind == .writeOff) {
        sums[entry.amount.currency.code, default: 0] += entry.amount.minorUnits
      }
      return true
    }
    return sums.map { ($0.key, $0.value) }
  }

  /// The creditors that have claims, each found by one seek.
  private static func creditors(in db: Database) throws -> [String] {
    try db.all(
      """
      WITH RECURSIVE known (creditor) AS (
        SELECT min(creditor) FROM claim
        UNION ALL SELECT (SELECT min(creditor) FROM claim WHERE creditor > known.creditor) FROM known
        WHERE known.creditor IS NOT NULL)
      SELECT creditor FROM known WHERE creditor IS NOT NULL
      """
    ) { $0.text(0) }
  }

  // MARK: - From the journal to entries

  private static let bookedEvents = "'claim-registered', 'payment-recorded', 'claim-withdrawn', 'claim-written-off'"

  /// An event that is booked, with its claim. Amounts come from the tables of claims and payments, so that they are
  /// known as long as those are.
  private struct Booking {
    let event: Int64
    let at: Int64
    let kind: Event.Kind
    let subject: RegisterEntry.Subject
    let amount: Money
    let issued: CivilDate?

    var creditor: String { subject.creditor }

    init(_ row: SQLColumns) throws {
      guard let kind = Event.Kind(rawValue: row.text(2)) else { throw ClaimRecord.damaged("event") }
      guard let state = Claim.State(rawValue: row.text(10)) else { throw ClaimRecord.damaged("claim state") }
      event = row.number(0)
      at = row.number(1)
      self.kind = kind
      let due: Deadline =
        try row.numberIfAny(9).map { .moment(Instant(milliseconds: $0)) }
        ?? .day(try CivilDate(parsing: row.text(8)))
      subject = RegisterEntry.Subject(
        creditor: row.text(4), claim: ClaimID(row.number(3)), reference: row.text(5), debtorKey: row.text(12),
        debtorName: row.text(13), due: due, status: state)
      amount = Money(minorUnits: row.number(6), currency: try ClaimRecord.currency(row.text(7)))
      issued = try row.textIfAny(11).map(CivilDate.init(parsing:))
    }
  }

  private static let bookingSelection = """
    SELECT event.id, event.at, event.event, claim.id, claim.creditor, claim.reference, claim.amount, claim.currency,
      claim.due_date, claim.due_at, claim.state, claim.issued, debtor.key, debtor.name
    FROM event JOIN claim ON claim.id = event.claim_id JOIN debtor ON debtor.id = claim.debtor_id
    """

  private static func entries(
    of bookings: [Booking], in db: Database
  ) throws -> [(event: Int64, entries: [RegisterEntry])] {
    try bookings.map { ($0.event, try entries(of: $0, in: db)) }
  }

  private static func entries(of booking: Booking, in db: Database) throws -> [RegisterEntry] {
    switch booking.kind {
    case .claimRegistered:
      return [entry(booking, .claim, booking.amount, valueDate: booking.issued)]
    case .paymentRecorded:
      let payment = try payment(of: booking, in: db)
      return try postings(of: booking, .paid(payment), in: db).map { posting in
        let isOwn = posting.kind == payment.kind.entry
        return entry(
          booking, posting.kind, posting.amount, valueDate: isOwn ? payment.date : nil,
          externalID: isOwn ? payment.externalID : nil)
      }
    case .claimWithdrawn:
      return try postings(of: booking, .withdrawn, in: db).map { entry(booking, $0.kind, $0.amount) }
    case .claimWrittenOff:
      return try postings(of: booking, .writtenOff, in: db).map { entry(booking, $0.kind, $0.amount) }
    default: return []
    }
  }

  private static func entry(
    _ booking: Booking, _ kind: RegisterEntry.Kind, _ amount: Money, valueDate: CivilDate? = nil,
    externalID: String? = nil
  ) -> RegisterEntry {
    RegisterEntry(
      subject: booking.subject, kind: kind, bookedAt: Instant(milliseconds: booking.at), amount: amount,
      valueDate: valueDate, externalID: externalID)
  }

  /// What a step books, after all that was booked of its claim before.
  private static func postings(
    of booking: Booking, _ step: RegisterAccount.Step, in db: Database
  ) throws -> [RegisterAccount.Posting] {
    var account = RegisterAccount(booking.amount)
    // Payments of a claim that nobody gave up need no look back.
    if case .paid = step, try !wasWrittenOff(before: booking, in: db) { return account.post(step) }
    let payments = try registeredPayments(of: booking.subject.claim, booking.amount.currency, in: db)
    let kinds = try db.all(
      "SELECT event FROM event WHERE claim_id = ? AND id < ? AND event IN (\(bookedEvents)) ORDER BY id",
      .number(booking.subject.claim.number), .number(booking.event)
    ) { $0.text(0) }
    var next = payments[...]
    for kind in kinds.compactMap(Event.Kind.init(rawValue:)) {
      switch kind {
      case .paymentRecorded: if let payment = next.popFirst() { _ = account.post(.paid(payment)) }
      case .claimWithdrawn: _ = account.post(.withdrawn)
      case .claimWrittenOff: _ = account.post(.writtenOff)
      default: break
      }
    }
    return account.post(step)
  }

  private static func wasWrittenOff(before booking: Booking, in db: Database) throws -> Bool {
    try db.first(
      "SELECT EXISTS (SELECT 1 FROM event WHERE claim_id = ? AND id < ? AND event = 'claim-written-off')",
      .number(booking.subject.claim.number), .number(booking.event)
    ) { $0.number(0) } == 1
  }

  /// The payment that an event of the journal tells of: the first such event tells of the first payment, and so on.
  private static func payment(of booking: Booking, in db: Database) throws -> Payment {
    let earlier =
      try db.first(
        "SELECT count(*) FROM event WHERE claim_id = ? AND id < ? AND event = 'payment-recorded'",
        .number(booking.subject.claim.number), .number(booking.event)
      ) { $0.number(0) } ?? 0
    let payment = try registeredPayments(
      of: booking.subject.claim, booking.amount.currency, after: earlier, limit: 1, in: db
    ).first
    guard let payment else { throw ClaimRecord.damaged("payment: its event has none") }
    return payment
  }

  /// In the order in which they were recorded.
  private static func registeredPayments(
    of claim: ClaimID, _ currency: Currency, after offset: Int64 = 0, limit: Int64 = -1, in db: Database
  ) throws -> [Payment] {
    try db.all(
      """
      SELECT external_id, kind, amount, paid_on, recorded_at FROM payment WHERE claim_id = ? ORDER BY id
      LIMIT ? OFFSET ?
      """, .number(claim.number), .number(limit), .number(offset)
    ) { row in
      guard let kind = Payment.Kind(rawValue: row.text(1)) else { throw ClaimRecord.damaged("payment kind") }
      return Payment(
        externalID: row.textIfAny(0), kind: kind, amount: Money(minorUnits: row.number(2), currency: currency),
        date: try CivilDate(parsing: row.text(3)), recordedAt: Instant(milliseconds: row.number(4)))
    }
  }
}
