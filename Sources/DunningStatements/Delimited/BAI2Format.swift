/// Reads the cash reports of banks in the United States (BAI2).
///
/// - Source: BAI, "Cash Management Balance Reporting Specifications", version 2; ANSI X9.121.
struct BAI2Format: LineFormat {
  private var group: BAI2Group?
  private var account: BAI2Account?
  /// The record that was read last, to which others may be added.
  private var record: BAI2Record?
  private var isWhole = false

  /// A line may hold several records, each with a slash and blanks behind it.
  mutating func take(_ line: TextLine, _ events: inout [StatementEvent]) throws(StatementFailure) {
    for text in BAI2Record.texts(in: line.text) {
      guard let next = BAI2Record(text, line: line.number) else {
        // A text that is broken by the width of the line.
        record?.append(text)
        continue
      }
      if next.code == "88" {
        record?.append(next.rest)
      } else {
        try endRecord(&events)
        record = next
      }
    }
  }

  mutating func end(_ line: Int, _ events: inout [StatementEvent]) throws(StatementFailure) {
    try endRecord(&events)
    guard isWhole else {
      throw StatementFailure("the file ends before its last record (99): it is cut off; get it again", line: line)
    }
  }

  private mutating func endRecord(_ events: inout [StatementEvent]) throws(StatementFailure) {
    guard let record else { return }
    self.record = nil
    switch record.code {
    case "02": group = try BAI2Group(record)
    case "03":
      let account = try BAI2Account(record, group: group)
      self.account = account
      events.append(.began(account.head))
    case "16":
      guard let account else { throw StatementFailure("an entry before its account (record 03)", line: record.line) }
      if let entry = try account.entry(record, group: group) { events.append(.entry(entry)) }
    case "49":
      if let account { events.append(.ended(account.foot)) }
      account = nil
    case "99": isWhole = true
    case "01", "98": break
    default: throw StatementFailure("\"\(record.code)\" is no record of BAI2", line: record.line)
    }
  }
}
