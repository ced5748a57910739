/// An amount of a table as a number to count with: exact, up to eight decimals.
struct TableAmount: Hashable {
  private var units: Int128
  private var decimals: Int

  private static let decimalsMax = 8

  /// Reads digits with a point, perhaps with a minus before them; nil when there are too many.
  init?(_ text: String) {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    let fraction = parts.count == 2 ? parts[1] : ""
    guard (1...2).contains(parts.count), parts[0].count <= 20, fraction.count <= Self.decimalsMax else { return nil }
    let padding = String(repeating: "0", count: Self.decimalsMax - fraction.count)
    guard let units = Int128(parts[0] + fraction + padding) else { return nil }
    self.units = units
    decimals = fraction.count
  }

  var isZero: Bool { units == 0 }
  var isNegative: Bool { units < 0 }

  /// `-1234.50`, with as many decimals as went in.
  var text: String {
    let digits = String(units.magnitude)
    let padded = String(repeating: "0", count: max(0, Self.decimalsMax + 1 - digits.count)) + digits
    let fraction = padded.suffix(Self.decimalsMax).prefix(decimals)
    return (isNegative ? "-" : "") + padded.dropLast(Self.decimalsMax) + (fraction.isEmpty ? "" : ".\(fraction)")
  }

  /// With no decimals where they are all noughts, and with two at least where they are not: `88000`, `12.50`.
  var shortText: String {
    var text = text
    guard text.contains(".") else { return text }
    while text.hasSuffix("0") { text.removeLast() }
    if text.hasSuffix(".") { return String(text.dropLast()) }
    return text.split(separator: ".")[1].count == 1 ? text + "0" : text
  }

  static func + (left: Self, right: Self) -> Self {
    var sum = left
    sum.units += right.units
    sum.decimals = max(left.decimals, right.decimals)
    return sum
  }

  static prefix func - (amount: Self) -> Self {
    var opposite = amount
    opposite.units = -amount.units
    return opposite
  }

  var magnitude: Self { isNegative ? -self : self }
}
