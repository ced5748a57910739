import Dunning
import DunningSQL

extension Reading {
  /// Without the places of attachments.
  func caseFile(_ name: ClaimName) throws -> CaseFile {
    let file = try claimFile(name)
    let id = file.record.claim.id
    let notices = try notices(of: id)
    return CaseFile(
      claim: file, register: try registerEntries(of: id),
      notices: try notices.map { try noticeRecord($0) }, entries: try entryEvidence(of: file.record.claim),
      incoming: try notices.flatMap { try incomingRecords(about: $0.id) }
        .sorted { ($0.receivedAt, $0.id.number) < ($1.receivedAt, $1.id.number) },
      attachments: try attachments(of: id).map { $0.record(in: file) })
  }

  /// Of a payment for several claims only what is for this one.
  private func entryEvidence(of claim: Claim) throws -> [CaseFile.EntryEvidence] {
    try sql.all(
      """
      SELECT DISTINCT bank_entry.id, statement.sha256, bank_entry.part FROM allocation
      JOIN payment ON payment.id = payment_id JOIN bank_entry ON bank_entry.id = payment.entry
      JOIN statement ON statement.id = statement_id
      WHERE allocation.claim_id = ? AND payment.undone_at IS NULL ORDER BY bank_entry.booked, bank_entry.id
      """, .number(claim.id.number)
    ) { row in
      let record = try entryRecord(EntryID(row.number(0)))
      let payments = try record.payments.map { try paymentRecord($0) }.filter { $0.undoneAt == nil }
      return CaseFile.EntryEvidence(
        id: record.id, entry: record.entry, account: record.account, file: record.file, sha256: row.bytes(1),
        line: record.line, part: row.number(2) == 0 ? nil : Int(row.number(2)), takenAt: record.takenAt,
        amounts: payments.flatMap { payment in
          payment.standing.filter { $0.claim == claim.id }.map {
            CaseFile.EntryEvidence.Allocated(payment: payment.id, kind: payment.payment.kind, amount: $0.amount)
          }
        })
    }
  }

  private func noticeRecord(_ notice: Notice) throws -> CaseFile.NoticeRecord {
    CaseFile.NoticeRecord(
      notice: notice, attempts: try attempts(of: notice.id), message: try stored("message", of: notice.id),
      letter: try stored("letter", of: notice.id), deliveries: try deliveries(of: notice.id),
      posting: try posting(of: notice.id))
  }

  private func stored(_ table: String, of notice: NoticeID) throws -> CaseFile.Stored? {
    try sql.first(
      "SELECT stored_at, length(bytes), sha256 FROM \(table) WHERE notice_id = ?", .number(notice.number)
    ) { row in
      CaseFile.Stored(at: Instant(milliseconds: row.number(0)), bytes: Int(row.number(1)), sha256: row.bytes(2))
    }
  }

  func incomingRecords(about notice: NoticeID) throws -> [CaseFile.IncomingRecord] {
    try sql.all(
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

extension Attachment {
  /// Who attached it, and to which notice, the journal says.
  fileprivate func record(in file: ClaimFile) -> CaseFile.AttachmentRecord {
    let entry = file.events.first {
      $0.event == Event.Kind.attachmentAdded.rawValue && $0.data[.sha256] == sha256
    }
    return CaseFile.AttachmentRecord(
      attachment: self, notice: entry?.notice, actor: entry?.actor ?? Actor.daemon.text)
  }
}
