import Dunning
import DunningSQL

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
      SELECT state, currency, amount + beyond, paid, due_end,
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
  /// What was said of the debtor as a whole holds for a claim that comes later, or is open again, as well.
  func applyDebtorState(to claim: ClaimID) throws {
    let row = try sql.first(
      """
      \(DebtorRow.selection) FROM debtor JOIN claim ON claim.debtor_id = debtor.id
      WHERE claim.id = ? AND debtor.state IS NOT NULL
      """, .number(claim.number), read: DebtorRow.init)
    guard let said = row?.said(rulebook: rulebook, now: now) else { return try holdForNamesake(claim) }
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
