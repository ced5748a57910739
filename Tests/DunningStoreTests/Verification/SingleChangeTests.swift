import Dunning
import DunningStore
import DunningTesting
import FoundationEssentials
import GRDB
import Testing

/// What somebody who can write the docket's file may do to it: each thing by itself, table by table, column by column.
@Suite("single changes behind the docket's back", .timeLimit(.minutes(10)))
struct SingleChangeTests {
  /// A statement that changes one thing.
  struct Change {
    /// `table.column`, or the table alone for a row that is taken away.
    let place: String
    let sql: String
  }

  /// Why it does not matter, by table and column: it is derived from the rest or made anew by the daemon, and says nothing
  /// of what happened.
  static let harmless: [String: String] = [
    "attachment.id": "a row number that nothing names",
    "legal_hold.id": "a row number that nothing names",
    "follow_up.id": "a row number; what was told of it is found by its number",
    "claim.revision": "a counter against two at once",
    "claim.next_at": "compared where the rules are at hand, here with how long ladders are: DerivedCellTests",
    "claim.next_step": "compared where the rules are at hand: DerivedCellTests",
    "claim.next_rank": "planned anew from the rules",
    "claim.nothing_because": "words about the plan",
    "delivery.next_at": "planned: when it is tried next; that it is within half a year is compared",
    "notice.next_attempt_at": "planned: when it is tried next; that it is within half a year is compared",
    "notice_claim.revision": "a counter: the last gate looks at the claim itself",
    "register_mailing.at": "planned: when the register is due; that it is soon after its month is compared",
    "message.stored_at": "when it was kept; when it left stands in the journal",
    "letter.stored_at": "when it was kept; when it left stands in the journal",
    "sent_hour": "what the brake counts", "sent_hour.hour": "what the brake counts",
    "sent_hour.notices": "what the brake counts", "sent_minute": "what the brake counts",
    "sent_minute.minute": "what the brake counts", "sent_minute.notices": "what the brake counts",
    "sent_minute.unasked": "what the brake counts", "destination": "what the pace counts",
    "bank_entry.because_later": "words for a person, which an erasure takes; whom it is about is journalled",
    "bank_candidate.because": "words for a person, which an erasure takes; which claims are meant is hashed",
    "bank_candidate.place": "an order, which it keeps",
    "copy_gone": "a list of what is still to be removed from folders",
    "copy_gone.notice_id": "the same", "copy_gone.message_id": "the same",
    "attachment_gone": "a list of contents that are still to be removed", "attachment_gone.sha256": "the same",
    "setting.name": "of `planned_with`: everything is planned anew",
    "setting.value": "of `planned_with` and `home`: everything is planned anew, or held",
  ]

  /// The same of some rows of a table only, by how the change begins.
  static let harmlessRows: [(change: String, reason: String)] = [
    ("DELETE FROM setting WHERE \"name\" = 'planned_with'", "everything is planned anew"),
    ("DELETE FROM setting WHERE \"name\" = 'keys_through'", "the index is made anew"),
    ("DELETE FROM setting WHERE \"name\" = 'last_seal'", "it is beside the seal, and made anew at the next start"),
    ("DELETE FROM setting WHERE \"name\" = 'follow_ups_gone'", "it is made anew at the next start"),
    ("UPDATE delivery SET \"last_reply\" = 'x'", "of a way that waits: the words of the last try stand in the attempt"),
    ("DELETE FROM letter WHERE \"notice_id\" = 35", "nothing of it has left; it is written anew"),
    ("UPDATE letter SET \"notice_id\" = \"notice_id\" + 1 WHERE \"notice_id\" = 35", "nothing of it has left"),
    ("DELETE FROM message WHERE \"notice_id\" = 28", "nothing of it has left; an approval names the bytes"),
    ("UPDATE notice SET \"last_reply\" = 'x' WHERE \"id\" = 54", "of a notice that is held"),
    (
      "UPDATE notice_claim SET \"outstanding\" = \"outstanding\" + 1 WHERE \"notice_id\" || '|' || \"claim_id\" = '10|22'",
      "of a claim that is erased: what was owed then is gone"
    ),
    ("UPDATE notice_claim SET \"beyond\" = 1 WHERE \"notice_id\" || '|' || \"claim_id\" = '10|22'", "the same"),
    (
      "UPDATE notice_claim SET \"stays\" = \"stays\" + 1 WHERE \"notice_id\" || '|' || \"claim_id\" = '10|22'",
      "the same"
    ),
    (
      "UPDATE notice_claim SET \"earlier\" = \"earlier\" + 1 WHERE \"notice_id\" || '|' || \"claim_id\" = '10|22'",
      "the same"
    ),
    ("DELETE FROM register_mailing WHERE \"creditor\" || '|' || \"month\" = 'acme|2027-02'", "a plan"),
    (
      "UPDATE register_mailing SET \"creditor\" = \"creditor\" || 'x' WHERE \"creditor\" || '|' || \"month\" = 'acme|2027-02'",
      "a plan"
    ),
    (
      "UPDATE register_mailing SET \"month\" = \"month\" || 'x' WHERE \"creditor\" || '|' || \"month\" = 'acme|2027-02'",
      "a plan"
    ),
  ]

