import Dunning
import DunningSQL

extension Reading {
  /// All that was booked of one claim.
  func registerEntries(of claim: ClaimID) throws -> [RegisterEntry] {
    let bookings = try sql.all(
      "\(Booking.selection) WHERE event.claim_id = ? AND event.event IN \(Booking.events.sql) ORDER BY event.id",
      .number(claim.number), read: Booking.init)
    return try entries(of: bookings).flatMap(\.entries)
  }

  /// What a creditor was owed in each currency before a moment.
  func owed(to creditor: String, before moment: Int64) throws -> [Money] {
    func sums(_ query: String) throws -> [(String, Int64)] {
      try sql.all(query, .text(creditor), .number(moment)) { ($0.text(0), $0.number(1)) }
    }
    var owed: [String: Int64] = [:]
    for (currency, sum) in try sums(
      "SELECT currency, sum(amount) FROM claim WHERE creditor = ? AND enqueued_at < ? GROUP BY currency")
    {
      owed[currency, default: 0] += sum
    }
    // What was corrected later was owed as it stood until then.
    let later = try sql.all(
      """
      SELECT claim.currency, -sum(change) FROM amount_correction
        JOIN claim ON claim.id = amount_correction.claim_id JOIN event ON event.id = event_id
      WHERE claim.creditor = ? AND enqueued_at < ? AND event.at >= ? GROUP BY claim.currency
      """, .text(creditor), .number(moment), .number(moment)
    ) { ($0.text(0), $0.number(1)) }
    for (currency, sum) in later { owed[currency, default: 0] += sum }
    for (currency, sum) in try sums(
      """
      SELECT claim.currency,
        sum(CASE WHEN payment.kind IN \(Payment.Kind.back.sql) THEN payment.amount ELSE -payment.amount END)
      FROM payment JOIN claim ON claim.id = payment.claim_id
      WHERE claim.creditor = ? AND payment.recorded_at < ? GROUP BY claim.currency
      """)
    {
      owed[currency, default: 0] += sum
    }
    for (currency, sum) in try givenUp(by: creditor, before: moment) { owed[currency, default: 0] += sum }
    return try owed.map { Money(minorUnits: $1, currency: try ClaimRecord.currency($0)) }
  }

  /// What withdrawals and write-offs before a moment changed, claim by claim, in each currency.
  private func givenUp(by creditor: String, before moment: Int64) throws -> [String: Int64] {
    var sums: [String: Int64] = [:]
    try sql.each(
      """
      SELECT DISTINCT event.claim_id FROM event JOIN claim ON claim.id = event.claim_id
      WHERE event.event IN \(Event.Kind.givenUp.sql) AND event.at < ? AND claim.creditor = ?
      """, .number(moment), .text(creditor)
    ) { row in
      for entry in try registerEntries(of: ClaimID(row.number(0)))
      where entry.bookedAt.milliseconds < moment && (entry.kind == .withdrawal || entry.kind == .writeOff) {
        sums[entry.amount.currency.code, default: 0] += entry.amount.minorUnits
      }
      return true
    }
    return sums
  }

  /// The creditors that have claims, each found by one seek.
  func creditors() throws -> [String] {
    try sql.all(
      """
      WITH RECURSIVE known (creditor) AS (
        SELECT min(creditor) FROM claim
        UNION ALL SELECT (SELECT min(creditor) FROM claim WHERE creditor > known.creditor) FROM known
        WHERE known.creditor IS NOT NULL)
      SELECT creditor FROM known WHERE creditor IS NOT NULL
      """
    ) { $0.text(0) }
  }

  func entries(of bookings: [Booking]) throws -> [(event: Int64, entries: [RegisterEntry])] {
    try bookings.map { ($0.event, try entries(of: $0)) }
  }

