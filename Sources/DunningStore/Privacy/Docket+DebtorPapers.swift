import Dunning

extension Docket {
  /// Begins to read all that is held about a debtor, for the person themselves (GDPR Art. 15 and 20).
  ///
  /// What goes to the creditor, such as notes and registers, tells of several people and is not in it; the notes
  /// themselves are, with the claims that they are about.
  ///
  /// - Throws: ``DocketError`` `.notFound`, `.ambiguous`.
  package func debtorPapers(_ name: DebtorName) async throws(DocketError) -> DebtorPapers {
    let (people, claims) = try await read { look in
      let debtors = try look.find(name)
      return (
        try debtors.compactMap { try look.person($0) },
        try debtors.flatMap { try look.claims(ofDebtor: $0) }.sorted { $0.number < $1.number }
      )
    }
    return DebtorPapers(self, people: people, claims: claims)
  }

  /// A claim with what belongs to it, but for what was told of already.
  ///
  /// - Parameters:
  ///   - told: the notices that were told of with other claims.
  ///   - claims: all of the debtor's, by ascending number; a notice that speaks of another is not theirs.
  func paper(
    of claim: ClaimID, besides told: Set<NoticeID>, ofDebtorWith claims: [ClaimID]
  ) async throws(DocketError) -> DebtorPapers.Case {
    try await read { look in
      let file = try look.caseFile(ClaimName(claim))
      let notices = file.notices.map(\.notice).filter { notice in
        !told.contains(notice.id) && notice.claims.allSatisfy { claims.hasInOrder($0) }
      }.map(\.id).sorted { $0.number < $1.number }
      return DebtorPapers.Case(
        file: file, written: try notices.compactMap { try look.written($0) },
        incoming: try notices.flatMap { try look.incomingRecords(about: $0) },
        attachments: try look.attachments(of: claim), notices: notices)
    }
  }
}

extension [ClaimID] {
  /// Whether it has this claim, where its numbers ascend.
  fileprivate func hasInOrder(_ claim: ClaimID) -> Bool {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if self[middle].number < claim.number { low = middle + 1 } else { high = middle }
    }
    return low < count && self[low] == claim
  }
}