  @Test("each is found, but for what is derived from the rest")
  func found() async throws {
    let folder = try await Self.folder()
    #expect(try Docket.verify(directory: folder.path).findings == [])
    let file = folder.path + "/docket.sqlite"
    let pristine = try Data(contentsOf: URL(filePath: file))
    let changes = try Self.changes(of: file)
    #expect(changes.count > 400)
    var missed: [String] = []
    for change in changes where !Self.isHarmless(change) {
      try pristine.write(to: URL(filePath: file))
      guard try Self.apply(change, to: file) else { continue }
      if try Docket.verify(directory: folder.path).findings.isEmpty { missed.append("\(change.place): \(change.sql)") }
    }
    #expect(missed == [], "\(missed.count) of \(changes.count)\n\(missed.joined(separator: "\n"))")
  }

  private static func isHarmless(_ change: Change) -> Bool {
    harmless[change.place] != nil
      || harmlessRows.contains { change.sql.hasPrefix($0.change) }
  }

  /// A docket with four months of history, closed.
  private static func folder() async throws -> ScratchFolder {
    let kept = try await KeptDocket.lived()
    let folder = try ScratchFolder()
    for name in ["seal.key", "docket.mark", "attachments"] {
      try FileManager.default.copyItem(
        atPath: "\(kept.fixture.folder.path)/\(name)", toPath: "\(folder.path)/\(name)")
    }
    let queue = try DatabaseQueue(path: "\(kept.fixture.folder.path)/docket.sqlite")
    try await queue.vacuum(into: "\(folder.path)/docket.sqlite")
    try queue.close()
    return folder
  }

  /// - Returns: false when the schema refuses it.
  private static func apply(_ change: Change, to file: String) throws -> Bool {
    var configuration = Configuration()
    configuration.foreignKeysEnabled = false
    let queue = try DatabaseQueue(path: file, configuration: configuration)
    defer { try? queue.close() }
    do {
      try queue.write { try $0.execute(sql: change.sql) }
    } catch is DatabaseError {
      return false
    }
    return true
  }

  // MARK: - Which there are

  private static func changes(of file: String) throws -> [Change] {
    let queue = try DatabaseQueue(path: file)
    defer { try? queue.close() }
    return try queue.read { db in
      let tables = try String.fetchAll(
        db,
        sql: "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' "
          + "AND name NOT LIKE 'grdb_%' ORDER BY name")
      return try tables.flatMap { try changes(of: $0, db) }
    }
  }

  private static func changes(of table: String, _ db: Database) throws -> [Change] {
    let columns = try db.columns(in: table)
    let key = try db.primaryKey(table).columns.map { "\"\($0)\"" }.joined(separator: " || '|' || ")
    let ids = try Row.fetchAll(db, sql: "SELECT \(key) FROM \(table) ORDER BY 1").map { $0[0] as DatabaseValue }
    guard !ids.isEmpty else { return [] }
    let some = Set([0, ids.count / 2, ids.count - 1]).sorted().map { "\(key) = \(ids[$0].sqlLiteral)" }
    var changes = [Change(place: table, sql: "DELETE FROM \(table)")]
    changes += some.map { Change(place: table, sql: "DELETE FROM \(table) WHERE \($0)") }
    for column in columns { changes += try self.changes(of: column, table, key, db) }
    return changes
  }

  private static func changes(
    of column: ColumnInfo, _ table: String, _ key: String, _ db: Database
  ) throws -> [Change] {
    let (place, name) = ("\(table).\(column.name)", "\"\(column.name)\"")
    func rows(_ condition: String) throws -> [String] {
      let ids = try Row.fetchAll(db, sql: "SELECT \(key) FROM \(table) WHERE \(condition) ORDER BY 1")
        .map { $0[0] as DatabaseValue }
      return Set([0, ids.count - 1].filter(ids.indices.contains)).sorted().map { "\(key) = \(ids[$0].sqlLiteral)" }
    }
    let changed =
      switch column.type {
      case "INTEGER": "\(name) + 1"
      case "BLOB": "CAST(x'01' || \(name) AS BLOB)"
      default: "\(name) || 'x'"
      }
    let other =
      switch column.type {
      case "INTEGER": "1"
      case "BLOB": "x'00'"
      default: "'x'"
      }
    var changes = try rows("\(name) IS NOT NULL").map {
      Change(place: place, sql: "UPDATE \(table) SET \(name) = \(changed) WHERE \($0)")
    }
    guard !column.isNotNull, column.primaryKeyIndex == 0 else { return changes }
    changes += try rows("\(name) IS NOT NULL").map {
      Change(place: place, sql: "UPDATE \(table) SET \(name) = NULL WHERE \($0)")
    }
    changes += try rows("\(name) IS NULL").map {
      Change(place: place, sql: "UPDATE \(table) SET \(name) = \(other) WHERE \($0)")
    }
    return changes
  }
}

extension DatabaseValue {
  fileprivate var sqlLiteral: String {
    switch storage {
    case .null: "NULL"
    case .int64(let number): "\(number)"
    case .double(let number): "\(number)"
    case .string(let text): "'\(text.replacing("'", with: "''"))'"
    case .blob(let data): "x'\(data.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined())'"
    }
  }
}
