import Dunning
import GRDB

extension Docket {
  /// What the docket holds about the claim with this number or reference, read in one transaction.
  ///
  /// - Throws: ``DocketError`` `.notFound`, `.ambiguous`.
  package func caseFile(_ name: String) async throws(DocketError) -> CaseFile {
    try await read { db in try Self.caseFile(name, in: db) }.locating { [attachments] hash in
      // A content that cannot be read is as good as none.
      (try? attachments.hash(of: hash)) == hash ? attachments.file(of: hash) : nil
    }
  }

  /// Without the places of attachments.
  static func caseFile(_ name: String, in db: Database) throws -> CaseFile {
    let file = try claimFile(name, in: db)
    let id = file.record.claim.id
    let notices = try notices(of: id, in: db)
    return CaseFile(
      claim: file, register: try registerEntries(of: id, in: db),
      notices: try notices.map { try noticeRecord($0, in: db) },
      incoming: try notices.flatMap { try incomingRecords(about: $0.id, in: db) }
        .sorted { ($0.receivedAt, $0.id.number) < ($1.receivedAt, $1.id.number) },
      attachments: try Self.attachments(of: id, in: db).map { record($0, of: file) })
  }

  /// Who attached it, and to which notice, the journal says.
  private static func record(
    _ attachment: Attachment, of file: ClaimFile
  ) -> CaseFile.AttachmentRecord {
    let entry = file.events.first {
      $0.event == Event.Kind.attachmentAdded.rawValue && $0.data["sha256"] == attachment.sha256
    }
    return CaseFile.AttachmentRecord(
      attachment: attachment, notice: entry?.notice, actor: entry?.actor ?? Actor.daemon.text)
  }

  private static func noticeRecord(_ notice: Notice, in db: Database) throws -> CaseFile.NoticeRecord {
    let attempts = try Row.fetchAll(
      db, sql: "SELECT * FROM attempt WHERE notice_id = ? ORDER BY id", arguments: [notice.id.number]
    ).map(attempt)
    return CaseFile.NoticeRecord(
      notice: notice, attempts: attempts, message: try stored("message", of: notice.id, in: db),
      letter: try stored("letter", of: notice.id, in: db), deliveries: try deliveries(of: notice.id, in: db),
      posting: try posting(of: notice.id, in: db))
  }

  private static func stored(_ table: String, of notice: NoticeID, in db: Database) throws -> CaseFile.Stored? {
    try db.first(
      "SELECT stored_at, length(bytes), sha256 FROM \(table) WHERE notice_id = ?", .number(notice.number)
    ) { row in
      CaseFile.Stored(at: Instant(milliseconds: row.number(0)), bytes: Int(row.number(1)), sha256: row.bytes(2))
    }
  }

  static func incomingRecords(about notice: NoticeID, in db: Database) throws -> [CaseFile.IncomingRecord] {
    try db.all(
      """
      SELECT id, kind, received_at, sender, subject, sha256, bytes IS NOT NULL FROM incoming WHERE notice_id = ?
      ORDER BY id
      """, .number(notice.number)
    ) { row in
      guard let kind = IncomingMail.Kind(rawValue: row.text(1)) else { throw ClaimRecord.damaged("incoming mail") }
      return CaseFile.IncomingRecord(
        id: IncomingMailID(row.number(0)), kind: kind, notice: notice,
        receivedAt: Instant(milliseconds: row.number(2)), sender: row.textIfAny(3), subject: row.text(4),
        sha256: row.bytes(5), isKept: row.number(6) == 1)
    }
  }
}
