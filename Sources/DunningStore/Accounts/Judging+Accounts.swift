import Dunning
import DunningSQL

// A debtor's account as a statement tells it, worked out from the same rows as the debtor's page.

extension Reading {
  /// The statement of account that a notice is; nil when it is another one.
  func accountMailing(of notice: NoticeID) throws -> AccountMailing? {
    try sql.first("\(AccountMailing.selection) WHERE notice_id = ?", .number(notice.number), read: AccountMailing.init)
  }

  /// Up to when the last statement that went out to a debtor told of money; before the first one, a month ago.
  func lastAccount(ofDebtor debtor: Int64, in currency: Currency, before moment: Instant) throws -> Instant {
    let last =
      try sql.first(
        """
        SELECT max(taken_at) FROM account_mailing JOIN notice ON notice.id = notice_id
        WHERE account_mailing.debtor_id = ? AND account_mailing.currency = ? AND taken_at < ?
          AND notice.state IN \([Notice.State.sent, .inDoubt].sql)
        """, .number(debtor), .text(currency.code), .number(moment.milliseconds)
      ) { $0.numberIfAny(0) } ?? nil
    return last.map(Instant.init(milliseconds:)) ?? moment.adding(seconds: -31 * 86_400)
  }

  /// A debtor's account.
  ///
  /// - Parameters:
  ///   - claims: those that it tells of; nil for those that are open or have moved.
  ///   - moment: what came in later is not in it.
  /// - Returns: nil when there is no such debtor any more, or no claim by which anything could be told.
  func account(
    ofDebtor debtor: Int64, in currency: Currency, of claims: [ClaimID]? = nil, since: Instant, until moment: Instant
  ) throws -> DebtorAccount? {
    let person = try sql.first(
      "\(ClaimRecord.debtorSelection) FROM debtor WHERE id = ? AND erased_at IS NULL", .number(debtor)
    ) { try ClaimRecord.debtor($0, first: 0) }
    guard let person else { return nil }
    let movements = try movements(ofDebtor: debtor, in: currency, since: since, until: moment)
    let ids = try claims ?? told(ofDebtor: debtor, in: currency, by: movements)
    guard !ids.isEmpty else { return nil }
    let records = try ids.map { try record($0) }
    return DebtorAccount(
      debtor: person, currency: currency, records: records, credited: try credited(records.map(\.claim)),
      credit: try credit(ofDebtor: debtor, in: currency), movements: movements,
      charges: try charges(ofDebtor: debtor, in: currency, since: since, until: moment), since: since)
  }

  /// What a demand had asked for stands with its claim.
  private func charges(
    ofDebtor debtor: Int64, in currency: Currency, since: Instant, until moment: Instant
  ) throws -> [DebtorAccount.Charge] {
    try sql.all(
      """
      SELECT charge.day, sum(charge.amount) FROM claim JOIN charge ON charge.claim_id = claim.id
      JOIN event ON event.id = charge.event_id
      WHERE claim.debtor_id = ? AND claim.currency = ? AND booked_at > ? AND booked_at <= ? AND event.event = ?
      GROUP BY charge.day HAVING sum(charge.amount) <> 0 ORDER BY charge.day
      """, .number(debtor), .text(currency.code), .number(since.milliseconds), .number(moment.milliseconds),
      .text(Event.Kind.chargesPaid.rawValue)
    ) {
      DebtorAccount.Charge(
        date: try CivilDate(parsing: $0.text(0)), amount: Money(minorUnits: $0.number(1), currency: currency))
    }
  }

  private func movements(
    ofDebtor debtor: Int64, in currency: Currency, since: Instant, until moment: Instant
  ) throws -> [Payment] {
    try sql.all(
      """
      SELECT external_id, kind, amount, paid_on, recorded_at, id FROM payment
      WHERE debtor_id = ? AND currency = ? AND undone_at IS NULL AND recorded_at > ? AND recorded_at <= ?
      ORDER BY paid_on, id
      """, .number(debtor), .text(currency.code), .number(since.milliseconds), .number(moment.milliseconds)
    ) { row in
      guard let kind = Payment.Kind(rawValue: row.text(1)) else { throw ClaimRecord.damaged("payment kind") }
      return Payment(
        externalID: row.textIfAny(0), kind: kind, amount: Money(minorUnits: row.number(2), currency: currency),
        date: try CivilDate(parsing: row.text(3)), recordedAt: Instant(milliseconds: row.number(4)),
        number: PaymentID(row.number(5)))
    }
  }

