import Crypto
package import Dunning
import DunningBytes
import DunningSQL

/// Takes in one file of a bank or wallet, inside one transaction: entry by entry it finds out whether it is known, has the
/// rule decide, and writes down what becomes of it.
struct StatementTaking {
  let transaction: Transaction
  let file: BankFile
  private var taken = TakenFile()
  /// By account.
  private var known: [String: KnownEntries] = [:]
  private var seen: Set<Whole> = []
  /// The shapes of the references that the creditors of an account have, by the account.
  private var shapes: [String: Set<ReferenceShape>] = [:]
  /// Which entry of the file it is at.
  private var place = 0

  private var sql: SQLConnection { transaction.sql }

  init(_ transaction: Transaction, _ file: BankFile) { (self.transaction, self.file) = (transaction, file) }

  mutating func run() throws -> TakenFile {
    for (index, statement) in file.statements.enumerated() {
      guard let owners = statement.account.flatMap(transaction.rulebook.owners(ofAccount:)) else {
        refuse(statement)
        continue
      }
      try take(statement, at: index + 1, owners)
    }
    try tieReturns()
    return taken
  }

  /// Banks give files newest first, and a return comes before its payment.
  private mutating func tieReturns() throws {
    for account in known.keys.sorted() {
      for (id, outcome) in try transaction.tieReturns(ofAccount: account) {
        for index in taken.entries.indices where taken.entries[index].entry == id {
          taken.entries[index] = taken.entries[index].become(outcome)
        }
      }
    }
  }

  /// All that a statement says, wherever it stands in the file.
  private struct Whole: Hashable {
    let account: String
    let opening: Money
    let closing: Money
    let entries: [MatchEntry]

    init?(_ statement: BankStatement, _ account: String) {
      guard let opening = statement.opening, let closing = statement.closing, !statement.entries.isEmpty else {
        return nil
      }
      (self.account, self.opening, self.closing) = (account, opening, closing)
      entries = statement.entries.map(\.entry)
    }
  }

  // MARK: A statement

  private mutating func refuse(_ statement: BankStatement) {
    let whose =
      statement.account.map { "no creditor has the account \($0)" } ?? "the file does not say of which account it is"
    let hint = statement.account == nil ? "say it with --account" : "add it to the accounts of the creditor"
    for line in statement.entries {
      place += 1
      let nothing = Money(minorUnits: 0, currency: line.entry.amount.currency)
      taken.entries.append(
        TakenEntry(
          file: file.name, place: place, part: 0, entry: nil, payment: nil, verdict: .refused,
          amount: line.entry.amount,
          allocations: [], unallocated: nothing, candidates: [], because: ["\(whose): \(hint)"],
          words: TakenEntry.Words(line.entry)))
    }
    taken.statements.append(
      TakenFile.Statement(account: statement.account, isKnownAccount: false, statement, new: 0, gap: nil))
  }

  private mutating func take(_ statement: BankStatement, at number: Int, _ owners: Rulebook.AccountOwners) throws {
    var known = self.known[owners.key] ?? KnownEntries(sql: sql, account: owners.key, format: file.format)
    if shapes[owners.key] == nil { shapes[owners.key] = try DocketBook.shapes(of: owners.creditors, transaction) }
    let whole = Whole(statement, owners.key)
    // Some files have a statement twice, and one movement only counts once.
    let isRepeated = whole.map { !seen.insert($0).inserted } ?? false
    let entries = statement.entries.map(\.entry)
    let fingerprints = entries.map { EntryFingerprint($0, account: owners.key) }
    let findings = isRepeated ? [] : try known.find(entries, fingerprints)
    self.known[owners.key] = known
    if !isRepeated { try transaction.remember(known.named) }
    let gap = try transaction.sql.gap(before: statement, of: owners.key)
    var writer = try StatementWriting(transaction, file, statement, number: number, account: owners.key)
    for (index, line) in statement.entries.enumerated() {
      place += 1
      if isRepeated {
        tellRepeated(line)
      } else if case .known(let id) = findings[index].whole {
        try tellKnown(id)
      } else if findings[index].isKnownInParts {
        try tellKnown(findings[index])
      } else {
        try takeNew(line, findings[index], fingerprints[index], owners, &writer)
      }
    }
    try writer.end()
    taken.statements.append(
      TakenFile.Statement(account: owners.key, isKnownAccount: true, statement, new: writer.count, gap: gap))
  }

