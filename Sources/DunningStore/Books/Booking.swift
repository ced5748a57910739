import Dunning
import DunningSQL

/// An event that is booked, with its claim. Amounts come from the tables of claims and payments, so that they are
/// known as long as those are.
struct Booking {
  let event: Int64
  let at: Int64
  let kind: Event.Kind
  let subject: RegisterEntry.Subject
  /// What the claim was about when it was enqueued.
  let amount: Money
  let issued: CivilDate?

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
  static let events: [Event.Kind] =
    [.claimRegistered, .paymentRecorded, .claimCorrected, .claimReopened] + Event.Kind.givenUp

  /// What ``init(_:)`` reads.
  static let selection = """
    SELECT event.id, event.at, event.event, claim.id, claim.creditor, claim.reference,
      claim.amount - (SELECT coalesce(sum(change), 0) FROM amount_correction WHERE claim_id = claim.id), claim.currency,
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

  func entry(
    _ kind: RegisterEntry.Kind, _ amount: Money, valueDate: CivilDate? = nil, externalID: String? = nil
  ) -> RegisterEntry {
    RegisterEntry(
      subject: subject, kind: kind, bookedAt: Instant(milliseconds: at), amount: amount, valueDate: valueDate,
      externalID: externalID)
  }
}
