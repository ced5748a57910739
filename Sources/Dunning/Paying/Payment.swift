/// Money that came in for a claim, or went back.
package struct Payment: Hashable, Sendable {
  package enum Kind: String, Sendable, CaseIterable {
    case payment
    /// The creditor gave up a part, with a document.
    case creditNote = "credit-note"
    /// The creditor sent money back.
    case refund
    /// The debtor's bank or card took it back.
    case chargeback
    /// What the debtor may keep back who paid in time: see ``CashDiscount``.
    case discount

    /// Those that a person tells of: a discount follows from what is told.
    package static let told: [Kind] = [.payment, .creditNote, .refund, .chargeback]

    /// True where less is owed without any money.
    package var isGivenUp: Bool { self == .creditNote || self == .discount }

    /// True when more is owed afterwards.
    package var reopens: Bool { self == .refund || self == .chargeback }
  }

  /// The bank's or wallet's own number of the payment.
  package let externalID: String?
  package let kind: Kind
  /// More than nothing, whichever way it went.
  package let amount: Money
  /// The day the money arrived, or went.
  package let date: CivilDate
  package let recordedAt: Instant
  /// Its number in the docket; nil of one that is not there.
  package let number: PaymentID?
  /// The list of what is open from which alone it is known; nil of one that a statement or a person tells of.
  package let list: OpenListID?

  package init(
    externalID: String?, kind: Kind = .payment, amount: Money, date: CivilDate, recordedAt: Instant,
    number: PaymentID? = nil, list: OpenListID? = nil
  ) {
    self.externalID = externalID
    self.kind = kind
    self.amount = amount
    self.date = date
    self.recordedAt = recordedAt
    self.number = number
    self.list = list
  }
}