  private mutating func tellRepeated(_ line: BankStatement.Line) {
    tell(
      line.entry, part: 0, entry: nil, payment: nil,
      Outcome(known: "its statement stands in the file twice", line.entry))
  }

  private mutating func tellKnown(_ id: EntryID) throws {
    let parts = try sql.all(
      "SELECT id, part FROM bank_entry WHERE id = ?1 AND taken_as IS NOT NULL OR parent_id = ?1 ORDER BY part",
      .number(id.number)
    ) { (id: EntryID($0.number(0)), part: Int($0.number(1))) }
    for part in parts {
      let record = try transaction.entryRecord(part.id)
      let counting = try record.payments.first { try transaction.paymentRecord($0).undoneAt == nil }
      tell(
        record.entry, part: part.part, entry: part.id, payment: counting,
        Outcome(known: "it was taken in before as \(part.id)", record.entry))
    }
  }

  /// A sum that was booked as one, of which each part was told as an entry of its own: nothing of it is new.
  private mutating func tellKnown(_ finding: KnownEntries.Known) throws {
    for part in finding.parts.compactMap(\.entry) { try tellKnown(part) }
    if case .pending(let id) = finding.whole { try end(id) }
  }

  private mutating func tell(
    _ entry: MatchEntry, part: Int, entry id: EntryID?, payment: PaymentID?, _ outcome: Outcome
  ) {
    taken.entries.append(
      TakenEntry(
        file: file.name, place: place, part: part, entry: id, payment: payment, verdict: outcome.verdict,
        amount: entry.amount, allocations: outcome.allocations, unallocated: outcome.unallocated,
        candidates: outcome.candidates, because: outcome.because, words: TakenEntry.Words(entry)))
  }

  // MARK: An entry

  private mutating func takeNew(
    _ line: BankStatement.Line, _ finding: KnownEntries.Known, _ fingerprint: EntryFingerprint,
    _ owners: Rulebook.AccountOwners, _ writer: inout StatementWriting
  ) throws {
    var entry = line.entry
    let replaced = try consider(try settled(finding.whole, of: entry, owners), of: &entry)
    let items = entry.items
    let place = StatementWriting.Place(entry: self.place, line: line.number, replaces: replaced)
    guard items.count > 1 else {
      try decide(items.first ?? entry, part: 0, parent: nil, place, fingerprint, owners, &writer)
      if let replaced { try end(replaced) }
      return
    }
    let whole = try writer.add(entry, nil, place, part: 0, parent: nil, fingerprint)
    for (index, var item) in items.enumerated() {
      let part = try settled(finding.parts.indices.contains(index) ? finding.parts[index] : .new, of: item, owners)
      let announced = try consider(part, of: &item)
      let known: EntryID? = if case .known(let id) = part { id } else { nil }
      try decide(
        item, part: index + 1, parent: whole,
        StatementWriting.Place(entry: self.place, line: line.number, replaces: announced),
        fingerprint, owners, &writer, known: known)
      if let announced { try end(announced) }
    }
    if let replaced { try end(replaced) }
  }

