/// A claim as far as a payment can be for it.
package struct MatchClaim: Hashable, Sendable {
  /// A deduction that was agreed for paying early.
  package struct Discount: Hashable, Sendable {
    /// Of the whole sum.
    package let percent: Percent
    /// The last day on which the money may come.
    package let until: CivilDate

    package init(percent: Percent, until: CivilDate) {
      self.percent = percent
      self.until = until
    }
  }

  package let id: ClaimID
  package let reference: String
  /// What else the debtor may quote.
  package let paymentReferences: [PaymentReference]
  /// Equal for claims of one debtor.
  package let debtor: String
  package let debtorName: String
  package let state: Claim.State
  /// What was owed when it was enqueued.
  package let amount: Money
  /// What is still open of it.
  package let open: Money
  /// The same with interest and costs, where the debtor owes those: never less than ``open``.
  package let owed: Money
  package let discount: Discount?
  /// What the debtor may keep back of it who pays in time, which is taken off by itself; nil where there is none.
  package var cashDiscount: CashDiscount?
  /// Whether the entry's other account is one that a person confirmed for this debtor.
  package let isPayerKnown: Bool

  package init(
    id: ClaimID, reference: String, paymentReferences: [PaymentReference] = [], debtor: String, debtorName: String,
    state: Claim.State = .open, amount: Money, open: Money? = nil, owed: Money? = nil, discount: Discount? = nil,
    isPayerKnown: Bool = false
  ) {
    self.id = id
    self.reference = reference
    self.paymentReferences = paymentReferences
    self.debtor = debtor
    self.debtorName = debtorName
    self.state = state
    self.amount = amount
    self.open = open ?? amount
    self.owed = owed ?? open ?? amount
    self.discount = discount
    self.isPayerKnown = isPayerKnown
  }

  /// The same where more is owed than is open of the sum itself.
  package func owing(_ owed: Money) -> MatchClaim {
    guard owed.currency == open.currency, owed.minorUnits > open.minorUnits else { return self }
    var claim = MatchClaim(
      id: id, reference: reference, paymentReferences: paymentReferences, debtor: debtor, debtorName: debtorName,
      state: state, amount: amount, open: open, owed: owed, discount: discount, isPayerKnown: isPayerKnown)
    claim.cashDiscount = cashDiscount
    return claim
  }

  /// What is enough with its discount; nil where there is none, or less is open than it takes off.
  package var discounted: Money? {
    guard let cashDiscount, cashDiscount.amount.currency == open.currency else { return nil }
    let rest = Money(minorUnits: open.minorUnits - cashDiscount.amount.minorUnits, currency: open.currency)
    return rest.isPositive ? rest : nil
  }

  /// Whether money can be set against it by the rule alone.
  var isOpen: Bool { state.isOpen && owed.isPositive }

  /// The other side's account as the index of payers has it: letters and digits alone.
  package static func payerKey(_ account: String) -> String { SquashedText(account).text }
}

/// A payment that came in before, as far as a return can be of it.
package struct MatchPayment: Hashable, Sendable {
  /// How the store calls it.
  package let id: String
  /// What counted for the debtor.
  package let amount: Money
  package let booked: CivilDate
  package let endToEnd: String?
  package let mandate: String?
  package let bankReference: String?
  /// What of it was set against which claim and stands.
  package let allocations: [Part]

  package struct Part: Hashable, Sendable {
    package let claim: ClaimID
    package let reference: String
    package let amount: Money

    package init(claim: ClaimID, reference: String, amount: Money) {
      self.claim = claim
      self.reference = reference
      self.amount = amount
    }
  }

  package init(
    id: String, amount: Money, booked: CivilDate, endToEnd: String? = nil, mandate: String? = nil,
    bankReference: String? = nil, allocations: [Part]
  ) {
    self.id = id
    self.amount = amount
    self.booked = booked
    self.endToEnd = endToEnd
    self.mandate = mandate
    self.bankReference = bankReference
    self.allocations = allocations
  }
}
