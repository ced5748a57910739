/// Reads the Swedish Bankgirot's payments in (BgMax): no account's statement, but what was paid into one.
///
/// - Source: Bankgirot, "BgMax technical manual": records 01, 05, 15, 20 to 29 and 70.
struct BgMaxFormat: LineFormat {
  private var head: StatementHead?
  /// The payments whose day is still to come, with the deposit behind them.
  private var payments: [StatementEntry] = []
  private var lines: [String] = []
  private var (paymentCount, deductionCount, extraCount, depositCount) = (0, 0, 0, 0)
  /// Where the file contradicts itself.
  private var remarks: [String] = []
  private var isWhole = false

  mutating func take(_ line: TextLine, _ events: inout [StatementEvent]) throws(StatementFailure) {
    let record = Columns(line)
    guard record.text(1...80) != nil else { return }
    switch record.exact(1...2) {
    case "01": break
    case "05": try begin(record, &events)
    case "15": try deposit(record, &events)
    case "20", "21": try takePayment(record)
    case "22", "23": takeReference(record)
    case "25": lines += [record.text(3...52)].compactMap { $0 }
    case "26": takeName(record)
    case "27", "28", "29": break
    case "70": try endFile(record, &events)
    default: throw StatementFailure("\"\(record.exact(1...2))\" is no record of BgMax", line: line.number)
    }
  }

  func end(_ line: Int, _ events: inout [StatementEvent]) throws(StatementFailure) {
    guard isWhole else {
      throw StatementFailure("the file ends before its last record (70): it is cut off; get it again", line: line)
    }
  }

  private mutating func begin(_ record: Columns, _ events: inout [StatementEvent]) throws(StatementFailure) {
    endSection(&events)
    var head = StatementHead(line: record.line)
    head.account = Self.giro(record, 3...12) ?? Self.giro(record, 13...22)
    head.currency = record.text(23...25)
    self.head = head
    events.append(.began(head))
  }

  private mutating func takePayment(_ record: Columns) throws(StatementFailure) {
    guard head != nil else { throw StatementFailure("a payment before its receiver (record 05)", line: record.line) }
    endPayment()
    let isDeduction = record.exact(1...2) == "21"
    let amount = try record.amount(38...55, decimals: 2)
    var entry = StatementEntry(amount: isDeduction ? -amount : amount, currency: head?.currency, line: record.line)
    entry.isReversal = isDeduction
    entry.account = Self.giro(record, 3...12)
    entry.bankReference = record.reference(58...69)
    // Only what was checked (2) is a reference of its own.
    if record.exact(56...56) == "2" {
      entry.structured = record.text(13...37)
    } else {
      lines += [record.text(13...37)].compactMap { $0 }
    }
    payments.append(entry)
    if isDeduction { deductionCount += 1 } else { paymentCount += 1 }
    guard payments.count <= StatementLimits.partsMax else {
      throw StatementFailure("a deposit has too many payments: this is no statement", line: record.line)
    }
  }

  /// More references of the same payment.
  private mutating func takeReference(_ record: Columns) {
    lines += [record.text(13...37)].compactMap { $0 }
    extraCount += 1
  }

  private mutating func takeName(_ record: Columns) {
    guard let last = payments.indices.last else { return }
    payments[last].name = [record.text(3...37), record.text(38...72)].compactMap { $0 }.joined(separator: " ").meant
  }

  private mutating func endPayment() {
    if let last = payments.indices.last, payments[last].text == nil { payments[last].text = lines.asLines }
    lines = []
  }

  /// The day and the sum of the payments before it.
  private mutating func deposit(_ record: Columns, _ events: inout [StatementEvent]) throws(StatementFailure) {
    endPayment()
    depositCount += 1
    guard let day = Day(compact: record.exact(38...45)) else { throw record.bad(38...45, "a day") }
    let sum = payments.reduce(Amount.zero) { $0 + $1.amount }
    let said = try record.amount(51...68, decimals: 2)
    if sum.magnitude != said {
      remarks.append("the deposit in line \(record.line) is of \(said), and its payments come to \(sum)")
    }
    tell(&events, on: day)
  }

  private mutating func tell(_ events: inout [StatementEvent], on day: Day?) {
    for var payment in payments {
      (payment.booked, payment.value) = (day, day)
      events.append(.entry(payment))
    }
    payments = []
  }

  private mutating func endSection(_ events: inout [StatementEvent]) {
    guard head != nil else { return }
    endPayment()
    tell(&events, on: nil)
    var foot = StatementFoot()
    (foot.remarks, foot.isContradicted) = (remarks, !remarks.isEmpty)
    events.append(.ended(foot))
    (head, remarks) = (nil, [])
  }

  private mutating func endFile(_ record: Columns, _ events: inout [StatementEvent]) throws(StatementFailure) {
    isWhole = true
    let said = [3...10, 11...18, 19...26, 27...34].map { Int(record.exact($0)) }
    if said != [paymentCount, deductionCount, extraCount, depositCount] {
      remarks.append("the file does not hold as many payments as it says")
    }
    endSection(&events)
  }

  /// A giro number without the noughts before it.
  private static func giro(_ record: Columns, _ range: ClosedRange<Int>) -> String? {
    record.reference(range).map { String($0.drop { $0 == "0" }) }
  }
}
