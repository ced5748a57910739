import Dunning
import DunningSQL

extension Reading {
  /// Closed claims that are not erased, with the moment at which they were closed last.
  fileprivate func closed(after id: Int64) throws -> [(claim: ClaimID, creditor: String, closedAt: Instant?)] {
    try sql.all(
      """
      SELECT id, creditor, (SELECT max(at) FROM event WHERE claim_id = claim.id
          AND event IN \(([.claimPaid] + Event.Kind.givenUp).sql))
      FROM claim WHERE state IN \(Claim.State.settled.sql) AND state <> \(Claim.State.open.sql) AND case_key IS NOT NULL
        AND id > ? ORDER BY id LIMIT ?
      """, .number(id), .number(Int64(DocketLimits.replanBatch))
    ) { (ClaimID($0.number(0)), $0.text(1), $0.numberIfAny(2).map(Instant.init(milliseconds:))) }
  }

}

extension Judging {
  /// Looks at some claims that are closed.
  ///
  /// - Returns: those that may be erased, and the last that was looked at; nil when there were none.
  func expiring(until day: CivilDate, after id: Int64) throws -> (claims: [ExpiringClaim], last: Int64?) {
    let page = try closed(after: id)
    let claims = try page.compactMap { row -> ExpiringClaim? in
      guard let creditor = rulebook.creditors[row.creditor], let retention = creditor.retention,
        let closedAt = row.closedAt
      else { return nil }
      let closed = (rulebook.almanac.zone(creditor.timeZone) ?? .utc).date(at: closedAt)
      // Limitation only ever makes it longer, and costs a look at the claim.
      guard retention.lastDay(closed: closed, limitation: nil) < day else { return nil }
      let expiring = try expiring(row.claim, closed: closed, retention)
      return expiring.eraseOn <= day ? expiring : nil
    }
    return (claims, page.last?.claim.number)
  }

  func expiring(_ id: ClaimID, closed: CivilDate, _ retention: Retention) throws -> ExpiringClaim {
    let claim = try record(id).claim
    // What may still be claimed is kept: if the demands that went out have come, that is longer than is certain.
    let limitation = rulebook.limitationIfReceived(of: claim, history: try history(of: id).map(\.completion))
    let last = retention.lastDay(closed: closed, limitation: limitation)
    return ExpiringClaim(
      claim: id, reference: claim.draft.reference, creditor: claim.draft.creditor, debtor: claim.draft.debtor.name,
      closedOn: closed, eraseOn: last.adding(days: 1),
      isKeptByLimitation: last > retention.lastDay(closed: closed, limitation: nil),
      hold: try legalHold(on: id))
  }
}
