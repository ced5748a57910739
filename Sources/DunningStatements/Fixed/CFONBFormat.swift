/// Reads the French banks' statements (CFONB 120).
///
/// - Source: CFONB, "Relevé de compte sur support informatique", records 01, 04, 05 and 07.
struct CFONBFormat: LineFormat {
  private var head: StatementHead?
  private var opening = Amount.zero
  private var entry: StatementEntry?
  private var lines: [String] = []
  private var hasStatement = false

  mutating func take(_ line: TextLine, _ events: inout [StatementEvent]) throws(StatementFailure) {
    let record = Columns(line)
    guard record.text(1...120) != nil else { return }
    switch record.exact(1...2) {
    case "01": try begin(record, &events)
    case "04":
      endEntry(&events)
      guard head != nil else { throw StatementFailure("an entry before its account (record 01)", line: line.number) }
      entry = try Self.entry(record)
    case "05": try takeDetail(record)
    case "07": try endAccount(record, &events)
    default: throw StatementFailure("\"\(record.exact(1...2))\" is no record of CFONB 120", line: line.number)
    }
  }

  func end(_ line: Int, _ events: inout [StatementEvent]) throws(StatementFailure) {
    guard head == nil, hasStatement else {
      throw StatementFailure(
        "the file ends before the new balance (record 07): it is cut off; get it from the bank again", line: line)
    }
  }

  private mutating func begin(_ record: Columns, _ events: inout [StatementEvent]) throws(StatementFailure) {
    guard head == nil else {
      throw StatementFailure("an account begins before the new balance of the last (record 07)", line: record.line)
    }
    var head = StatementHead(line: record.line)
    head.account = NationalAccount.french(
      bank: record.exact(3...7), branch: record.exact(12...16), account: record.exact(22...32).uppercased())
    head.currency = record.text(17...19)
    (self.head, hasStatement) = (head, true)
    opening = try Self.amount(record)
    events.append(.began(head))
  }

  private static func entry(_ record: Columns) throws(StatementFailure) -> StatementEntry {
    var entry = StatementEntry(amount: try amount(record), currency: record.text(17...19), line: record.line)
    entry.booked = try record.day(35...40) { Day(shortFromDay: $0) }
    entry.value = try record.day(43...48) { Day(shortFromDay: $0) }
    entry.returnReason = record.reference(41...42)
    entry.bankReference = record.reference(105...120) ?? record.reference(82...88)
    entry.text = record.text(49...79)
    return entry
  }

  private mutating func takeDetail(_ record: Columns) throws(StatementFailure) {
    guard let name = entry.map(\.name), let text = record.text(49...118) else { return }
    switch record.exact(46...48) {
    case "NPY", "NBE": entry?.name = name ?? text
    case "RCN": entry?.endToEnd = Placeholder.reference(record.text(49...83))
    case "RUM": entry?.mandate = record.text(49...83)
    case "LCS": entry?.structured = record.text(49...83)
    case "MMO": try takeForeign(record)
    case "IPY", "IBE", "NPO", "IPO", "NBU", "IBU": break
    default: lines.append(text)
    }
    guard lines.count <= StatementLimits.detailLinesMax else {
      throw StatementFailure("an entry has no end: this is no statement", line: record.line)
    }
  }

  /// What was ordered in another currency: its code, its decimals, the amount.
  private mutating func takeForeign(_ record: Columns) throws(StatementFailure) {
    guard let decimals = Int(record.exact(52...52)) else { return }
    entry?.instructed = try record.amount(53...66, decimals: decimals)
    entry?.instructedCurrency = record.text(49...51)
  }

  private mutating func endEntry(_ events: inout [StatementEvent]) {
    guard var entry else { return }
    entry.text = ([entry.text].compactMap { $0 } + lines).asLines
    events.append(.entry(entry))
    (self.entry, lines) = (nil, [])
  }

  private mutating func endAccount(_ record: Columns, _ events: inout [StatementEvent]) throws(StatementFailure) {
    endEntry(&events)
    guard head != nil else { throw StatementFailure("a new balance without its account", line: record.line) }
    events.append(.ended(StatementFoot(opening: opening, closing: try Self.amount(record))))
    head = nil
  }

  /// Thirteen digits and one that is punched over with the sign.
  private static func amount(_ record: Columns) throws(StatementFailure) -> Amount {
    guard let decimals = Int(record.exact(20...20)) else { throw record.bad(20...20, "a number of decimals") }
    let digits = record.exact(91...104)
    guard let (last, isNegative) = digits.last.flatMap(overpunched),
      let amount = Amount(minorUnits: digits.dropLast().trimmed + String(last), decimals: decimals)
    else { throw record.bad(91...104, "an amount") }
    return isNegative ? -amount : amount
  }

  /// `{` and `A` to `I` are 0 to 9 with a plus, `}` and `J` to `R` with a minus.
  private static func overpunched(_ character: Character) -> (digit: Int, isNegative: Bool)? {
    if let place = Array("{ABCDEFGHI").firstIndex(of: character) { return (place, false) }
    return Array("}JKLMNOPQR").firstIndex(of: character).map { ($0, true) }
  }
}
