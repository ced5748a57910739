import Dunning
import DunningSQL

extension Transaction {
  /// Writes down what is known otherwise of a debtor from now on, in the chains of the open claims and of the last one. A
  /// notice that was written for what was known before must not leave, so that every open claim gets a new revision and is
  /// planned anew.
  func debtorChanged(_ id: Int64, from before: Debtor, to after: Debtor, because reason: String?) throws {
    let data = Self.difference(from: before.registered, to: after.registered, because: reason)
    if before.name != after.name { try ReferenceIndex(self).indexName(ofDebtor: id) }
    let open = try openClaims(ofDebtor: id)
    for claim in open { try tell(.debtorChanged, data, of: claim) }
    let last = try lastJournalled(of: id)
    if let last, !open.contains(last) { try tell(.debtorChanged, data, of: last) }
    if before.kind != after.kind { try correctDemands(ofDebtor: id) }
    for claim in open {
      try dropWaitingNotices(of: claim, because: "the debtor was corrected")
      try replan(claim)
    }
    if last == nil, open.isEmpty { try tellState(ofDebtor: id) }
  }

  /// Another law holds for a debtor of another kind: what demands have asked by the wrong one is not owed, and what was paid
  /// of it is the debtor's.
  private func correctDemands(ofDebtor id: Int64) throws {
    let claims = try sql.all(
      "SELECT id, currency FROM claim WHERE debtor_id = ? AND case_key IS NOT NULL ORDER BY id", .number(id)
    ) { (claim: ClaimID($0.number(0)), currency: try ClaimRecord.currency($0.text(1))) }
    for (claim, _) in claims { try correctDemand(of: claim) }
    for currency in Set(claims.map(\.currency)).sorted(by: { $0.code < $1.code }) {
      try applyCredit(ofDebtor: id, in: currency)
    }
  }

  private func tell(_ kind: Event.Kind, _ data: [JournalKey: String], of claim: ClaimID) throws {
    try sql.run("UPDATE claim SET revision = revision + 1 WHERE id = ?", .number(claim.number))
    try journal(Event(kind, claim: claim, actor: actor, data: data))
  }

  /// The newest claim of a debtor, if its data were not erased.
  func lastJournalled(of debtor: Int64) throws -> ClaimID? {
    try sql.first(
      "SELECT id, case_key IS NOT NULL FROM claim WHERE debtor_id = ? ORDER BY id DESC LIMIT 1", .number(debtor)
    ) { $0.number(1) == 1 ? ClaimID($0.number(0)) : nil } ?? nil
  }

  /// That something is known otherwise of a debtor without claims that tell of it: what is about no claim is not erased,
  /// so that it stands there without the words.
  func tellState(ofDebtor id: Int64) throws {
    let state = try sql.first("SELECT state, state_until FROM debtor WHERE id = ?", .number(id)) {
      (state: $0.textIfAny(0), until: $0.textIfAny(1))
    }
    var data: [JournalKey: String] = [.debtor: String(id)]
    data[.state] = state?.state
    data[.until] = state?.until
    try journal(Event(.debtorChanged, actor: actor, data: data))
  }

  /// What the journal says of a change: the members that differ, before and after.
  static func difference(
    from before: [JournalKey: String], to after: [JournalKey: String], because reason: String?
  ) -> [JournalKey: String] {
    let names = Set(before.keys).union(after.keys).filter { before[$0] != after[$0] }
    func side(_ data: [JournalKey: String]) -> String {
      Journal.json(Dictionary(uniqueKeysWithValues: names.map { ($0, data[$0] ?? "") }))
    }
    var data: [JournalKey: String] = [.before: side(before), .after: side(after)]
    data[.reason] = reason
    return data
  }
}
