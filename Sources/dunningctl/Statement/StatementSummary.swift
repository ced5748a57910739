import Dunning
import DunningStatements

/// What is known of a statement when it has been read once.
struct StatementSummary {
  let head: StatementHead
  /// As it ends; nil until it has.
  var foot: StatementFoot?
  var totals: StatementTotals

  init(head: StatementHead) {
    self.head = head
    totals = StatementTotals(currency: head.currency)
  }

  var addsUp: Bool? { foot.flatMap(totals.addUp) }

  /// A sum in the statement's currency.
  func text(_ amount: Amount) -> String { Self.text(amount, in: head.currency) }

  /// With the decimals of its currency, and more where the bank wrote more.
  static func text(_ amount: Amount, in currency: String?) -> String {
    amount.text(decimals: currency.flatMap { Currency($0)?.exponent } ?? 2)
  }
}
