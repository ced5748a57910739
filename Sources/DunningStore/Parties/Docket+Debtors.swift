package import Dunning
import GRDB

/// A debtor with all that their record says.
package struct DebtorFile: Hashable, Sendable {
  package let creditor: String
  package let debtor: Debtor
  package let record: DebtorRecord
  /// What was said of the debtor as a whole: paused, disputed or stopped; nil when nothing was.
  package let state: Claim.State?
  package let stateUntil: CivilDate?
  package let reason: String?
  /// The claims that are not settled, by ascending number.
  package let open: [ClaimRecord]

  package var grade: TrustGrade { TrustGrade(record) }
}

/// A debtor in the docket.
struct KeptDebtor {
  let id: Int64
  let debtor: Debtor
  /// Whether something was said of the debtor as a whole that may hold for a new claim as well.
  let isSpokenOf: Bool
}

extension Debtor {
  /// With what an older record knows and this one does not say.
  fileprivate func completed(by older: Debtor) -> Debtor {
    Debtor(
      key: key, name: name, email: email, language: language ?? older.language, timeZone: timeZone ?? older.timeZone,
      calendar: calendar ?? older.calendar, kind: kind ?? older.kind, country: country ?? older.country,
      address: address.isEmpty ? older.address : address)
  }
}

extension Docket {
  /// What is known of a debtor.
  ///
  /// - Parameter name: the debtor's number, name or address.
  /// - Throws: ``DocketError`` `.notFound`, `.ambiguous`.
  package func debtor(_ name: String, rulebook: Rulebook, now: Instant) async throws(DocketError) -> DebtorFile {
    try await read { db in
      let ids = try Self.findDebtors(name, in: db)
      guard let id = ids.first, ids.count == 1, let row = try Self.debtorRow(id, in: db) else {
        throw DocketError(
          .ambiguous, "\(quoted(name)) fits several debtors: \(try Self.numbers(of: ids, in: db))",
          hint: "use the debtor's number")
      }
      let said = row.said(rulebook: rulebook, now: now)
      return DebtorFile(
        creditor: row.creditor, debtor: row.debtor,
        record: try Self.record(ofDebtor: id, rulebook: rulebook, now: now, in: db),
        state: said?.state, stateUntil: said?.until, reason: said?.reason,
        open: try Self.openClaims(ofDebtor: id, in: db).map { try Self.record($0, in: db) })
    }
  }

  /// The debtors that a person means by a number, a name or an address.
  static func findDebtors(_ name: String, in db: Database) throws -> [Int64] {
    let debtors = try Row.fetchAll(
      db, sql: "SELECT id, creditor, name, email FROM debtor WHERE key = ?1 OR email = ?1 OR name = ?1 LIMIT 20",
      arguments: [name])
    guard !debtors.isEmpty else {
      throw DocketError(
        .notFound, "there is no debtor \(quoted(name))", hint: "use the debtor's number, name or address")
    }
    guard Set(debtors.map { "\($0["creditor"] as String) \($0["email"] as String)" }).count == 1 else {
      let meanings = debtors.map {
        "\($0["name"] as String) <\($0["email"] as String)> of \($0["creditor"] as String)"
      }
      throw DocketError(
        .ambiguous, "\(quoted(name)) fits several debtors: \(meanings.joined(separator: ", "))",
        hint: "use the number or the address, or change the claims one by one")
    }
    return debtors.map { $0["id"] }
  }

  private static func numbers(of ids: [Int64], in db: Database) throws -> String {
    try ids.compactMap { try debtorRow($0, in: db)?.debtor.key }.joined(separator: ", ")
  }

