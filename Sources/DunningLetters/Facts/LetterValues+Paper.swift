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
    set(
      .totalFormal,
      .optionalFigure(language.formalMoney[total.currency.code]?.filled([.number: language.number(total)])))
    set(.paymentCode, .flag(code?.isBesideAccount ?? false))
    set(.paymentSlip, .flag(code?.isBesideAccount == false))
    set(.anyLate, .flag(facts.items.contains { facts.daysLate(of: $0) > 0 }))
    set(.registered, .flag(facts.isRegistered))
    set(.contactName, .optional(head.contact.map { Self.clean($0.name) }))
    if let phone = head.contact?.phone { set(.creditorPhone, .text(Self.unbroken(phone))) }
    if let email = head.contact?.email { set(.creditorEmail, .text(email.text)) }
    for (name, mark) in LetterMark.names { set(name, .mark(mark.rawValue)) }
  }
}
