/// What a debtor may keep back who pays in time.
package struct CashDiscount: Hashable, Sendable {
  /// More than nothing, less than the sum.
  package let amount: Money
  /// The last day on which the rest may come in.
  package let until: CivilDate

  package init(amount: Money, until: CivilDate) {
    self.amount = amount
    self.until = until
  }

  /// Reads `2%` of a sum, or an amount in its currency. A part of the smallest unit is rounded half up.
  ///
  /// - Throws: ``RuleError`` `.invalidAmount` with what is wrong.
  package static func amount(parsing text: String, of sum: Money) throws(RuleError) -> Money {
    let amount = try text.hasSuffix("%") ? share(parsing: text, of: sum) : Money(parsing: text, currency: sum.currency)
    guard amount.isPositive, amount.minorUnits < sum.minorUnits else {
      throw RuleError(
        .invalidAmount, "a discount of \(quoted(text)) is not between nothing and \(sum.decimal)",
        hint: "write a share of the sum, e.g. 2%, or an amount, e.g. 24.00")
    }
    return amount
  }

  private static func share(parsing text: String, of sum: Money) throws(RuleError) -> Money {
    let digits = text.dropLast().split(separator: ".", omittingEmptySubsequences: false)
    let fraction = digits.count == 2 ? String(digits[1]) : ""
    guard let whole = digits.first, digits.count <= 2, !whole.isEmpty, digits.count == 1 || !fraction.isEmpty,
      (whole + fraction).utf8.allSatisfy({ (0x30...0x39).contains($0) }), whole.count <= 2, fraction.count <= 4,
      let number = Int128(whole + fraction)
    else {
      throw RuleError(
        .invalidAmount, "\(quoted(text)) is no share of a sum", hint: "write it with a point, e.g. 2% or 2.5%")
    }
    let scale = (0..<fraction.count).reduce(100 as Int128) { scale, _ in scale * 10 }
    let units = (Int128(sum.minorUnits) * number * 2 + scale) / (2 * scale)
    // Less than the sum, which has room.
    return Money(minorUnits: Int64(units), currency: sum.currency)
  }
}

extension [Payment] {
  /// Whether what came in by the last day, without what went back, is enough with the discount.
  package func deserve(_ discount: CashDiscount, on sum: Money) -> Bool {
    let inTime = reduce(0 as Int64) { total, payment in
      switch payment.kind {
      case .payment, .creditNote: payment.date <= discount.until ? total + payment.amount.minorUnits : total
      case .refund, .chargeback: total - payment.amount.minorUnits
      case .discount: total
      }
    }
    return inTime >= sum.minorUnits - discount.amount.minorUnits
  }
}
