import Dunning
import DunningSQL

/// Finds the entries of a file that were taken in before, from this file, an overlapping one, or one in another format.
struct KnownEntries {
  let sql: SQLConnection
  /// The creditor's own: ``CreditorAccount/key``.
  let account: String
  let format: String
  /// Entries that one of the file is already: of two equal ones in a file each is one of its own.
  private var used: Set<Int64> = []
  /// The entries that the last statement was the first of its format to give a number.
  private(set) var named: [Name] = []
  /// What the docket has of a day and an amount, while a statement is looked through and nothing is written.
  private var days: [Day: [Stored]] = [:]
  private var isAnyUnmoved: Bool?

  private struct Day: Hashable {
    let booked: String
    let amount: Money
  }

  /// What becomes of an entry of a file.
  enum Finding: Hashable {
    case new
    /// It is that one.
    case known(EntryID)
    /// It is that one, which had not moved then, or of which nobody knew what it consists of.
    case pending(EntryID)
    /// It may be that one, and nobody can tell.
    case doubtful(EntryID)
  }

  /// How files of one format call an entry that is known from another one, or without a number: once it answered for one
  /// number it is no other one.
  struct Name: Hashable {
    let entry: EntryID
    let format: String
    /// Of the entry as that format tells it.
    let fingerprint: EntryFingerprint
  }

  init(sql: SQLConnection, account: String, format: String) {
    (self.sql, self.account, self.format) = (sql, account, format)
  }

  /// An entry that was taken in.
  fileprivate final class Stored {
    let id: Int64
    let status: MatchEntry.Status
    let bankReference: String?
    let endToEnd: String?
    let structured: String?
    let text: String?
    /// The other side's account: ``MatchClaim/payerKey(_:)``.
    let otherAccount: String?
    let format: String
    let fingerprint: [UInt8]
    /// Whether it waits for a person as a whole.
    let isAsked: Bool
    /// The fingerprints under which numbered entries of other files were this one, by the format of the file.
    let names: [String: [UInt8]]
    /// Worked out only where it decides.
    private(set) lazy var words = EntryFingerprint.words(structured, text)

    init(_ row: SQLRow, names: (Int64) throws -> [String: [UInt8]]) throws {
      guard let status = MatchEntry.Status(rawValue: row.text(1)) else {
        throw ClaimRecord.damaged("status of an entry")
      }
      (id, self.status, bankReference, endToEnd) = (row.number(0), status, row.textIfAny(2), row.textIfAny(3))
      (structured, text, format) = (row.textIfAny(4), row.textIfAny(5), row.text(6))
      (fingerprint, isAsked, otherAccount) = (row.bytes(7), row.number(8) == 1, row.textIfAny(9))
      self.names = try names(row.number(0))
    }
  }

  /// An entry that is looked for.
  fileprivate final class Wanted {
    let entry: MatchEntry
    let fingerprint: EntryFingerprint
    private(set) lazy var words = EntryFingerprint.words(of: entry)

    init(_ entry: MatchEntry, _ fingerprint: EntryFingerprint) { (self.entry, self.fingerprint) = (entry, fingerprint) }
  }

  mutating func use(_ id: EntryID) { used.insert(id.number) }

  /// What the entries of a statement are, in order. Those that are surely known come first, so that none of them is taken
  /// for another.
  mutating func find(_ entries: [MatchEntry], _ fingerprints: [EntryFingerprint]) throws -> [Finding] {
    defer { (days, isAnyUnmoved) = ([:], nil) }
    let wanted = zip(entries, fingerprints).map(Wanted.init)
    named = []
    var findings = [Finding](repeating: .new, count: entries.count)
    for (index, one) in wanted.enumerated() {
      if let same = try known(one) {
        findings[index] = same.finding(one.entry)
        if let name = same.name(for: one, in: format) { named.append(name) }
      } else {
        findings[index] = try unmoved(one) ?? .new
      }
      switch findings[index] {
      case .known(let id), .pending(let id): use(id)
      case .new, .doubtful: break
      }
    }
    for (index, one) in wanted.enumerated() where findings[index] == .new && one.entry.isMoved {
      if let other = try sameDay(one.entry).first(where: { isFree($0) && $0.isTold(otherwiseThan: one, in: format) }) {
        used.insert(other.id)
        findings[index] = .doubtful(EntryID(other.id))
      }
    }
    return findings
  }

