import Dunning
import DunningSQL

// Statements of account: made for all of a creditor's debtors on their day, or for one on request.

extension Taking {
  /// Those that go to their debtors now.
  func accounts(limit: Int) throws -> [DueNotice] {
    try transaction.runAccountSchedules()
    guard limit > 0 else { return [] }
    let due = try sql.all(
      "\(AccountMailing.selection) WHERE at <= ? ORDER BY at, id LIMIT ?", .number(now.milliseconds),
      .number(Int64(limit)), read: AccountMailing.init)
    return try due.compactMap { mailing in
      try transaction.apart {
        try take(mailing)
      } orElse: {
        try setAside(mailing, $0)
      }
    }
  }

  private func take(_ mailing: AccountMailing) throws -> DueNotice? {
    let since = try transaction.lastAccount(ofDebtor: mailing.debtor, in: mailing.currency, before: now)
    guard let creditor = rulebook.creditors[mailing.creditor],
      let account = try transaction.account(
        ofDebtor: mailing.debtor, in: mailing.currency, since: since, until: now),
      !account.isEmpty, let lead = account.lead,
      try transaction.silence(about: account, ofDebtor: mailing.debtor, at: now) == nil,
      let opening = rulebook.accountOpening(for: lead, onOrAfter: now)
    else {
      try transaction.end(mailing)
      return nil
    }
    if opening > now {
      try transaction.set(opening, of: mailing)
      return nil
    }
    if let turn = try transaction.turn(of: account.debtor.mailing, limits) {
      try transaction.set(turn, of: mailing)
      return nil
    }
    return try open(account, mailing, to: creditor)
  }

  private func open(_ account: DebtorAccount, _ mailing: AccountMailing, to creditor: Creditor) throws -> DueNotice {
    let (step, readers) = (Step.statementOfAccount, account.debtor.mailing)
    let approval =
      [creditor.statementOfAccount?.approval ?? .none, mailing.approval].max { $0.number < $1.number } ?? .none
    let id = try insertNotice(account, mailing, approval: approval)
    let messageID = messageID(id, readers.to.first?.address ?? creditor.from.address, creditor)
    let copies = creditor.copies(of: step.name)
    let recipients = try transaction.insertRecipients(readers, copies, of: id)
    try sql.run("UPDATE notice SET message_id = ? WHERE id = ?", .text(messageID), .number(id.number))
    var opened: [JournalKey: String] = [
      .to: readers.text, .total: account.outstanding.decimal, .messageID: messageID, .tone: step.tone.rawValue,
      .approval: approval.rawValue, .debtor: account.debtor.name, .step: step.name, .because: mailing.because,
      .since: String(account.since.milliseconds), .credit: String(account.credit.minorUnits),
    ]
    opened[.recipients] = recipients
    for record in account.records { try bind(record, to: id, opened: opened) }
    let attempt = try transaction.openWays([.email], of: id, waits: approval != .none, transport: transport)
    try sql.run(
      "UPDATE account_mailing SET at = NULL, taken_at = ?, since = ?, credit = ?, notice_id = ? WHERE id = ?",
      .number(now.milliseconds), .number(account.since.milliseconds), .number(account.credit.minorUnits),
      .number(id.number), .number(mailing.id))
    return DueNotice(
      id: id, subject: .account(account), creditor: creditor, step: step, mailing: readers, copies: copies,
      openedAt: now, messageID: messageID, attempt: attempt.email, attempts: approval == .none ? 1 : 0)
  }

  private func insertNotice(
    _ account: DebtorAccount, _ mailing: AccountMailing, approval: Step.Approval
  ) throws -> NoticeID {
    let step = Step.statementOfAccount
    return NoticeID(
      try sql.inserted(
        """
        INSERT INTO notice (creditor, debtor_id, policy, step, tone, state, recipient, currency, total, opened_at,
          needs_approval, message_id, addressee) VALUES (?, ?, '', ?, ?, ?, ?, ?, ?, ?, ?, '', ?)
        """, .text(mailing.creditor), .number(mailing.debtor), .text(step.name), .text(step.tone.rawValue),
        .text((approval == .none ? Notice.State.sending : .awaitingApproval).rawValue),
        .text(account.debtor.mailing.text), .text(account.currency.code), .number(account.outstanding.minorUnits),
        .number(now.milliseconds), .number(approval.number), .text(account.debtor.name)))
  }

  /// Has a claim tell of the statement, which is no rung of its ladder and bars none.
  private func bind(_ record: ClaimRecord, to notice: NoticeID, opened: [JournalKey: String]) throws {
    let claim = record.claim
    try sql.run(
      "INSERT INTO notice_claim (notice_id, claim_id, step, outstanding, revision, live) VALUES (?, ?, ?, ?, ?, 0)",
      .number(notice.number), .number(claim.id.number), .text(Step.statementOfAccount.name),
      .number(claim.outstanding.minorUnits), .number(record.revision))
    var data = opened
    data[.outstanding] = claim.outstanding.decimal
    try transaction.journal(Event(.noticeOpened, claim: claim.id, notice: notice, actor: .daemon, data: data))
  }

  /// One of which the docket cannot make sense: the journal tells of it, and the others are not held up.
  private func setAside(_ mailing: AccountMailing, _ error: any Error) throws {
    try transaction.end(mailing)
    let data: [JournalKey: String] = [
      .creditor: mailing.creditor, .step: Step.statementOfAccount.name, .debtor: String(mailing.debtor),
      .reply: "it cannot be sent: \(error)",
    ]
    try transaction.journal(Event(.noticeFailed, actor: .daemon, data: data))
  }
}
