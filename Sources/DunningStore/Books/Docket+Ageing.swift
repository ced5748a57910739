package import Dunning
import GRDB

extension Docket {
  /// What was open at the end of a day, by how many days ago payment was last in time: claims that were there by then,
  /// less what had come in.
  package func ageing(asOf day: CivilDate, rulebook: Rulebook) async throws(DocketError) -> Ageing {
    try await read { db in
      let rows = try Row.fetchCursor(
        db,
        sql: """
          SELECT claim.creditor, claim.currency, claim.due_end, claim.issued, claim.enqueued_at,
            debtor.key, debtor.name, debtor.time_zone,
            claim.amount - (SELECT coalesce(sum(CASE kind WHEN 'refund' THEN -amount WHEN 'chargeback' THEN -amount
              ELSE amount END), 0) FROM payment WHERE claim_id = claim.id AND paid_on <= ?1) AS open,
            CASE WHEN claim.state IN ('withdrawn', 'written-off') THEN (SELECT max(at) FROM event
              WHERE claim_id = claim.id AND event IN ('claim-withdrawn', 'claim-written-off')) END AS closed_at
          FROM claim JOIN debtor ON debtor.id = claim.debtor_id
          """, arguments: [day.iso])
      var balances: [Ageing.Balance] = []
      while let row = try rows.next() {
        if let balance = try Self.balance(row, on: day, rulebook: rulebook) { balances.append(balance) }
      }
      return Ageing(asOf: day, balances)
    }
  }

  /// What the claim adds; nil when nothing was open or the claim was not there yet or not any more.
  private static func balance(_ row: Row, on day: CivilDate, rulebook: Rulebook) throws -> Ageing.Balance? {
    let open: Int64 = row["open"]
    let creditor: String = row["creditor"]
    let zoneName: String? = row["time_zone"] ?? rulebook.creditors[creditor]?.timeZone
    let zone = zoneName.flatMap(rulebook.almanac.zone) ?? .utc
    let begins =
      try (row["issued"] as String?).map(CivilDate.init(parsing:))
      ?? zone.date(at: Instant(milliseconds: row["enqueued_at"]))
    let closed = (row["closed_at"] as Int64?).map { zone.date(at: Instant(milliseconds: $0)) }
    guard open > 0, begins <= day, closed.map({ $0 > day }) ?? true else { return nil }
    let lastDayInTime = zone.date(at: Instant(milliseconds: (row["due_end"] as Int64) - 1))
    return Ageing.Balance(
      creditor: creditor, debtor: .init(key: row["key"], name: row["name"]), lastDayInTime: lastDayInTime,
      open: Money(minorUnits: open, currency: try ClaimRecord.currency(row["currency"])))
  }
}
