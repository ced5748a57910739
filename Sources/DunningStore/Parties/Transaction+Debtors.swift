import Dunning
import DunningSQL

/// A debtor in the docket.
struct KeptDebtor {
  let id: Int64
  let debtor: Debtor
  /// Whether something was said of the debtor as a whole that may hold for a new claim as well.
  let isSpokenOf: Bool
  /// False of one whom this transaction has entered.
  var isKnown = true
}

extension Reading {
  func debtorRow(_ id: Int64) throws -> DebtorRow? {
    try sql.first("\(DebtorRow.selection) FROM debtor WHERE id = ?", .number(id), read: DebtorRow.init)
  }
}

extension Judging {
  func record(ofDebtor id: Int64, at now: Instant) throws -> DebtorRecord {
    var tally = DebtorTally(now: now, zone: try debtorRow(id)?.zone(rulebook) ?? .utc)
    let claims = try sql.all(
      """
      SELECT state, currency, amount, paid, due_end,
        (SELECT max(paid_on) FROM allocation JOIN payment ON payment.id = payment_id
          WHERE allocation.claim_id = claim.id AND allocation.undone_at IS NULL AND payment.kind IN \([Payment.Kind.payment, .creditNote].sql))
      FROM claim WHERE debtor_id = ? ORDER BY id DESC LIMIT ?
      """, .number(id), .number(Int64(DocketLimits.debtorClaimsMax)), read: DebtorTally.Row.init)
    for claim in claims { try tally.add(claim) }
    let promises = try sql.first(
      """
      SELECT count(CASE WHEN promise.state = \(RecordedPromise.State.kept.sql) THEN 1 END),
        count(CASE WHEN promise.state IN \([RecordedPromise.State.broken, .partlyKept].sql) THEN 1 END)
      FROM promise JOIN claim ON claim.id = promise.claim_id WHERE claim.debtor_id = ?
      """, .number(id)
    ) { (kept: Int($0.number(0)), broken: Int($0.number(1))) }
    return tally.record(promisesKept: promises?.kept ?? 0, promisesBroken: promises?.broken ?? 0)
  }
}

extension Transaction {
  /// The debtor as the docket knows them. What is newly said about a known debtor counts from now on, for all claims.
  func keep(_ debtor: Debtor, of creditor: String) throws -> KeptDebtor {
    let known =
      try knownDebtor(debtor.key, of: creditor) ?? debtor.key.otherForm.flatMap { try knownDebtor($0, of: creditor) }
    guard let known else {
      let id = try sql.inserted(
        """
        INSERT INTO debtor (name, email, language, time_zone, calendar, kind, country, address, creditor, key)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """, debtor.values + [.text(creditor), .text(debtor.key)])
      return KeptDebtor(id: id, debtor: debtor, isSpokenOf: false, isKnown: false)
    }
    let completed = debtor.completed(by: known.debtor)
    guard completed != known.debtor else { return known }
    try sql.run(
      """
      UPDATE debtor SET name = ?, email = ?, language = ?, time_zone = ?, calendar = ?, kind = ?, country = ?, address = ?
      WHERE id = ?
      """, completed.values + [.number(known.id)])
    try debtorChanged(known.id)
    return KeptDebtor(id: known.id, debtor: completed, isSpokenOf: known.isSpokenOf)
  }

  private func knownDebtor(_ key: String, of creditor: String) throws -> KeptDebtor? {
    try sql.first(
      "\(ClaimRecord.debtorSelection), id, state FROM debtor WHERE creditor = ? AND key = ?", .text(creditor),
      .text(key)
    ) { row in
      KeptDebtor(
        id: row.number(9), debtor: try ClaimRecord.debtor(row, first: 0), isSpokenOf: row.textIfAny(10) != nil)
    }
  }

  /// A notice written for the old address must not leave: every open claim of the debtor gets a new revision. Their
  /// next steps are decided anew, since the debtor's days may begin at other moments now.
  private func debtorChanged(_ id: Int64) throws {
    for claim in try openClaims(ofDebtor: id) {
      try sql.run("UPDATE claim SET revision = revision + 1 WHERE id = ?", .number(claim.number))
      try journal(Event(.debtorChanged, claim: claim, actor: actor))
      try replan(claim)
    }
  }

  /// What was said of the debtor as a whole holds for a claim that comes later, or is open again, as well.
  func applyDebtorState(to claim: ClaimID) throws {
    let row = try sql.first(
      """
      \(DebtorRow.selection) FROM debtor JOIN claim ON claim.debtor_id = debtor.id
      WHERE claim.id = ? AND debtor.state IS NOT NULL
      """, .number(claim.number), read: DebtorRow.init)
    guard let said = row?.said(rulebook: rulebook, now: now) else { return }
    try set(said.state, until: said.until, reason: said.reason, of: claim)
    let kind: Event.Kind =
      switch said.state {
      case .stopped: .claimStopped
      case .disputed: .claimDisputed
      default: .claimPaused
      }
    var data: [JournalKey: String] = [.reason: "\(ClaimReplay.ofDebtor)\(said.reason)"]
    data[.until] = said.until?.iso
    try journal(Event(kind, claim: claim, actor: .daemon, data: data))
  }

  /// The policy that the claim's own one names for a debtor of this grade, or itself.
  func choosePolicy(for draft: ClaimDraft, debtor: Int64) throws -> (policy: String, grade: TrustGrade?) {
    guard let choices = rulebook.policies[draft.policy]?.policyByGrade, !choices.isEmpty else {
      return (draft.policy, nil)
    }
    let grade = TrustGrade(try record(ofDebtor: debtor, at: now))
    return (choices[grade] ?? draft.policy, grade)
  }
}

extension Debtor {
  /// The columns of the debtor's row in the order of both statements above.
  fileprivate var values: [SQLValue] {
    [
      .text(name), .text(email.text), SQLValue(language), SQLValue(timeZone), SQLValue(calendar),
      SQLValue(kind?.rawValue), SQLValue(country), .text(address.joined(separator: "\n")),
    ]
  }
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
