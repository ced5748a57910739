package import Dunning
import DunningSQL

/// An entry of a statement, or a part of one, and what became of it.
package struct EntryRecord: Hashable, Sendable {
  package let id: EntryID
  /// The file that it came in, and the line there.
  package let file: String
  package let line: Int
  /// The creditor's own account: ``CreditorAccount/key``.
  package let account: String
  /// What the bank says, without its parts.
  package let entry: MatchEntry
  /// Nil of one that is divided: its parts have theirs.
  package let verdict: Match.Verdict?
  package let because: [String]
  package let candidates: [Match.Candidate]
  /// What counts for the debtor.
  package let counts: Money
  /// The last day on which it keeps back the steps of its candidates.
  package let holdUntil: CivilDate?
  /// When a person decided about it.
  package let decidedAt: Instant?
  /// What it counts as, those that were undone as well.
  package let payments: [PaymentID]
  /// When its statement was taken in.
  package let takenAt: Instant

  /// As what it counts once somebody says for which claims: what went out is what a bank took back, or a refund.
  package var kind: Payment.Kind {
    guard entry.amount.minorUnits < 0 else { return .payment }
    return entry.isReversal || entry.returnReason != nil ? .chargeback : .refund
  }

  /// A clause, for whoever explains why a claim waits.
  package var words: String {
    let from = entry.name.map { " from \($0)" } ?? ""
    let day = (entry.booked ?? entry.value).map { " of \($0.iso)" } ?? ""
    return "\(id): \(entry.amount.decimal) \(entry.amount.currency.code)\(from)\(day), "
      + (entry.status == .booked ? "which a person has to look at" : "which has not moved yet")
  }

  /// Whether a person has to decide about it, or it has not moved yet.
  package var isUnsettled: Bool { verdict == .proposed || verdict == .held }
}

extension EntryRecord {
  /// What ``Reading/entryRecord(_:)`` reads.
  static let selection = """
    SELECT bank_entry.id, statement.file, bank_entry.line, bank_entry.account, bank_entry.booked, bank_entry.value,
      bank_entry.amount, bank_entry.currency, bank_entry.status, is_reversal, bank_reference, end_to_end, mandate, name,
      other_account, text, structured, return_reason, instructed, instructed_currency, charges, gross, fee, contradiction,
      bank_entry.verdict, coalesce(because_later, because), counts, hold_until, decided_at, statement.taken_at
    FROM bank_entry JOIN statement ON statement.id = bank_entry.statement_id
    """
}

extension Reading {
  /// - Throws: ``DocketError`` `.notFound`.
  func entryRecord(_ id: EntryID) throws -> EntryRecord {
    let record = try sql.first("\(EntryRecord.selection) WHERE bank_entry.id = ?", .number(id.number)) {
      try entryRecord($0)
    }
    guard let record else {
      throw DocketError(
        .notFound, "there is no entry \(id)", hint: "`dunningctl payments --unmatched` shows what waits")
    }
    return record
  }

  /// The row of ``EntryRecord/selection`` with its candidates and payments.
  func entryRecord(_ row: SQLRow) throws -> EntryRecord {
    let id = EntryID(row.number(0))
    let entry = try Self.entry(row)
    let verdict = try row.textIfAny(24).map { text in
      guard let verdict = Match.Verdict(rawValue: text) else { throw ClaimRecord.damaged("verdict of an entry") }
      return verdict
    }
    return EntryRecord(
      id: id, file: row.text(1), line: Int(row.number(2)), account: row.text(3), entry: entry, verdict: verdict,
      because: row.text(25).split(separator: "\n").map(String.init), candidates: try candidates(of: id),
      counts: Money(minorUnits: row.number(26), currency: entry.amount.currency),
      holdUntil: try row.textIfAny(27).map(CivilDate.init(parsing:)),
      decidedAt: row.numberIfAny(28).map(Instant.init(milliseconds:)), payments: try payments(from: id),
      takenAt: Instant(milliseconds: row.number(29)))
  }

  private static func entry(_ row: SQLRow) throws -> MatchEntry {
    let currency = try ClaimRecord.currency(row.text(7))
    func money(_ column: Int, in currency: Currency) -> Money? {
      row.numberIfAny(column).map { Money(minorUnits: $0, currency: currency) }
    }
    guard let status = MatchEntry.Status(rawValue: row.text(8)) else { throw ClaimRecord.damaged("status of an entry") }
    var entry = MatchEntry(amount: Money(minorUnits: row.number(6), currency: currency))
    entry.booked = row.text(4).isEmpty ? nil : try CivilDate(parsing: row.text(4))
    entry.value = try row.textIfAny(5).map(CivilDate.init(parsing:))
    (entry.status, entry.isReversal) = (status, row.number(9) == 1)
    (entry.bankReference, entry.endToEnd, entry.mandate) = (row.textIfAny(10), row.textIfAny(11), row.textIfAny(12))
    (entry.name, entry.account) = (row.textIfAny(13), row.textIfAny(14))
    (entry.text, entry.structured, entry.returnReason) = (row.textIfAny(15), row.textIfAny(16), row.textIfAny(17))
    entry.instructed = money(18, in: try row.textIfAny(19).map(ClaimRecord.currency) ?? currency)
    (entry.charges, entry.gross, entry.fee) = (
      money(20, in: currency), money(21, in: currency), money(22, in: currency)
    )
    entry.contradiction = row.textIfAny(23)
    return entry
  }

  func candidates(of id: EntryID) throws -> [Match.Candidate] {
    try sql.all(
      """
      SELECT claim_id, claim.reference, because FROM bank_candidate JOIN claim ON claim.id = claim_id
      WHERE entry_id = ? ORDER BY place
      """, .number(id.number)
    ) { Match.Candidate(ClaimID($0.number(0)), $0.text(1), because: $0.text(2)) }
  }

  /// What an entry counts as, those that were undone as well.
  func payments(from entry: EntryID) throws -> [PaymentID] {
    try sql.all("SELECT id FROM payment WHERE entry = ? ORDER BY id", .number(entry.number)) { PaymentID($0.number(0)) }
  }
}