  /// A doubt whether an entry is an earlier one is none where that was booked for one claim, and this one surely names
  /// another and is all that is open on it.
  private func settled(
    _ finding: KnownEntries.Finding, of entry: MatchEntry, _ owners: Rulebook.AccountOwners
  ) throws -> KnownEntries.Finding {
    let items = entry.items
    guard case .doubtful(let id) = finding, items.count == 1 else { return finding }
    let counting = try transaction.entryRecord(id).payments.map { try transaction.paymentRecord($0) }
    let places = Set(counting.filter { $0.undoneAt == nil }.flatMap(\.standing).map(\.claim))
    let match = try transaction.match(of: items[0], owners, shapes: shapes[owners.key] ?? [], at: transaction.now).match
    let named = match.allocations.filter { $0.kind == .payment }
    guard match.verdict == .booked, !named.isEmpty, !places.isEmpty, places.isDisjoint(with: named.map(\.claim)) else {
      return finding
    }
    let isAll = try named.allSatisfy { try transaction.record($0.claim).claim.outstanding == $0.amount }
    return isAll && match.unallocated.minorUnits == 0 ? .new : finding
  }

  /// Tells an entry what is known of it.
  ///
  /// - Returns: the entry whose place it takes.
  private func consider(_ finding: KnownEntries.Finding, of entry: inout MatchEntry) throws -> EntryID? {
    switch finding {
    case .pending(let id):
      entry.prior = try transaction.entryRecord(id).decidedAt == nil ? .pending : .decided
      return id
    case .doubtful(let id):
      let other = try transaction.entryRecord(id).file
      entry.contradiction = entry.contradiction ?? "it may be \(id), which \(other) told of in other words"
      return nil
    case .new, .known: return nil
    }
  }

  /// - Parameter known: the entry of its own that told of it before.
  private mutating func decide(
    _ item: MatchEntry, part: Int, parent: EntryID?, _ place: StatementWriting.Place, _ fingerprint: EntryFingerprint,
    _ owners: Rulebook.AccountOwners, _ writer: inout StatementWriting, known before: EntryID? = nil
  ) throws {
    let id = writer.next
    let outcome =
      try before.map { Outcome(known: "it was taken in before as \($0)", item) }
      ?? transaction.outcome(of: item, as: id, owners, shapes: shapes[owners.key] ?? [])
    let added = try writer.add(item, outcome, place, part: part, parent: parent, fingerprint)
    if let day = outcome.holdUntil { try transaction.extendHolds(of: outcome.held, until: day) }
    known[owners.key]?.use(added)
    if let parent { known[owners.key]?.use(parent) }
    tell(item, part: part, entry: added, payment: outcome.payments.first, outcome)
  }

  /// What had not moved has, or is told in parts: nothing waits for it any more.
  private func end(_ id: EntryID) throws {
    let ids = try sql.all(
      "SELECT id FROM bank_entry WHERE (id = ?1 OR parent_id = ?1) AND verdict IN ('held', 'proposed')",
      .number(id.number)
    ) { EntryID($0.number(0)) }
    for id in ids { try transaction.decide(id, as: .known, because: "it has come further since") }
  }
}

/// What became of a file.
package struct TakenFile: Hashable, Sendable {
  package struct Statement: Hashable, Sendable {
    /// ``CreditorAccount/key``, or what the file says where nobody has it.
    package let account: String?
    package let isKnownAccount: Bool
    package let currency: Currency?
    package let days: ClosedRange<CivilDate>?
    package let addsUp: Bool?
    package let entries: Int
    /// How many of them, with their parts, were not known.
    package let new: Int
    /// Between this statement and the one before.
    package let gap: StatementGap?

    init(account: String?, isKnownAccount: Bool, _ statement: BankStatement, new: Int, gap: StatementGap?) {
      self.account = account
      self.isKnownAccount = isKnownAccount
      currency = statement.currency
      days = statement.days
      addsUp = statement.addsUp
      entries = statement.entries.count
      self.new = new
      self.gap = gap
    }
  }

  package internal(set) var statements: [Statement] = []
  /// One for each part of an entry, in the order of the file.
  package internal(set) var entries: [TakenEntry] = []
}
