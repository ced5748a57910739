/// An exact decimal number with a sign, of no currency: banks write up to five decimals, programs up to thirteen.
package struct Amount: Hashable, Sendable, Comparable {
  /// In units of 10⁻¹⁵. What is read has at most fifteen digits before the point, so that no sum of entries overflows.
  private var units: Int128

  package static let zero = Amount(units: 0)
  private static let decimalsMax = 15
  private static let wholeDigitsMax = 15

  private init(units: Int128) { self.units = units }

  /// Reads digits with at most one decimal mark, and perhaps a sign before them; nil for anything else.
  ///
  /// - Parameter marks: what may stand before the decimals. What could be a separator of thousands is no digit.
  package init?(_ text: some StringProtocol, marks: Set<Character> = ["."]) {
    var rest = text[...]
    let isNegative = rest.first == "-"
    if isNegative || rest.first == "+" { rest = rest.dropFirst() }
    let parts = rest.split(maxSplits: 1, omittingEmptySubsequences: false) { marks.contains($0) }
    let (whole, decimals) = (parts[0], parts.count > 1 ? parts[1] : "")
    guard !(whole.isEmpty && decimals.isEmpty), let value = Self.units(whole: whole, decimals: decimals) else {
      return nil
    }
    units = isNegative ? -value : value
  }

  /// Reads a whole number of minor units, as fixed records have them.
  ///
  /// - Parameter decimals: how many of the digits stand behind the point, at most fifteen.
  package init?(minorUnits text: some StringProtocol, decimals: Int) {
    let digits = String(repeating: "0", count: max(0, decimals + 1 - text.count)) + text
    guard !text.isEmpty, (0...Self.decimalsMax).contains(decimals),
      let value = Self.units(whole: digits.dropLast(decimals), decimals: digits.suffix(decimals))
    else { return nil }
    units = value
  }

  private static func units(whole: some StringProtocol, decimals: some StringProtocol) -> Int128? {
    let isZeroBeyond = decimals.dropFirst(decimalsMax).allSatisfy { $0 == "0" }
    let significant = whole.drop { $0 == "0" }
    guard whole.utf8.allSatisfy(isDigit), decimals.utf8.allSatisfy(isDigit), isZeroBeyond,
      significant.utf8.count <= wholeDigitsMax
    else { return nil }
    let kept = decimals.prefix(decimalsMax).utf8
    let padding = repeatElement(UInt8(ascii: "0"), count: decimalsMax - kept.count)
    let digits = Array(significant.utf8) + kept + padding
    return digits.reduce(0) { $0 * 10 + Int128($1 - UInt8(ascii: "0")) }
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

  package var isNegative: Bool { units < 0 }
  package var magnitude: Amount { Amount(units: abs(units)) }

  /// The decimal number: a sign where it is below zero, a point, no separators.
  ///
  /// - Parameter decimals: how many there are at least; there are more where the amount has more.
  package func text(decimals: Int) -> String {
    let digits = String(units.magnitude)
    let padded = String(repeating: "0", count: max(0, Self.decimalsMax + 1 - digits.utf8.count)) + digits
    var fraction = padded.suffix(Self.decimalsMax)
    while fraction.utf8.count > decimals, fraction.last == "0" { fraction = fraction.dropLast() }
    let whole = (units < 0 ? "-" : "") + padded.dropLast(Self.decimalsMax)
    return fraction.isEmpty ? whole : "\(whole).\(fraction)"
  }

  package static prefix func - (amount: Amount) -> Amount { Amount(units: -amount.units) }
  package static func + (left: Amount, right: Amount) -> Amount { Amount(units: left.units + right.units) }
  package static func - (left: Amount, right: Amount) -> Amount { Amount(units: left.units - right.units) }
  package static func += (left: inout Amount, right: Amount) { left.units += right.units }
  package static func < (left: Amount, right: Amount) -> Bool { left.units < right.units }
}

extension Amount: CustomStringConvertible {
  package var description: String { text(decimals: 2) }
}
