import Dunning
import DunningSQL

// A movement that a statement told of goes by the bank's number and by that of whoever paid, by whichever a person tells it.

/// Days by which a person and a bank may be apart about one movement.
let daysApartMax = 3

extension CivilDate {
  /// The days of one movement that is told of this one.
  var daysAround: ClosedRange<CivilDate> { adding(days: -daysApartMax)...adding(days: daysApartMax) }
}

/// An entry of a statement that goes by a number.
private struct NumberedEntry {
  let record: EntryRecord
  /// What a person had recorded of it before.
  let told: PaymentID?
  /// Whether the bank gave the number, and not whoever paid, who may give several the same.
  let isOfBank: Bool
}

extension Reading {
  /// The payment that a person had recorded of an entry's money, by its number, and that still counts.
  func paymentTelling(of entry: EntryID) throws -> PaymentID? {
    try sql.first(
      """
      SELECT payment.id FROM bank_entry JOIN payment ON payment.id = told_payment
      WHERE bank_entry.id = ? AND payment.undone_at IS NULL
      """, .number(entry.number)
    ) { PaymentID($0.number(0)) }
  }
}

extension Judging {
  /// The payments that count as the entry of a statement which a number belongs to, with the days on which that may be said
  /// to have been; none where no statement has the number.
  ///
  /// - Throws: ``DocketError`` `.paymentTaken` where the entry waits for a person.
  func toldByStatement(
    _ payment: Payment, _ number: String, isDateGiven: Bool, of creditor: String
  ) throws -> (counted: [PaymentRecord], days: ClosedRange<CivilDate>?) {
    var (counted, days) = ([PaymentRecord](), ClosedRange<CivilDate>?.none)
    var waiting: EntryRecord?
    for entry in try entries(numbered: number) {
      let ids = try payments(from: entry.record.id) + [entry.told].compactMap { $0 }
      let records = try ids.map { try paymentRecord($0) }.filter {
        $0.undoneAt == nil && $0.creditor == creditor && $0.payment.kind == payment.kind
      }
      let day = entry.record.entry.day ?? records.first?.payment.date ?? payment.date
      guard entry.isOfBank || entry.record.isAlike(payment, day: isDateGiven ? day : nil) else { continue }
      let owners = rulebook.owners(ofAccount: entry.record.account)?.creditors ?? []
      if records.isEmpty {
        if entry.record.waits(as: payment, of: owners, creditor) { waiting = waiting ?? entry.record }
        continue
      }
      let around = day.daysAround
      days =
        min(
          days?.lowerBound ?? around.lowerBound, around.lowerBound)...max(
          days?.upperBound ?? around.upperBound, around.upperBound)
      counted += records
    }
    if counted.isEmpty, let waiting { throw waiting.isDecidedThere(number) }
    return (counted, days)
  }

  private func entries(numbered number: String) throws -> [NumberedEntry] {
    try sql.all(
      """
      SELECT id, told_payment, bank_reference FROM bank_entry WHERE bank_reference = ?1 AND verdict IS NOT NULL
      UNION SELECT id, told_payment, bank_reference FROM bank_entry WHERE end_to_end = ?1 AND verdict IS NOT NULL
      ORDER BY 1
      """, .text(number)
    ) { (id: EntryID($0.number(0)), told: $0.numberIfAny(1).map(PaymentID.init), isOfBank: $0.textIfAny(2) == number) }
    .map { NumberedEntry(record: try entryRecord($0.id), told: $0.told, isOfBank: $0.isOfBank) }
  }
}

extension EntryRecord {
  /// Whether it is of the sum of a payment and, where that is said, of about its day.
  fileprivate func isAlike(_ payment: Payment, day: CivilDate?) -> Bool {
    counts.minorUnits == payment.kind.paid(payment.amount) && counts.currency == payment.amount.currency
      && (day.map { $0.daysAround.contains(payment.date) } ?? true)
  }

  /// Whether it waits for a person and may be such a payment of a creditor's.
  fileprivate func waits(as payment: Payment, of creditors: [String], _ creditor: String) -> Bool {
    verdict == .proposed && kind == payment.kind && counts.currency == payment.amount.currency
      && creditors.contains(creditor)
  }

  /// What waits is decided there, or it would count twice.
  fileprivate func isDecidedThere(_ number: String) -> DocketError {
    DocketError(
      .paymentTaken, "payment \(quoted(number)) is entry \(id) of a statement, which waits for a person",
      hint: "`dunningctl payment assign \(id) CLAIM` counts it; what is not to count is put aside first: "
        + "`dunningctl payment ignore \(id)`")
  }
}
