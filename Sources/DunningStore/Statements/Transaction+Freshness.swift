import Dunning
import DunningSQL

// Steps that ask for payments that are known up to a day not long ago.

extension Judging {
  /// The newest booked day of a creditor's accounts; nil when nothing is known of them.
  func newestBooked(of creditor: String) throws -> CivilDate? {
    let keys = rulebook.creditors[creditor]?.allAccounts.map(\.key) ?? []
    let days = try keys.compactMap { key in
      try sql.first("SELECT max(last_day) FROM statement WHERE account = ?", .text(key)) { $0.textIfAny(0) } ?? nil
    }
    return try days.max().map(CivilDate.init(parsing:))
  }

  /// Why a step has to wait for newer statements; nil where it need not.
  func staleness(of step: Step, for claim: Claim, at now: Instant) throws -> Decision.Reason? {
    guard step.paymentsFresh != nil else { return nil }
    return rulebook.staleness(
      of: step, for: claim, newest: try newestBooked(of: claim.draft.creditor), at: now)
  }
}

extension Reading {
  /// How many claims have a step that waits for newer statements.
  func staleClaims() throws -> Int {
    try sql.first("SELECT count(*) FROM claim INDEXED BY claim_stale WHERE \(isStale)") { Int($0.number(0)) } ?? 0
  }
}

extension Transaction {
  /// Decides anew for claims whose step has waited for newer statements.
  func wakeStaleClaims() throws {
    let ids = try sql.all(staleClaimsInOrder) { ClaimID($0.number(0)) }
    for id in ids { try plan(id) }
  }
}

/// As the index of these claims has it: ``Decision/Reason/staleBegin``.
private let isStale = "nothing_because GLOB '\(Decision.Reason.staleBegin)*'"

/// The index is named, since SQLite would rather walk through all claims in order.
let staleClaimsInOrder = "SELECT id FROM claim INDEXED BY claim_stale WHERE \(isStale) ORDER BY id"
