/// An exact percentage a year, or the factor by which one is multiplied: no binary fraction ever stands between a rate
/// and the sum it makes.
package struct Percent: Hashable, Sendable, Comparable {
  /// Millionths of one percent: `10.27 %` is 10,270,000. Within ``RuleLimits/percentMax`` on both sides of nought.
  package let millionths: Int64

  package init(millionths: Int64) { self.millionths = millionths }

  package static let zero = Percent(millionths: 0)

  /// Reads `10.27` or `-0.88`: a decimal number with at most four decimals, which leaves room for an exact product.
  ///
  /// - Throws: ``RuleError`` `.invalidText` with how to write it.
  package init(parsing text: String) throws(RuleError) {
    guard let tenThousandths = decimal(text, decimals: 4), abs(tenThousandths) <= RuleLimits.percentMax * 10_000 else {
      throw RuleError(
        .invalidText, "\(quoted(text)) is not a percentage",
        hint: "write a decimal number, at most \(RuleLimits.percentMax), with at most four decimals, e.g. \"9.5\"")
    }
    self.init(millionths: tenThousandths * 100)
  }

  /// With two decimals at least, e.g. `10.27`, `9.00`, `4.1175`.
  package var text: String {
    let magnitude = millionths.magnitude
    var decimals = padded(Int(magnitude % 1_000_000), 6)
    while decimals.count > 2, decimals.last == "0" { decimals.removeLast() }
    return "\(millionths < 0 ? "-" : "")\(magnitude / 1_000_000).\(decimals)"
  }

  package static func < (left: Percent, right: Percent) -> Bool { left.millionths < right.millionths }

  package static func + (left: Percent, right: Percent) -> Percent {
    Percent(millionths: left.millionths + right.millionths)
  }

  static func * (left: Percent, right: Factor) -> Percent {
    Percent(millionths: left.millionths * right.hundredths / 100)
  }
}

/// What a rate is multiplied by, e.g. 1.35: exact, since no rate has more than four decimals.
package struct Factor: Hashable, Sendable, Comparable {
  /// `1.35` is 135.
  package let hundredths: Int64

  package static let one = Factor(hundredths: 100)

  init(hundredths: Int64) { self.hundredths = hundredths }

  /// Reads `1.35`: more than nought, at most ten, with at most two decimals.
  ///
  /// - Throws: ``RuleError`` `.invalidText` with how to write it.
  package init(parsing text: String) throws(RuleError) {
    guard let hundredths = decimal(text, decimals: 2), (1...1_000).contains(hundredths) else {
      throw RuleError(
        .invalidText, "\(quoted(text)) is not a factor", hint: "write a number with at most two decimals, e.g. \"1.35\""
      )
    }
    self.init(hundredths: hundredths)
  }

  package var text: String { String(Percent(millionths: hundredths * 10_000).text) }

  package static func < (left: Factor, right: Factor) -> Bool { left.hundredths < right.hundredths }
}

/// The decimal number that this text spells, as a whole number of its last decimal; nil when it is none, has more
/// decimals or would not fit.
private func decimal(_ text: String, decimals count: Int) -> Int64? {
  let isNegative = text.first == "-"
  let parts = text.dropFirst(isNegative ? 1 : 0).split(separator: ".", omittingEmptySubsequences: false)
  guard parts.count <= 2, let whole = digits(parts[0].utf8) else { return nil }
  let decimals = parts.count == 2 ? String(parts[1]) : "0"
  guard decimals.utf8.count <= count, let fraction = digits(decimals.utf8) else { return nil }
  let scale = (0..<count).reduce(Int64(1)) { power, _ in power * 10 }
  let unit = (0..<(count - decimals.utf8.count)).reduce(Int64(1)) { power, _ in power * 10 }
  let magnitude = Int64(whole) * scale + Int64(fraction) * unit
  return isNegative ? -magnitude : magnitude
}
