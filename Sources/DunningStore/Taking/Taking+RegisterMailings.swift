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
    let notice = try open(
      .register(mailing.month), as: .register, to: creditor, debtorOf: nil, currency,
      data: [.register: mailing.month.description])
    try sql.run(
      "UPDATE register_mailing SET notice_id = ? WHERE creditor = ? AND month = ?", .number(notice.id.number),
      .text(creditor.id), .text(mailing.month.description))
    return notice
  }

  /// A register of which the docket cannot make sense: the journal tells of it, and the next month's is not held up.
  private func setAside(_ mailing: RegisterMailing, _ error: any Error) throws {
    try transaction.set(nil, of: mailing)
    let data: [JournalKey: String] = [
      .creditor: mailing.creditor, .register: mailing.month.description, .reply: "it cannot be sent: \(error)",
    ]
    try transaction.journal(Event(.noticeFailed, actor: .daemon, data: data))
  }
}
