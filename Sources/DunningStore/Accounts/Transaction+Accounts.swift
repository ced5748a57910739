import Dunning
import DunningSQL

extension Writing {
  func set(_ moment: Instant, of mailing: AccountMailing) throws {
    try sql.run(
      "UPDATE account_mailing SET at = ? WHERE id = ?", .number(moment.milliseconds), .number(mailing.id))
  }

  /// Leaves one out: there is nothing to tell, or nobody to tell it to.
  func end(_ mailing: AccountMailing) throws {
    try sql.run("DELETE FROM account_mailing WHERE id = ?", .number(mailing.id))
  }

  /// Has the statement of account in a notice made anew that was taken back.
  ///
  /// - Parameter wasHeld: whether a person held it, so that one has to look at the next.
  func sendAgain(accountIn notice: NoticeID, wasHeld: Bool) throws {
    guard let mailing = try accountMailing(of: notice) else { return }
    let waited = try permission(for: notice).approval
    let approval = max(mailing.approval.number, waited.number, wasHeld ? Step.Approval.required.number : 0)
    // One that waits already tells the same.
    try sql.run(
      """
      DELETE FROM account_mailing WHERE debtor_id = ? AND currency = ? AND at IS NOT NULL
      """, .number(mailing.debtor), .text(mailing.currency.code))
    try sql.run(
      """
      UPDATE account_mailing SET at = ?, taken_at = NULL, since = NULL, credit = 0, notice_id = NULL, approval = ?
      WHERE id = ?
      """, .number(now.milliseconds), .number(approval), .number(mailing.id))
  }

  /// Has the statements of a debtor follow their claims.
  func moveAccounts(of debtor: Int64, to other: Int64) throws {
    try sql.run(
      "UPDATE OR IGNORE account_mailing SET debtor_id = ? WHERE debtor_id = ?", .number(other), .number(debtor))
    try sql.run("DELETE FROM account_mailing WHERE debtor_id = ? AND at IS NOT NULL", .number(debtor))
  }
}

extension Transaction {
  /// Asks for a statement of account.
  func ask(forAccountOf debtor: Int64, _ creditor: String, in currency: Currency, at moment: Instant, because: String)
    throws
  {
    try sql.run(
      """
      INSERT INTO account_mailing (creditor, debtor_id, currency, because, at) VALUES (?, ?, ?, ?, ?)
      ON CONFLICT (debtor_id, currency) WHERE at IS NOT NULL DO UPDATE SET because = excluded.because
      """, .text(creditor), .number(debtor), .text(currency.code), .text(because), .number(moment.milliseconds))
  }

  /// Plans the next run of each creditor who has a schedule, and forgets those that nobody wants any more. One that is late,
  /// since the daemon was away, stays.
  func planAccountSchedules() throws {
    let late = Set(
      try sql.all("SELECT creditor FROM account_schedule WHERE at <= ?", .number(now.milliseconds)) { $0.text(0) })
    try sql.run("DELETE FROM account_schedule")
    for creditor in rulebook.creditors.values where creditor.statementOfAccount != nil {
      try planAccounts(of: creditor, at: late.contains(creditor.id) ? now : nil)
    }
  }

  private func planAccounts(of creditor: Creditor, at moment: Instant? = nil) throws {
    guard let next = moment ?? rulebook.accountRun(of: creditor, after: now) else { return }
    try sql.run(
      "INSERT INTO account_schedule (creditor, at) VALUES (?, ?) ON CONFLICT (creditor) DO UPDATE SET at = excluded.at",
      .text(creditor.id), .number(next.milliseconds))
  }

  /// Asks for the statements of all debtors of the creditors whose day has come: of those who owe something, and of those
  /// whose money may have moved.
  func runAccountSchedules() throws {
    let due = try sql.all("SELECT creditor FROM account_schedule WHERE at <= ?", .number(now.milliseconds)) {
      $0.text(0)
    }
    for id in due {
      try sql.run("DELETE FROM account_schedule WHERE creditor = ?", .text(id))
      guard let creditor = rulebook.creditors[id], let schedule = creditor.statementOfAccount else { continue }
      try planAccounts(of: creditor)
      try sql.run(
        """
        INSERT INTO account_mailing (creditor, debtor_id, currency, because, at)
          SELECT ?1, debtor_id, currency, ?2, ?3 FROM (
            SELECT debtor_id, currency FROM claim WHERE creditor = ?1 AND state IN \(Claim.State.unsettled.sql)
            UNION SELECT debtor_id, currency FROM payment
              WHERE creditor = ?1 AND debtor_id IS NOT NULL AND undone_at IS NULL AND recorded_at > ?4)
          WHERE true ON CONFLICT (debtor_id, currency) WHERE at IS NOT NULL DO NOTHING
        """, .text(id), .text("monthly, on day \(schedule.day)"), .number(now.milliseconds),
        .number(now.adding(seconds: -Self.movedSeconds).milliseconds))
    }
  }

  /// Somewhat more than two months: a schedule is at most one apart.
  private static var movedSeconds: Int { 63 * 86_400 }
}
