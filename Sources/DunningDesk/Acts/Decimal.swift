import Dunning

/// Sums of the wire, to be counted with.
enum Decimal {
  /// A decimal string as money; nil for one that is none, or of a currency that nobody knows.
  static func money(_ text: String, _ currency: String) -> Money? {
    guard let code = Currency(currency) else { return nil }
    let digits = text.hasPrefix("-") ? String(text.dropFirst()) : text
    // What cannot be read as a sum is shown as it is, and not counted with.
    guard let money = try? Money(parsing: digits, currency: code) else { return nil }
    return text.hasPrefix("-") ? money.negated : money
  }
}
