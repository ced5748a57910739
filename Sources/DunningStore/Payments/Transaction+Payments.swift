import Crypto
import Dunning
import DunningBytes
import DunningSQL

extension Judging {
  /// The payments that count with a number that is unique for the creditor.
  fileprivate func payments(numbered externalID: String?, of creditor: String) throws -> [PaymentRecord] {
    guard let externalID else { return [] }
    return try sql.all(paymentByNumber, .text(externalID), .text(creditor)) { try paymentRecord($0) }
  }

  /// The payment that is told again.
  ///
  /// - Parameter isSame: whether a payment is told of the same claim, or the same debtor.
  /// - Throws: ``DocketError`` `.paymentTaken` when the number is known with other content, or elsewhere: one transfer counts
  ///   once, or its creditor would forgo the money.
  func known(
    _ payment: Payment, isDateGiven: Bool, of creditor: String, for subject: String,
    isSame: (PaymentRecord) -> Bool
  ) throws -> PaymentRecord? {
    // Dockets of earlier versions may have a number several times.
    let numbered = try payments(numbered: payment.externalID, of: creditor)
    guard let number = payment.externalID else { return nil }
    var (counted, days) = (numbered, ClosedRange<CivilDate>?.none)
    if numbered.isEmpty {
      (counted, days) = try toldByStatement(payment, number, isDateGiven: isDateGiven, of: creditor)
    }
    guard let first = counted.first else { return nil }
    guard let known = counted.first(where: isSame) else { throw Self.taken(number, first, for: subject) }
    let said = known.payment
    let isOfDay = days?.contains(payment.date) ?? (said.date == payment.date)
    guard said.amount == payment.amount, said.kind == payment.kind, !isDateGiven || isOfDay else {
      throw DocketError(
        .paymentTaken, "payment \(quoted(number)) is known with another amount, day or kind",
        hint: said.recordedAt == payment.recordedAt
          ? "two rows have this number: a number is one payment"
          : "`dunningctl payment show \(known.id)` shows it; one that was recorded by mistake is undone first")
    }
    return known
  }

  private static func taken(_ number: String, _ counted: PaymentRecord, for subject: String) -> DocketError {
    let place =
      counted.standing.first.map { "on claim \($0.claim) (\($0.reference))" }
      ?? "for \(counted.debtor?.name ?? "nobody yet")"
    return DocketError(
      .paymentTaken, "payment \(quoted(number)) counted \(place) already",
      hint:
        "where one transfer paid several claims, record it for the debtor, or give each part an id of its own, e.g. "
        + quoted("\(number)/\(subject)"))
  }
}

/// The payments of a creditor that have a number and count. A number has few payments and a creditor many.
let paymentByNumber = """
  \(PaymentRecord.selection)
  WHERE external_id = ? AND payment.creditor = ? AND account IS NULL AND undone_at IS NULL ORDER BY payment.id
  """

/// The entry of a statement that a payment comes from.
struct PaymentSource {
  /// The creditor's own account: ``CreditorAccount/key``.
  let account: String
  let entry: EntryID
  /// The bank's number of it, or that of whoever paid.
  let number: String?
}

extension Payment.Kind {
  /// Why what waits about its claims is dropped.
  fileprivate var why: String { reopens ? "a payment went back" : "a payment came in" }
}

extension Payment {
  /// As it stands in the journal, with how much of it the entry is about.
  func journalled(_ amount: Money, as id: PaymentID) -> [JournalKey: String] {
    var data: [JournalKey: String] = [
      .payment: id.description, .amount: amount.decimal, .currency: amount.currency.code, .date: date.iso,
    ]
    data[.externalID] = externalID
    if kind != .payment { data[.kind] = kind.rawValue }
    data[.list] = list?.description
    return data
  }

  /// A hash over what the docket's own chain does not say of it, since that is never erased.
  static func sha256(externalID: String?, account: String?, entry: Int64?) -> String {
    let text = Journal.json(["account": account ?? "", "entry": entry.map { "\($0)" } ?? "", "id": externalID ?? ""])
    return Hex.text(SHA256.hash(data: Array(text.utf8)))
  }
}

