package import Dunning
import DunningSQL

extension Docket {
  /// What was open at the end of a day, by how late it was: claims that were there by then, less what had come in.
  package func ageing(asOf day: CivilDate, rulebook: Rulebook) async throws(DocketError) -> Ageing {
    try await read(rulebook) { look in
      var balances: [Ageing.Balance] = []
      try look.sql.each(
        """
        SELECT claim.creditor, claim.currency, claim.due_date, claim.due_end, claim.issued, claim.enqueued_at,
          debtor.key, debtor.name, debtor.time_zone,
          claim.amount - (SELECT coalesce(sum(CASE WHEN kind IN \(Payment.Kind.back.sql) THEN -amount ELSE amount END), 0) FROM payment WHERE claim_id = claim.id AND paid_on <= ?),
          CASE WHEN claim.state IN \(Claim.State.givenUp.sql) THEN (SELECT max(at) FROM event
            WHERE claim_id = claim.id AND event IN \(Event.Kind.givenUp.sql)) END
        FROM claim JOIN debtor ON debtor.id = claim.debtor_id
        """, .text(day.iso)
      ) { row in
        if let balance = try Self.balance(row, on: day, rulebook: rulebook) { balances.append(balance) }
        return true
      }
      return Ageing(asOf: day, balances)
    }
  }

  /// What the claim adds; nil when nothing was open or the claim was not there yet or not any more.
  private static func balance(_ row: SQLRow, on day: CivilDate, rulebook: Rulebook) throws -> Ageing.Balance? {
    let (creditor, open) = (row.text(0), row.number(9))
    let zoneName = row.textIfAny(8) ?? rulebook.creditors[creditor]?.timeZone
    let zone = zoneName.flatMap(rulebook.almanac.zone) ?? .utc
    let begins =
      try row.textIfAny(4).map(CivilDate.init(parsing:)) ?? zone.date(at: Instant(milliseconds: row.number(5)))
    let closed = row.numberIfAny(10).map { zone.date(at: Instant(milliseconds: $0)) }
    guard open > 0, begins <= day, closed.map({ $0 > day }) ?? true else { return nil }
    let due =
      try row.textIfAny(2).map(CivilDate.init(parsing:)) ?? zone.date(at: Instant(milliseconds: row.number(3) - 1))
    return Ageing.Balance(
      creditor: creditor, debtor: .init(key: row.text(6), name: row.text(7)), due: due,
      open: Money(minorUnits: open, currency: try ClaimRecord.currency(row.text(1))))
  }
}
