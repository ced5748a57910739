import Dunning

extension LetterValues {
  /// What only a statement of account says.
  mutating func add(_ account: NoticeFacts.Account, _ language: LetterLanguage) {
    let balance = account.balance
    set(.since, .figure(language.date(account.since)))
    set(.credit, .optionalFigure(account.credit.isPositive ? language.money(account.credit) : nil))
    // Without a credit it is what is open, which stands there.
    let isOwed = account.credit.minorUnits != 0 && balance.minorUnits >= 0
    set(.balance, .optionalFigure(isOwed ? language.money(balance) : nil))
    set(.inFavour, .optionalFigure(balance.minorUnits < 0 ? language.money(balance.negated) : nil))
    set(.anyOpen, .flag(account.outstanding.isPositive))
    set(.anyMoved, .flag(!account.movements.isEmpty))
    set(.movements, .list(account.movements.map { Self.movement($0, language) }))
  }

  private static func movement(_ money: NoticeFacts.Account.Movement, _ language: LetterLanguage) -> LetterRow {
    LetterRow([
      .movedOn: .figure(language.date(money.date)), .movedSum: .figure(language.money(money.amount)),
      .movedPaid: .flag(money.kind == .money(.payment)), .movedCredited: .flag(money.kind == .money(.creditNote)),
      .movedRefunded: .flag(money.kind == .money(.refund)), .movedReturned: .flag(money.kind == .money(.chargeback)),
      .movedDiscounted: .flag(money.kind == .money(.discount)), .movedCharged: .flag(money.kind == .charges),
    ])
  }
}
