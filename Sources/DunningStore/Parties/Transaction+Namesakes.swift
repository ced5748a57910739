import Dunning
import DunningSQL

// Two debtors of one name may be one firm. What holds one of them back holds back what comes in for the other, until a
// person says whether they are the same.

extension Reading {
  /// The first debtor of a name of whom something is said; nil when nothing is.
  ///
  /// - Parameter id: the one who asks, and who is not meant, nor are those who were said to be somebody else.
  func spokenNamesake(of name: String, creditor: String, besides id: Int64 = 0) throws -> Int64? {
    try sql.first(
      """
      SELECT id FROM debtor WHERE creditor = ? AND name_key = ? AND state IS NOT NULL AND erased_at IS NULL
        AND merged_into IS NULL AND id <> ? AND id NOT IN (SELECT other_id FROM apart WHERE debtor_id = ?)
      ORDER BY id LIMIT 1
      """, .text(creditor), .text(name.folded), .number(id), .number(id)
    ) { $0.number(0) }
  }

  /// How many claims wait for a person to say whether their debtor is another of the same name.
  func claimsHeldForNamesakes() throws -> Int {
    try sql.first(Namesake.heldClaims, .text(Namesake.words)) { Int($0.number(0)) } ?? 0
  }
}

/// The words about a claim that waits for a person to say who its debtor is.
enum Namesake {
  static let words = "another debtor of this name ("

  /// How many such claims there are. The index is named: SQLite would walk through all claims, and it is asked whenever
  /// anything has changed.
  static let heldClaims = """
    SELECT count(*) FROM debtor INDEXED BY debtor_namesake CROSS JOIN claim ON claim.debtor_id = debtor.id
    WHERE debtor.namesake IS NOT NULL
      AND claim.state = \(Claim.State.paused.sql) AND substr(claim.state_reason, 1, \(words.count)) = ?
    """
}

extension Transaction {
  /// Holds a claim that came in for a debtor of whose name another is held.
  func holdForNamesake(_ claim: ClaimID) throws {
    let namesake = try sql.first(
      "SELECT namesake FROM debtor JOIN claim ON claim.debtor_id = debtor.id WHERE claim.id = ?", .number(claim.number)
    ) { $0.numberIfAny(0) }
    guard let id = namesake ?? nil, let other = try debtorRow(id), let said = other.said(rulebook: rulebook, now: now)
    else { return }
    let reason =
      "\(Namesake.words)\(try nameless(other.debtor, id))) is \(said.state.rawValue): `dunningctl debtors --doubles` shows "
      + "both, `dunningctl merge` or `dunningctl debtor --not-same-as` says whether they are the same"
    try set(.paused, until: nil, reason: reason, of: claim)
    try journal(Event(.claimPaused, claim: claim, actor: .daemon, data: [.reason: reason]))
  }

  /// What names a debtor without telling anything of them to whoever reads the papers of another.
  private func nameless(_ debtor: Debtor, _ id: Int64) throws -> String {
    if debtor.hasKeyOfItsOwn, !debtor.key.contains("@") { return debtor.key }
    let claim = try sql.first("SELECT min(id) FROM claim WHERE debtor_id = ?", .number(id)) { $0.numberIfAny(0) } ?? nil
    return claim.map { "of claim \(ClaimID($0))" } ?? "without a claim"
  }

  /// Looks anew whom of the same name something is said of: for a debtor of whom something is said now, or no longer, and
  /// for all who wait for it.
  func namesakeChanged(_ id: Int64) throws {
    let concerned = try sql.all(
      """
      SELECT id FROM debtor WHERE namesake = ? UNION SELECT other.id FROM debtor JOIN debtor AS other
        ON other.creditor = debtor.creditor AND other.name_key = debtor.name_key
        WHERE debtor.id = ? AND debtor.erased_at IS NULL AND other.erased_at IS NULL
      ORDER BY 1 LIMIT \(DocketLimits.namesakesMax)
      """, .number(id), .number(id)
    ) { $0.number(0) }
    for debtor in concerned { try lookForNamesake(of: debtor) }
  }

  private func lookForNamesake(of id: Int64) throws {
    guard let row = try debtorRow(id) else { return }
    let namesake = try spokenNamesake(of: row.debtor.name, creditor: row.creditor, besides: id)
    guard namesake != row.namesake else { return }
    try sql.run("UPDATE debtor SET namesake = ? WHERE id = ?", SQLValue(namesake), .number(id))
    if namesake == nil { try letGo(ofDebtor: id) }
  }

  /// Lets the claims go on that waited for a person to say who their debtor is.
  func letGo(ofDebtor id: Int64) throws {
    for claim in try openClaims(ofDebtor: id) {
      let record = try record(claim)
      guard record.claim.state == .paused, record.reason?.hasPrefix(Namesake.words) == true else { continue }
      let saying = Saying(change: .resume(reason: "nobody of this name is held back who may be meant"), cause: nil)
      _ = try apply(saying, to: record)
      try applyDebtorState(to: claim)
      try replan(claim)
    }
  }
}
