import Crypto
import Dunning
import DunningBytes
import DunningSQL

/// Writes down a statement with its entries, and binds all of it into the journal.
struct StatementWriting {
  private let transaction: Transaction
  private let statement: Int64
  private let head: [String: String]
  /// The number that the next entry gets.
  private(set) var next: EntryID
  private var content = SHA256()
  /// How many rows there are.
  private(set) var count = 0
  private let account: String
  private let file: BankFile

  /// Where an entry stands.
  struct Place {
    /// Which of the file it is, from 1.
    let entry: Int
    let line: Int
    /// The entry that told of it while it had not moved.
    let replaces: EntryID?
  }

  private var sql: SQLConnection { transaction.sql }

  init(
    _ transaction: Transaction, _ file: BankFile, _ statement: BankStatement, number: Int, account: String
  ) throws {
    (self.transaction, self.file, self.account) = (transaction, file, account)
    let sql = transaction.sql
    next = EntryID((try sql.first("SELECT coalesce(max(id), 0) FROM bank_entry") { $0.number(0) } ?? 0) + 1)
    let known = try sql.first(
      "SELECT id FROM statement WHERE sha256 = ? AND place = ? AND account = ?", .bytes(file.sha256),
      .number(Int64(number)), .text(account)
    ) { $0.number(0) }
    isTakenAgain = known != nil
    let days = statement.days
    let row = StatementRow(
      account: account, currency: statement.currency?.code, file: file.name, sha256: file.sha256, place: number,
      format: file.format, opening: statement.opening?.minorUnits, closing: statement.closing?.minorUnits,
      addsUp: statement.addsUp, firstDay: days?.lowerBound.iso, lastDay: days?.upperBound.iso,
      takenAt: transaction.now.milliseconds)
    self.row = row
    head = row.content
    self.statement = try known ?? sql.inserted(StatementRow.insertion, row.values)
    content.update(data: Array(Journal.json(head).utf8))
  }

  private let row: StatementRow
  /// Whether this very file was taken in before.
  private let isTakenAgain: Bool
  /// The statement that new entries of a file that was taken in before belong to.
  private var again: Int64?

  /// - Parameter outcome: nil of one that is divided.
  mutating func add(
    _ entry: MatchEntry, _ outcome: Outcome?, _ place: Place, part: Int, parent: EntryID?,
    _ fingerprint: EntryFingerprint
  ) throws -> EntryID {
    let id = next
    let occurrence = parent == nil ? try occurrences(of: fingerprint) + 1 : 1
    let row = EntryRow(
      id: id, statement: try own(), place: place, part: part, parent: parent, account: account, entry: entry,
      fingerprint: fingerprint.bytes, occurrence: occurrence, outcome: outcome)
    let own = row.own
    let hash = row.hash(of: own)
    try sql.run(EntryRow.insertion, own + [.bytes(hash), SQLValue(outcome?.verdict.rawValue)])
    for (index, candidate) in (outcome?.candidates ?? []).enumerated() {
      try sql.run(
        "INSERT INTO bank_candidate (entry_id, place, claim_id, because, holds) VALUES (?, ?, ?, ?, ?)",
        .number(id.number), .number(Int64(index + 1)), .number(candidate.claim.number), .text(candidate.because),
        .number(outcome?.held.contains(candidate.claim) == true ? 1 : 0))
    }
    content.update(data: hash)
    next = EntryID(id.number + 1)
    count += 1
    return id
  }

  private mutating func own() throws -> Int64 {
    guard isTakenAgain else { return statement }
    if let again { return again }
    let id = try sql.inserted(StatementRow.insertion, row.values)
    again = id
    return id
  }

  private func occurrences(of fingerprint: EntryFingerprint) throws -> Int64 {
    try sql.first(
      "SELECT coalesce(max(occurrence), 0) FROM bank_entry WHERE fingerprint = ? AND parent_id IS NULL",
      .bytes(fingerprint.bytes)
    ) { $0.number(0) } ?? 0
  }

  /// Writes down that all of it is there; nothing where nothing is new.
  func end() throws {
    guard !isTakenAgain || again != nil else { return }
    try transaction.journal(
      Event(
        .statementTaken, actor: transaction.actor,
        data: [
          .statement: String(again ?? statement), .sha256: Hex.text(file.sha256), .entries: String(count),
          .contentSHA256: Hex.text(content.finalize()),
        ]))
  }
}

/// A statement as its row has it.
struct StatementRow: Hashable {
  let account: String
  let currency: String?
  let file: String
  let sha256: [UInt8]
  let place: Int
  let format: String
  let opening: Int64?
  let closing: Int64?
  let addsUp: Bool?
  let firstDay: String?
  let lastDay: String?
  let takenAt: Int64

  static let insertion = """
    INSERT INTO statement (account, currency, file, sha256, place, format, opening, closing, adds_up, first_day, last_day,
      taken_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    """

  var values: [SQLValue] {
    [
      .text(account), SQLValue(currency), .text(file), .bytes(sha256), .number(Int64(place)), .text(format),
      SQLValue(opening), SQLValue(closing), SQLValue(addsUp.map { $0 ? Int64(1) : 0 }), SQLValue(firstDay),
      SQLValue(lastDay), .number(takenAt),
    ]
  }

