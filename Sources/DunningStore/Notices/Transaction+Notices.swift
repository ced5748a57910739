import Dunning
import DunningSQL

extension Reading {
  func claims(of id: NoticeID) throws -> [ClaimID] {
    try sql.all("SELECT claim_id FROM notice_claim WHERE notice_id = ? ORDER BY claim_id", .number(id.number)) {
      ClaimID($0.number(0))
    }
  }

  func notices(of claim: ClaimID) throws -> [Notice] {
    try sql.all(
      """
      \(NoticeRow.selection) WHERE notice.id IN (SELECT notice_id FROM notice_claim WHERE claim_id = ?)
      ORDER BY notice.id
      """, .number(claim.number), read: NoticeRow.init
    ).map { try notice($0) }
  }

  func notice(_ id: NoticeID) throws -> Notice {
    let row = try sql.first("\(NoticeRow.selection) WHERE notice.id = ?", .number(id.number), read: NoticeRow.init)
    guard let row else {
      throw DocketError(.notFound, "there is no notice \(id)", hint: "`dunningctl notices` shows the notices")
    }
    return try notice(row)
  }

  func message(of id: NoticeID) throws -> [UInt8]? {
    try sql.first("SELECT bytes FROM message WHERE notice_id = ?", .number(id.number)) { $0.bytes(0) }
  }

  func notice(_ row: NoticeRow) throws -> Notice {
    let claims = try sql.all(
      """
      SELECT claim.id, claim.reference FROM notice_claim JOIN claim ON claim.id = notice_claim.claim_id
      WHERE notice_claim.notice_id = ? ORDER BY claim.id
      """, .number(row.id.number)
    ) { (id: ClaimID($0.number(0)), reference: $0.text(1)) }
    return row.notice(about: claims.map(\.id), references: claims.map(\.reference))
  }
}

extension Judging {
  /// A notice with the bytes that were written of it.
  func written(
    _ notice: Notice, about subject: DueNotice.Subject, step: Step, creditor: Creditor
  ) throws -> DueNotice {
    let (mailing, copies) = try mailing(of: notice.id, to: notice.recipient)
    var due = DueNotice(
      id: notice.id, subject: subject, creditor: creditor, step: step, mailing: mailing, copies: copies,
      openedAt: notice.openedAt, messageID: notice.messageID,
      message: try message(of: notice.id), letter: try letter(of: notice.id)?.bytes,
      approved: try permission(for: notice.id).approved, attempts: notice.attempts)
    let recipients = try recipients(of: notice.id)
    let waiting = recipients.filter { $0.fate == .waiting }
    if !waiting.isEmpty, waiting.count < recipients.count { due.remaining = waiting }
    due.isRest = notice.state == .sent
    return due
  }

  /// What a notice is about, as it stands now.
  func subject(of notice: Notice, tone: Step.Tone) throws -> DueNotice.Subject {
    let number = SQLValue.number(notice.id.number)
    let mailing = try sql.first("\(RegisterMailing.selection) WHERE notice_id = ?", number, read: RegisterMailing.init)
    if let mailing { return .register(mailing.month) }
    let refused = try refusedFiles(of: notice.id)
    if !refused.isEmpty { return .refused(refused) }
    if let mailing = try wordMailing(of: notice.id) { return .word(mailing) }
    if let account = try account(in: notice) { return .account(account) }
    let followUps = try sql.all(
      "\(FollowUp.selection) WHERE follow_up.notice_id = ? ORDER BY follow_up.id", number, read: FollowUp.init)
    guard followUps.isEmpty else {
      return .notes(try followUps.map { CreditorNote(followUp: $0, record: try record($0.claim)) })
    }
    let records = try notice.claims.map { try record($0) }
    let history = try notice.claims.flatMap { try self.history(of: $0) }
    return .claims(
      DueNotice.Claims(
        records: records, policy: notice.policy, payBy: notice.payBy,
        late: try late(records.map(\.claim), tone: tone, at: notice.openedAt),
        credited: try credited(records.map(\.claim)), history: SentStep.distinct(history)))
  }

  /// The account that a statement tells of, as it was taken; nil when the notice is none.
  private func account(in notice: Notice) throws -> DebtorAccount? {
    guard notice.isAccount, let mailing = try accountMailing(of: notice.id), let takenAt = mailing.takenAt,
      let since = mailing.since
    else { return nil }
    return try account(
      ofDebtor: mailing.debtor, in: mailing.currency, of: notice.claims, since: since, until: takenAt)
  }
}
