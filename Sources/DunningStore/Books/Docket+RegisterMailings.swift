import Dunning
import GRDB

extension Docket {
  /// The registers that wait for their moment, earliest first.
  package func registerMailings() async throws(DocketError) -> [RegisterMailing] {
    try await read { db in
      try db.all("\(Self.mailingSelection) WHERE at IS NOT NULL ORDER BY at, creditor", read: Self.mailing)
    }
  }

  /// Plans the register of this month for each creditor who wants one, and forgets those whom nobody sends it any more.
  /// What waits from before is sent as well, a month after the other, however long the daemon was away.
  static func planRegisterMailings(rulebook: Rulebook, now: Instant, in db: Database) throws {
    for waiting in try db.all("\(mailingSelection) WHERE at IS NOT NULL", read: mailing) {
      let creditor = rulebook.creditors[waiting.creditor].flatMap { $0.register == .monthly ? $0 : nil }
      try set(creditor.map { rulebook.mailing(ofRegister: waiting.month, to: $0) }, of: waiting, in: db)
    }
    for creditor in rulebook.creditors.values where creditor.register == .monthly {
      let isWaiting = try db.first(
        "SELECT EXISTS (SELECT 1 FROM register_mailing WHERE creditor = ? AND at IS NOT NULL)", .text(creditor.id)
      ) { $0.number(0) == 1 }
      if isWaiting == true { continue }
      try plan(rulebook.registerMonth(of: creditor, at: now), for: creditor, rulebook: rulebook, in: db)
    }
  }

  /// Plans the register of a month, or of the first one after it that was not sent yet.
  static func plan(
    _ month: RegisterMonth, for creditor: Creditor, rulebook: Rulebook, in db: Database
  ) throws {
    let last = try db.first(
      "SELECT max(month) FROM register_mailing WHERE creditor = ? AND notice_id IS NOT NULL", .text(creditor.id)
    ) { $0.textIfAny(0) }
    let month = max(month, last.flatMap { $0 }.flatMap(RegisterMonth.init(parsing:))?.next ?? month)
    try db.run(
      """
      INSERT INTO register_mailing (creditor, month, at) VALUES (?, ?, ?)
      ON CONFLICT (creditor, month) DO UPDATE SET at = excluded.at
      """, .text(creditor.id), .text(month.description),
      .number(rulebook.mailing(ofRegister: month, to: creditor).milliseconds))
  }

  static func set(_ moment: Instant?, of mailing: RegisterMailing, in db: Database) throws {
    try db.run(
      "UPDATE register_mailing SET at = ? WHERE creditor = ? AND month = ?", SQLValue(moment?.milliseconds),
      .text(mailing.creditor), .text(mailing.month.description))
  }

  /// Lets the register of a notice that was taken back go again at this moment.
  static func remail(registerOf notice: NoticeID, now: Instant, in db: Database) throws {
    try db.run(
      "UPDATE register_mailing SET at = ?, notice_id = NULL WHERE notice_id = ?", .number(now.milliseconds),
      .number(notice.number))
  }

  /// The register that a notice brings to its creditor; nil for every other notice.
  static func registerMailing(of notice: NoticeID, in db: Database) throws -> RegisterMailing? {
    try db.first("\(mailingSelection) WHERE notice_id = ?", .number(notice.number), read: mailing)
  }

  static let mailingSelection = "SELECT creditor, month, at FROM register_mailing"

  static func mailing(_ row: SQLColumns) throws -> RegisterMailing {
    guard let month = RegisterMonth(parsing: row.text(1)) else { throw ClaimRecord.damaged("month of a register") }
    return RegisterMailing(
      creditor: row.text(0), month: month, at: row.numberIfAny(2).map(Instant.init(milliseconds:)))
  }
}
