/// Reads what Quicken and its like write (QIF): registers of accounts, without a currency and without balances.
///
/// - Source: Intuit, "Quicken Interchange Format (.qif) specification".
struct QIFFormat: LineFormat {
  private enum Section { case register, account, other }

  private var section = Section.other
  private var record = QIFRecord()
  /// Of the account that was named last.
  private var account: String?
  private var isOpen = false
  /// Entries whose days could be read in two ways, until one of them says in which.
  private var undecided: [QIFRecord] = []
  private var order: QIFDay.Order?

  mutating func take(_ line: TextLine, _ events: inout [StatementEvent]) throws(StatementFailure) {
    let text = line.text.trimmed
    if text.hasPrefix("!") {
      try beginSection(text.lowercased(), line.number, &events)
    } else if text == "^" {
      try endRecord(&events)
    } else if !text.isEmpty {
      try record.take(text, line: line.number)
    }
  }

  mutating func end(_ line: Int, _ events: inout [StatementEvent]) throws(StatementFailure) {
    guard record.isEmpty else {
      throw StatementFailure("the file ends inside an entry: it is cut off; get it again", line: line)
    }
    try endRegister(&events)
  }

  /// `!Type:Bank` begins a register; lists of categories and the like are passed over.
  private mutating func beginSection(
    _ text: String, _ line: Int, _ events: inout [StatementEvent]
  ) throws(StatementFailure) {
    if text.hasPrefix("!account") {
      section = .account
    } else if text.hasPrefix("!type:") {
      let kind = text.dropFirst("!type:".count).trimmed
      section = Self.registers.contains(kind) ? .register : .other
      guard section == .register else { return }
      try endRegister(&events)
      events.append(.began(StatementHead(account: account, currency: nil, line: line)))
      isOpen = true
    }
  }

  private static let registers: Set<String> = ["bank", "cash", "ccard", "oth a", "oth l"]

  private mutating func endRecord(_ events: inout [StatementEvent]) throws(StatementFailure) {
    defer { record = QIFRecord() }
    switch section {
    case .account: account = record["N"]
    case .other: break
    case .register:
      guard !record.isEmpty else { return }
      undecided.append(record)
      let day = try record.day()
      order = order ?? day.order
      guard order != nil else {
        guard undecided.count <= StatementLimits.partsMax else { throw Self.ambiguous(record.line) }
        return
      }
      try tell(&events)
    }
  }

  private mutating func tell(_ events: inout [StatementEvent]) throws(StatementFailure) {
    for record in undecided { events.append(.entry(try record.entry(order))) }
    undecided = []
  }

  private mutating func endRegister(_ events: inout [StatementEvent]) throws(StatementFailure) {
    guard isOpen else { return }
    try tell(&events)
    events.append(.ended(StatementFoot()))
    isOpen = false
  }

  static func ambiguous(_ line: Int) -> StatementFailure {
    StatementFailure(
      "the order of day and month can be read in two ways: no day of the file is after the 12th", line: line)
  }
}
