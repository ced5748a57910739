/// Currencies as Chinese banks name them.
enum CurrencyName {
  private static let codes = [
    "人民币": "CNY", "人民币元": "CNY", "美元": "USD", "欧元": "EUR", "港币": "HKD", "港元": "HKD", "英镑": "GBP", "日元": "JPY",
    "澳元": "AUD", "加元": "CAD", "瑞士法郎": "CHF", "新加坡元": "SGD",
  ]

  /// The code of ISO 4217 for a name that is known, else the text in capitals.
  static func code(_ text: String) -> String { codes[text] ?? text.uppercased() }
}