extension Transaction {
  /// Records what somebody tells of money for a claim.
  ///
  /// - Returns: the claim afterwards, and whether the payment was new.
  func pay(_ name: ClaimName, _ telling: PaymentTelling) throws -> (record: ClaimRecord, isNew: Bool) {
    let record = try find(name)
    let claim = record.claim
    let day = try telling.day(today: today(for: claim), latest: now.latestDay, issued: claim.draft.issued)
    let payment = Payment(
      externalID: telling.externalID, kind: telling.kind, amount: try telling.money(in: claim.draft.amount.currency),
      date: day, recordedAt: now)
    let paid = try self.record(payment, isDateGiven: telling.date != nil, for: record)
    // Whatever moves money counts as a change of its claim.
    return (paid, paid.revision != record.revision)
  }

  /// Records money for one claim: all of it is set against that.
  func record(_ payment: Payment, isDateGiven: Bool, for record: ClaimRecord) throws -> ClaimRecord {
    let claim = record.claim
    let known = try known(
      payment, isDateGiven: isDateGiven, of: claim.draft.creditor, for: claim.draft.reference
    ) { known in known.allocations.contains { $0.claim == claim.id } }
    if known != nil { return record }
    let id = PaymentID(
      try sql.inserted(
        """
        INSERT INTO payment (creditor, debtor_id, claim_id, external_id, kind, amount, currency, paid_on, recorded_at, list_id)
        SELECT creditor, debtor_id, id, ?, ?, ?, currency, ?, ?, ? FROM claim WHERE id = ?
        """, SQLValue(payment.externalID), .text(payment.kind.rawValue), .number(payment.amount.minorUnits),
        .text(payment.date.iso), .number(payment.recordedAt.milliseconds), SQLValue(payment.list?.number),
        .number(claim.id.number)))
    try allocate(payment.amount, of: payment, id, to: claim, as: .paymentRecorded)
    try dropWaitingNotices(of: claim.id, because: payment.kind.why)
    return try replan(claim.id)
  }

  /// Records money for a debtor, with what of it is set against which claims at once; the rest is their credit.
  ///
  /// - Parameter debtor: the number of their row.
  func record(
    _ payment: Payment, from source: PaymentSource? = nil, ofDebtor debtor: Int64, of creditor: String,
    shares: [(claim: ClaimID, amount: Money)]
  ) throws -> PaymentID {
    let currency = payment.amount.currency
    let left = shares.reduce(payment.amount.minorUnits) { $0 - $1.amount.minorUnits }
    let id = PaymentID(
      try sql.inserted(
        """
        INSERT INTO payment (creditor, debtor_id, account, entry, external_id, kind, amount, currency, paid_on, recorded_at,
          unallocated) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """, .text(creditor), .number(debtor), SQLValue(source?.account), SQLValue(source?.entry.number),
        SQLValue(payment.externalID), .text(payment.kind.rawValue),
        .number(payment.amount.minorUnits), .text(currency.code), .text(payment.date.iso),
        .number(payment.recordedAt.milliseconds), .number(left)))
    var data = payment.journalled(payment.amount, as: id)
    // Without the bank's number: what is about no claim is not erased. The claims' own entries have it.
    data[.externalID] = nil
    data[.sha256] = Payment.sha256(
      externalID: payment.externalID, account: source?.account, entry: source?.entry.number)
    data[.debtor] = String(debtor)
    data[.unallocated] = Money(minorUnits: left, currency: currency).decimal
    try journal(Event(.paymentRecorded, actor: actor, data: data))
    for share in shares {
      try allocate(share.amount, of: payment, id, to: try self.record(share.claim).claim, as: .paymentRecorded)
    }
    try requireCredit(ofDebtor: debtor, in: currency)
    try goOn(with: shares.map(\.claim), ofDebtor: debtor, in: currency, because: payment.kind.why)
    return id
  }
}
