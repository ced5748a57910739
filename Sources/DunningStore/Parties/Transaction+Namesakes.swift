import Dunning
import DunningSQL

// Two debtors who are alike may be one firm: of one name, however it is spelt, or with one address, place or number. What
// holds one of them back holds back what comes in for the other, until a person says whether they are the same.

extension Transaction {
  /// The first debtor who is alike and of whom something is said, one of whom it still holds before others; nil when nothing
  /// is.
  ///
  /// - Parameter id: the one who asks, and who is not meant, nor are those who were said to be somebody else.
  func spokenNamesake(of debtor: Debtor, creditor: String, besides id: Int64 = 0) throws -> Int64? {
    let spoken = try spoken.byTrait(of: creditor) {
      try sql.all(
        """
        \(DebtorRow.selection), debtor.id FROM debtor WHERE creditor = ? AND state IS NOT NULL AND erased_at IS NULL
          AND merged_into IS NULL ORDER BY id
        """, .text(creditor)
      ) { (id: $0.number(DebtorRow.columns), debtor: try DebtorRow($0).debtor) }
    }
    guard !spoken.isEmpty else { return nil }
    var alike = Set(debtor.traits.flatMap { spoken[$0] ?? [] })
    alike.remove(id)
    guard !alike.isEmpty else { return nil }
    alike.subtract(try sql.all("SELECT other_id FROM apart WHERE debtor_id = ?", .number(id)) { $0.number(0) })
    let found = alike.sorted()
    return try found.first { try debtorRow($0)?.said(rulebook: rulebook, now: now) != nil } ?? found.first
  }
}

extension Reading {
  /// How many claims wait for a person to say whether their debtor is another of the same name.
  func claimsHeldForNamesakes() throws -> Int {
    try sql.first(Namesake.heldClaims, .text(Namesake.words), .text(Namesake.wordsBefore)) { Int($0.number(0)) } ?? 0
  }
}

/// The words about a claim that waits for a person to say who its debtor is.
enum Namesake {
  static let words = "another debtor who may be the same ("
  /// Those of versions that looked at the name alone.
  static let wordsBefore = "another debtor of this name ("

  /// Whether a claim is held with such words.
  static func begin(_ reason: String?) -> Bool {
    reason.map { $0.hasPrefix(words) || $0.hasPrefix(wordsBefore) } ?? false
  }

  /// How many such claims there are. The index is named: SQLite would walk through all claims, and it is asked whenever
  /// anything has changed.
  static let heldClaims = """
    SELECT count(*) FROM debtor INDEXED BY debtor_namesake CROSS JOIN claim ON claim.debtor_id = debtor.id
    WHERE debtor.namesake IS NOT NULL AND claim.state = \(Claim.State.paused.sql)
      AND (substr(claim.state_reason, 1, \(words.count)) = ?1 OR substr(claim.state_reason, 1, \(wordsBefore.count)) = ?2)
    """
}

extension Transaction {
  /// Holds a claim that came in for a debtor where another who is alike is held.
  func holdForNamesake(_ claim: ClaimID) throws {
    let debtor = try sql.first("SELECT debtor_id FROM claim WHERE id = ?", .number(claim.number)) { $0.number(0) }
    // What was said of the one who is known may be over, and something be said of another.
    guard let debtor, let id = try lookForNamesake(of: debtor), let other = try debtorRow(id),
      let said = other.said(rulebook: rulebook, now: now)
    else { return }
    let reason =
      "\(Namesake.words)\(try nameless(other.debtor, id))) is \(said.state.rawValue): `dunningctl debtors --doubles` shows "
      + "both, `dunningctl merge` or `dunningctl debtor --not-same-as` says whether they are the same"
    try set(.paused, until: nil, reason: reason, of: claim)
    try journal(Event(.claimPaused, claim: claim, actor: .daemon, data: [.reason: reason]))
  }

  /// What names a debtor without telling anything of them to whoever reads the papers of another.
  private func nameless(_ debtor: Debtor, _ id: Int64) throws -> String {
    // A key that name and address made tells of both.
    if debtor.hasKeyOfItsOwn, !debtor.key.contains("@"), !debtor.key.contains(" <") { return debtor.key }
    let claim = try sql.first("SELECT min(id) FROM claim WHERE debtor_id = ?", .number(id)) { $0.numberIfAny(0) } ?? nil
    return claim.map { "of claim \(ClaimID($0))" } ?? "without a claim"
  }

  /// Looks anew of whom who is alike something is said: for a debtor of whom something is said now, or no longer, for all
  /// of the same name, and for all who wait for it. Those who are alike otherwise are looked at when a claim comes in.
  func namesakeChanged(_ id: Int64) throws {
    spoken.forget()
    let concerned = try sql.all(
      """
      SELECT id FROM debtor WHERE namesake = ? UNION SELECT other.id FROM debtor JOIN debtor AS other
        ON other.creditor = debtor.creditor AND other.name_key = debtor.name_key
        WHERE debtor.id = ? AND debtor.erased_at IS NULL AND other.erased_at IS NULL
      ORDER BY 1
      """, .number(id), .number(id)
    ) { $0.number(0) }
    for debtor in concerned { try lookForNamesake(of: debtor) }
  }

  @discardableResult
  private func lookForNamesake(of id: Int64) throws -> Int64? {
    guard let row = try debtorRow(id) else { return nil }
    let namesake = try spokenNamesake(of: row.debtor, creditor: row.creditor, besides: id)
    guard namesake != row.namesake else { return namesake }
    try set(namesake: namesake, of: id)
    if namesake == nil { try letGo(ofDebtor: id) }
    return namesake
  }

  func set(namesake: Int64?, of id: Int64) throws {
    try sql.run("UPDATE debtor SET namesake = ? WHERE id = ?", SQLValue(namesake), .number(id))
  }

  /// Lets the claims go on that waited for a person to say who their debtor is.
  func letGo(ofDebtor id: Int64) throws {
    for claim in try openClaims(ofDebtor: id) {
      let record = try record(claim)
      guard record.claim.state == .paused, Namesake.begin(record.reason) else { continue }
      let saying = Saying(change: .resume(reason: "nobody is held back who may be the same"), cause: nil)
      _ = try apply(saying, to: record)
      try applyDebtorState(to: claim)
      try replan(claim)
    }
  }
}
