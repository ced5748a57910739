/// One movement of an account as the bank or wallet tells it; nil is what it does not say.
package struct StatementEntry: Hashable, Sendable {
  /// Plus is money that came in.
  package var amount: Amount
  /// A code of ISO 4217; nil where neither the entry nor its statement has one.
  package var currency: String?
  package var booked: Day?
  package var value: Day?
  package var status = EntryStatus.booked
  /// Whether it takes an earlier entry back; ``amount`` has the sign of what moved.
  package var isReversal = false
  /// What the bank calls this entry; not the placeholder for none (`NONREF`).
  package var bankReference: String?
  /// What the one who pays, or collects, calls the transfer; not the placeholder for none (`NOTPROVIDED`).
  package var endToEnd: String?
  /// Of a direct debit.
  package var mandate: String?
  /// The other side.
  package var name: String?
  /// The other side's: an IBAN without spaces, or as the bank writes it.
  package var account: String?
  /// What the one who paid wrote, or else what the bank says of it. Where the bank broke a line there is a newline, and
  /// whether a blank belongs there nobody knows: banks break words.
  package var text: String?
  /// A reference in a field of its own, such as RF, QRR, +++ or KID, as it is written.
  package var structured: String?
  /// Why money came back, the bank's code, e.g. `MD06`.
  package var returnReason: String?
  /// What was ordered, where it is not ``amount``: before charges, or in another currency. Never below zero.
  package var instructed: Amount?
  package var instructedCurrency: String?
  /// What the bank kept of it, or took for it.
  package var charges: Amount?
  /// At a wallet: what the other side paid.
  package var gross: Amount?
  /// At a wallet: what it kept.
  package var fee: Amount?
  /// What a sum that was booked as one consists of, and single parts that are not its whole.
  package var parts: [StatementEntry] = []
  /// Where it begins in the file, from 1.
  package var line: Int

  package init(amount: Amount, currency: String?, line: Int) {
    self.amount = amount
    self.currency = currency
    self.line = line
  }
}