  /// The debtor as the docket knows them. What is newly said about a known debtor counts from now on, for all claims.
  static func keep(
    _ debtor: Debtor, of creditor: String, by actor: Actor, rulebook: Rulebook, now: Instant, in db: Database
  ) throws -> KeptDebtor {
    let known = try db.first(
      "\(ClaimRecord.debtorSelection), id, state FROM debtor WHERE creditor = ? AND key = ?", .text(creditor),
      .text(debtor.key)
    ) { row in
      (KeptDebtor(
        id: row.number(9), debtor: try ClaimRecord.debtor(row, first: 0), isSpokenOf: row.textIfAny(10) != nil))
    }
    guard let known else {
      try db.run(
        """
        INSERT INTO debtor (name, email, language, time_zone, calendar, kind, country, address, creditor, key)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """, values(of: debtor) + [.text(creditor), .text(debtor.key)])
      return KeptDebtor(id: db.lastInsertedRowID, debtor: debtor, isSpokenOf: false)
    }
    let completed = debtor.completed(by: known.debtor)
    guard completed != known.debtor else { return known }
    try db.run(
      """
      UPDATE debtor SET name = ?, email = ?, language = ?, time_zone = ?, calendar = ?, kind = ?, country = ?, address = ?
      WHERE id = ?
      """, values(of: completed) + [.number(known.id)])
    try debtorChanged(known.id, by: actor, rulebook: rulebook, now: now, in: db)
    return KeptDebtor(id: known.id, debtor: completed, isSpokenOf: known.isSpokenOf)
  }

  private static func values(of debtor: Debtor) -> [SQLValue] {
    [
      .text(debtor.name), .text(debtor.email.text), SQLValue(debtor.language), SQLValue(debtor.timeZone),
      SQLValue(debtor.calendar), SQLValue(debtor.kind?.rawValue), SQLValue(debtor.country),
      .text(debtor.address.joined(separator: "\n")),
    ]
  }

  /// A notice written for the old address must not leave: every open claim of the debtor gets a new revision. Their
  /// next steps are decided anew, since the debtor's days may begin at other moments now.
  private static func debtorChanged(
    _ id: Int64, by actor: Actor, rulebook: Rulebook, now: Instant, in db: Database
  ) throws {
    for claim in try openClaims(ofDebtor: id, in: db) {
      try db.cachedStatement(sql: "UPDATE claim SET revision = revision + 1 WHERE id = ?")
        .execute(arguments: [claim.number])
      try Journal.append(Event(.debtorChanged, claim: claim, actor: actor), at: now, in: db)
      try replan(claim, rulebook: rulebook, now: now, in: db)
    }
  }

  /// What was said of the debtor as a whole holds for a claim that comes later, or is open again, as well.
  static func applyDebtorState(to claim: ClaimID, rulebook: Rulebook, now: Instant, in db: Database) throws {
    let row = try db.first(
      """
      \(DebtorRow.selection) FROM debtor JOIN claim ON claim.debtor_id = debtor.id
      WHERE claim.id = ? AND debtor.state IS NOT NULL
      """, .number(claim.number), read: DebtorRow.init)
    guard let said = row?.said(rulebook: rulebook, now: now) else { return }
    try set(said.state, until: said.until, reason: said.reason, of: claim, in: db)
    let kind: Event.Kind =
      switch said.state {
      case .stopped: .claimStopped
      case .disputed: .claimDisputed
      default: .claimPaused
      }
    var data = ["reason": "\(ClaimReplay.ofDebtor)\(said.reason)"]
    data["until"] = said.until?.iso
    try Journal.append(Event(kind, claim: claim, actor: .daemon, data: data), at: now, in: db)
  }

  // MARK: - The record

  /// The policy that the claim's own one names for a debtor of this grade, or itself.
  static func choosePolicy(
    for draft: ClaimDraft, debtor: Int64, rulebook: Rulebook, now: Instant, in db: Database
  ) throws -> (policy: String, grade: TrustGrade?) {
    guard let choices = rulebook.policies[draft.policy]?.policyByGrade, !choices.isEmpty else {
      return (draft.policy, nil)
    }
    let grade = TrustGrade(try record(ofDebtor: debtor, rulebook: rulebook, now: now, in: db))
    return (choices[grade] ?? draft.policy, grade)
  }