  /// The claims that a statement tells of. What moved without any of them is told with the newest.
  private func told(ofDebtor debtor: Int64, in currency: Currency, by movements: [Payment]) throws -> [ClaimID] {
    let (owner, code) = (SQLValue.number(debtor), SQLValue.text(currency.code))
    var ids = Set(
      try sql.all(
        "SELECT id FROM claim WHERE debtor_id = ? AND currency = ? AND state IN \(Claim.State.unsettled.sql)", owner,
        code
      ) { ClaimID($0.number(0)) })
    for number in movements.compactMap(\.number) {
      ids.formUnion(
        try sql.all(
          """
          SELECT DISTINCT claim_id FROM allocation JOIN claim ON claim.id = claim_id
          WHERE payment_id = ? AND undone_at IS NULL AND claim.debtor_id = ? AND claim.case_key IS NOT NULL
          """, .number(number.number), owner
        ) { ClaimID($0.number(0)) })
    }
    if ids.isEmpty, !movements.isEmpty {
      let newest = try sql.first(
        "SELECT max(id) FROM claim WHERE debtor_id = ? AND currency = ? AND case_key IS NOT NULL", owner, code
      ) { $0.numberIfAny(0).map(ClaimID.init) }
      if let newest = newest ?? nil { ids.insert(newest) }
    }
    return ids.sorted()
  }
}

extension Judging {
  /// Why a debtor gets no statement of account, whatever it would tell; nil when nothing keeps it back.
  func silence(about account: DebtorAccount, ofDebtor debtor: Int64, at now: Instant) throws -> String? {
    guard let row = try debtorRow(debtor) else { return "there is no such debtor any more" }
    if let said = row.said(rulebook: rulebook, now: now) {
      return "the debtor is \(said.state.rawValue): \(said.reason)"
    }
    if row.namesake != nil { return "something is said of another debtor of the same name" }
    if let stopped = account.records.first(where: { $0.claim.state == .stopped }) {
      return "claim \(stopped.claim.id) is stopped: nobody may write to the debtor any more"
    }
    let dead = account.open.first { if case .undeliverable = $0.claim.obstacle { true } else { false } }
    if let dead { return "an earlier notice about claim \(dead.claim.id) could not be delivered" }
    if account.records.count > DocketLimits.accountClaimsMax {
      return "it would tell of more than \(DocketLimits.accountClaimsMax) claims"
    }
    return account.debtor.mailing.isEmpty ? "the debtor has no e-mail address" : nil
  }
}

extension Transaction {
  /// What the rules of this moment say of a statement of account that was written before.
  func verdict(on notice: Notice, about account: DebtorAccount) throws -> NoticeVerdict {
    guard let mailing = try accountMailing(of: notice.id), let lead = account.lead else {
      return .lapses("it is about no claim")
    }
    if let silence = try silence(about: account, ofDebtor: mailing.debtor, at: now) { return .lapses(silence) }
    if account.outstanding != notice.total || account.credit.minorUnits != mailing.credit {
      return .lapses("the account has changed")
    }
    let written = try self.mailing(of: notice.id, to: notice.recipient).mailing
    let present = account.debtor.mailing
    if present.text != notice.recipient || present.cc.keys != written.cc.keys {
      return .lapses("the debtor has another address")
    }
    if notice.openedAt.adding(seconds: Self.accountSeconds) < now { return .lapses("it has become old") }
    guard let opening = rulebook.accountOpening(for: lead, onOrAfter: now) else {
      return .lapses("the rules know no moment for it")
    }
    return opening > now ? .waits(until: opening) : .goes(.statementOfAccount)
  }

  /// How long a statement of account is news.
  private static var accountSeconds: Int { 14 * 86_400 }
}
