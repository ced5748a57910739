package import Dunning

/// What a person corrects of a claim: every field that is named gets another value.
package struct ClaimCorrection: Sendable, Hashable {
  /// A value that need not be there.
  package enum Choice<Value: Sendable & Hashable>: Sendable, Hashable {
    case set(Value)
    case cleared
  }

  /// A decimal in the claim's currency, more than nothing; nil leaves it.
  package var amount: String?
  package var due: Deadline?
  /// ``Policy/name``.
  package var policy: String?
  package var issued: Choice<CivilDate>?
  package var contract: Choice<String>?
  package var paymentLink: Choice<String>?
  /// `2%` of the sum, or a decimal; cleared, there is no discount.
  package var discount: Choice<String>?
  package var discountUntil: CivilDate?
  /// Whether the creditor forgoes what the law owes beside the sum.
  package var isWaived: Bool?
  /// Whether days and sums are taken that are a question, such as a deadline before the invoice.
  package var areDaysAccepted = false
  package var paymentReference: Choice<String>?

  package init() {}

  package var isEmpty: Bool {
    var nothing = ClaimCorrection()
    nothing.areDaysAccepted = areDaysAccepted
    return self == nothing
  }
}

extension ClaimCorrection {
  /// A field that can be corrected, under the names that the journal has for its value and for the one before.
  struct Field: Sendable {
    let after: JournalKey
    let before: JournalKey
  }

  static let fields: [Field] = [
    Field(after: .amount, before: .amountBefore), Field(after: .due, before: .dueBefore),
    Field(after: .policy, before: .policyBefore), Field(after: .issued, before: .issuedBefore),
    Field(after: .contract, before: .contractBefore), Field(after: .paymentLink, before: .paymentLinkBefore),
    Field(after: .discount, before: .discountBefore), Field(after: .discountUntil, before: .discountUntilBefore),
    Field(after: .waived, before: .waivedBefore),
    Field(after: .paymentReference, before: .paymentReferenceBefore),
  ]

  /// What the journal says of a claim that is now another: each field that changed, with both values.
  static func changes(from old: ClaimDraft, to new: ClaimDraft) -> [JournalKey: String] {
    let (old, new) = (old.registered, new.registered)
    var data: [JournalKey: String] = [:]
    for field in fields where old[field.after] != new[field.after] {
      data[field.before] = old[field.after]
      data[field.after] = new[field.after]
    }
    return data
  }

  /// Carries out what an entry of the journal tells on what the entries before it came to.
  static func corrected(_ registered: [String: String], by entry: [String: String]) -> [String: String] {
    var registered = registered
    for field in fields where entry[field.after] != nil || entry[field.before] != nil {
      registered[field.after.rawValue] = entry[field.after]
    }
    return registered
  }

  /// The claim as it is then.
  ///
  /// - Throws: ``RuleError`` for an amount that is none.
  func corrected(_ draft: ClaimDraft) throws(RuleError) -> ClaimDraft {
    var corrected = ClaimDraft(
      creditor: draft.creditor, reference: draft.reference, debtor: draft.debtor,
      amount: try amount.map { text throws(RuleError) in try Self.amount(text, draft.amount.currency) } ?? draft.amount,
      due: due ?? draft.due, policy: policy ?? draft.policy, issued: issued.value(draft.issued),
      contract: contract.value(draft.contract), paymentLink: paymentLink.value(draft.paymentLink),
      dueBasis: draft.dueBasis, received: draft.received, contracted: draft.contracted,
      paymentReference: paymentReference.value(draft.paymentReference))
    corrected.contacts = draft.contacts
    corrected.isWaived = isWaived ?? draft.isWaived
    corrected.discount = try discount(of: draft, on: corrected.amount)
    return corrected
  }

  private func discount(of draft: ClaimDraft, on sum: Money) throws(RuleError) -> CashDiscount? {
    if discount == .cleared { return nil }
    if discount == nil, let kept = draft.discount, sum != draft.amount {
      throw Self.question(kept, of: draft.amount, on: sum)
    }
    var amount = draft.discount?.amount
    if case .set(let text) = discount { amount = try CashDiscount.amount(parsing: text, of: sum) }
    guard amount != nil || discountUntil != nil else { return nil }
    guard let amount, let until = discountUntil ?? draft.discount?.until else {
      throw RuleError(
        .invalidAmount, "a discount is an amount and a last day", hint: "give both, `--discount` and `--discount-until`"
      )
    }
    guard amount.minorUnits < sum.minorUnits else {
      throw RuleError(
        .invalidAmount, "a discount of \(amount.decimal) is all of the claim or more",
        hint: "correct it as well: `--discount`")
    }
    return CashDiscount(amount: amount, until: until)
  }

  /// Of a discount only the amount is known: whether it was a share of the sum, a person says.
  private static func question(_ discount: CashDiscount, of old: Money, on sum: Money) -> RuleError {
    let units = (Int128(discount.amount.minorUnits) * Int128(sum.minorUnits) * 2 / Int128(old.minorUnits) + 1) / 2
    let share = Money(minorUnits: Int64(clamping: units), currency: sum.currency)
    return RuleError(
      .invalidAmount,
      "the discount of \(discount.amount.decimal) was for \(old.decimal); what it is for \(sum.decimal) has to be said",
      hint: "say it as well: `--discount \(share.decimal)` keeps its share of the sum, `--discount "
        + "\(discount.amount.decimal)` its amount, `--discount ''` takes it away")
  }

  /// What is odd about another sum of a claim for which money came in; nil for what is taken without asking.
  ///
  /// A list of open items says what is left of a claim, and that is no correction of what it was about.
  func doubt(about amount: Money, of claim: Claim) -> RuleError? {
    let (old, paid) = (claim.draft.amount, claim.paid)
    guard !areDaysAccepted, paid.isPositive, amount.minorUnits < old.minorUnits,
      amount.minorUnits < paid.minorUnits || amount == claim.outstanding
    else { return nil }
    let code = old.currency.code
    let what = amount == claim.outstanding ? "just what is open of it" : "less than came in for it"
    return RuleError(
      .invalidAmount,
      "\(amount.decimal) \(code) is \(what): claim \(claim.id) is about \(old.decimal), and \(paid.decimal) came in",
      hint: "where \(amount.decimal) is what is still open, the claim stays about "
        + "\(Money.sum([amount, paid], in: old.currency).decimal) (a list of what is open is taken in with `import "
        + "--snapshot`); where it never was about more than \(amount.decimal), `--yes` (`\"accept\": true`) takes it")
  }

  private static func amount(_ text: String, _ currency: Currency) throws(RuleError) -> Money {
    let money = try Money(parsing: text, currency: currency)
    guard money.isPositive else {
      throw RuleError(
        .invalidAmount, "a claim must be about more than nothing",
        hint: "what is not owed at all is withdrawn: `dunningctl withdraw`")
    }
    return money
  }
}

extension Optional {
  /// The new value where one is named, else the old one.
  fileprivate func value<Value>(_ old: Value?) -> Value? where Wrapped == ClaimCorrection.Choice<Value> {
    switch self {
    case .set(let value): value
    case .cleared: nil
    case nil: old
    }
  }
}