  func entries(of booking: Booking) throws -> [RegisterEntry] {
    switch booking.kind {
    case .claimRegistered:
      return [booking.entry(.claim, booking.amount, valueDate: booking.issued)]
    case .paymentRecorded:
      let payment = try payment(of: booking)
      return try postings(of: booking, .paid(payment)).map { posting in
        let isOwn = posting.kind == payment.kind.entry
        return booking.entry(
          posting.kind, posting.amount, valueDate: isOwn ? payment.date : nil,
          externalID: isOwn ? payment.externalID : nil)
      }
    case .claimWithdrawn:
      return try postings(of: booking, .withdrawn).map { booking.entry($0.kind, $0.amount) }
    case .claimWrittenOff:
      return try postings(of: booking, .writtenOff).map { booking.entry($0.kind, $0.amount) }
    case .claimReopened:
      return try postings(of: booking, .reopened).map { booking.entry($0.kind, $0.amount) }
    case .claimCorrected:
      guard let change = try amountChange(booking.event, booking.amount.currency) else { return [] }
      return try postings(of: booking, .corrected(by: change)).map { booking.entry($0.kind, $0.amount) }
    default: return []
    }
  }

  /// What a step books, after all that was booked of its claim before.
  private func postings(of booking: Booking, _ step: RegisterAccount.Step) throws -> [RegisterAccount.Posting] {
    var account = RegisterAccount(booking.amount)
    // Payments of a claim that nobody gave up need no look back.
    if case .paid = step, try !wasWrittenOff(before: booking) { return account.post(step) }
    let payments = try registeredPayments(of: booking.subject.claim, booking.amount.currency)
    let earlier = try sql.all(
      "SELECT id, event FROM event WHERE claim_id = ? AND id < ? AND event IN \(Booking.events.sql) ORDER BY id",
      .number(booking.subject.claim.number), .number(booking.event)
    ) { (id: $0.number(0), kind: Event.Kind(rawValue: $0.text(1))) }
    var next = payments[...]
    for (id, kind) in earlier {
      switch kind {
      case .paymentRecorded: if let payment = next.popFirst() { _ = account.post(.paid(payment)) }
      case .claimWithdrawn: _ = account.post(.withdrawn)
      case .claimWrittenOff: _ = account.post(.writtenOff)
      case .claimReopened: _ = account.post(.reopened)
      case .claimCorrected:
        if let change = try amountChange(id, booking.amount.currency) { _ = account.post(.corrected(by: change)) }
      default: break
      }
    }
    return account.post(step)
  }

  /// By how much a correction changed the sum; nil when it was about something else.
  private func amountChange(_ event: Int64, _ currency: Currency) throws -> Money? {
    try sql.first("SELECT change FROM amount_correction WHERE event_id = ?", .number(event)) {
      Money(minorUnits: $0.number(0), currency: currency)
    }
  }

  private func wasWrittenOff(before booking: Booking) throws -> Bool {
    try sql.first(
      "SELECT EXISTS (SELECT 1 FROM event WHERE claim_id = ? AND id < ? AND event = \(Event.Kind.claimWrittenOff.sql))",
      .number(booking.subject.claim.number), .number(booking.event)
    ) { $0.number(0) } == 1
  }

  /// The payment that an event of the journal tells of: the first such event tells of the first payment, and so on.
  private func payment(of booking: Booking) throws -> Payment {
    let earlier =
      try sql.first(
        "SELECT count(*) FROM event WHERE claim_id = ? AND id < ? AND event = \(Event.Kind.paymentRecorded.sql)",
        .number(booking.subject.claim.number), .number(booking.event)
      ) { $0.number(0) } ?? 0
    let payment = try registeredPayments(of: booking.subject.claim, booking.amount.currency, after: earlier, limit: 1)
      .first
    guard let payment else { throw ClaimRecord.damaged("payment: its event has none") }
    return payment
  }

  /// In the order in which they were recorded.
  private func registeredPayments(of claim: ClaimID, _ currency: Currency, after offset: Int64 = 0, limit: Int64 = .max)
    throws -> [Payment]
  {
    try sql.all(
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
