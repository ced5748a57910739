/// An entry with the account that it is of: what a line of JSON says, or a row of a table.
struct StatementRow: Hashable, Sendable {
  /// The creditor's own: an IBAN, or as the bank writes it; nil when the file does not say.
  var ownAccount: String?
  var entry: StatementEntry
  /// What is booked after this entry, where the file says it of each.
  var balance: Amount?

  init(ownAccount: String?, entry: StatementEntry, balance: Amount? = nil) {
    self.ownAccount = ownAccount
    self.entry = entry
    self.balance = balance
  }
}
