import Dunning
import DunningSQL

extension Reading {
  func person(_ id: Int64) throws -> DebtorPapers.Person? {
    try sql.first("\(ClaimRecord.debtorSelection), creditor FROM debtor WHERE id = ?", .number(id)) { row in
      DebtorPapers.Person(creditor: row.text(ClaimRecord.debtorColumns), debtor: try ClaimRecord.debtor(row, first: 0))
    }
  }

  /// Nil where nothing of it was written, or all of it was erased.
  func written(_ notice: NoticeID) throws -> DebtorPapers.Written? {
    func holds(_ table: String) throws -> Bool {
      try sql.first("SELECT 1 FROM \(table) WHERE notice_id = ? AND length(bytes) > 0", .number(notice.number)) { _ in
        true
      } ?? false
    }
    let (hasMessage, hasLetter) = (try holds("message"), try holds("letter"))
    guard hasMessage || hasLetter else { return nil }
    return DebtorPapers.Written(notice: notice, hasMessage: hasMessage, hasLetter: hasLetter)
  }

}
