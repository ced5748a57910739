package import Dunning
import DunningSQL

/// A statement of account that was asked for.
package struct AskedAccount: Hashable, Sendable {
  package let creditor: String
  package let account: DebtorAccount
  /// When it is to leave.
  package let at: Instant
}

extension Docket {
  /// Asks for a debtor's statement of account: one for each currency in which there is anything to tell.
  ///
  /// - Throws: ``DocketError`` `.notFound`, `.ambiguous`; `.wrongState` when there is nothing to tell, or something keeps it
  ///   back.
  package func askForAccount(
    of name: DebtorName, by actor: Actor, rulebook: Rulebook, now: Instant
  ) async throws(DocketError) -> [AskedAccount] {
    try await write(by: actor, rulebook: rulebook, now: now) { transaction in
      let asked = try transaction.find(name).flatMap { try transaction.ask(forAccountOf: $0) }
      guard !asked.isEmpty else {
        throw DocketError(
          .wrongState, "nothing is open of \(quoted(name.text)), and nothing has moved since the last statement",
          hint: "`dunningctl debtor` shows how their account stands")
      }
      return asked
    }
  }
}

extension Transaction {
  fileprivate func ask(forAccountOf debtor: Int64) throws -> [AskedAccount] {
    guard let row = try debtorRow(debtor) else { return [] }
    let currencies = try sql.all("SELECT DISTINCT currency FROM claim WHERE debtor_id = ? ORDER BY 1", .number(debtor))
    {
      try ClaimRecord.currency($0.text(0))
    }
    return try currencies.compactMap { currency in
      let since = try lastAccount(ofDebtor: debtor, in: currency, before: now)
      guard let account = try account(ofDebtor: debtor, in: currency, since: since, until: now), !account.isEmpty,
        let lead = account.lead
      else { return nil }
      if let silence = try silence(about: account, ofDebtor: debtor, at: now) {
        throw DocketError(
          .wrongState, "no statement of account goes to \(row.debtor.name): \(silence)",
          hint: "`dunningctl debtor` shows what is said of them")
      }
      guard let opening = rulebook.accountOpening(for: lead, onOrAfter: now) else {
        throw DocketError(
          .wrongState, "the configuration no longer has policy \(quoted(lead.draft.policy)) or its creditor",
          hint: "`dunningctl config check` tells what is missing")
      }
      try ask(forAccountOf: debtor, row.creditor, in: currency, at: opening, because: "asked for by \(actor.text)")
      return AskedAccount(creditor: row.creditor, account: account, at: opening)
    }
  }
}
