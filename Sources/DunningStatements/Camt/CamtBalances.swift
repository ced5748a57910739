/// The balances of one statement, of which two are of what is booked.
struct CamtBalances {
  private struct Balance {
    let kind: String
    let amount: Amount
    let currency: String?
    let day: Day?
  }

  private var balances: [Balance] = []

  mutating func append(_ fields: CamtFields) throws(StatementFailure) {
    guard let kind = fields[.balanceKind], let amount = try fields.amount(.balanceAmount) else { return }
    // Not every bank says which side it is on when it is on the good one.
    let isCredit = try fields.isCredit(.balanceDirection) ?? true
    balances.append(
      Balance(
        kind: kind, amount: isCredit ? amount : -amount, currency: fields[.balanceCurrency],
        day: try fields.day(.balanceDay)))
  }

  /// The currency that they are in.
  var currency: String? { balances.lazy.compactMap(\.currency).first }

  /// What was booked before the entries: the earliest, where a statement has one for each day.
  func opening(in currency: String?) -> Amount? {
    let found = first(of: ["OPBD", "PRCD"], in: currency)
    return found.first { $0.day == found.compactMap(\.day).min() }?.amount
  }

  /// What is booked after the entries: the latest.
  func closing(in currency: String?) -> Amount? {
    let found = first(of: ["CLBD", "ITBD"], in: currency)
    return found.last { $0.day == found.compactMap(\.day).max() }?.amount
  }

  private func first(of kinds: [String], in currency: String?) -> [Balance] {
    kinds.lazy.map { kind in
      balances.filter { $0.kind == kind && (currency == nil || $0.currency == nil || $0.currency == currency) }
    }.first { !$0.isEmpty } ?? []
  }
}
