package import Dunning

/// A debtor with all that their record says.
package struct DebtorFile: Hashable, Sendable {
  package let creditor: String
  package let debtor: Debtor
  package let record: DebtorRecord
  /// What was said of the debtor as a whole: paused, disputed or stopped; nil when nothing was.
  package let state: Claim.State?
  package let stateUntil: CivilDate?
  package let reason: String?
  /// The claims that are not settled, by ascending number.
  package let open: [ClaimRecord]

  package var grade: TrustGrade { TrustGrade(record) }
}

extension Docket {
  /// What is known of a debtor.
  ///
  /// - Parameter name: the debtor's number, name or address.
  /// - Throws: ``DocketError`` `.notFound`, `.ambiguous`.
  package func debtor(_ name: String, rulebook: Rulebook, now: Instant) async throws(DocketError) -> DebtorFile {
    try await read(rulebook) { look in
      let ids = try look.findDebtors(name)
      guard let id = ids.first, ids.count == 1, let row = try look.debtorRow(id) else {
        throw DocketError(
          .ambiguous, "\(quoted(name)) fits several debtors: \(try look.numbers(of: ids))",
          hint: "use the debtor's number")
      }
      let said = row.said(rulebook: rulebook, now: now)
      return DebtorFile(
        creditor: row.creditor, debtor: row.debtor,
        record: try look.record(ofDebtor: id, at: now),
        state: said?.state, stateUntil: said?.until, reason: said?.reason,
        open: try look.openClaims(ofDebtor: id).map { try look.record($0) })
    }
  }
}
