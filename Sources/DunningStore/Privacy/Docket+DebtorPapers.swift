import Dunning
import GRDB

extension Docket {
  /// All that is held about a debtor, read in one transaction, for the person themselves (GDPR Art. 15 and 20).
  ///
  /// What goes to the creditor, such as notes and registers, tells of several people and is not in it; the notes
  /// themselves are, with the claims that they are about.
  ///
  /// - Parameter name: the debtor's number, name or address.
  /// - Throws: ``DocketError`` `.notFound`, `.ambiguous`.
  package func debtorPapers(_ name: String) async throws(DocketError) -> DebtorPapers {
    try await read { db in
      let debtors = try Self.findDebtors(name, in: db)
      let claims = try debtors.flatMap { try Self.claims(ofDebtor: $0, in: db) }.sorted { $0.number < $1.number }
      let cases = try claims.map { try Self.caseFile($0.description, in: db) }
      let notices = Self.ownNotices(of: cases, claims: Set(claims))
      return DebtorPapers(
        people: try debtors.compactMap { try Self.person($0, in: db) }, cases: cases,
        written: try notices.compactMap { try Self.written($0, in: db) },
        incoming: try notices.flatMap { try Self.incomingRecords(about: $0, in: db) },
        attachments: try claims.flatMap { claim in
          try Self.attachments(of: claim, in: db).map { (claim: claim, attachment: $0) }
        })
    }
  }

  /// Each notice once, however many claims it speaks of; none that speaks of a claim of somebody else.
  private static func ownNotices(of cases: [CaseFile], claims: Set<ClaimID>) -> [NoticeID] {
    let notices = cases.flatMap(\.notices).map(\.notice).filter { claims.isSuperset(of: $0.claims) }
    return Set(notices.map(\.id)).sorted { $0.number < $1.number }
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
