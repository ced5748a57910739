import Dunning

extension Docket {
  /// All that is held about a debtor, read in one transaction, for the person themselves (GDPR Art. 15 and 20).
  ///
  /// What goes to the creditor, such as notes and registers, tells of several people and is not in it; the notes
  /// themselves are, with the claims that they are about.
  ///
  /// - Parameter name: the debtor's number, name or address.
  /// - Throws: ``DocketError`` `.notFound`, `.ambiguous`.
  package func debtorPapers(_ name: String) async throws(DocketError) -> DebtorPapers {
    try await read { look in
      let debtors = try look.findDebtors(name)
      let claims = try debtors.flatMap { try look.claims(ofDebtor: $0) }.sorted { $0.number < $1.number }
      let cases = try claims.map { try look.caseFile($0.description) }
      let notices = Self.ownNotices(of: cases, claims: Set(claims))
      return DebtorPapers(
        people: try debtors.compactMap { try look.person($0) }, cases: cases,
        written: try notices.compactMap { try look.written($0) },
        incoming: try notices.flatMap { try look.incomingRecords(about: $0) },
        attachments: try claims.flatMap { claim in
          try look.attachments(of: claim).map { (claim: claim, attachment: $0) }
        })
    }
  }

  /// Each notice once, however many claims it speaks of; none that speaks of a claim of somebody else.
  private static func ownNotices(of cases: [CaseFile], claims: Set<ClaimID>) -> [NoticeID] {
    let notices = cases.flatMap(\.notices).map(\.notice).filter { claims.isSuperset(of: $0.claims) }
    return Set(notices.map(\.id)).sorted { $0.number < $1.number }
  }
}
