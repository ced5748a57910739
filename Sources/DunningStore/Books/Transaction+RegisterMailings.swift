import Dunning
import DunningSQL

extension Judging {
  /// Plans the register of a month, or of the first one after it that was not sent yet.
  func plan(_ month: RegisterMonth, for creditor: Creditor) throws {
    let last = try sql.first(
      "SELECT max(month) FROM register_mailing WHERE creditor = ? AND notice_id IS NOT NULL", .text(creditor.id)
    ) { $0.textIfAny(0) }
    let month = max(month, last.flatMap { $0 }.flatMap(RegisterMonth.init(parsing:))?.next ?? month)
    try sql.run(
      """
      INSERT INTO register_mailing (creditor, month, at) VALUES (?, ?, ?)
      ON CONFLICT (creditor, month) DO UPDATE SET at = excluded.at
      """, .text(creditor.id), .text(month.description),
      .number(rulebook.mailing(ofRegister: month, to: creditor).milliseconds))
  }
}

extension Writing {
  func set(_ moment: Instant?, of mailing: RegisterMailing) throws {
    try sql.run(
      "UPDATE register_mailing SET at = ? WHERE creditor = ? AND month = ?", SQLValue(moment?.milliseconds),
      .text(mailing.creditor), .text(mailing.month.description))
  }
}

extension Transaction {
  /// Plans the register of this month for each creditor who wants one, and forgets those whom nobody sends it any more.
  /// What waits from before is sent as well, a month after the other, however long the daemon was away.
  func planRegisterMailings() throws {
    for waiting in try sql.all("\(RegisterMailing.selection) WHERE at IS NOT NULL", read: RegisterMailing.init) {
      let creditor = rulebook.creditors[waiting.creditor].flatMap { $0.register == .monthly ? $0 : nil }
      try set(creditor.map { rulebook.mailing(ofRegister: waiting.month, to: $0) }, of: waiting)
    }
    for creditor in rulebook.creditors.values where creditor.register == .monthly {
      let isWaiting = try sql.first(
        "SELECT EXISTS (SELECT 1 FROM register_mailing WHERE creditor = ? AND at IS NOT NULL)", .text(creditor.id)
      ) { $0.number(0) == 1 }
      if isWaiting == true { continue }
      try plan(rulebook.registerMonth(of: creditor, at: now), for: creditor)
    }
  }
}
