/// `POST /v1/claims/{id}/payments`.
package struct PaymentRequest: Codable, Hashable, Sendable {
  /// More than nothing, whichever way the money went.
  package var amount: String
  /// `payment` when left out, `credit-note`; `refund` and `chargeback` take money away again.
  package var kind: String?
  /// The day the money arrived or went; today in the debtor's zone when left out.
  package var date: String?
  /// The bank's or wallet's own number of the payment; the same number counts once for a claim.
  package var id: String?

  package init(amount: String, kind: String? = nil, date: String? = nil, id: String? = nil) {
    self.amount = amount
    self.kind = kind
    self.date = date
    self.id = id
  }
}

/// A payment on record.
package struct PaymentResponse: Codable, Hashable, Sendable {
  /// `payment`, `credit-note`, `refund` or `chargeback`.
  package var kind: String
  package var amount: String
  package var currency: String
  package var date: String
  @Nullable package var id: String?
  package var recordedAt: String

  private enum CodingKeys: String, CodingKey {
    case kind
    case amount
    case currency
    case date
    case id
    case recordedAt = "recorded_at"
  }

  package init(kind: String, amount: String, currency: String, date: String, id: String?, recordedAt: String) {
    self.kind = kind
    self.amount = amount
    self.currency = currency
    self.date = date
    self.id = id
    self.recordedAt = recordedAt
  }
}