  private func isFree(_ stored: Stored) -> Bool { !used.contains(stored.id) }

  private func isFree(_ stored: Stored, _ status: MatchEntry.Status) -> Bool {
    stored.status == status && isFree(stored)
  }

  /// Among those of its day and amount, the one that is most surely the same.
  private mutating func known(_ wanted: Wanted) throws -> Stored? {
    let stored = try sameDay(wanted.entry).filter { isFree($0, wanted.entry.status) }
    return stored.first { $0.fingerprint == wanted.fingerprint.bytes }
      ?? stored.first { $0.names.values.contains(wanted.fingerprint.bytes) }
      ?? stored.first { $0.isSame(as: wanted, in: format) }
  }

  /// One that moves between not moved and moved: days and references may change by it.
  private mutating func unmoved(_ wanted: Wanted) throws -> Finding? {
    let entry = wanted.entry
    let stored = try nearDay(entry).first { isFree($0) && $0.status != entry.status && $0.isLike(wanted) }
    guard let stored else { return nil }
    // A late report of what has been booked since tells nothing new.
    if !entry.isMoved, entry.status != .void { return stored.status == .booked ? .known(EntryID(stored.id)) : nil }
    return stored.status == .booked ? nil : .pending(EntryID(stored.id))
  }

  private static let selection = """
    SELECT bank_entry.id, status, bank_reference, end_to_end, structured, text, statement.format, fingerprint,
      verdict = 'proposed' AND decided_at IS NULL, other_account
    FROM bank_entry JOIN statement ON statement.id = bank_entry.statement_id
    WHERE bank_entry.account = ? AND parent_id IS NULL
    """

  private mutating func sameDay(_ entry: MatchEntry) throws -> [Stored] {
    let day = Day(booked: entry.bookingDay, amount: entry.amount)
    if let known = days[day] { return known }
    let stored = try sql.all(
      "\(Self.selection) AND booked = ? AND amount = ? AND bank_entry.currency = ? ORDER BY bank_entry.id",
      .text(account), .text(day.booked), .number(entry.amount.minorUnits), .text(entry.amount.currency.code),
      read: read)
    days[day] = stored
    return stored
  }

  /// Days within which what was announced is booked.
  private static let daysMax = 14

  private mutating func nearDay(_ entry: MatchEntry) throws -> [Stored] {
    guard let day = entry.booked ?? entry.value, try !entry.isMoved || hasUnmoved() else { return [] }
    return try sql.all(
      """
      \(Self.selection) AND (booked BETWEEN ? AND ? OR booked = '') AND amount = ? AND bank_entry.currency = ?
        AND (status = 'booked' OR verdict = 'held' OR decided_at IS NOT NULL) ORDER BY bank_entry.id
      """, .text(account), .text(day.adding(days: -Self.daysMax).iso), .text(day.adding(days: Self.daysMax).iso),
      .number(entry.amount.minorUnits), .text(entry.amount.currency.code), read: read)
  }

  private func read(_ row: SQLRow) throws -> Stored { try Stored(row, names: names) }

  private func names(of entry: Int64) throws -> [String: [UInt8]] {
    let rows = try sql.all("SELECT format, fingerprint FROM entry_name WHERE entry_id = ?", .number(entry)) {
      ($0.text(0), $0.bytes(1))
    }
    return Dictionary(rows) { first, _ in first }
  }

