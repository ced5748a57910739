/// Reads the Spanish banks' statements (Norma 43, also called AEB 43 and CSB 43).
///
/// - Source: AEB, "Serie normas y procedimientos bancarios" 43: records 11, 22, 23, 24, 33 and 88.
struct Norma43Format: LineFormat {
  private var head: StatementHead?
  private var opening = Amount.zero
  private var totals = ControlTotals()
  private var entry: StatementEntry?
  private var lines: [String] = []
  /// Whether the record that was read last has all its columns.
  private var isWholeLine = false

  mutating func take(_ line: TextLine, _ events: inout [StatementEvent]) throws(StatementFailure) {
    let record = Columns(line)
    guard record.text(1...80) != nil else { return }
    isWholeLine = record.exact(1...80).unicodeScalars.count == 80
    switch record.exact(1...2) {
    case "11": try begin(record, &events)
    case "22":
      endEntry(&events)
      guard head != nil else { throw StatementFailure("an entry before its account (record 11)", line: line.number) }
      entry = try Self.entry(record, currency: head?.currency)
    case "23": try takeText(record)
    case "24": try takeForeign(record)
    case "33": try endAccount(record, &events)
    // The number of records says nothing that the counts of the accounts do not.
    case "88", "00", "99": break
    default: throw StatementFailure("\"\(record.exact(1...2))\" is no record of Norma 43", line: line.number)
    }
  }

  /// Some banks leave the last records away; where the file ends inside one, it is cut off.
  mutating func end(_ line: Int, _ events: inout [StatementEvent]) throws(StatementFailure) {
    guard head != nil else { return }
    guard isWholeLine else {
      throw StatementFailure(
        "the file ends before the final balance (record 33): it is cut off; get it from the bank again", line: line)
    }
    endEntry(&events)
    var foot = StatementFoot(opening: opening)
    foot.remarks.append("there is no final balance (record 33): entries may be missing")
    events.append(.ended(foot))
  }

  private mutating func begin(_ record: Columns, _ events: inout [StatementEvent]) throws(StatementFailure) {
    guard head == nil else {
      throw StatementFailure("an account begins before the final balance of the last (record 33)", line: record.line)
    }
    var head = StatementHead(line: record.line)
    head.account = NationalAccount.spanish(
      bank: record.exact(3...6), branch: record.exact(7...10), account: record.exact(11...20))
    head.currency = NumericCurrency.code(record.exact(48...50))
    self.head = head
    opening = try Self.signed(record, sign: 33, 34...47)
    totals = ControlTotals()
    events.append(.began(head))
  }

  private static func entry(_ record: Columns, currency: String?) throws(StatementFailure) -> StatementEntry {
    let amount = try signed(record, sign: 28, 29...42)
    var entry = StatementEntry(amount: amount, currency: currency, line: record.line)
    entry.booked = try record.day(11...16) { Day(short: $0) }
    entry.value = try record.day(17...22) { Day(short: $0) }
    entry.bankReference = record.reference(43...52)
    entry.text = record.reference(53...80)
    return entry
  }

  private mutating func takeText(_ record: Columns) throws(StatementFailure) {
    guard entry != nil else { return }
    lines += [record.text(5...42), record.text(43...80)].compactMap { $0 }
    guard lines.count <= StatementLimits.detailLinesMax else {
      throw StatementFailure("an entry has no end: this is no statement", line: record.line)
    }
  }

  /// What was ordered in another currency.
  private mutating func takeForeign(_ record: Columns) throws(StatementFailure) {
    entry?.instructed = try record.amount(8...21, decimals: 2)
    entry?.instructedCurrency = NumericCurrency.code(record.exact(5...7))
  }

  private mutating func endEntry(_ events: inout [StatementEvent]) {
    guard var entry else { return }
    entry.text = ([entry.text].compactMap { $0 } + lines).asLines
    totals.count(entry.amount)
    events.append(.entry(entry))
    (self.entry, lines) = (nil, [])
  }

  private mutating func endAccount(_ record: Columns, _ events: inout [StatementEvent]) throws(StatementFailure) {
    endEntry(&events)
    guard head != nil else { throw StatementFailure("a final balance without its account", line: record.line) }
    var foot = StatementFoot(opening: opening, closing: try Self.signed(record, sign: 59, 60...73))
    foot.remarks = totals.disagreements(
      debits: (try record.count(21...25), try record.amount(26...39, decimals: 2)),
      credits: (try record.count(40...44), try record.amount(45...58, decimals: 2)))
    events.append(.ended(foot))
    head = nil
  }

  /// 1 is what the creditor owes, 2 what they have.
  private static func signed(
    _ record: Columns, sign: Int, _ range: ClosedRange<Int>
  ) throws(StatementFailure) -> Amount {
    let amount = try record.amount(range, decimals: 2)
    switch record.exact(sign...sign) {
    case "1": return -amount
    case "2": return amount
    default: throw record.bad(sign...sign, "1 or 2")
    }
  }
}
