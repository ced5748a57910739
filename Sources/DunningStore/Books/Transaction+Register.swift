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
      SELECT claim.currency, sum(charge.amount) FROM charge JOIN claim ON claim.id = charge.claim_id
      WHERE claim.creditor = ? AND charge.booked_at < ? GROUP BY claim.currency
      """)
    {
      owed[currency, default: 0] += sum
    }
    // What is set against which claim changes nothing of what is owed in all.
    for moment in ["recorded_at", "undone_at"] {
      let isUndone = moment == "undone_at"
      for (currency, sum) in try sums(
        """
        SELECT currency, sum(CASE WHEN kind IN \(Payment.Kind.back.sql) THEN amount ELSE -amount END) FROM payment
        WHERE creditor = ? AND \(moment) < ? GROUP BY currency
        """)
      {
        owed[currency, default: 0] += isUndone ? -sum : sum
      }
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
    case .paymentRecorded, .paymentAssigned, .paymentReleased, .paymentUndone:
      return try moneyEntries(of: booking)
    case .chargesPaid, .chargesOwed:
      guard let claim = booking.subject.claim,
        let charge = try charge(of: claim, by: booking.event, booking.amount.currency)
      else {
        // A demand may ask for as much as was booked already.
        if booking.kind == .chargesOwed { return [] }
        throw ClaimRecord.damaged("charge: its event has none")
      }
      return try postings(of: booking, .charged(charge.amount)).map { posting in
        booking.entry(posting.kind, posting.amount, valueDate: posting.kind == .charges ? charge.day : nil)
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

  /// What an event books that moved money: on its claim, and where it came from what the debtor had with the creditor, or
  /// went to that, as much the other way.
  private func moneyEntries(of booking: Booking) throws -> [RegisterEntry] {
    if let deposit = booking.deposit {
      guard deposit.change.minorUnits != 0 else { return [] }
      return [
        booking.entry(
          deposit.kind, deposit.change, valueDate: deposit.payment.date, externalID: deposit.payment.externalID)
      ]
    }
    guard let claim = booking.subject.claim else { return [] }
    let steps = try moneySteps(of: claim, by: booking.event, booking.amount.currency)
    guard !steps.isEmpty else { throw ClaimRecord.damaged("payment: its event has none") }
    let postings = try postings(of: booking, steps.map(\.step))
    let own = zip(steps, postings).flatMap { step, postings in
      postings.map { posting in
        let isOwn = posting.kind == step.payment.kind.entry
        return booking.entry(
          posting.kind, posting.amount, valueDate: isOwn ? step.payment.date : nil,
          externalID: isOwn ? step.payment.externalID : nil)
      }
    }
    guard [.paymentAssigned, .paymentReleased].contains(booking.kind), let payment = steps.first?.payment else {
      return own
    }
    let moved = Money.sum(steps.map(\.change), in: booking.amount.currency).negated
    return own + [
      booking.entry(
        payment.kind.entry, moved, valueDate: payment.date, externalID: payment.externalID, isOfClaim: false)
    ]
  }

  /// By how much a correction changed the sum; nil when it was about something else.
  private func amountChange(_ event: Int64, _ currency: Currency) throws -> Money? {
    try sql.first("SELECT change FROM amount_correction WHERE event_id = ?", .number(event)) {
      Money(minorUnits: $0.number(0), currency: currency)
    }
  }

  /// What of a claim's money an event says went to interest and costs, with the day of the payment.
  private func charge(of claim: ClaimID, by event: Int64, _ currency: Currency) throws
    -> (amount: Money, day: CivilDate)?
  {
    try sql.first(
      "SELECT amount, day FROM charge WHERE claim_id = ? AND event_id = ?", .number(claim.number), .number(event)
    ) { (Money(minorUnits: $0.number(0), currency: currency), try CivilDate(parsing: $0.text(1))) }
  }

  /// What an event did to the money of a claim. Of an allocation that it made smaller the difference counts.
  private func moneySteps(of claim: ClaimID, by event: Int64, _ currency: Currency) throws -> [MoneyStep] {
    let steps = try sql.all(
      """
      SELECT external_id, kind, allocation.amount, paid_on, recorded_at, undone_event_id IS ?2 AS is_undone
      FROM allocation JOIN payment ON payment.id = payment_id
      WHERE allocation.claim_id = ?1 AND (event_id = ?2 OR undone_event_id = ?2) ORDER BY is_undone DESC, allocation.id
      """, .number(claim.number), .number(event)
    ) { row in
      guard let kind = Payment.Kind(rawValue: row.text(1)) else { throw ClaimRecord.damaged("payment kind") }
      let payment = Payment(
        externalID: row.textIfAny(0), kind: kind, amount: Money(minorUnits: row.number(2), currency: currency),
        date: try CivilDate(parsing: row.text(3)), recordedAt: Instant(milliseconds: row.number(4)))
      return MoneyStep(payment: payment, isUndone: row.number(5) == 1)
    }
    guard steps.count == 2, let before = steps.first, before.isUndone, let rest = steps.last, !rest.isUndone else {
      return steps
    }
    let less = Money.sum([before.payment.amount, rest.payment.amount.negated], in: currency)
    return [MoneyStep(payment: before.payment.with(less), isUndone: true)]
  }

  /// What one step books, after all that was booked of its claim before.
  private func postings(of booking: Booking, _ step: RegisterAccount.Step) throws -> [RegisterAccount.Posting] {
    try postings(of: booking, [step]).flatMap { $0 }
  }

  /// What steps book, each by itself, after all that was booked of their claim before.
  private func postings(
    of booking: Booking, _ steps: [RegisterAccount.Step]
  ) throws -> [[RegisterAccount.Posting]] {
    var account = RegisterAccount(booking.amount)
    // Payments of a claim that nobody gave up need no look back.
    let isOfMoney = [.chargesPaid, .chargesOwed].contains(booking.kind) || Event.Kind.ofPayments.contains(booking.kind)
    if let claim = booking.subject.claim, try !isOfMoney || wasWrittenOff(claim, before: booking.event) {
      try lookBack(on: claim, before: booking.event, &account)
    }
    return steps.map { account.post($0) }
  }

  private func lookBack(on claim: ClaimID, before event: Int64, _ account: inout RegisterAccount) throws {
    let events = try sql.all(
      "SELECT id, event FROM event WHERE claim_id = ? AND id < ? AND event IN \(Booking.events.sql) ORDER BY id",
      .number(claim.number), .number(event)
    ) { (id: $0.number(0), kind: Event.Kind(rawValue: $0.text(1))) }
    for event in events {
      switch event.kind {
      case .claimWithdrawn: _ = account.post(.withdrawn)
      case .claimWrittenOff: _ = account.post(.writtenOff)
      case .claimReopened: _ = account.post(.reopened)
      case .claimCorrected:
        if let change = try amountChange(event.id, account.owed.currency) { _ = account.post(.corrected(by: change)) }
      case .chargesPaid, .chargesOwed:
        let charge = try charge(of: claim, by: event.id, account.owed.currency)
        if let charge { _ = account.post(.charged(charge.amount)) }
      default:
        for step in try moneySteps(of: claim, by: event.id, account.owed.currency) {
          _ = account.post(step.step)
        }
      }
    }
  }

  private func wasWrittenOff(_ claim: ClaimID, before event: Int64) throws -> Bool {
    try sql.first(
      "SELECT EXISTS (SELECT 1 FROM event WHERE claim_id = ? AND id < ? AND event = \(Event.Kind.claimWrittenOff.sql))",
      .number(claim.number), .number(event)
    ) { $0.number(0) } == 1
  }

  /// What the docket's own chain tells of payments, after an event up to another and between two moments.
  func deposits(after event: Int64, upTo last: Int64, from: Int64, before: Int64) throws -> [Booking] {
    try sql.all(Booking.deposits, .number(event), .number(last), .number(from), .number(before)) { row in
      (event: row.number(0), at: row.number(1), kind: row.text(2), data: try Journal.decode(row.text(3)))
    }.compactMap { told in
      guard let id = told.data[.payment].flatMap(PaymentID.init(parsing:)), let kind = Event.Kind(rawValue: told.kind)
      else { return nil }
      let record = try paymentRecord(id)
      // The money itself has the currency; how much of it was set against no claim then, only the entry tells.
      guard let left = told.data[.unallocated].flatMap({ Int64(minorUnits: $0, record.payment.amount.currency) }) else {
        throw ClaimRecord.damaged("entry of a payment")
      }
      return Booking(
        event: told.event, at: told.at, kind, record,
        left: Money(minorUnits: left, currency: record.payment.amount.currency))
    }
  }
}

extension Int64 {
  /// Reads a decimal string as the journal has it; nil when it is none.
  fileprivate init?(minorUnits text: String, _ currency: Currency) {
    guard let money = try? Money(parsing: text.hasPrefix("-") ? String(text.dropFirst()) : text, currency: currency)
    else { return nil }
    self = text.hasPrefix("-") ? -money.minorUnits : money.minorUnits
  }
}

/// Money that was set against a claim, or is it no more.
private struct MoneyStep {
  let payment: Payment
  let isUndone: Bool

  var step: RegisterAccount.Step { isUndone ? .undone(payment) : .paid(payment) }

  /// By how much it changes what is owed.
  var change: Money {
    let change = payment.kind.change(payment.amount)
    return isUndone ? change.negated : change
  }
}

extension Payment {
  /// The same with another sum.
  fileprivate func with(_ amount: Money) -> Payment {
    Payment(externalID: externalID, kind: kind, amount: amount, date: date, recordedAt: recordedAt)
  }
}