  static func record(
    ofDebtor id: Int64, rulebook: Rulebook, now: Instant, in db: Database
  ) throws -> DebtorRecord {
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT state, currency, amount, paid, due_end,
          (SELECT max(paid_on) FROM payment
            WHERE claim_id = claim.id AND kind IN ('payment', 'credit-note')) AS last_paid
        FROM claim WHERE debtor_id = ? ORDER BY id DESC LIMIT ?
        """, arguments: [id, DocketLimits.debtorClaimsMax])
    var tally = DebtorTally(now: now, zone: try debtorRow(id, in: db)?.zone(rulebook) ?? .utc)
    for row in rows { try tally.add(row) }
    let promises = try Row.fetchOne(
      db,
      sql: """
        SELECT sum(promise.state = 'kept') AS kept, sum(promise.state IN ('broken', 'partly-kept')) AS broken
        FROM promise JOIN claim ON claim.id = promise.claim_id WHERE claim.debtor_id = ?
        """, arguments: [id])
    return tally.record(promisesKept: promises?["kept"] ?? 0, promisesBroken: promises?["broken"] ?? 0)
  }

  private static func debtorRow(_ id: Int64, in db: Database) throws -> DebtorRow? {
    try db.first("\(DebtorRow.selection) FROM debtor WHERE id = ?", .number(id), read: DebtorRow.init)
  }
}

/// A debtor with what was said of them as a whole.
struct DebtorRow {
  let creditor: String
  let debtor: Debtor
  private let state: Claim.State?
  private let until: CivilDate?
  private let reason: String

  static let selection = """
    \(ClaimRecord.debtorSelection), debtor.creditor, debtor.state, debtor.state_until, debtor.state_reason
    """

  init(_ row: SQLColumns) throws {
    debtor = try ClaimRecord.debtor(row, first: 0)
    creditor = row.text(9)
    state = row.textIfAny(10).flatMap(Claim.State.init(rawValue:))
    until = try row.textIfAny(11).map(CivilDate.init(parsing:))
    reason = row.text(12)
  }

  /// What was said; nil when nothing was, or when its time has passed.
  func said(rulebook: Rulebook, now: Instant) -> (state: Claim.State, until: CivilDate?, reason: String)? {
    guard let state else { return nil }
    if let until, until <= zone(rulebook).date(at: now) { return nil }
    return (state, until, reason)
  }

  func zone(_ rulebook: Rulebook) -> ZoneRules {
    let name = debtor.timeZone ?? rulebook.creditors[creditor]?.timeZone
    return name.flatMap(rulebook.almanac.zone) ?? .utc
  }
}

/// Adds a debtor's claims up.
private struct DebtorTally {
  let now: Instant
  let zone: ZoneRules
  private var settled = 0
  private var daysLateInAll = 0
  private var daysLateNow = 0
  private var writtenOff = 0
  private var exposure: [Currency: Money] = [:]
  private var overdue: [Currency: Money] = [:]

  init(now: Instant, zone: ZoneRules) {
    self.now = now
    self.zone = zone
  }

  mutating func add(_ row: Row) throws {
    guard let state = Claim.State(rawValue: row["state"]) else { throw ClaimRecord.damaged("claim state") }
    let dueEnd = Instant(milliseconds: row["due_end"])
    let due = zone.date(at: dueEnd.adding(milliseconds: -1))
    switch state {
    case .paid:
      settled += 1
      guard let last: String = row["last_paid"] else { return }
      daysLateInAll += max(0, try CivilDate(parsing: last).dayNumber - due.dayNumber)
    case .writtenOff: writtenOff += 1
    case .withdrawn: break
    case .open, .paused, .promised, .disputed, .stopped:
      let currency = try ClaimRecord.currency(row["currency"])
      let nothing = Money(minorUnits: 0, currency: currency)
      let open = Money(minorUnits: (row["amount"] as Int64) - (row["paid"] as Int64), currency: currency)
      exposure[currency, default: nothing].add(open)
      guard dueEnd <= now else { return }
      overdue[currency, default: nothing].add(open)
      // A debt that is disputed says nothing about how somebody pays.
      if state != .disputed { daysLateNow = max(daysLateNow, zone.date(at: now).dayNumber - due.dayNumber) }
    }
  }

  func record(promisesKept: Int, promisesBroken: Int) -> DebtorRecord {
    DebtorRecord(
      settled: settled, daysLateInAll: daysLateInAll, promisesKept: promisesKept, promisesBroken: promisesBroken,
      exposure: exposure, overdue: overdue, daysLateNow: daysLateNow, writtenOff: writtenOff)
  }
}
