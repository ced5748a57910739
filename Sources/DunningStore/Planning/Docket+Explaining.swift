package import Dunning
import GRDB

extension Docket {
  /// All that the rules need to explain where a claim stands.
  ///
  /// - Throws: ``DocketError`` `.notFound`, `.ambiguous`.
  package func situation(
    of name: String, rulebook: Rulebook
  ) async throws(DocketError) -> Explanation.Situation {
    try await read { db in
      let record = try Self.find(name, in: db)
      let claim = record.claim
      let set = try Self.standings(Self.sharing(record, rulebook: rulebook, in: db), rulebook: rulebook, in: db)
      return Explanation.Situation(
        Standing(claim, history: try Self.history(of: claim.id, in: db).map(\.completion)),
        others: set.standings.filter { $0.claim.id != claim.id }, lastContact: set.lastContact,
        heldBecause: try Self.mode(rulebook: rulebook, in: db).heldBecause, reason: record.reason,
        promise: try Self.promises(of: claim, in: db).last { $0.state == .running }?.promise)
    }
  }
}
