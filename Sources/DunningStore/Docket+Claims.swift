import Crypto
package import Dunning
import FoundationEssentials
import GRDB

/// What became of one claim that was to be enqueued.
package enum Registration: Sendable {
  case enqueued(ClaimRecord)
  /// The same reference with the same content was there already.
  case known(ClaimRecord)
  case refused(DocketError)
}

/// Which claims a list asks for; all conditions hold together.
package struct ClaimFilter: Sendable, Hashable {
  package var state: Claim.State?
  /// The debtor's number, name or address.
  package var debtor: String?
  package var cause: Claim.Cause?
  /// Only what was late and open at this moment.
  package var overdueAt: Instant?
  /// Only what falls due before this day; of a deadline that is a moment, the day in UTC counts.
  package var dueBefore: CivilDate?

  package init(
    state: Claim.State? = nil, debtor: String? = nil, cause: Claim.Cause? = nil, overdueAt: Instant? = nil,
    dueBefore: CivilDate? = nil
  ) {
    self.state = state
    self.debtor = debtor
    self.cause = cause
    self.overdueAt = overdueAt
    self.dueBefore = dueBefore
  }
}

extension Docket {
  /// Enqueues claims (T1): when this returns, what it calls enqueued is on disk. One bad claim does not stop the others.
  ///
  /// - Parameter dryRun: decides all the same but keeps nothing.
  package func register(
    _ drafts: [ClaimDraft], by actor: Actor, rulebook: Rulebook, now: Instant, dryRun: Bool = false
  ) async throws(DocketError) -> [Registration] {
    try await write(keeping: !dryRun) { db in
      try drafts.map { try Self.register($0, by: actor, rulebook: rulebook, now: now, in: db) }
    }
  }

  /// Claims by ascending number, after a cursor.
  package func claims(
    _ filter: ClaimFilter = ClaimFilter(), after cursor: ClaimID? = nil, limit: Int = DocketLimits.pageMax
  ) async throws(DocketError) -> [ClaimRecord] {
    try await read { db in
      var conditions = ["claim.id > ?"]
      var arguments: StatementArguments = [cursor?.number ?? 0]
      if let state = filter.state {
        conditions.append("claim.state = ?")
        arguments += [state.rawValue]
      }
      if let debtor = filter.debtor {
        conditions.append("(debtor.key = ? OR debtor.email = ? OR debtor.name = ?)")
        arguments += [debtor, debtor, debtor]
      }
      if let cause = filter.cause {
        conditions.append("claim.cause = ?")
        arguments += [cause.rawValue]
      }
      if let overdueAt = filter.overdueAt {
        conditions.append("claim.due_end <= ? AND claim.state NOT IN ('paid', 'withdrawn', 'written-off')")
        arguments += [overdueAt.milliseconds]
      }
      if let dueBefore = filter.dueBefore {
        let midnight = ZoneRules.utc.instant(dueBefore, TimeOfDay(seconds: 0))
        conditions.append("(claim.due_date < ? OR claim.due_at < ?)")
        arguments += [dueBefore.iso, midnight.milliseconds]
      }
      arguments += [limit]
      return try Row.fetchAll(
        db,
        sql: """
          \(ClaimRecord.selection) WHERE \(conditions.joined(separator: " AND ")) ORDER BY claim.id LIMIT ?
          """, arguments: arguments
      ).map(ClaimRecord.init(row:))
    }
  }

  /// The claim with this number or reference, its payments and its journal.
  ///
  /// - Throws: ``DocketError`` `.notFound`, `.ambiguous`.
  package func claim(_ name: String) async throws(DocketError) -> ClaimFile {
    try await read { db in
      let record = try Self.find(name, in: db)
      return ClaimFile(
        record: record, payments: try Self.payments(of: record.claim, in: db),
        notices: try Self.notices(of: record.claim.id, in: db),
        events: try Journal.events(of: record.claim.id, in: db),
        promises: try Self.promises(of: record.claim, in: db),
        followUps: try Self.followUps(of: record.claim.id, in: db),
        history: try Self.history(of: record.claim.id, in: db).map(\.completion))
    }
  }

  /// The claim that a person means by a number (`c17`) or a reference.
  static func find(_ name: String, in db: Database) throws -> ClaimRecord {
    var rows = try Row.fetchAll(
      db, sql: "\(ClaimRecord.selection) WHERE claim.reference = ? LIMIT 5", arguments: [name])
    if let id = ClaimID(parsing: name), let row = try Self.row(of: id, in: db) { rows.append(row) }
    let records = try rows.map(ClaimRecord.init(row:))
    let ids = Set(records.map(\.claim.id))
    guard let first = records.first else {
      throw DocketError(
        .notFound, "there is no claim \(quoted(name))",
        hint: "`dunningctl list` shows the claims; use an id or a reference")
    }
    guard ids.count == 1 else {
      let meanings = records.map { "\($0.claim.id) (\($0.claim.draft.creditor), \($0.claim.draft.reference))" }
      throw DocketError(
        .ambiguous, "\(quoted(name)) fits several claims: \(meanings.joined(separator: ", "))", hint: "use the id")
    }
    return first
  }

