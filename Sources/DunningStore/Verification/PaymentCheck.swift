import Dunning
import DunningSQL

/// Whether the rows of payments are what the docket's own chain says of them.
struct PaymentCheck {
  /// By the number of the payment.
  private var recorded: [String: ChainWalk.Entry] = [:]
  private var undone: [String: ChainWalk.Entry] = [:]

  mutating func take(_ entry: ChainWalk.Entry) {
    guard let payment = entry.data[.payment] else { return }
    if entry.row.type == Event.Kind.paymentUndone.rawValue {
      undone[payment] = entry
    } else {
      recorded[payment] = entry
    }
  }

  func run(_ look: Look, in chain: String, _ result: inout Verification) throws {
    try checkTold(look, chain, &result)
    try checkUndone(look, chain, &result)
  }

  /// Each payment that was told for a debtor is in the chain, and says the same there.
  private func checkTold(_ look: Look, _ chain: String, _ result: inout Verification) throws {
    let rows = try look.sql.all(
      """
      SELECT payment.id, payment.kind, amount, currency, paid_on, recorded_at, coalesce(merged_from, debtor_id),
        account, external_id, entry,
        debtor.creditor IS payment.creditor, debtor.erased_at IS NOT NULL
      FROM payment LEFT JOIN debtor ON debtor.id = debtor_id WHERE claim_id IS NULL
      """
    ) { row in
      let amount = Currency(row.text(3)).map { Money(minorUnits: row.number(2), currency: $0).decimal } ?? ""
      return (
        id: PaymentID(row.number(0)).description,
        text: [
          row.text(1), amount, row.text(3), row.text(4), String(row.number(5)),
          row.numberIfAny(6).map { String($0) } ?? "nobody",
        ].joined(separator: ", "),
        hash: Payment.sha256(externalID: row.textIfAny(8), account: row.textIfAny(7), entry: row.numberIfAny(9)),
        isOfCreditor: row.number(10) == 1, isErased: row.number(11) == 1
      )
    }
    for row in rows {
      let entry = recorded[row.id]
      result.expect(row.text, entry.map(Self.text), "payment \(row.id)", in: chain, entry?.row.seq)
      // With the data of an erased debtor its number is gone.
      if !row.isErased {
        result.expect(row.hash, entry?.data[.sha256], "hash of payment \(row.id)", in: chain, entry?.row.seq)
      }
      if !row.isOfCreditor {
        result.find(chain, entry?.row.seq, "creditor of payment \(row.id)", stored: "another", computed: "its debtor's")
      }
    }
    for (id, entry) in recorded where !rows.contains(where: { $0.id == id }) {
      result.find(chain, entry.row.seq, "payment \(id)", stored: "nothing", computed: Self.text(entry))
    }
  }

  private static func text(_ entry: ChainWalk.Entry) -> String {
    let data = entry.data
    return [
      data[.kind] ?? Payment.Kind.payment.rawValue, data[.amount] ?? "", data[.currency] ?? "", data[.date] ?? "",
      String(entry.row.at.milliseconds), data[.debtor] ?? "nobody",
    ].joined(separator: ", ")
  }

  private func checkUndone(_ look: Look, _ chain: String, _ result: inout Verification) throws {
    let rows = try look.sql.all("SELECT id, undone_at FROM payment WHERE undone_at IS NOT NULL") {
      (id: PaymentID($0.number(0)).description, at: String($0.number(1)))
    }
    let stored = Dictionary(rows.map { ($0.id, $0.at) }) { first, _ in first }
    for id in Set(stored.keys).union(undone.keys).sorted() {
      let entry = undone[id]
      result.expect(
        stored[id], entry.map { String($0.row.at.milliseconds) }, "undone_at of \(id)", in: chain, entry?.row.seq)
    }
  }
}
