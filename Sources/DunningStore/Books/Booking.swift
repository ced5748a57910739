import Dunning
import DunningSQL

/// An event that is booked, with its claim, or with the payment that no claim has all of. Amounts come from the tables of claims and payments, so that they are
/// known as long as those are.
struct Booking {
  let event: Int64
  let at: Int64
  let kind: Event.Kind
  let subject: RegisterEntry.Subject
  let amount: Money
  let issued: CivilDate?
  /// What the docket's own chain tells of a payment: more owed is positive; nil of what a claim's chain tells.
  private(set) var deposit: Deposit?

  /// What of a payment came to be set against no claim, or is it no more.
  struct Deposit {
    let payment: Payment
    let kind: RegisterEntry.Kind
    let change: Money
  }

  var creditor: String { subject.creditor }

  init(_ row: SQLRow) throws {
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

  /// The events of these are booked.
  static let events = Event.Kind.booked

  /// A payment that the docket's own chain tells of.
  ///
  /// - Parameter left: what of it was set against no claim at that moment.
  init(event: Int64, at: Int64, _ kind: Event.Kind, _ record: PaymentRecord, left: Money) {
    (self.event, self.at, self.kind) = (event, at, kind)
    subject = RegisterEntry.Subject(
      creditor: record.creditor, claim: nil, reference: "", debtorKey: record.debtor?.key ?? "",
      debtorName: record.debtor?.name ?? "", due: nil, status: nil)
    (amount, issued) = (left, nil)
    let change = record.payment.kind.change(left)
    deposit = Deposit(
      payment: record.payment, kind: record.payment.kind.entry,
      change: kind == .paymentUndone ? change.negated : change)
  }

  /// What ``init(_:)`` reads.
  static let selection = """
    SELECT event.id, event.at, event.event, claim.id, claim.creditor, claim.reference, claim.amount, claim.currency,
      claim.due_date, claim.due_at, claim.state, claim.issued, debtor.key, debtor.name
    FROM event JOIN claim ON claim.id = event.claim_id JOIN debtor ON debtor.id = claim.debtor_id
    """

  /// A page of what is booked, after an event up to another and between two moments; of one creditor, or of all.
  ///
  /// The creditor is said so that nobody looks for their claims first, and sorts all of what was booked for each page.
  static let page = """
    \(selection) WHERE event.id > ? AND event.id <= ? AND event.event IN \(events.sql) AND event.at >= ? AND event.at < ?
      AND claim.creditor = coalesce(?, claim.creditor)
    ORDER BY event.id LIMIT ?
    """

  /// What the docket's own chain tells of payments, after an event up to another and between two moments.
  static let deposits = """
    SELECT id, at, event, data FROM event WHERE claim_id IS NULL AND id > ? AND id <= ?
      AND event IN \(Event.Kind.ofPayments.sql) AND at >= ? AND at < ? ORDER BY id
    """

  func entry(
    _ kind: RegisterEntry.Kind, _ amount: Money, valueDate: CivilDate? = nil, externalID: String? = nil,
    isOfClaim: Bool = true
  ) -> RegisterEntry {
    RegisterEntry(
      subject: isOfClaim ? subject : subject.ofNoClaim, kind: kind, bookedAt: Instant(milliseconds: at), amount: amount,
      valueDate: valueDate,
      externalID: externalID)
  }
}

extension RegisterEntry.Subject {
  /// The same debtor, for money that is set against no claim.
  fileprivate var ofNoClaim: Self {
    Self(
      creditor: creditor, claim: nil, reference: "", debtorKey: debtorKey, debtorName: debtorName, due: nil, status: nil
    )
  }
}
