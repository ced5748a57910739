import Dunning
import DunningSQL

extension Taking {
  /// The registers that go to their creditors now.
  func registers() throws -> [DueNotice] {
    try transaction.dueRegisters(at: now, DocketLimits.registersPerTaking).compactMap { mailing in
      try transaction.set(nil, of: mailing)
      guard let creditor = rulebook.creditors[mailing.creditor], creditor.register == .monthly else { return nil }
      // Whatever becomes of this one, the next month's comes.
      try transaction.plan(mailing.month.next, for: creditor)
      return try transaction.apart {
        try open(mailing, to: creditor)
      } orElse: {
        try setAside(mailing, $0)
      }
    }
  }

  /// A notice to the creditor; nil when they have no claims that a register could tell of.
  private func open(_ mailing: RegisterMailing, to creditor: Creditor) throws -> DueNotice? {
    let known = try sql.first("SELECT currency FROM claim WHERE creditor = ? LIMIT 1", .text(creditor.id)) {
      $0.text(0)
    }
    guard let currency = try known.map(ClaimRecord.currency) else { return nil }
    let (step, recipient) = (Step.register, creditor.notify)
    let id = NoticeID(
      try sql.inserted(
        """
        INSERT INTO notice (creditor, policy, step, tone, state, recipient, currency, total, opened_at, message_id)
        VALUES (?, '', ?, ?, ?, ?, ?, 0, ?, '')
        """, .text(creditor.id), .text(step.name), .text(step.tone.rawValue), .text(Notice.State.sending.rawValue),
        .text(recipient.text),
        .text(currency.code), .number(now.milliseconds)))
    let messageID = messageID(id, recipient, creditor)
    try sql.run("UPDATE notice SET message_id = ? WHERE id = ?", .text(messageID), .number(id.number))
    try sql.run(
      "UPDATE register_mailing SET notice_id = ? WHERE creditor = ? AND month = ?", .number(id.number),
      .text(creditor.id), .text(mailing.month.description))
    let data = [
      "to": recipient.text, "message_id": messageID, "tone": step.tone.rawValue, "step": step.name,
      "total": Money(minorUnits: 0, currency: currency).decimal, "creditor": creditor.id,
      "register": mailing.month.description,
    ]
    try transaction.journal(Event(.noticeOpened, notice: id, actor: .daemon, data: data))
    return DueNotice(
      id: id, attempt: try openAttempt(of: id), claims: [], late: [:], notes: [], creditor: creditor, policy: "",
      step: step, recipient: recipient, openedAt: now, payBy: nil, messageID: messageID, history: [], message: nil,
      register: mailing.month, attempts: 1)
  }

  /// A register of which the docket cannot make sense: the journal tells of it, and the next month's is not held up.
  private func setAside(_ mailing: RegisterMailing, _ error: any Error) throws {
    try transaction.set(nil, of: mailing)
    let data = [
      "creditor": mailing.creditor, "register": mailing.month.description, "reply": "it cannot be sent: \(error)",
    ]
    try transaction.journal(Event(.noticeFailed, actor: .daemon, data: data))
  }
}
