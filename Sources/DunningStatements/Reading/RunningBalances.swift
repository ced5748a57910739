/// The balances of a statement that says after each entry what is booked then, oldest or newest first.
struct RunningBalances {
  private var first: StatementRow?
  private var last: StatementRow?
  /// Whether the balances follow from each other in the order of the file, and against it.
  private var (followsDown, followsUp) = (true, true)

  mutating func take(_ row: StatementRow) {
    if let last, let before = last.balance, let after = row.balance {
      followsDown = followsDown && before + row.entry.amount == after
      followsUp = followsUp && after + last.entry.amount == before
    }
    first = first ?? row
    last = row
  }

  /// No balances where a row has none, or where they follow from each other in neither order.
  var foot: StatementFoot {
    guard let first, let last, let atFirst = first.balance, let atLast = last.balance, followsDown || followsUp else {
      return StatementFoot()
    }
    return followsDown
      ? StatementFoot(opening: atFirst - first.entry.amount, closing: atLast)
      : StatementFoot(opening: atLast - last.entry.amount, closing: atFirst)
  }
}
