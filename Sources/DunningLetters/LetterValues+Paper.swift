import Dunning

extension LetterValues {
  /// What only a letter on paper says, and the marks of its lines.
  mutating func addPaper(_ facts: NoticeFacts, _ total: Money, _ language: LetterLanguage) {
    let head = facts.creditor.letterhead
    let code = LetterPaymentCode(facts, total: total)
    set(.place, .optional(head.place.map(Self.clean)))
    set(.signatory, .optional(head.signatory.map(Self.clean)))
    set(.authority, .optional(head.authority.map(Self.clean)))
    set(.totalInCapitals, .optional(language.tag == "zh-Hans" ? ChineseAmount.capitals(total) : nil))
    set(.totalFormal, .optionalFigure(language.formalMoney[total.currency.code]?.filled([.number: language.number(total)])))
    set(.paymentReference, .text(LetterPaymentCode.reference(facts)))
    set(.paymentCode, .flag(code?.isBesideAccount ?? false))
    set(.paymentSlip, .flag(code?.isBesideAccount == false))
    set(.few, .flag(facts.items.count <= LetterPaymentCode.namedReferencesMax))
    for (name, mark) in LetterMark.names { set(name, .mark(mark.rawValue)) }
  }
}
