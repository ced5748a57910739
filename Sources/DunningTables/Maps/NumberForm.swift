/// How a file writes amounts.
package struct NumberForm: Hashable, Sendable {
  /// What stands before the decimals.
  package var decimal: Character
  /// What stands between groups of three digits; nil when nothing may.
  package var thousands: Character?

  package init(decimal: Character = ".", thousands: Character? = nil) {
    self.decimal = decimal
    self.thousands = thousands
  }

  /// The signs that a map may name as `thousands`.
  package static let separators: [Character] = [".", ",", "'", "’", " ", "_"]

  /// What stands before or behind an amount and is no part of it.
  private static let currencySigns: Set<Character> = ["€", "$", "£", "¥", "￥", "₹", "₽", "₩"]

  /// The amount as digits with a point, perhaps with a minus before it.
  ///
  /// A sign or the three letters of a currency at an end are left away; they are read where the map takes the currency
  /// from.
  package func read(_ text: String) throws(TableFault) -> String {
    if let value = value(text) { return value }
    throw TableFault("\"\(text)\" is not an amount", hint: hint(text))
  }

  /// The same; nil when it is no amount in this form.
  func value(_ text: String) -> String? {
    var rest = Self.plain(text)
    var isNegative = false
    if rest.hasPrefix("("), rest.hasSuffix(")") {
      isNegative = true
      rest = String(rest.dropFirst().dropLast()).trimmed
    }
    rest = Self.withoutCurrency(rest)
    let isSigned = Self.withoutSign(&rest)
    return digits(Self.withoutCurrency(rest)).map { (isNegative != isSigned ? "-" : "") + $0 }
  }

  /// With narrow digits and signs in place of wide ones, and one kind of blank.
  private static func plain(_ text: String) -> String {
    String(
      text.trimmed.map { character in
        if character.isWhitespace { return " " }
        if character == "−" || character == "–" { return "-" }
        guard let scalar = character.unicodeScalars.first, (0xFF01...0xFF5E).contains(scalar.value),
          let narrow = Unicode.Scalar(scalar.value - 0xFEE0), character != "￥"
        else { return character }
        return Character(narrow)
      })
  }

  private static func withoutSign(_ text: inout String) -> Bool {
    if text.hasPrefix("-") || text.hasPrefix("+") {
      let isNegative = text.removeFirst() == "-"
      text = text.trimmed
      return isNegative
    }
    guard text.hasSuffix("-") else { return false }
    text = String(text.dropLast()).trimmed
    return true
  }

  private static func withoutCurrency(_ text: String) -> String {
    var text = text
    if let first = text.first, currencySigns.contains(first) { text = String(text.dropFirst()).trimmed }
    if let last = text.last, currencySigns.contains(last) { text = String(text.dropLast()).trimmed }
    if text.suffix(3).allSatisfy(\.isCapital) { text = String(text.dropLast(3)).trimmed }
    if text.prefix(3).allSatisfy(\.isCapital) { text = String(text.dropFirst(3)).trimmed }
    return text
  }

  private func digits(_ text: String) -> String? {
    let parts = text.split(separator: decimal, omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count), let whole = whole(String(parts[0])) else { return nil }
    guard parts.count == 2 else { return whole }
    guard !parts[1].isEmpty, parts[1].allSatisfy(\.isDigit) else { return nil }
    return "\(whole).\(parts[1])"
  }

  /// The digits before the decimals; groups must be of three.
  private func whole(_ text: String) -> String? {
    guard let thousands, text.contains(thousands) else {
      return !text.isEmpty && text.allSatisfy(\.isDigit) ? text : nil
    }
    let groups = text.split(separator: thousands, omittingEmptySubsequences: false)
    guard (1...3).contains(groups[0].count), groups.dropFirst().allSatisfy({ $0.count == 3 }),
      groups.allSatisfy({ $0.allSatisfy(\.isDigit) })
    else { return nil }
    return groups.joined()
  }

  /// What to do about an amount that is none in this form.
  package func hint(_ text: String) -> String {
    if Self.isRounded(text) { return "the spreadsheet has rounded it: give the column a number format, export again" }
    if let likely = NumberForm.likely(for: [text]), likely != self {
      let group = likely.thousands.map { ", thousands: \"\($0)\"" } ?? ""
      return "say `decimal: \"\(likely.decimal)\"\(group)` under `file:` in a map (dunningctl map draft FILE)"
    }
    if value(text) != nil { return "write narrow digits alone, or have a map read it (dunningctl map draft FILE)" }
    return "write digits with a decimal point and no separators, e.g. 1234.56"
  }

  private static func isRounded(_ text: String) -> Bool {
    let parts = text.split(whereSeparator: { $0 == "E" || $0 == "e" })
    return parts.count == 2 && parts[1].drop { $0 == "+" || $0 == "-" }.allSatisfy(\.isDigit)
      && parts[0].first?.isDigit ?? false
  }
}

extension Character {
  /// Of the ten that ASCII has.
  var isDigit: Bool { ("0"..."9").contains(self) }

  /// Of the 26 that ASCII has.
  fileprivate var isCapital: Bool { ("A"..."Z").contains(self) }
}
