import Dunning
import GRDB

extension Docket {
  /// Begins to read all that is held about a debtor, for the person themselves (GDPR Art. 15 and 20).
  ///
  /// What goes to the creditor, such as notes and registers, tells of several people and is not in it; the notes
  /// themselves are, with the claims that they are about.
  ///
  /// - Parameter name: the debtor's number, name or address.
  /// - Throws: ``DocketError`` `.notFound`, `.ambiguous`.
  package func debtorPapers(_ name: String) async throws(DocketError) -> DebtorPapers {
    let (people, claims) = try await read { db in
      let debtors = try Self.findDebtors(name, in: db)
      return (
        try debtors.compactMap { try Self.person($0, in: db) },
        try debtors.flatMap { try Self.claims(ofDebtor: $0, in: db) }.sorted { $0.number < $1.number }
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
    try await read { db in
      let file = try Self.caseFile(claim.description, in: db)
      let notices = file.notices.map(\.notice).filter { notice in
        !told.contains(notice.id) && notice.claims.allSatisfy { claims.hasInOrder($0) }
      }.map(\.id).sorted { $0.number < $1.number }
      return DebtorPapers.Case(
        file: file, written: try notices.compactMap { try Self.written($0, in: db) },
        incoming: try notices.flatMap { try Self.incomingRecords(about: $0, in: db) },
        attachments: try Self.attachments(of: claim, in: db), notices: notices)
    }
  }

  private static func person(_ id: Int64, in db: Database) throws -> DebtorPapers.Person? {
    try db.first("\(ClaimRecord.debtorSelection), creditor FROM debtor WHERE id = ?", .number(id)) { row in
      DebtorPapers.Person(creditor: row.text(9), debtor: try ClaimRecord.debtor(row, first: 0))
    }
  }

  /// Nil where nothing of it was written, or all of it was erased.
  private static func written(_ notice: NoticeID, in db: Database) throws -> DebtorPapers.Written? {
    func holds(_ table: String) throws -> Bool {
      let sql = "SELECT EXISTS (SELECT 1 FROM \(table) WHERE notice_id = ? AND length(bytes) > 0)"
      return try db.first(sql, .number(notice.number)) { $0.number(0) } == 1
    }
    let (hasMessage, hasLetter) = (try holds("message"), try holds("letter"))
    guard hasMessage || hasLetter else { return nil }
    return DebtorPapers.Written(notice: notice, hasMessage: hasMessage, hasLetter: hasLetter)
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
