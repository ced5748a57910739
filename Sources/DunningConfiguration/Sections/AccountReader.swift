import Dunning

extension CreditorAccount {
  static let keys = ["iban", "account", "currency", "bank"]

  /// Reads one entry of `accounts`; nil when it cannot be used, which is reported.
  init?(_ section: Section) {
    let iban = section.value("iban", IBAN.init(parsing:))?.text
    let account = section.value("account", Self.checkedNumber)
    let currency = section.text("currency")
    if let currency, Currency(currency) == nil {
      section.findings.error(
        "\(quoted(currency)) is no currency", at: section.mark(of: "currency"),
        suggestion: "use a code of ISO 4217, e.g. EUR")
    }
    if section.has("iban") == section.has("account") {
      section.findings.error(
        section.has("iban") ? "iban and account are two accounts" : "an account needs iban or account",
        at: section.mark,
        suggestion: "write one of them")
      return nil
    }
    guard let number = iban ?? account else { return nil }
    self.init(
      number: number, isIBAN: iban != nil, currency: currency.flatMap(Currency.init), bank: section.text("bank"))
  }

  /// A number, or what a wallet calls an account; where an IBAN is meant, its check digits must be looked at.
  private static func checkedNumber(_ text: String) throws(RuleError) -> String {
    if (try? IBAN(parsing: text)) != nil { return try Creditor.checkedAccount(text) }
    guard text.contains(where: { $0.isLetter || $0.isNumber }), text.unicodeScalars.count <= 70 else {
      throw RuleError(
        .invalidText, "\(quoted(text)) is not an account", hint: "write its number, or the address of the wallet")
    }
    return text
  }
}
