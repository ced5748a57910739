import Dunning
import DunningSQL

/// Finds the entries of a file that were taken in before, from this file, an overlapping one, or one in another format.
struct KnownEntries {
  let sql: SQLConnection
  /// The creditor's own: ``CreditorAccount/key``.
  let account: String
  let format: String
  /// Entries that one of the file is already: of two equal ones in a file each is one of its own.
  var used: Set<Int64> = []
  /// The entries that the last statement was the first of its format to give a number.
  private(set) var named: [Name] = []
  /// What the docket has of a day and an amount, while a statement is looked through and nothing is written.
  private var days: [Day: [Stored]] = [:]
  /// The parts of sums that were booked as one, by the day of those and their own amount.
  var parts: [String: [Money: [Stored]]] = [:]
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

    var entry: EntryID? {
      switch self {
      case .new: nil
      case .known(let id), .pending(let id), .doubtful(let id): id
      }
    }
  }

  /// What becomes of an entry, and of its parts where it is a sum that was booked as one and is not known as that.
  struct Known: Hashable {
    fileprivate(set) var whole = Finding.new
    fileprivate(set) var parts: [Finding] = []

    /// Whether all of it was told before, part by part.
    var isKnownInParts: Bool { !parts.isEmpty && parts.allSatisfy { if case .known = $0 { true } else { false } } }
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

  mutating func use(_ id: EntryID) { used.insert(id.number) }

  /// What the entries of a statement are, in order. Those that are surely known come first, so that none of them is taken
  /// for another.
  mutating func find(_ entries: [MatchEntry], _ fingerprints: [EntryFingerprint]) throws -> [Known] {
    defer { (days, parts, isAnyUnmoved) = ([:], [:], nil) }
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
    for (index, one) in wanted.enumerated() where findings[index] == .new && one.entry.parts.count < 2 {
      guard let part = try partTold(of: one) else { continue }
      use(EntryID(part.id))
      findings[index] = part.finding(one.entry)
      if let name = part.name(for: one, in: format) { named.append(name) }
    }
    let divided = try zip(wanted, findings).map { one, finding in
      if case .known = finding { return [Finding]() }
      return try partsKnown(of: one.entry)
    }
    for (index, one) in wanted.enumerated()
    where findings[index] == .new && one.entry.isMoved && divided[index].allSatisfy({ $0 == .new }) {
      if let other = try doubtful(one) {
        used.insert(other.id)
        findings[index] = .doubtful(EntryID(other.id))
      }
    }
    return zip(findings, divided).map { Known(whole: $0, parts: $1) }
  }

  /// Which other one it may be, and nobody can tell.
  private mutating func doubtful(_ wanted: Wanted) throws -> Stored? {
    for other in try sameDay(wanted.entry) where isFree(other) {
      let mayBe = other.fingerprint == wanted.fingerprint.bytes || other.isTold(otherwiseThan: wanted, in: format)
      if try mayBe && difference(other, wanted) != .sure { return other }
    }
    return try partsOfDay(wanted.entry).first { isFree($0) && $0.mayBe(wanted, in: format) }
  }

  // MARK: What the docket has

  func isFree(_ stored: Stored) -> Bool { !used.contains(stored.id) }

  func isFree(_ stored: Stored, _ status: MatchEntry.Status) -> Bool {
    stored.status == status && isFree(stored)
  }

  /// Among those of its day and amount, the one that is most surely the same.
  private mutating func known(_ wanted: Wanted) throws -> Stored? {
    let stored = try sameDay(wanted.entry).filter { isFree($0, wanted.entry.status) }
    // What speaks against it costs more to find out than what speaks for it.
    func first(_ isSame: (Stored) -> Bool) throws -> Stored? {
      try stored.first { try isSame($0) && difference($0, wanted) == .none }
    }
    return try first { $0.fingerprint == wanted.fingerprint.bytes }
      ?? first { $0.names.values.contains(wanted.fingerprint.bytes) }
      ?? first { $0.isSame(as: wanted, in: format) }
  }

  /// One that moves between not moved and moved: days and references may change by it.
  mutating func unmoved(_ wanted: Wanted) throws -> Finding? {
    let entry = wanted.entry
    let stored = try nearDay(entry).first { isFree($0) && $0.status != entry.status && $0.isLike(wanted, in: format) }
    guard let stored else { return nil }
    // A late report of what has been booked since tells nothing new.
    if !entry.isMoved, entry.status != .void { return stored.status == .booked ? .known(EntryID(stored.id)) : nil }
    return stored.status == .booked ? nil : .pending(EntryID(stored.id))
  }

  static let columns = """
    bank_entry.id, bank_entry.status, bank_entry.bank_reference, bank_entry.end_to_end, bank_entry.structured,
      bank_entry.text, statement.format, bank_entry.fingerprint,
      bank_entry.verdict = 'proposed' AND bank_entry.decided_at IS NULL, bank_entry.name, bank_entry.amount,
      bank_entry.currency, bank_entry.other_account
    """

  private static let selection = """
    SELECT \(columns)
    FROM bank_entry JOIN statement ON statement.id = bank_entry.statement_id
    WHERE bank_entry.account = ? AND parent_id IS NULL
    """

  mutating func sameDay(_ entry: MatchEntry) throws -> [Stored] {
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

  func read(_ row: SQLRow) throws -> Stored { try Stored(row, names: names) }

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
