package import Dunning
import DunningSQL

/// Claims that share their notices, and when their debtor was last written to.
package struct StandingSet: Sendable {
  package let standings: [Standing]
  package let lastContact: Instant?
}

extension Docket {
  /// Claims that have a next step by a moment, in the sets that share their notices, by the least number in each set:
  /// what `plan` walks over.
  ///
  /// - Returns: a page of sets, and the claim after which the next page begins; nil after the last page.
  package func plannedSets(
    until: Instant, after cursor: ClaimID?, limit: Int, rulebook: Rulebook
  ) async throws(DocketError) -> (sets: [StandingSet], cursor: ClaimID?) {
    try await read(rulebook) { look in
      let records = try look.sql.all(
        "\(ClaimRecord.selection) WHERE claim.next_at <= ? AND claim.id > ? ORDER BY claim.id LIMIT ?",
        .number(until.milliseconds), .number(cursor?.number ?? 0), .number(Int64(limit)), read: ClaimRecord.init)
      let sets = try records.compactMap { record -> StandingSet? in
        let set = try look.sharing(record)
        let first = set.first { $0.next.map { $0.at <= until } ?? false }
        guard first?.claim.id == record.claim.id else { return nil }
        return try look.standings(set)
      }
      return (sets, records.count == limit ? records.last?.claim.id : nil)
    }
  }
}
