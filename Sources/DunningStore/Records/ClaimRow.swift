import Dunning
import DunningSQL

/// A claim's row as it stands in the docket, also where it makes no sense.
struct ClaimRow: Sendable {
  let id: ClaimID
  let debtor: Int64
  let currency: String
  let paid: Int64
  let demanded: Int64
  let state: String
  let reason: String?
  let pausedUntil: String?
  let enqueuedAt: Int64
  let cause: String?
  let reopenedAt: Int64?
  let key: [UInt8]
  /// Whether it is the debtor's newest claim.
  let isLastOfDebtor: Bool
  /// The sum; nil in no currency.
  let money: Money?
  let dueEnd: Instant
  let digest: [UInt8]
  /// The due day, or the moment: one of them is nil.
  let dueDate: String?
  let dueAt: Instant?
  /// The columns that never change, under the names that the journal has for them.
  let registered: [JournalKey: String]

  var creditor: String { registered[.creditor] ?? "" }

  /// All that ``registered`` can hold.
  static let names: Set<JournalKey> = [
    .creditor, .reference, .amount, .currency, .due, .policy, .issued, .contract, .paymentLink, .dueBasis,
    .received, .contracted, .ownContacts, .discount, .discountUntil, .waived, .paymentReference,
  ]

  /// What stays of a claim that is erased.
  var remains: [JournalKey: String] {
    var remains = registered.filter { Self.remaining.contains($0.key) }
    remains[.paid] = String(paid)
    remains[.state] = state
    remains[.enqueuedAt] = String(enqueuedAt)
    return remains
  }

  static let remaining: [JournalKey] = [
    .creditor, .reference, .amount, .currency, .due, .policy, .paid, .state, .enqueuedAt,
  ]

  /// What ``init(_:)`` reads.
  static let selection = """
    SELECT id, debtor_id, currency, paid, state, state_reason, paused_until, enqueued_at, case_key, creditor,
      reference, amount, due_date, due_at, policy, issued, contract, payment_link,
      id = (SELECT max(id) FROM claim AS other WHERE other.debtor_id = claim.debtor_id), cause, reopened_at,
      due_basis, received, contracted, contacts, discount, discount_until, waived, payment_reference, forgone,
      demanded, amount, due_end, digest, due_date, due_at
    FROM claim
    """

  init(_ row: SQLRow) {
    id = ClaimID(row.number(0))
    debtor = row.number(1)
    currency = row.text(2)
    paid = row.number(3)
    state = row.text(4)
    reason = row.textIfAny(5)
    pausedUntil = row.textIfAny(6)
    enqueuedAt = row.number(7)
    key = row.bytes(8)
    isLastOfDebtor = row.number(18) == 1
    cause = row.textIfAny(19)
    reopenedAt = row.numberIfAny(20)
    var registered: [JournalKey: String] = [
      .creditor: row.text(9), .reference: row.text(10), .currency: currency, .policy: row.text(14),
      .amount: Currency(currency).map { Money(minorUnits: row.number(11), currency: $0).decimal } ?? "",
    ]
    registered[.due] =
      row.textIfAny(12) ?? row.numberIfAny(13).map { Instant(milliseconds: $0).rfc3339(offsetSeconds: 0) }
    registered[.issued] = row.textIfAny(15)
    registered[.contract] = row.textIfAny(16)
    registered[.paymentLink] = row.textIfAny(17)
    registered[.dueBasis] = row.textIfAny(21)
    registered[.received] = row.textIfAny(22)
    registered[.contracted] = row.textIfAny(23)
    registered[.ownContacts] = row.textIfAny(24)
    registered[.discount] = row.numberIfAny(25).flatMap { units in
      Currency(row.text(2)).map { Money(minorUnits: units, currency: $0).decimal }
    }
    registered[.discountUntil] = row.textIfAny(26)
    let forgone = row.number(29)
    registered[.waived] =
      row.number(27) != 0
      ? Waiver.all.word
      : forgone == 0 ? nil : Currency(currency).map { Money(minorUnits: forgone, currency: $0).decimal }
    registered[.paymentReference] = row.textIfAny(28)
    demanded = row.number(30)
    self.registered = registered
    money = Currency(currency).map { Money(minorUnits: row.number(31), currency: $0) }
    dueEnd = Instant(milliseconds: row.number(32))
    digest = row.bytes(33)
    (dueDate, dueAt) = (row.textIfAny(34), row.numberIfAny(35).map(Instant.init(milliseconds:)))
  }
}

extension Reading {
  /// The row of a claim; nil when there is none.
  func claimRow(_ id: ClaimID) throws -> ClaimRow? {
    try sql.first("\(ClaimRow.selection) WHERE id = ?", .number(id.number), read: ClaimRow.init)
  }
}
