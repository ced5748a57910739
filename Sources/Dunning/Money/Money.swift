/// An exact sum: a whole number of the currency's minor units.
package struct Money: Hashable, Sendable {
  /// Cents, fils or yen: `12.34 EUR` is 1234. At most ``RuleLimits/minorUnitsMax`` from outside, so sums cannot overflow.
  package var minorUnits: Int64
  package let currency: Currency

  package init(minorUnits: Int64, currency: Currency) {
    self.minorUnits = minorUnits
    self.currency = currency
  }

  /// Reads a decimal string such as `1234.56`: digits, then at most as many decimals as the currency has. Of one without
  /// decimals, `1000.00` is 1000.
  ///
  /// No sign, no thousands separator, no comma, no exponent, no spaces: a sum that can be read in two ways is refused.
  /// - Throws: ``RuleError`` `.invalidAmount` with what is wrong and how to write it.
  package init(parsing text: String, currency: Currency) throws(RuleError) {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard let whole = parts.first, !whole.isEmpty, parts.count <= 2, text.utf8.count <= 24,
      text.utf8.allSatisfy({ $0 == UInt8(ascii: ".") || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) })
    else {
      throw RuleError(
        .invalidAmount, "\(quoted(text)) is not an amount",
        hint: "write digits with a decimal point and no separators, e.g. \"1234.56\"")
    }
    var decimals = parts.count == 2 ? parts[1] : ""
    // Programs write yen with two noughts, which nobody can take for anything else; three might part thousands.
    if currency.exponent == 0, decimals == "00" { decimals = "" }
    guard parts.count == 1 || !parts[1].isEmpty, decimals.utf8.count <= currency.exponent else {
      let rule = currency.exponent == 0 ? "no decimals" : "at most \(currency.exponent) decimals"
      throw RuleError(.invalidAmount, "\(quoted(text)) has the wrong decimals", hint: "\(currency.code) has \(rule)")
    }
    let digits = String(whole) + decimals + String(repeating: "0", count: currency.exponent - decimals.utf8.count)
    guard let minorUnits = Int64(digits), minorUnits <= RuleLimits.minorUnitsMax else {
      throw RuleError(.invalidAmount, "\(quoted(text)) is larger than any sum this program keeps", hint: nil)
    }
    self.init(minorUnits: minorUnits, currency: currency)
  }

  /// The decimal string with all the decimals of the currency, e.g. `1234.50`.
  package var decimal: String {
    let exponent = currency.exponent
    let digits = String(minorUnits.magnitude)
    let padded = String(repeating: "0", count: max(0, exponent + 1 - digits.utf8.count)) + digits
    let sign = minorUnits < 0 ? "-" : ""
    return exponent == 0 ? sign + padded : "\(sign)\(padded.dropLast(exponent)).\(padded.suffix(exponent))"
  }

  /// As much the other way.
  package var negated: Money { Money(minorUnits: minorUnits == .min ? .max : -minorUnits, currency: currency) }

  package var isPositive: Bool { minorUnits > 0 }

  /// Adds a sum of the same currency. What 64 bits do not hold stays at the largest number that they do: one sum is
  /// limited, but nobody limits how many there are, and a report must not end a program.
  package mutating func add(_ other: Money) {
    let (units, overflow) = minorUnits.addingReportingOverflow(other.minorUnits)
    minorUnits = overflow ? (minorUnits < 0 ? .min : .max) : units
  }

  package static func sum(_ parts: some Sequence<Money>, in currency: Currency) -> Money {
    parts.reduce(into: Money(minorUnits: 0, currency: currency)) { $0.add($1) }
  }
}