  private mutating func hasUnmoved() throws -> Bool {
    if let isAnyUnmoved { return isAnyUnmoved }
    let found = try sql.first(
      "SELECT 1 FROM bank_entry WHERE status <> 'booked' AND account = ? LIMIT 1", .text(account)
    ) { _ in true }
    isAnyUnmoved = found ?? false
    return found ?? false
  }
}

extension KnownEntries.Stored {
  /// Whether the bank calls both something, and something else.
  private func isNamedOtherwise(than entry: MatchEntry) -> Bool {
    guard let own = bankReference, let other = entry.bankReference else { return false }
    return own != other
  }

  fileprivate func finding(_ entry: MatchEntry) -> KnownEntries.Finding {
    // The details of a sum that was booked as one often come later.
    isAsked && entry.parts.count > 1 ? .pending(EntryID(id)) : .known(EntryID(id))
  }

  /// What to remember of an entry that is this one: a number that this one goes by from now on in files of its format.
  fileprivate func name(for wanted: KnownEntries.Wanted, in format: String) -> KnownEntries.Name? {
    guard wanted.entry.bankReference != nil, fingerprint != wanted.fingerprint.bytes, names[format] == nil else {
      return nil
    }
    return KnownEntries.Name(entry: EntryID(id), format: format, fingerprint: wanted.fingerprint)
  }

  /// Whether files of a format have another number for this one.
  private func isAnother(than wanted: KnownEntries.Wanted, in format: String) -> Bool {
    wanted.entry.bankReference != nil && names[format].map { $0 != wanted.fingerprint.bytes } ?? false
  }

  /// The same movement of the same day and amount, also as another format tells it.
  fileprivate func isSame(as wanted: KnownEntries.Wanted, in format: String) -> Bool {
    let entry = wanted.entry
    if let own = bankReference, own == entry.bankReference { return true }
    if isAnother(than: wanted, in: format) { return false }
    if isNamedOtherwise(than: entry) {
      // One report of the day may name it otherwise than another kind does.
      return format != self.format
        && (isOfOneTransfer(entry) || !wanted.words.isEmpty && wanted.words == words || isOfOneSide(wanted))
    }
    if format == self.format { return bankReference == nil && entry.bankReference == nil && wanted.words == words }
    return wanted.words == words || isOfOneTransfer(entry) || isPart(wanted.words)
  }

  /// Whether both may be one movement although they are told in other words.
  fileprivate func isTold(otherwiseThan wanted: KnownEntries.Wanted, in format: String) -> Bool {
    let entry = wanted.entry
    // A bank that gives no number one day and one the next, in the same kind of file, may tell of one movement as well.
    return status == entry.status && !isAnother(than: wanted, in: format)
      && (format != self.format
        || (bankReference == nil) != (entry.bankReference == nil) && words == wanted.words)
  }

  /// The same movement on another day.
  fileprivate func isLike(_ wanted: KnownEntries.Wanted) -> Bool {
    let entry = wanted.entry
    if let own = bankReference, own == entry.bankReference { return true }
    return isOfOneTransfer(entry) || !wanted.words.isEmpty && (wanted.words == words || isPart(wanted.words))
  }

  /// Whether both are with the same account of another, in words of which the one leaves out what the other has: a second
  /// transfer of the day would be told by each file.
  private func isOfOneSide(_ wanted: KnownEntries.Wanted) -> Bool {
    guard let other = otherAccount, let account = wanted.entry.account, MatchClaim.payerKey(account) == other else {
      return false
    }
    return wanted.words == words || isPart(wanted.words)
  }

  private func isOfOneTransfer(_ entry: MatchEntry) -> Bool { endToEnd != nil && endToEnd == entry.endToEnd }

  /// Formats leave out what others have.
  private func isPart(_ other: String) -> Bool {
    let (short, long) = words.utf8.count < other.utf8.count ? (words, other) : (other, words)
    return short.utf8.count >= 6 && long.contains(short)
  }
}
