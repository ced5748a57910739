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
  /// The parts of sums that were booked as one, by the day of those and their own amount.
  private var parts: [String: [Money: [Stored]]] = [:]
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

  /// An entry that was taken in.
  fileprivate final class Stored {
    let id: Int64
    let status: MatchEntry.Status
    let bankReference: String?
    let endToEnd: String?
    let structured: String?
    let text: String?
    let name: String?
    let amount: Money
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
      (fingerprint, isAsked) = (row.bytes(7), row.number(8) == 1)
      name = row.textIfAny(9)
      amount = Money(minorUnits: row.number(10), currency: try ClaimRecord.currency(row.text(11)))
      otherAccount = row.textIfAny(12)
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
    let other = try sameDay(wanted.entry).first { isFree($0) && $0.isTold(otherwiseThan: wanted, in: format) }
    if let other { return other }
    return try partsOfDay(wanted.entry).first { isFree($0) && $0.mayBe(wanted, in: format) }
  }

  // MARK: Sums that were booked as one

  /// The part of a sum that was booked as one which it is.
  private mutating func partTold(of wanted: Wanted) throws -> Stored? {
    guard wanted.entry.isMoved else { return nil }
    let stored = try partsOfDay(wanted.entry).filter(isFree)
    return stored.first { $0.names.values.contains(wanted.fingerprint.bytes) }
      ?? stored.first { $0.isOne(with: wanted, by: .transfer, in: format) }
      ?? stored.first { $0.isOne(with: wanted, by: .words, in: format) }
  }

  /// Which entries of their own each part of a sum is that was booked as one; nothing where it has none.
  ///
  /// The surest signs come first, for all parts, so that none is taken for another.
  private mutating func partsKnown(of whole: MatchEntry) throws -> [Finding] {
    let items = whole.items
    guard items.count > 1, whole.isMoved else { return [] }
    let wanted = zip(items, whole.parts).map { item, part in
      var item = item
      // The number of the whole is none of the part's.
      item.bankReference = part.bankReference
      return Wanted(item, EntryFingerprint(item, account: account))
    }
    var findings = [Finding](repeating: .new, count: items.count)
    for sign in Sign.allCases {
      for (index, one) in wanted.enumerated() where findings[index] == .new {
        guard let stored = try single(like: one, by: sign) else { continue }
        use(EntryID(stored.id))
        findings[index] = sign == .doubt ? .doubtful(EntryID(stored.id)) : .known(EntryID(stored.id))
      }
      guard sign == .words else { continue }
      for (index, one) in wanted.enumerated() where findings[index] == .new {
        guard let unmoved = try unmoved(one) else { continue }
        unmoved.entry.map { use($0) }
        findings[index] = unmoved
      }
    }
    return findings
  }

  /// An entry of its own, or a part of a sum that another kind of file told of.
  private mutating func single(like wanted: Wanted, by sign: Sign) throws -> Stored? {
    let parts = try partsOfDay(wanted.entry).filter { $0.format != format }
    return try (sameDay(wanted.entry) + parts).first { stored in
      guard isFree(stored, wanted.entry.status) else { return false }
      return sign == .doubt ? stored.mayBe(wanted, in: format) : stored.isOne(with: wanted, by: sign, in: format)
    }
  }

  /// By what a part and an entry of its own are one, the surest first.
  fileprivate enum Sign: CaseIterable {
    case transfer
    case words
    case doubt
  }

  /// Parts of the day and the amount.
  private mutating func partsOfDay(_ entry: MatchEntry) throws -> [Stored] {
    let day = entry.bookingDay
    if parts[day] == nil {
      let stored = try sql.all(
        """
        SELECT \(Self.columns) FROM bank_entry AS whole JOIN bank_entry ON bank_entry.parent_id = whole.id
          JOIN statement ON statement.id = bank_entry.statement_id
        WHERE whole.account = ? AND whole.booked = ? AND whole.parent_id IS NULL AND whole.taken_as IS NULL
          AND bank_entry.status = 'booked' AND bank_entry.taken_as <> 'known'
        ORDER BY bank_entry.id
        """, .text(account), .text(day), read: read)
      parts[day] = Dictionary(grouping: stored, by: \.amount)
    }
    return parts[day]?[entry.amount] ?? []
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

  private static let columns = """
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

  /// Whether a part of a sum that was booked as one, and an entry of its own, are one movement by a sign. Numbers of the
  /// bank say nothing here: the one has that of the whole.
  fileprivate func isOne(with wanted: KnownEntries.Wanted, by sign: KnownEntries.Sign, in format: String) -> Bool {
    let entry = wanted.entry
    guard !isAnother(than: wanted, in: format), !differsInTransfer(from: entry), !differsInName(from: entry) else {
      return false
    }
    let isTold = !wanted.words.isEmpty && wanted.words == words
    // Files of one kind tell of a movement in the same words.
    if format == self.format { return isOfOneTransfer(entry) && isTold }
    return sign == .transfer ? isOfOneTransfer(entry) : isTold || isPart(wanted.words)
  }

  /// Whether they may be one, and nobody can tell.
  fileprivate func mayBe(_ wanted: KnownEntries.Wanted, in format: String) -> Bool {
    format != self.format && status == wanted.entry.status && !isAnother(than: wanted, in: format)
      && !(differsInTransfer(from: wanted.entry) && differsInName(from: wanted.entry))
  }

  private func differsInTransfer(from entry: MatchEntry) -> Bool {
    endToEnd.map { own in entry.endToEnd.map { $0 != own } ?? false } ?? false
  }

  private func differsInName(from entry: MatchEntry) -> Bool {
    guard let name, let other = entry.name else { return false }
    return !NameKey.agrees(name, with: other) && !NameKey.agrees(other, with: name)
  }

  private func isOfOneTransfer(_ entry: MatchEntry) -> Bool { endToEnd != nil && endToEnd == entry.endToEnd }

  /// Formats leave out what others have.
  private func isPart(_ other: String) -> Bool {
    let (short, long) = words.utf8.count < other.utf8.count ? (words, other) : (other, words)
    return short.utf8.count >= 6 && long.contains(short)
  }
}
