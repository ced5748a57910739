/// Amounts and days as the syntaxes write them.
enum InvoiceNumber {
  /// Digits with a point, perhaps with a minus; with two decimals at least and no noughts behind them.
  static func amount(_ text: String) -> String {
    var text = text
    if text.hasPrefix("+") { text.removeFirst() }
    guard isAmount(text) else { return text }
    if text.hasPrefix(".") { text = "0" + text }
    if text.hasPrefix("-.") { text = "-0" + text.dropFirst() }
    var parts = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    if parts.count == 1 { return text + ".00" }
    while parts[1].count > 2, parts[1].hasSuffix("0") { parts[1].removeLast() }
    return parts[0] + "." + parts[1] + String(repeating: "0", count: max(0, 2 - parts[1].count))
  }

  static func isAmount(_ text: String) -> Bool {
    let digits = text.hasPrefix("-") || text.hasPrefix("+") ? text.dropFirst() : text[...]
    let parts = digits.split(separator: ".", omittingEmptySubsequences: false)
    return (1...2).contains(parts.count) && digits.count <= 24 && parts.contains { !$0.isEmpty }
      && parts.allSatisfy { $0.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } }
  }

  /// An amount as a number of its hundred-millionths; nil for what is none, or has more decimals.
  static func units(_ amount: String) -> Int128? {
    guard isAmount(amount) else { return nil }
    let parts = amount.split(separator: ".", omittingEmptySubsequences: false)
    let decimals = parts.count == 2 ? String(parts[1]) : ""
    guard decimals.count <= 8 else { return nil }
    return Int128(String(parts[0]) + decimals + String(repeating: "0", count: 8 - decimals.count))
  }

  static func isZero(_ amount: String) -> Bool { isAmount(amount) && amount.allSatisfy { !$0.isNumber || $0 == "0" } }

  /// `20261231` and `2026-12-31`, with whatever follows, as `2026-12-31`; nil when it is no day.
  static func day(_ text: String) -> String? {
    let digits = text.prefix(10).filter { $0.isNumber && $0.isASCII }
    guard digits.count >= 8, text.first?.isNumber ?? false else { return nil }
    let (year, month, day) = (digits.prefix(4), digits.dropFirst(4).prefix(2), digits.dropFirst(6).prefix(2))
    guard let monthNumber = Int(month), (1...12).contains(monthNumber), let dayNumber = Int(day),
      (1...daysOf(month: monthNumber, year: Int(year) ?? 0)).contains(dayNumber)
    else { return nil }
    return "\(year)-\(month)-\(day)"
  }

  private static func daysOf(month: Int, year: Int) -> Int {
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    return month == 2 ? (isLeap ? 29 : 28) : [4, 6, 9, 11].contains(month) ? 30 : 31
  }
}
