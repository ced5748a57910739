/// Makes statements of rows: one of each run of rows that are of one account and in one currency.
struct RowReader: FormatReader {
  private let rows: () throws(StatementFailure) -> StatementRow?
  private var head: StatementHead?
  private var balances = RunningBalances()
  /// What is known and not told yet, in reverse order.
  private var known: [StatementEvent] = []

  /// - Parameter rows: the next row; nil after the last.
  init(_ rows: @escaping () throws(StatementFailure) -> StatementRow?) { self.rows = rows }

  mutating func next() throws(StatementFailure) -> StatementEvent? {
    if let event = known.popLast() { return event }
    guard let row = try rows() else { return end() }
    let account = row.ownAccount?.squeezed
    let continues = head.map { $0.account == account && $0.currency == row.entry.currency } ?? false
    let ended = continues ? nil : end()
    known = [.entry(row.entry)]
    if !continues {
      let head = StatementHead(account: account, currency: row.entry.currency, line: row.entry.line)
      self.head = head
      known.append(.began(head))
    }
    balances.take(row)
    return ended ?? known.popLast()
  }

  private mutating func end() -> StatementEvent? {
    guard head != nil else { return nil }
    head = nil
    defer { balances = RunningBalances() }
    return .ended(balances.foot)
  }
}