  /// What is hashed.
  var content: [String: String] {
    var content = [
      "account": account, "file": file, "sha256": Hex.text(sha256), "place": String(place), "format": format,
      "taken_at": String(takenAt),
    ]
    content["currency"] = currency
    content["opening"] = opening.map { String($0) }
    content["closing"] = closing.map { String($0) }
    content["adds_up"] = addsUp.map { String($0) }
    content["first_day"] = firstDay
    content["last_day"] = lastDay
    return content
  }

  /// What ``init(_:)`` reads.
  static let columns = """
    account, currency, file, sha256, place, format, opening, closing, adds_up, first_day, last_day, taken_at
    """

  init(_ row: SQLRow) {
    self.init(
      account: row.text(0), currency: row.textIfAny(1), file: row.text(2), sha256: row.bytes(3),
      place: Int(row.number(4)), format: row.text(5), opening: row.numberIfAny(6), closing: row.numberIfAny(7),
      addsUp: row.numberIfAny(8).map { $0 == 1 }, firstDay: row.textIfAny(9), lastDay: row.textIfAny(10),
      takenAt: row.number(11))
  }

  init(
    account: String, currency: String?, file: String, sha256: [UInt8], place: Int, format: String, opening: Int64?,
    closing: Int64?, addsUp: Bool?, firstDay: String?, lastDay: String?, takenAt: Int64
  ) {
    (self.account, self.currency, self.file, self.sha256, self.place) = (account, currency, file, sha256, place)
    (self.format, self.opening, self.closing, self.addsUp) = (format, opening, closing, addsUp)
    (self.firstDay, self.lastDay, self.takenAt) = (firstDay, lastDay, takenAt)
  }
}

/// An entry as its row has it.
struct EntryRow {
  let id: EntryID
  let statement: Int64
  let place: StatementWriting.Place
  let part: Int
  let parent: EntryID?
  let account: String
  let entry: MatchEntry
  let fingerprint: [UInt8]
  let occurrence: Int64
  let outcome: Outcome?

  static let insertion = """
    INSERT INTO bank_entry (\(columns.joined(separator: ", ")), content, verdict)
    VALUES (\(columns.map { _ in "?" }.joined(separator: ", ")), ?, ?)
    """

  /// Those whose values never change, in order; what is hashed.
  static let columns = [
    "id", "statement_id", "place", "part", "parent_id", "line", "account", "booked", "value", "amount", "currency",
    "status", "is_reversal", "fingerprint", "occurrence", "bank_reference", "end_to_end", "mandate", "name",
    "other_account", "text", "structured", "return_reason", "instructed", "instructed_currency", "charges", "gross",
    "fee",
    "contradiction", "replaces", "returns", "told_payment", "taken_as", "because", "counts", "hold_until",
  ]

  /// The values of ``columns``.
  var own: [SQLValue] {
    let money = [entry.charges, entry.gross, entry.fee].map { SQLValue($0?.minorUnits) }
    return [
      .number(id.number), .number(statement), .number(Int64(place.entry)), .number(Int64(part)),
      SQLValue(parent?.number), .number(Int64(place.line)), .text(account), .text(entry.bookingDay),
      SQLValue(entry.value?.iso), .number(entry.amount.minorUnits), .text(entry.amount.currency.code),
      .text(entry.status.rawValue), .number(entry.isReversal ? 1 : 0), .bytes(fingerprint), .number(occurrence),
      SQLValue(entry.bankReference), SQLValue(entry.endToEnd), SQLValue(entry.mandate), SQLValue(entry.name),
      SQLValue(entry.account.map(MatchClaim.payerKey)), SQLValue(entry.text), SQLValue(entry.structured),
      SQLValue(entry.returnReason), SQLValue(entry.instructed?.minorUnits), SQLValue(entry.instructed?.currency.code),
    ] + money + [
      SQLValue(entry.contradiction), SQLValue(place.replaces?.number), SQLValue(outcome?.returns?.number),
      SQLValue(outcome?.told?.number),
      SQLValue(outcome?.verdict.rawValue), .text(outcome.map(\.stored) ?? ""),
      .number((outcome?.counts ?? entry.amount).minorUnits), SQLValue(outcome?.holdUntil?.iso),
    ]
  }

  /// Over all that never changes, with its candidates but for the words, which name people.
  ///
  /// - Parameter own: ``own``.
  func hash(of own: [SQLValue]) -> [UInt8] {
    let holding = Set(outcome?.held ?? [])
    let candidates = (outcome?.candidates ?? []).map {
      Self.text(of: $0.claim.number, holds: holding.contains($0.claim))
    }
    return Self.hash(of: own, candidates: candidates)
  }

  static func text(of claim: Int64, holds: Bool) -> String { "\(claim) \(holds)" }

  /// - Parameter values: those of ``columns``.
  static func hash(of values: [SQLValue], candidates: [String]) -> [UInt8] {
    var fields: [(name: String, value: String)] = []
    for (column, value) in zip(columns, values) {
      switch value {
      case .null: break
      case .number(let number): fields.append((column, String(number)))
      case .text(let text): fields.append((column, text))
      case .bytes(let bytes): fields.append((column, Hex.text(bytes)))
      }
    }
    for (index, candidate) in candidates.enumerated() { fields.append(("candidate \(index + 1)", candidate)) }
    return Array(SHA256.hash(data: Array(Journal.json(members: fields).utf8)))
  }
}
