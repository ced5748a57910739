import Dunning
import DunningSQL

// What happens, told to a creditor: in the morning, and at once.

extension Judging {
  /// Whether creditors are told what happens although sending is held: that it is held is what they have to know first. A
  /// fresh installation tells nobody anything.
  func tellsWhileHeld() throws -> Bool { try setting(.mode) != nil }
}

extension Taking {
  /// What leaves while sending is held: word of it, to the creditors themselves.
  func takeWordOfHold(atMost limit: Int) throws -> DueWork {
    guard try transaction.tellsWhileHeld() else { return .nothing(until: nil) }
    let due = limit > 0 ? try words() : []
    guard due.isEmpty else { return .notices(due) }
    let next = try sql.first("SELECT min(at) FROM word_mailing WHERE at IS NOT NULL") { $0.numberIfAny(0) } ?? nil
    return .nothing(until: next.map(Instant.init(milliseconds:)))
  }

  /// The mails with word of what happens that go to creditors now.
  func words() throws -> [DueNotice] {
    let due = try sql.all(
      "\(WordMailing.selection) WHERE at <= ? ORDER BY at, id LIMIT ?", .number(now.milliseconds),
      .number(Int64(DocketLimits.wordsPerTaking)), read: WordMailing.init)
    return try due.compactMap { mailing in
      try transaction.set(nil, of: mailing)
      guard let creditor = rulebook.creditors[mailing.creditor] else { return nil }
      let today = try taken(mailing, by: creditor)
      // Whatever becomes of this one, the next morning's comes.
      if mailing.kind == .morning { try transaction.planMorning(of: creditor) }
      return try transaction.apart {
        try open(today, to: creditor)
      } orElse: {
        try setAside(mailing, $0)
      }
    }
  }

  /// Writes down that a mail is told of now. One that is late tells of the day on which it leaves, so that whoever was away
  /// for a week gets one and not seven.
  private func taken(_ mailing: WordMailing, by creditor: Creditor) throws -> WordMailing {
    let zone = rulebook.almanac.zone(creditor.timeZone) ?? .utc
    let day = max(mailing.day, zone.date(at: now))
    try sql.run(
      "UPDATE word_mailing SET day = ?, taken_at = ? WHERE id = ?", .text(day.iso), .number(now.milliseconds),
      .number(mailing.id))
    return WordMailing(id: mailing.id, creditor: mailing.creditor, kind: mailing.kind, day: day)
  }

  /// A notice to the creditor; nil when there is nothing to tell.
  private func open(_ mailing: WordMailing, to creditor: Creditor) throws -> DueNotice? {
    let isSilent = mailing.kind == .morning && !rulebook.notify.comesWhenEmpty
    if isSilent, try transaction.report(mailing, to: creditor, at: now).isEmpty { return nil }
    // Sums of several currencies stand in it; the notice itself is about no sum.
    let known = try sql.first("SELECT currency FROM claim WHERE creditor = ? LIMIT 1", .text(creditor.id)) {
      $0.text(0)
    }
    guard let currency = try known.map(ClaimRecord.currency) ?? Currency("EUR") else { return nil }
    let notice = try open(
      .word(mailing), as: mailing.step, to: creditor, debtorOf: nil, currency, data: [.date: mailing.day.iso])
    try sql.run(
      "UPDATE word_mailing SET notice_id = ? WHERE id = ?", .number(notice.id.number), .number(mailing.id))
    return notice
  }

  /// A mail of which the docket cannot make sense: the journal tells of it, and the next one is not held up.
  private func setAside(_ mailing: WordMailing, _ error: any Error) throws {
    let data: [JournalKey: String] = [
      .creditor: mailing.creditor, .date: mailing.day.iso, .reply: "it cannot be sent: \(error)",
    ]
    try transaction.journal(Event(.noticeFailed, actor: .daemon, data: data))
  }
}
