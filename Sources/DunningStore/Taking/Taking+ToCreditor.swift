import Dunning
import DunningSQL

// What goes to a creditor itself: notes that come back, and the register of a month.

extension Taking {
  // MARK: - Notes

  /// What comes back to the creditors now: one message for each of them, whatever comes back on one morning.
  func notes() throws -> [DueNotice] {
    let due = try sql.all(
      "SELECT id FROM follow_up WHERE kind <> ? AND at <= ? ORDER BY at, id LIMIT ?",
      .text(FollowUp.Kind.promise.rawValue), .number(now.milliseconds), .number(Int64(DocketLimits.notesPerMessage))
    ) { FollowUpID($0.number(0)) }
    let notes = try due.compactMap { id in
      try transaction.apart {
        try comeBack(id)
      } orElse: {
        try transaction.setAside(id, because: $0)
      }
    }
    let groups = Dictionary(grouping: notes, by: \.followUp.creditor).sorted { $0.key < $1.key }
    // What a creditor who is no longer configured should know stands on `status` in any case.
    return try groups.compactMap { id, notes in
      guard let creditor = rulebook.creditors[id] else { return nil }
      // They stand in the morning mail, where there is one.
      return rulebook.notify.digest == nil ? try open(notes, creditor: creditor) : nil
    }
  }

  /// Marks a note as due; nil when what it warns of is settled.
  private func comeBack(_ id: FollowUpID) throws -> CreditorNote? {
    try transaction.close(id, as: .due)
    let followUp = try transaction.followUp(id)
    let record = try transaction.record(followUp.claim)
    if followUp.kind == .approval, try isApprovalOver(id) {
      try transaction.end(id, of: followUp.claim)
      return nil
    }
    if followUp.kind == .ladderOver, try transaction.isLadderEndOver(record) {
      try transaction.end(id, of: followUp.claim)
      return nil
    }
    if followUp.kind == .limitation {
      let history = try transaction.history(of: followUp.claim).map(\.completion)
      try transaction.watchLimitation(of: record, history: history)
      guard record.claim.state.isOpen else {
        try transaction.end(id, of: followUp.claim)
        return nil
      }
    }
    let data: [JournalKey: String] = [.followUp: id.description, .note: followUp.note]
    try transaction.journal(Event(.followUpDue, claim: followUp.claim, actor: .daemon, data: data))
    return CreditorNote(followUp: followUp, record: record)
  }

  /// Whether the notice that a follow-up reminds of waits no longer.
  private func isApprovalOver(_ id: FollowUpID) throws -> Bool {
    let state = try sql.first(
      "SELECT notice.state FROM follow_up JOIN notice ON notice.id = follow_up.approval_of WHERE follow_up.id = ?",
      .number(id.number)
    ) { $0.text(0) }
    return state != Notice.State.awaitingApproval.rawValue
  }

  /// A notice to the creditor.
  private func open(_ notes: [CreditorNote], creditor: Creditor) throws -> DueNotice? {
    guard let first = notes.first else { return nil }
    let currency = first.record.claim.draft.amount.currency
    let notice = try open(
      .notes(notes), as: .followUp, to: creditor, debtorOf: first.followUp.claim, currency,
      data: [.followUp: notes.map(\.followUp.id.description).joined(separator: " ")])
    for note in notes {
      try sql.run(
        "UPDATE follow_up SET notice_id = ? WHERE id = ?", .number(notice.id.number), .number(note.followUp.id.number))
    }
    return notice
  }

  // MARK: - Registers

  /// The registers that go to their creditors now.
  func registers() throws -> [DueNotice] {
    let due = try sql.all(
      "\(RegisterMailing.selection) WHERE at <= ? ORDER BY at, creditor LIMIT ?", .number(now.milliseconds),
      .number(Int64(DocketLimits.registersPerTaking)), read: RegisterMailing.init)
    return try due.compactMap { mailing in
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

  // MARK: - Files that could not be taken in

  /// What is told of them now: one message for each creditor.
  func refusedFiles() throws -> [DueNotice] {
    let due = try sql.all(
      "SELECT id, creditor FROM refused_file WHERE at <= ? ORDER BY at, id LIMIT ?", .number(now.milliseconds),
      .number(Int64(DocketLimits.notesPerMessage))
    ) { (id: $0.number(0), creditor: $0.text(1)) }
    return try Dictionary(grouping: due, by: \.creditor).sorted { $0.key < $1.key }.compactMap { id, files in
      let numbers = files.map { SQLValue.number($0.id) }
      let places = numbers.map { _ in "?" }.joined(separator: ", ")
      try sql.run("UPDATE refused_file SET at = NULL WHERE id IN (\(places))", numbers)
      // Whoever is no longer configured is told of nothing.
      guard let creditor = rulebook.creditors[id], let euro = Currency("EUR") else {
        try sql.run("DELETE FROM refused_file WHERE id IN (\(places))", numbers)
        return nil
      }
      let told = try sql.all("\(RefusedFile.selection) WHERE id IN (\(places)) ORDER BY id", numbers) {
        RefusedFile($0)
      }
      let notice = try open(.refused(told), as: .refusedFile, to: creditor, debtorOf: nil, euro)
      try sql.run(
        "UPDATE refused_file SET notice_id = ? WHERE id IN (\(places))", [.number(notice.id.number)] + numbers)
      return notice
    }
  }

  // MARK: - All of them

  /// Opens a notice that goes to the creditor itself.
  ///
  /// - Parameters:
  ///   - step: what it stands under among the notices.
  ///   - claim: whose debtor it is filed under; nil when it is about all of them.
  ///   - data: what the journal says of it besides.
  func open(
    _ subject: DueNotice.Subject, as step: Step, to creditor: Creditor, debtorOf claim: ClaimID?, _ currency: Currency,
    data: [JournalKey: String] = [:]
  ) throws -> DueNotice {
    let (recipient, mailing) = (creditor.notify, Mailing(to: [Addressee(address: creditor.notify)]))
    let id = NoticeID(
      try sql.inserted(
        """
        INSERT INTO notice (creditor, debtor_id, policy, step, tone, state, recipient, currency, total, opened_at,
          message_id)
        VALUES (?, (SELECT debtor_id FROM claim WHERE id = ?), '', ?, ?, ?, ?, ?, 0, ?, '')
        """, .text(creditor.id), SQLValue(claim?.number), .text(step.name), .text(step.tone.rawValue),
        .text(Notice.State.sending.rawValue), .text(recipient.text), .text(currency.code), .number(now.milliseconds)))
    let messageID = messageID(id, recipient, creditor)
    try sql.run("UPDATE notice SET message_id = ? WHERE id = ?", .text(messageID), .number(id.number))
    let opened: [JournalKey: String] = [
      .to: recipient.text, .messageID: messageID, .tone: step.tone.rawValue, .step: step.name,
      .total: Money(minorUnits: 0, currency: currency).decimal, .creditor: creditor.id,
    ]
    let data = opened.merging(data) { own, _ in own }
    try transaction.journal(Event(.noticeOpened, notice: id, actor: .daemon, data: data))
    let attempt = try transaction.openWays([.email], of: id, waits: false, transport: transport)
    return DueNotice(
      id: id, subject: subject, creditor: creditor, step: step, mailing: mailing, openedAt: now,
      messageID: messageID, attempt: attempt.email, attempts: 1)
  }
}
