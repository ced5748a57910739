extension Creditor {
  /// Whether any account is known, so that a notice names one.
  package var hasAccount: Bool { iban != nil || account != nil || !accounts.isEmpty }

  /// Whether a notice over this currency tells where to pay.
  package func names(accountFor currency: Currency) -> Bool {
    printedAccount(for: currency) != nil || upi != nil && currency.code == "INR"
  }

  /// The creditor as a notice over this currency names them: with the account for it, or with none, since a sum that is
  /// paid into another currency's account comes back, or comes in short.
  package func paid(in currency: Currency) -> Creditor {
    guard let printed = printedAccount(for: currency) else {
      var creditor = self
      (creditor.iban, creditor.account, creditor.bic, creditor.bankName) = (nil, nil, nil, nil)
      return creditor
    }
    // The one that stands alone in the configuration has its bank beside it.
    guard !accounts.isEmpty, printed.key != ownAccount?.key else { return self }
    var creditor = self
    creditor.iban = printed.isIBAN ? printed.number : nil
    creditor.account = printed.isIBAN ? nil : printed.number
    (creditor.bic, creditor.bankName) = (nil, printed.bank)
    return creditor
  }

  /// The account that is printed for a currency: the creditor's own where it is for it, else the first that is listed
  /// with the currency, else the first of which none is said and whose country has that money.
  private func printedAccount(for currency: Currency) -> CreditorAccount? {
    if let ownAccount, ownAccount.isIBAN, takes(currency, into: ownAccount) { return ownAccount }
    if let said = accounts.first(where: { $0.currency == currency }) { return said }
    return ([ownAccount].compactMap { $0 } + accounts).first { takes(currency, into: $0) }
  }

  /// The one under `iban` or `account`, with the currency that the list has for it.
  private var ownAccount: CreditorAccount? {
    let own =
      iban.map { CreditorAccount(number: $0, isIBAN: true) }
      ?? account.map { CreditorAccount(number: $0, isIBAN: false, bank: bankName) }
    return accounts.isEmpty ? own : accounts.first { $0.key == own?.key } ?? own
  }

  /// An account of which no currency is said holds the money of its country; where that is not known, any.
  private func takes(_ currency: Currency, into account: CreditorAccount) -> Bool {
    if let said = account.currency { return said == currency }
    guard let country = account.isIBAN ? String(account.number.prefix(2)) : country else { return true }
    let money = Currency.used(in: country)
    return money.isEmpty || money.contains(currency)
  }
}
