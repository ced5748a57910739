import Dunning

extension Docket {
  /// Begins to read all that is held about a debtor, for the person themselves (GDPR Art. 15 and 20).
  ///
  /// What goes to the creditor, such as notes and registers, tells of several people and is not in it; the notes
  /// themselves are, with the claims that they are about. Of one from whom the debtor was parted nothing is told.
  ///
  /// - Throws: ``DocketError`` `.notFound`, `.ambiguous`.
  package func debtorPapers(_ name: DebtorName) async throws(DocketError) -> DebtorPapers {
    let (people, claims, partings) = try await read { look in
      let debtors = try look.find(name)
      return (
        try debtors.compactMap { try look.person($0) },
        try debtors.flatMap { try look.claims(ofDebtor: $0) }.sorted { $0.number < $1.number },
        try debtors.flatMap { try look.partings(of: $0) }
      )
    }
    return DebtorPapers(self, people: people, claims: claims, partings: partings)
  }

  /// A claim with what belongs to it, but for what was told of already.
  ///
  /// - Parameters:
  ///   - told: the notices that were told of with other claims.
  ///   - partings: from others, of whom nothing is told.
  ///   - claims: all of the debtor's, by ascending number; a notice that speaks of another is not theirs.
  func paper(
    of claim: ClaimID, besides told: Set<NoticeID>, ofDebtorWith claims: [ClaimID], without partings: [Parting]
  ) async throws(DocketError) -> DebtorPapers.Case {
    try await read { look in
      var file = try look.caseFile(ClaimName(claim))
      let others = partings.othersNotices(file.claim)
      let notices = file.notices.map(\.notice).filter { notice in
        !told.contains(notice.id) && !others.contains(notice.id) && notice.claims.allSatisfy { claims.hasInOrder($0) }
      }.map(\.id).sorted { $0.number < $1.number }
      file.claim = partings.told(file.claim) { claims.hasInOrder($0) }
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
