/// `GET /v1/ageing`: what was open at the end of a day, by how late it was.
package struct AgeingResponse: Codable, Hashable, Sendable {
  /// What one debtor owes in one currency, or all of them together.
  package struct Row: Codable, Hashable, Sendable {
    package var creditor: String
    /// Null in a total.
    @Nullable package var debtor: String?
    @Nullable package var debtorId: String?
    package var currency: String
    /// Not due yet on that day.
    package var notDue: String
    /// Late by 1 to 30 days.
    package var upTo30: String
    package var upTo60: String
    package var upTo90: String
    package var over90: String
    /// The sum of the buckets.
    package var total: String
    /// What the debtor has with the creditor; nil from a daemon of an earlier version.
    package var credit: String?
    /// The total less the credit; negative where the creditor owes.
    package var balance: String?

    private enum CodingKeys: String, CodingKey {
      case creditor
      case debtor
      case debtorId = "debtor_id"
      case currency
      case notDue = "not_due"
      case upTo30 = "days_1_30"
      case upTo60 = "days_31_60"
      case upTo90 = "days_61_90"
      case over90 = "days_over_90"
      case total
      case credit
      case balance
    }

    package init(
      creditor: String, debtor: String?, debtorId: String?, currency: String, notDue: String, upTo30: String,
      upTo60: String, upTo90: String, over90: String, total: String,
      credit: String? = nil, balance: String? = nil
    ) {
      self.creditor = creditor
      self.debtor = debtor
      self.debtorId = debtorId
      self.currency = currency
      self.notDue = notDue
      self.upTo30 = upTo30
      self.upTo60 = upTo60
      self.upTo90 = upTo90
      self.over90 = over90
      self.total = total
      self.credit = credit
      self.balance = balance
    }
  }

  package var asOf: String
  /// By creditor, debtor and currency.
  package var rows: [Row]
  /// By creditor and currency: the rows add up to them.
  package var totals: [Row]

  private enum CodingKeys: String, CodingKey {
    case asOf = "as_of"
    case rows
    case totals
  }

  package init(asOf: String, rows: [Row], totals: [Row]) {
    self.asOf = asOf
    self.rows = rows
    self.totals = totals
  }
}
