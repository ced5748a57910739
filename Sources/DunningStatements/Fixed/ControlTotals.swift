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

  /// What the file says otherwise; nothing when it agrees.
  ///
  /// - Parameters:
  ///   - debits: how many there are and what they come to; the count is nil where the file does not say it.
  ///   - credits: the same.
  func disagreements(debits: (Int?, Amount), credits: (Int?, Amount)) -> [String] {
    [
      Self.disagreement("debit", said: debits, found: (debitCount, self.debits)),
      Self.disagreement("credit", said: credits, found: (creditCount, self.credits)),
    ].compactMap { $0 }
  }

  private static func disagreement(_ side: String, said: (Int?, Amount), found: (Int, Amount)) -> String? {
    let count = said.0 ?? found.0
    guard count != found.0 || said.1 != found.1 else { return nil }
    return "the file says that it has \(count) \(side) entries of \(said.1), and has \(found.0) of \(found.1): "
      + "something is missing, or was changed"
  }

  /// What a file says of the number of its records, and what it has.
  static func disagreement(records said: Int, found: Int) -> String? {
    said == found
      ? nil : "the file says that it has \(said) records, and has \(found): something is missing, or was changed"
  }
}
