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
  fileprivate struct Stored {
    let id: Int64
    let status: MatchEntry.Status
    let bankReference: String?
    let endToEnd: String?
    let structured: String?
    let text: String?
    let format: String
    let fingerprint: [UInt8]
    /// Whether it waits for a person as a whole.
    let isAsked: Bool
    /// The fingerprints under which numbered entries of other files were this one, by the format of the file.
    var names: [String: [UInt8]] = [:]
  }

  mutating func use(_ id: EntryID) { used.insert(id.number) }

  /// What the entries of a statement are, in order. Those that are surely known come first, so that none of them is taken
  /// for another.
  mutating func find(_ entries: [MatchEntry], _ fingerprints: [EntryFingerprint]) throws -> [Finding] {
    var findings = [Finding](repeating: .new, count: entries.count)
    named = []
    for (index, entry) in entries.enumerated() {
      if let same = try known(entry, fingerprints[index]) {
        findings[index] = same.finding(entry)
        if let name = same.name(for: entry, fingerprints[index], in: format) { named.append(name) }
      } else {
        findings[index] = try unmoved(entry) ?? .new
      }
      switch findings[index] {
      case .known(let id), .pending(let id): use(id)
      case .new, .doubtful: break
      }
    }
    for (index, entry) in entries.enumerated() where findings[index] == .new && entry.isMoved {
      let fingerprint = fingerprints[index]
      if let other = try sameDay(entry).first(where: { $0.isTold(otherwiseThan: entry, fingerprint, in: format) }) {
        used.insert(other.id)
        findings[index] = .doubtful(EntryID(other.id))
      }
    }
    return findings
  }

  /// Among those of its day and amount, the one that is most surely the same.
  private func known(_ entry: MatchEntry, _ fingerprint: EntryFingerprint) throws -> Stored? {
    let stored = try sameDay(entry).filter { $0.status == entry.status }
    return stored.first { $0.fingerprint == fingerprint.bytes }
      ?? stored.first { $0.names.values.contains(fingerprint.bytes) }
      ?? stored.first { $0.isSame(as: entry, fingerprint, in: format) }
  }

  /// One that moves between not moved and moved: days and references may change by it.
  private func unmoved(_ entry: MatchEntry) throws -> Finding? {
    let stored = try nearDay(entry).filter { $0.status != entry.status && $0.isLike(entry) }
    guard let first = stored.first else { return nil }
    // A late report of what has been booked since tells nothing new.
    if !entry.isMoved, entry.status != .void { return first.status == .booked ? .known(EntryID(first.id)) : nil }
    return first.status == .booked ? nil : .pending(EntryID(first.id))
  }

  private static let selection = """
    SELECT bank_entry.id, status, bank_reference, end_to_end, structured, text, statement.format, fingerprint,
      verdict = 'proposed' AND decided_at IS NULL
    FROM bank_entry JOIN statement ON statement.id = bank_entry.statement_id
    WHERE bank_entry.account = ? AND parent_id IS NULL
    """

  private func sameDay(_ entry: MatchEntry) throws -> [Stored] {
    try stored(
      "\(Self.selection) AND booked = ? AND amount = ? AND bank_entry.currency = ? ORDER BY bank_entry.id",
      .text(account), .text(entry.bookingDay), .number(entry.amount.minorUnits), .text(entry.amount.currency.code))
  }

  /// Days within which what was announced is booked.
  private static let daysMax = 14

  private func nearDay(_ entry: MatchEntry) throws -> [Stored] {
    guard let day = entry.booked ?? entry.value, try !entry.isMoved || hasUnmoved() else { return [] }
    return try stored(
      """
      \(Self.selection) AND (booked BETWEEN ? AND ? OR booked = '') AND amount = ? AND bank_entry.currency = ?
        AND (status = 'booked' OR verdict = 'held' OR decided_at IS NOT NULL) ORDER BY bank_entry.id
      """, .text(account), .text(day.adding(days: -Self.daysMax).iso), .text(day.adding(days: Self.daysMax).iso),
      .number(entry.amount.minorUnits), .text(entry.amount.currency.code))
  }

  private func hasUnmoved() throws -> Bool {
    try sql.first("SELECT 1 FROM bank_entry WHERE status <> 'booked' AND account = ? LIMIT 1", .text(account)) { _ in
      true
    }
      ?? false
  }

  private func stored(_ statement: String, _ values: SQLValue...) throws -> [Stored] {
    let stored = try sql.all(statement, values) { row in
      guard let status = MatchEntry.Status(rawValue: row.text(1)) else {
        throw ClaimRecord.damaged("status of an entry")
      }
      return Stored(
        id: row.number(0), status: status, bankReference: row.textIfAny(2), endToEnd: row.textIfAny(3),
        structured: row.textIfAny(4), text: row.textIfAny(5), format: row.text(6), fingerprint: row.bytes(7),
        isAsked: row.number(8) == 1)
    }
    return try stored.filter { !used.contains($0.id) }.map { one in
      var one = one
      one.names = try names(of: one.id)
      return one
    }
  }

  private func names(of entry: Int64) throws -> [String: [UInt8]] {
    let rows = try sql.all("SELECT format, fingerprint FROM entry_name WHERE entry_id = ?", .number(entry)) {
      ($0.text(0), $0.bytes(1))
    }
    return Dictionary(rows) { first, _ in first }
  }
}

