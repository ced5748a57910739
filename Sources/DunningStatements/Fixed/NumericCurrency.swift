/// The three digits of currencies that accounts in Spain are kept in.
///
/// - Source: ISO 4217, list one.
enum NumericCurrency {
  static func code(_ digits: String) -> String? { codes[digits] }

  private static let codes = [
    "978": "EUR", "840": "USD", "826": "GBP", "756": "CHF", "392": "JPY", "124": "CAD", "036": "AUD", "752": "SEK",
    "578": "NOK", "208": "DKK", "985": "PLN", "203": "CZK", "348": "HUF", "504": "MAD", "484": "MXN", "156": "CNY",
    "986": "BRL", "949": "TRY", "946": "RON", "975": "BGN", "344": "HKD", "554": "NZD", "702": "SGD", "710": "ZAR",
  ]
}
