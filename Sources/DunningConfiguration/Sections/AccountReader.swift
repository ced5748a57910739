import Dunning

extension CreditorAccount {
  static let keys = ["iban", "account", "currency", "bank"]

  /// Reads one entry of `accounts`; nil when it cannot be used, which is reported.
  init?(_ section: Section) {
    let iban = section.value("iban", IBAN.init(parsing:))?.text
    let account = section.value("account", Creditor.checkedAccount)
    let currency = section.text("currency")
    if let currency, Currency(currency) == nil {
      section.findings.error(
        "\(quoted(currency)) is no currency", at: section.mark(of: "currency"),
        suggestion: "use a code of ISO 4217, e.g. EUR")
    }
    if section.has("iban") == section.has("account") {
      section.findings.error(
        section.has("iban") ? "iban and account are two accounts" : "an account needs iban or account", at: section.mark,
        suggestion: "write one of them")
      return nil
    }
    guard let number = iban ?? account else { return nil }
    self.init(
      number: number, isIBAN: iban != nil, currency: currency.flatMap(Currency.init), bank: section.text("bank"))
  }
}
