package import Dunning

/// A payment as somebody tells of it.
package struct PaymentTelling: Sendable, Hashable {
  /// A decimal string in the currency that it is for.
  package var amount: String
  package var kind: Payment.Kind
  /// Today where the debtor is, when nil.
  package var date: CivilDate?
  package var externalID: String?
  /// Whether a day is taken that is still to come, or before there was an invoice.
  package var isDayAccepted: Bool

  package init(
    amount: String, kind: Payment.Kind = .payment, date: CivilDate? = nil, externalID: String? = nil,
    isDayAccepted: Bool = false
  ) {
    self.amount = amount
    self.kind = kind
    self.date = date
    self.externalID = externalID
    self.isDayAccepted = isDayAccepted
  }

  /// - Throws: ``RuleError`` `.invalidAmount`.
  func money(in currency: Currency) throws(RuleError) -> Money {
    if amount.hasPrefix("-") || amount.hasPrefix("\u{2212}") {
      throw RuleError(
        .invalidAmount, "\(quoted(amount)) is less than nothing",
        hint: "money that goes back is a kind of its own: refund (you sent it back) or chargeback (the bank took it "
          + "back), with the amount above nothing; what was recorded by mistake is undone with `payment undo`")
    }
    let money = try Money(parsing: amount, currency: currency)
    guard money.isPositive else { throw RuleError(.invalidAmount, "a payment must be more than nothing", hint: nil) }
    return money
  }

  /// The day that it came in or went, unless that is a question.
  ///
  /// - Parameters:
  ///   - today: where the debtor is.
  ///   - latest: the last day that has begun anywhere.
  ///   - issued: the first day of what it pays; nil where nobody knows.
  /// - Throws: ``RuleError`` `.invalidDate` for a day that needs a second look and got none.
  func day(today: CivilDate, latest: CivilDate, issued: CivilDate?) throws(RuleError) -> CivilDate {
    guard let day = date else { return today }
    // Nobody can confirm a day that is still to come: nothing was paid yet.
    if day > latest {
      throw RuleError(
        .invalidDate, "\(day.iso) is still to come, and what is paid then does not count yet",
        hint: "record it when it is there; what the debtor says they will pay is a promise")
    }
    if let issued, day < issued, !isDayAccepted {
      throw RuleError(
        .invalidDate, "\(day.iso) is before \(issued.iso), the day of the invoice that it pays",
        hint: "look at the year; with `--yes` (`\"accept\": true`) it is taken, as a payment in advance")
    }
    return day
  }
}

/// A claim that somebody sets money against, and how much.
package struct PaymentShare: Sendable, Hashable {
  package let claim: ClaimName
  /// A decimal string in the claim's currency; nil is as much as is open, or is there.
  package let amount: String?

  package init(_ claim: ClaimName, amount: String? = nil) {
    self.claim = claim
    self.amount = amount
  }
}
