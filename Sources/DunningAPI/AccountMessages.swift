/// `POST /v1/debtors/{debtor}/statement-of-account`: the statements that were asked for, one a currency.
package struct AccountAsked: Codable, Hashable, Sendable {
  package var statements: [Entry]

  package struct Entry: Codable, Hashable, Sendable {
    package var creditor: String
    package var debtorId: String
    package var debtor: String
    package var currency: String
    /// What is open in all.
    package var outstanding: String
    /// What the debtor has with the creditor.
    package var credit: String
    /// The one less the other; negative where the creditor owes.
    package var balance: String
    /// How many claims are open.
    package var open: Int
    /// When it is to leave.
    package var at: String

    private enum CodingKeys: String, CodingKey {
      case creditor
      case debtorId = "debtor_id"
      case debtor
      case currency
      case outstanding
      case credit
      case balance
      case open
      case at
    }

    package init(
      creditor: String, debtorId: String, debtor: String, currency: String, outstanding: String, credit: String,
      balance: String, open: Int, at: String
    ) {
      self.creditor = creditor
      self.debtorId = debtorId
      self.debtor = debtor
      self.currency = currency
      self.outstanding = outstanding
      self.credit = credit
      self.balance = balance
      self.open = open
      self.at = at
    }
  }

  package init(statements: [Entry]) { self.statements = statements }
}
