/// An account of BAI2: its balances, and how its entries are read.
struct BAI2Account {
  private(set) var head: StatementHead
  private(set) var foot = StatementFoot()
  private let decimals: Int

  init(_ record: BAI2Record, group: BAI2Group?) throws(StatementFailure) {
    let fields = record.fields
    head = StatementHead(line: record.line)
    head.account = fields.first?.meant
    // Where nobody says it, it is the dollar.
    let currency = fields.dropFirst().first?.meant ?? group?.currency ?? "USD"
    head.currency = currency
    decimals = Self.decimals[currency] ?? 2
    try takeBalances(fields.dropFirst(2), line: record.line)
  }

  /// The currencies whose amounts have no two decimals.
  private static let decimals = [
    "JPY": 0, "KRW": 0, "CLP": 0, "ISK": 0, "VND": 0, "BHD": 3, "KWD": 3, "OMR": 3, "JOD": 3, "TND": 3,
  ]

  /// Groups of kind, amount, number of items and type of funds.
  private mutating func takeBalances(_ fields: ArraySlice<Substring>, line: Int) throws(StatementFailure) {
    var rest = fields
    while let kind = rest.popFirst() {
      let amount = rest.popFirst()?.meant
      _ = rest.popFirst()
      Self.skipFunds(&rest)
      switch kind.trimmed {
      case "010": foot.opening = try amount.map { text throws(StatementFailure) in try self.amount(text, line: line) }
      case "015": foot.closing = try amount.map { text throws(StatementFailure) in try self.amount(text, line: line) }
      default: break
      }
    }
  }

  /// How the funds are available: S has three amounts behind it, V a day and a time, D so many pairs.
  private static func skipFunds(_ rest: inout ArraySlice<Substring>) {
    switch rest.popFirst()?.trimmed.uppercased() {
    case "S": rest = rest.dropFirst(3)
    case "V": rest = rest.dropFirst(2)
    case "D":
      rest = rest.dropFirst(1 + 2 * (rest.first.flatMap { Int($0.trimmed) }.map { max(0, min($0, 1_000)) } ?? 0))
    default: break
    }
  }

  /// Nil for what moves no money.
  func entry(_ record: BAI2Record, group: BAI2Group?) throws(StatementFailure) -> StatementEntry? {
    var rest = record.lines[0].split(separator: ",", omittingEmptySubsequences: false)[...]
    guard let kind = rest.popFirst()?.meant.flatMap({ Int($0) }) else {
      throw StatementFailure("an entry has no type", line: record.line)
    }
    guard let text = rest.popFirst()?.meant else { return nil }
    let amount = try self.amount(text, line: record.line)
    guard kind != Self.message else { return nil }
    Self.skipFunds(&rest)
    let isDebit = Self.debits.contains { $0.contains(kind) }
    var entry = StatementEntry(amount: isDebit ? -amount : amount, currency: head.currency, line: record.line)
    entry.booked = group?.day
    let moves = isDebit || Self.credits.contains { $0.contains(kind) }
    entry.status = !moves ? .information : group?.isInterim == true ? .pending : .booked
    entry.bankReference = rest.popFirst().flatMap { Placeholder.reference(String($0)) }
    entry.endToEnd = rest.popFirst().flatMap { Placeholder.reference(String($0)) }
    entry.text = ([rest.joined(separator: ",")] + record.lines.dropFirst()).compactMap(\.meant).asLines
    return entry
  }

  private static let message = 890
  /// The rest are sums, and what is said of loans.
  private static let credits = [100...399, 920...959]
  private static let debits = [400...699, 960...999]

  private func amount(_ text: String, line: Int) throws(StatementFailure) -> Amount {
    let isNegative = text.hasPrefix("-")
    let digits = isNegative || text.hasPrefix("+") ? text.dropFirst() : text[...]
    guard let amount = Amount(minorUnits: digits, decimals: decimals) else {
      throw StatementFailure("\"\(text)\" is not an amount", line: line)
    }
    return isNegative ? -amount : amount
  }
}
