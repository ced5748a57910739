package import Dunning
import DunningSQL

/// Claims that share their notices, and when their debtor was last written to.
package struct StandingSet: Sendable {
  let records: [ClaimRecord]
  package let standings: [Standing]
  package let lastContact: Instant?
}

extension Docket {
  /// Claims that have a next step by a moment, in the sets that share their notices, by the least number in each set:
  /// a page of the plan.
  ///
  /// - Parameter limit: how many claims it looks at; fewer when those of one debtor are many.
  /// - Returns: a page of sets, and the claim after which the next page begins; nil after the last page.
  package func plannedSets(
    until: Instant, after cursor: ClaimID?, limit: Int, rulebook: Rulebook
  ) async throws(DocketError) -> (sets: [StandingSet], cursor: ClaimID?) {
    try await read(rulebook) { look in
      let records = try look.sql.all(
        "\(ClaimRecord.selection) WHERE claim.next_at <= ? AND claim.id > ? ORDER BY claim.id LIMIT ?",
        .number(until.milliseconds), .number(cursor?.number ?? 0), .number(Int64(limit)), read: ClaimRecord.init)
      var (sets, claims, last) = ([StandingSet](), 0, cursor)
      for record in records {
        // A set is never parted, so that a page may have more claims than the limit, but no further set then.
        guard claims < limit else { return (sets, last) }
        last = record.claim.id
        if try look.isPlannedWithAnother(record, until: until) { continue }
        let set = try look.sharing(record)
        claims += set.count
        sets.append(try look.standings(set))
      }
      return (sets, records.count == limit ? records.last?.claim.id : nil)
    }
  }
}

extension Judging {
  /// Whether the claim's set has another claim with a next step by a moment and a lesser number.
  fileprivate func isPlannedWithAnother(_ record: ClaimRecord, until: Instant) throws -> Bool {
    let claim = record.claim
    guard rulebook.groupsByDebtor(claim) else { return false }
    let number = SQLValue.number(claim.id.number)
    let isAny =
      try sql.first(
        """
        SELECT 1 FROM claim WHERE debtor_id = (SELECT debtor_id FROM claim WHERE id = ?) AND id < ?
          AND currency = ? AND policy = ? AND state IN \(Claim.State.planned.sql) AND obstacle IS NULL
          AND coalesce(asked, 0) <= 0 AND next_at <= ? LIMIT 1
        """, number, number, .text(claim.draft.amount.currency.code), .text(claim.draft.policy),
        .number(until.milliseconds)
      ) { _ in true } ?? false
    guard isAny, try hasClaimWithOwnAddresses(claim.id) else { return isAny }
    return try sharing(record).contains { other in
      other.claim.id < claim.id && other.next.map { $0.at <= until } ?? false
    }
  }

  /// Whether one of the debtor's claims has addresses of its own, so that not all of them share their notices.
  private func hasClaimWithOwnAddresses(_ claim: ClaimID) throws -> Bool {
    try sql.first(
      """
      SELECT 1 FROM claim WHERE debtor_id = (SELECT debtor_id FROM claim WHERE id = ?) AND contacts IS NOT NULL LIMIT 1
      """, .number(claim.number)
    ) { _ in true } ?? false
  }
}