  static func record(_ id: ClaimID, in db: Database) throws -> ClaimRecord {
    guard let row = try row(of: id, in: db) else { throw DocketError(.notFound, "there is no claim \(id)") }
    return try ClaimRecord(row: row)
  }

  private static func row(of id: ClaimID, in db: Database) throws -> Row? {
    let statement = try db.cachedStatement(sql: "\(ClaimRecord.selection) WHERE claim.id = ?")
    return try Row.fetchOne(statement, arguments: [id.number])
  }

  private static func register(
    _ draft: ClaimDraft, by actor: Actor, rulebook: Rulebook, now: Instant, in db: Database
  ) throws -> Registration {
    let digest = draft.digest
    let statement = try db.cachedStatement(sql: "SELECT id, digest FROM claim WHERE creditor = ? AND reference = ?")
    if let row = try Row.fetchOne(statement, arguments: [draft.creditor, draft.reference]) {
      let record = try record(ClaimID(row["id"]), in: db)
      if row["digest"] as Data == digest { return .known(record) }
      return .refused(
        DocketError(
          .referenceTaken, "reference \(quoted(draft.reference)) is claim \(record.claim.id), with other content",
          hint: "`dunningctl show \(record.claim.id)` shows it; a corrected claim needs a reference of its own"))
    }
    let debtor = try keep(draft.debtor, of: draft.creditor, by: actor, rulebook: rulebook, now: now, in: db)
    let choice = try choosePolicy(for: draft, debtor: debtor, rulebook: rulebook, now: now, in: db)
    try insert(draft, debtor: debtor, policy: choice.policy, digest: digest, rulebook: rulebook, now: now, in: db)
    let id = ClaimID(db.lastInsertedRowID)
    var data = [
      "reference": draft.reference, "amount": draft.amount.decimal, "currency": draft.amount.currency.code,
      "due": draft.due.text(in: .utc), "policy": choice.policy,
    ]
    data["grade"] = choice.grade?.rawValue
    try Journal.append(Event(.claimRegistered, claim: id, actor: actor, data: data), at: now, in: db)
    try applyDebtorState(to: id, rulebook: rulebook, now: now, in: db)
    return .enqueued(try replan(id, rulebook: rulebook, now: now, in: db))
  }

  private static func insert(
    _ draft: ClaimDraft, debtor: Int64, policy: String, digest: Data, rulebook: Rulebook, now: Instant,
    in db: Database
  ) throws {
    var (date, moment): (String?, Int64?) = (nil, nil)
    switch draft.due {
    case .day(let day): date = day.iso
    case .moment(let instant): moment = instant.milliseconds
    }
    let creditor = rulebook.creditors[draft.creditor]
    let zone = (draft.debtor.timeZone ?? creditor?.timeZone).flatMap(rulebook.almanac.zone) ?? .utc
    try db.cachedStatement(
      sql: """
        INSERT INTO claim (creditor, reference, debtor_id, amount, currency, due_date, due_at, due_end, policy, issued,
          contract, payment_link, state, digest, enqueued_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'open', ?, ?)
        """
    ).execute(arguments: [
      draft.creditor, draft.reference, debtor, draft.amount.minorUnits, draft.amount.currency.code, date, moment,
      draft.due.end(in: zone).milliseconds, policy, draft.issued?.iso, draft.contract, draft.paymentLink,
      digest, now.milliseconds,
    ])
  }
}

extension ClaimDraft {
  /// What "the same content" means: SHA-256 over every field as it was given.
  fileprivate var digest: Data {
    let debtorFields: [String?] = [
      debtor.key, debtor.name, debtor.email.text, debtor.language, debtor.timeZone, debtor.calendar,
      debtor.kind?.rawValue, debtor.country, debtor.address.joined(separator: "\n"),
    ]
    let own: [String?] = [
      amount.decimal, amount.currency.code, due.text(in: .utc), policy, issued?.iso, contract, paymentLink,
    ]
    var hash = SHA256()
    for field in debtorFields + own {
      // A length before each field keeps two different lists from meeting in one text.
      hash.update(data: Array("\(field?.utf8.count ?? -1):\(field ?? "")".utf8))
    }
    return Data(hash.finalize())
  }
}
