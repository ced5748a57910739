import Dunning
import DunningSQL

extension Reading {
  /// The claim that a person means by its id (`c17`) or its reference. An id names one claim and no other, whatever
  /// somebody has chosen as a reference.
  ///
  /// - Throws: ``DocketError`` `.notFound`; `.ambiguous` for a reference that several creditors use.
  func find(_ name: ClaimName) throws -> ClaimRecord {
    if let record = try ClaimID(parsing: name.text).flatMap(knownRecord), name.isOf(record.claim.draft.creditor) {
      return record
    }
    let records = try claims(withReference: name)
    guard let first = records.first else { throw try noClaim(name) }
    guard records.count == 1 else {
      let meanings = records.map { "\($0.claim.id) of \($0.claim.draft.creditor)" }.joined(separator: ", ")
      throw DocketError(
        .ambiguous, "\(quoted(name.text)) fits several claims: \(meanings)",
        hint: "use the id, or say whose: `--creditor \(first.claim.draft.creditor)`")
    }
    return first
  }

  private func claims(withReference name: ClaimName) throws -> [ClaimRecord] {
    let (composed, decomposed) = (SQLValue.text(name.text), SQLValue.text(name.text.decomposed))
    guard let creditor = name.creditor else {
      return try sql.all(Selection.byReference, composed, decomposed, read: ClaimRecord.init)
    }
    return try sql.all(Selection.byCreditor, .text(creditor), composed, decomposed, read: ClaimRecord.init)
  }

  private func noClaim(_ name: ClaimName) throws -> DocketError {
    let whose = name.creditor.map { " of creditor \($0)" } ?? ""
    let near = nearestNames(to: name.text, in: try referencesNear(name), max: 3).map { quoted($0) }
    return DocketError(
      .notFound, "there is no claim \(quoted(name.text))\(whose)",
      hint: near.isEmpty
        ? "`dunningctl list` shows the claims; use an id or a reference"
        : "did you mean \(near.joined(separator: ", "))?")
  }

  /// References that stand beside a misspelt one: those that begin as it does.
  private func referencesNear(_ name: ClaimName) throws -> [String] {
    let start = String(name.text.prefix(max(1, name.text.count - Selection.ending)))
    let creditors = try name.creditor.map { [$0] } ?? sql.all(Selection.creditors) { $0.text(0) }
    return try creditors.prefix(Selection.creditorsMax).flatMap { creditor in
      try sql.all(
        "SELECT reference FROM claim WHERE creditor = ? AND reference >= ? AND reference < ? ORDER BY reference LIMIT ?",
        .text(creditor), .text(start), .text(start + "\u{10FFFF}"), .number(Selection.neighboursMax)
      ) { $0.text(0) }
    }
  }
}

extension ClaimName {
  fileprivate func isOf(_ creditor: String) -> Bool { self.creditor.map { $0 == creditor } ?? true }
}

private enum Selection {
  /// References are unique for their creditor and indexed with it; the creditors are few, and each is found by one seek.
  private static let known = """
    WITH RECURSIVE known (creditor) AS (
      SELECT min(creditor) FROM claim
      UNION ALL SELECT (SELECT min(creditor) FROM claim WHERE creditor > known.creditor) FROM known
      WHERE known.creditor IS NOT NULL)
    """

  static let creditors = "\(known) SELECT creditor FROM known WHERE creditor IS NOT NULL"

  static let byReference = """
    \(known) \(ClaimRecord.selection)
    WHERE claim.creditor IN (SELECT creditor FROM known) AND claim.reference IN (?, ?) ORDER BY claim.id LIMIT 5
    """

  static let byCreditor = """
    \(ClaimRecord.selection) WHERE claim.creditor = ? AND claim.reference IN (?, ?) ORDER BY claim.id LIMIT 5
    """

  /// Characters at the end of a name that may be the misspelt ones.
  static let ending = 3
  static let neighboursMax: Int64 = 200
  static let creditorsMax = 20
}
