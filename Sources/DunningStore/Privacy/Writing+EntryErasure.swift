import Dunning
import DunningSQL

extension Reading {
  /// Read before anything is erased; nil of a debtor who is not known.
  func traces(ofDebtor id: Int64) throws -> DebtorTraces? {
    let row = try sql.first(
      "SELECT creditor, name FROM debtor WHERE id = ? AND erased_at IS NULL", .number(id)
    ) { (creditor: $0.text(0), name: $0.text(1)) }
    guard let row else { return nil }
    let accounts = try sql.all(
      """
      SELECT DISTINCT other_account FROM payment JOIN bank_entry ON bank_entry.id = payment.entry
      WHERE payment.debtor_id = ? AND other_account IS NOT NULL
      """, .number(id)
    ) { $0.text(0) }
    let references = try sql.all("SELECT reference FROM claim WHERE debtor_id = ?", .number(id)) { $0.text(0) }
    return DebtorTraces(creditor: row.creditor, name: row.name, accounts: accounts, references: references)
  }
}

extension Writing {
  /// Takes the words out of entries: amounts, days and what became of them stay.
  ///
  /// A sum that came as one goes with the last of its parts.
  ///
  /// - Parameter condition: behind `WHERE`.
  /// - Returns: how many.
  @discardableResult
  func eraseEntries(where condition: String, _ values: [SQLValue]) throws -> Int {
    let erase = """
      UPDATE bank_entry SET bank_reference = NULL, end_to_end = NULL, mandate = NULL, name = NULL, other_account = NULL,
        text = NULL, structured = NULL, contradiction = NULL, because = '', because_later = NULL, erased_at = \(now.milliseconds)
      WHERE erased_at IS NULL
      """
    let count = try sql.changed("\(erase) AND \(condition)", values)
    guard count > 0 else { return 0 }
    try sql.run(
      """
      UPDATE bank_candidate SET because = '' WHERE because <> ''
        AND entry_id IN (SELECT id FROM bank_entry WHERE erased_at = ?)
      """, .number(now.milliseconds))
    try sql.run(
      """
      \(erase) AND verdict IS NULL
        AND EXISTS (SELECT 1 FROM bank_entry AS part WHERE part.parent_id = bank_entry.id)
        AND NOT EXISTS (SELECT 1 FROM bank_entry AS part WHERE part.parent_id = bank_entry.id AND part.erased_at IS NULL)
      """)
    return count
  }

  /// What counts for nobody and names a debtor who is erased, in the accounts of their creditor.
  func eraseEntries(naming traces: DebtorTraces) throws {
    let others = try sql.all(
      """
      SELECT DISTINCT account FROM payment WHERE account IS NOT NULL
        AND account NOT IN (SELECT account FROM payment WHERE creditor = ?1 AND account IS NOT NULL)
      """, .text(traces.creditor)
    ) { $0.text(0) }
    let isNameTheirs =
      try sql.first(
        "SELECT 1 FROM debtor WHERE creditor = ? AND name = ? AND erased_at IS NULL LIMIT 1", .text(traces.creditor),
        .text(traces.name), read: { _ in true }) == nil
    let ids = try sql.all(
      "SELECT id FROM bank_entry WHERE erased_at IS NULL AND verdict IS NOT NULL AND \(countsForNobody)"
    ) { EntryID($0.number(0)) }
    for id in ids {
      let record = try entryRecord(id)
      guard !others.contains(record.account), traces.stand(in: record.entry, isNameTheirs: isNameTheirs) else {
        continue
      }
      try eraseEntries(where: "id = ?", [.number(id.number)])
    }
  }

  /// What counts for nobody, of an account, once it has been kept long enough.
  ///
  /// - Parameter isOver: whether the time of what was booked on a day is.
  func eraseEntries(ofAccount account: String, isOver: (CivilDate) -> Bool) throws -> Int {
    let days = try sql.all(
      """
      SELECT DISTINCT booked FROM bank_entry WHERE account = ? AND erased_at IS NULL AND verdict IS NOT NULL
        AND \(countsForNobody)
      """, .text(account)
    ) { $0.text(0) }
    return try days.reduce(0) { count, day in
      // What has no day was told of, and has not moved.
      guard try day.isEmpty || isOver(CivilDate(parsing: day)) else { return count }
      return count
        + (try eraseEntries(
          where: "account = ? AND booked = ? AND verdict IS NOT NULL AND \(countsForNobody)",
          [.text(account), .text(day)]))
    }
  }
}

/// Whether an entry counts as no payment, and never did.
private let countsForNobody =
  "verdict <> 'booked' AND NOT EXISTS (SELECT 1 FROM payment WHERE payment.entry = bank_entry.id)"
