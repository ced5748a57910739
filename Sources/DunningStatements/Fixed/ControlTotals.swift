/// What the entries come to, to be compared with what the file says of it.
struct ControlTotals {
  private var (debitCount, creditCount) = (0, 0)
  private var (debits, credits) = (Amount.zero, Amount.zero)

  mutating func count(_ amount: Amount) {
    if amount.isNegative {
      debitCount += 1
      debits += amount.magnitude
    } else {
      creditCount += 1
      credits += amount
    }
  }

  /// - Throws: ``StatementFailure`` when the file says something else.
  func check(debits said: (Int, Amount), credits alsoSaid: (Int, Amount), line: Int) throws(StatementFailure) {
    try compare("debit", said: said, found: (debitCount, debits), line: line)
    try compare("credit", said: alsoSaid, found: (creditCount, credits), line: line)
  }

  /// - Parameter said: sums without a count.
  func check(debits said: Amount, credits alsoSaid: Amount, line: Int) throws(StatementFailure) {
    try check(debits: (debitCount, said), credits: (creditCount, alsoSaid), line: line)
  }

  private func compare(
    _ side: String, said: (Int, Amount), found: (Int, Amount), line: Int
  ) throws(StatementFailure) {
    guard said == found else {
      throw StatementFailure(
        "the file says that it has \(said.0) \(side) entries of \(said.1), and has \(found.0) of \(found.1): "
          + "something is missing; get it from the bank again", line: line)
    }
  }
}