extension KnownEntries.Stored {
  /// Worked out only where it decides.
  private var words: String { EntryFingerprint.words(structured, text) }

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
  fileprivate func name(
    for entry: MatchEntry, _ fingerprint: EntryFingerprint, in format: String
  ) -> KnownEntries.Name? {
    guard entry.bankReference != nil, self.fingerprint != fingerprint.bytes, names[format] == nil else { return nil }
    return KnownEntries.Name(entry: EntryID(id), format: format, fingerprint: fingerprint)
  }

  /// Whether files of a format have another number for this one.
  private func isAnother(than entry: MatchEntry, _ fingerprint: EntryFingerprint, in format: String) -> Bool {
    entry.bankReference != nil && names[format].map { $0 != fingerprint.bytes } ?? false
  }

  /// The same movement of the same day and amount, also as another format tells it.
  fileprivate func isSame(as entry: MatchEntry, _ fingerprint: EntryFingerprint, in format: String) -> Bool {
    if let own = bankReference, own == entry.bankReference { return true }
    if isAnother(than: entry, fingerprint, in: format) { return false }
    let words = EntryFingerprint.words(of: entry)
    if isNamedOtherwise(than: entry) {
      // One report of the day may name it otherwise than another kind does.
      return format != self.format && (isOfOneTransfer(entry) || !words.isEmpty && words == self.words)
    }
    if format == self.format { return bankReference == nil && entry.bankReference == nil && words == self.words }
    return words == self.words || isOfOneTransfer(entry) || isPart(words)
  }

  /// Whether both may be one movement although they are told in other words.
  fileprivate func isTold(
    otherwiseThan entry: MatchEntry, _ fingerprint: EntryFingerprint, in format: String
  ) -> Bool {
    // A bank that gives no number one day and one the next, in the same kind of file, may tell of one movement as well.
    status == entry.status && !isAnother(than: entry, fingerprint, in: format)
      && (format != self.format
        || (bankReference == nil) != (entry.bankReference == nil) && words == EntryFingerprint.words(of: entry))
  }

  /// The same movement on another day.
  fileprivate func isLike(_ entry: MatchEntry) -> Bool {
    if let own = bankReference, own == entry.bankReference { return true }
    let words = EntryFingerprint.words(of: entry)
    return isOfOneTransfer(entry) || !words.isEmpty && (words == self.words || isPart(words))
  }

  private func isOfOneTransfer(_ entry: MatchEntry) -> Bool { endToEnd != nil && endToEnd == entry.endToEnd }

  /// Formats leave out what others have.
  private func isPart(_ other: String) -> Bool {
    let (short, long) = words.utf8.count < other.utf8.count ? (words, other) : (other, words)
    return short.utf8.count >= 6 && long.contains(short)
  }
}
