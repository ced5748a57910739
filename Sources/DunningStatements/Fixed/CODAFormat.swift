/// Reads the Belgian banks' statements (CODA).
///
/// - Source: Febelfin, "Coded statement of account (CODA)", version 2.6: records 0, 1, 21 to 23, 31 to 33, 8 and 9.
struct CODAFormat: LineFormat {
  private var head: StatementHead?
  private var foot = StatementFoot()
  private var totals = ControlTotals()
  private var movement: CODAMovement?
  private var records = 0
  private var isWhole = false

  mutating func take(_ line: TextLine, _ events: inout [StatementEvent]) throws(StatementFailure) {
    let record = Columns(line)
    guard record.text(1...128) != nil else { return }
    let kind = record.exact(1...1)
    // What the trailer counts.
    if "1238".contains(kind) { records += 1 }
    switch kind {
    case "0": try beginFile(record)
    case "1": try begin(record, &events)
    case "2": try takeMovement(record, &events)
    case "3": try movement?.takeInformation(record)
    case "4": break
    case "8": try endAccount(record, &events)
    case "9": try endFile(record, &events)
    default: throw StatementFailure("\"\(kind)\" is no record of CODA", line: line.number)
    }
  }

  func end(_ line: Int, _ events: inout [StatementEvent]) throws(StatementFailure) {
    guard isWhole else {
      throw StatementFailure("the file ends before its last record (9): it is cut off; get it again", line: line)
    }
  }

  private mutating func beginFile(_ record: Columns) throws(StatementFailure) {
    (records, isWhole, totals, foot) = (0, false, ControlTotals(), StatementFoot())
    if record.exact(17...17) == "D" { foot.remarks.append("the bank says that this is a copy of a statement") }
  }

  /// The account in its four forms: a Belgian number, a foreign one, a Belgian IBAN, a foreign one.
  private mutating func begin(_ record: Columns, _ events: inout [StatementEvent]) throws(StatementFailure) {
    var head = StatementHead(line: record.line)
    let isNational = record.exact(2...2) == "0"
    head.account = (isNational ? record.text(6...17) : record.text(6...39))?.squeezed
    head.currency = isNational ? record.text(19...21) : record.text(40...42)
    self.head = head
    foot.opening = try Self.balance(record, sign: 43, 44...58)
    events.append(.began(head))
  }

  private mutating func takeMovement(_ record: Columns, _ events: inout [StatementEvent]) throws(StatementFailure) {
    guard head != nil else { throw StatementFailure("an entry before its account (record 1)", line: record.line) }
    guard record.exact(2...2) == "1" else {
      try movement?.goOn(record)
      return
    }
    if try movement?.takePart(record) == true { return }
    endMovement(&events)
    movement = try CODAMovement(record, currency: head?.currency)
  }

  private mutating func endMovement(_ events: inout [StatementEvent]) {
    guard let movement else { return }
    let entry = movement.entry
    totals.count(entry.amount)
    events.append(.entry(entry))
    self.movement = nil
  }

  private mutating func endAccount(_ record: Columns, _ events: inout [StatementEvent]) throws(StatementFailure) {
    endMovement(&events)
    foot.closing = try Self.balance(record, sign: 42, 43...57)
  }

  private mutating func endFile(_ record: Columns, _ events: inout [StatementEvent]) throws(StatementFailure) {
    endMovement(&events)
    foot.remarks += [ControlTotals.disagreement(records: try record.count(17...22), found: records)].compactMap { $0 }
    foot.remarks += totals.disagreements(
      debits: (nil, try record.amount(23...37, decimals: 3)), credits: (nil, try record.amount(38...52, decimals: 3)))
    if head != nil { events.append(.ended(foot)) }
    (head, isWhole) = (nil, true)
  }

  /// 0 is what the creditor has, 1 what they owe; three decimals.
  private static func balance(
    _ record: Columns, sign: Int, _ range: ClosedRange<Int>
  ) throws(StatementFailure) -> Amount {
    let amount = try record.amount(range, decimals: 3)
    return record.exact(sign...sign) == "1" ? -amount : amount
  }
}
