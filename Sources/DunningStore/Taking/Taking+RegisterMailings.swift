import Dunning
import GRDB

extension Taking {
  /// The registers that go to their creditors now.
  func registers() throws -> [DueNotice] {
    let due = try db.all(
      "\(Docket.mailingSelection) WHERE at <= ? ORDER BY at, creditor LIMIT ?", .number(now.milliseconds),
      .number(Int64(DocketLimits.registersPerTaking)), read: Docket.mailing)
    return try due.compactMap { mailing in
      try Docket.set(nil, of: mailing, in: db)
      guard let creditor = rulebook.creditors[mailing.creditor], creditor.register == .monthly else { return nil }
      // Whatever becomes of this one, the next month's comes.
      try Docket.plan(mailing.month.next, for: creditor, rulebook: rulebook, in: db)
      return try Docket.apart(in: db) {
        try open(mailing, to: creditor)
      } orElse: {
        try setAside(mailing, $0)
      }
    }
  }

  /// A notice to the creditor; nil when they have no claims that a register could tell of.
  private func open(_ mailing: RegisterMailing, to creditor: Creditor) throws -> DueNotice? {
    let known = try db.first("SELECT currency FROM claim WHERE creditor = ? LIMIT 1", .text(creditor.id)) { $0.text(0) }
    guard let currency = try known.map(ClaimRecord.currency) else { return nil }
    let (step, recipient) = (Step.register, creditor.notify)
    try db.run(
      """
      INSERT INTO notice (creditor, policy, step, tone, state, recipient, currency, total, opened_at, message_id)
      VALUES (?, '', ?, ?, 'sending', ?, ?, 0, ?, '')
      """, .text(creditor.id), .text(step.name), .text(step.tone.rawValue), .text(recipient.text),
      .text(currency.code), .number(now.milliseconds))
    let id = NoticeID(db.lastInsertedRowID)
    let messageID = messageID(id, recipient, creditor)
    try db.run("UPDATE notice SET message_id = ? WHERE id = ?", .text(messageID), .number(id.number))
    try db.run(
      "UPDATE register_mailing SET notice_id = ? WHERE creditor = ? AND month = ?", .number(id.number),
      .text(creditor.id), .text(mailing.month.description))
    let data = [
      "to": recipient.text, "message_id": messageID, "tone": step.tone.rawValue, "step": step.name,
      "total": Money(minorUnits: 0, currency: currency).decimal, "creditor": creditor.id,
      "register": mailing.month.description,
    ]
    try Journal.append(Event(.noticeOpened, notice: id, actor: .daemon, data: data), at: now, in: db)
    return DueNotice(
      id: id, attempt: try openAttempt(of: id), claims: [], late: [:], notes: [], creditor: creditor, policy: "",
      step: step, recipient: recipient, openedAt: now, payBy: nil, messageID: messageID, history: [], message: nil,
      register: mailing.month, attempts: 1)
  }

  /// A register of which the docket cannot make sense: the journal tells of it, and the next month's is not held up.
  private func setAside(_ mailing: RegisterMailing, _ error: any Error) throws {
    try Docket.set(nil, of: mailing, in: db)
    let data = [
      "creditor": mailing.creditor, "register": mailing.month.description, "reply": "it cannot be sent: \(error)",
    ]
    try Journal.append(Event(.noticeFailed, actor: .daemon, data: data), at: now, in: db)
  }
}
