package import Dunning
import DunningSQL

extension Docket {
  /// Takes in some rows of a complete list of what is open: new claims are enqueued, of known ones the balance is brought to
  /// what the list says where that is sure. Taken in again, it changes nothing.
  ///
  /// - Parameters:
  ///   - words: what rows of the list before these have said of debtors.
  ///   - keeping: false to tell what would happen and keep nothing.
  package func take(
    _ drafts: [ClaimDraft], of list: OpenList, after words: DebtorWords = DebtorWords(), keeping: Bool = true,
    by actor: Actor, rulebook: Rulebook, now: Instant
  ) async throws(DocketError) -> [ListedOutcome] {
    let new = newClaims(drafts)
    return try await write(keeping: keeping, by: actor, rulebook: rulebook, now: now) { transaction in
      return try new.map { claim in
        do {
          let outcome = try transaction.sql.apart { try transaction.take(claim, of: list, after: words) }
          words.hear(claim.draft, outcome)
          return outcome
        } catch let error as DocketError {
          return ListedOutcome(registration: .refused(error), change: .none)
        } catch let error as RuleError {
          return ListedOutcome(registration: .doubted(field: JournalKey.amount.rawValue, error), change: .none)
        }
      }
    }
  }

  /// Takes in, in pages, that open claims are not on the list.
  ///
  /// - Parameters:
  ///   - named: those that are.
  ///   - cursor: the claim after which it begins.
  /// - Returns: what became of them, and the claim after which the next page begins; nil after the last one.
  package func takeGone(
    from list: OpenList, named: Set<ClaimID>, after cursor: ClaimID?, limit: Int, keeping: Bool = true,
    by actor: Actor, rulebook: Rulebook, now: Instant
  ) async throws(DocketError) -> (outcomes: [ListedOutcome], cursor: ClaimID?) {
    try await write(keeping: keeping, by: actor, rulebook: rulebook, now: now) { transaction in
      let page = try transaction.claims(gone: list, named: named, after: cursor, limit: limit)
      return (try page.claims.map { try transaction.takeGone($0, of: list) }, page.cursor)
    }
  }

  /// How many open claims a list is about, and how many of them are not on it and would be asked about or settled.
  package func weigh(
    _ list: OpenList, named: Set<ClaimID>
  ) async throws(DocketError) -> (open: Int, gone: Int) {
    try await read { look in
      let open = try look.sql.first(
        """
        SELECT count(*) FROM claim WHERE creditor = ?1 AND state IN \(Claim.State.unsettled.sql)
          AND (?2 IS NULL OR policy = ?2)
        """, .text(list.creditor), SQLValue(list.policy)
      ) { Int($0.number(0)) }
      var (gone, cursor): (Int, ClaimID?) = (0, nil)
      repeat {
        let page = try look.claims(gone: list, named: named, after: cursor, limit: DocketLimits.pageMax)
        gone += page.claims.count
        cursor = page.cursor
      } while cursor != nil
      return (open ?? 0, gone)
    }
  }
}
