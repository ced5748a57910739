import Dunning
import DunningTesting
import FoundationEssentials
import GRDB
import Testing

@testable import DunningStore

@Suite("Verification", .timeLimit(.minutes(10)))
struct VerificationTests {
  /// A docket with something of everything: payments, sayings, a notice that is sent and one in doubt, an answer, an
  /// attachment, two seals, one of them with a time stamp.
  static func full() async throws -> DocketFixture {
    let fixture = try DocketFixture()
    try await fixture.enqueue(Samples.draft("R-1"))
    try await fixture.enqueue(Samples.draft("R-2", due: "2026-12-31"))
    try fixture.at("2026-12-03T09:00:00+01:00")
    try await fixture.send()
    try await fixture.pay("R-1", "20.00", id: "b-1", date: "2026-12-02")
    _ = try await fixture.docket.sealIfDue(now: fixture.now)
    let mail = IncomingMail(
      kind: .reply, ties: ["n1@acme.example"], words: nil, from: "a@k.example", subject: "Re: x",
      bytes: Array("From: a@k.example\r\n\r\nlater\r\n".utf8))
    _ = try await fixture.docket.receive(
      mail, holdsOnReply: true, by: .daemon, rulebook: fixture.rulebook, now: fixture.now)
    try await fixture.change("R-1", .pause(until: try CivilDate(parsing: "2026-12-20"), reason: "asked to wait"))
    try await fixture.change("R-2", .dispute(reason: "not ours"))
    try fixture.at("2026-12-22T09:00:00+01:00")
    try await fixture.send(.inDoubt)
    let seal = try #require(try await fixture.docket.sealIfDue(now: fixture.now))
    try await fixture.docket.keep(
      timestamp: [0x30, 0x22, 0x04, 0x20] + seal.hash, of: seal.number, from: "http://tsa.example", now: fixture.now)
    return fixture
  }

  @Test("a docket that nobody touched has no findings, in the daemon and outside of it")
  func untouched() async throws {
    let fixture = try await Self.full()
    let result = try await fixture.docket.verify()
    #expect(result.findings == [])
    #expect(result.claims == 2 && result.messages == 3 && result.mails == 1 && result.seals == 2)
    #expect(result.timestamps == 1 && result.publicKeys.count == 1 && result.unsealed == 1)
    #expect(try Docket.verify(directory: fixture.folder.path) == result)
    #expect(try await fixture.docket.verify("R-1").findings == [])
  }

  /// What no chain speaks of, and why that is no hole: it is decided anew from what is bound, tells of sending only, or
  /// cannot be seen from outside.
  private static let unbound: [String: Set<String>] = [
    "claim": [
      "debtor_id", "due_end", "obstacle", "obstacle_notice", "revision", "digest", "next_at", "next_step", "next_rank",
      "nothing_because", "cause", "reopened_at", "paused_until",
    ],
    "notice": [
      "creditor", "debtor_id", "policy", "step", "opened_at", "currency", "approved_at", "attempts", "next_attempt_at",
      "completed_at", "last_reply", "state",
    ],
    "notice_claim": ["revision", "live"],
    "message": ["stored_at"],
    "attempt": ["id"],
    "incoming": ["message_id", "received_at", "kind", "notice_id", "sender", "subject"],
    "debtor": ["creditor", "state", "state_until", "state_reason", "erased_at"],
    "payment": ["id"],
  ]

  @Test("every byte that is changed in a table of the docket is found, and the finding says where")
  func flips() async throws {
    let fixture = try await Self.full()
    let folder = fixture.folder.path
    let copy = folder + "/copy"
    var (tried, missed) = (0, [String]())
    let sealed = try #require(try await fixture.docket.sealState().last?.through)
    for (table, column, rowID) in try await Self.cells(of: fixture) {
      if Self.unbound[table]?.contains(column) == true { continue }
      // Which number an entry has is sealed, not chained.
      if table == "event", column == "id", Int64(rowID) ?? 0 > sealed { continue }
      try? FileManager.default.removeItem(atPath: copy)
      try FileManager.default.createDirectory(atPath: copy, withIntermediateDirectories: true)
      try fixture.docket.pool.backup(to: DatabaseQueue(path: copy + "/docket.sqlite"))
      let queue = try DatabaseQueue(path: copy + "/docket.sqlite")
      let isChanged = try await queue.write { db in try Self.flip(table, column, rowID, in: db) }
      try queue.close()
      guard isChanged else { continue }
      tried += 1
      let result = try Docket.verify(directory: copy)
      if result.findings.isEmpty { missed.append("\(table).\(column) of row \(rowID)") }
    }
    #expect(missed == [])
    #expect(tried > 150)
  }

  private static func cells(of fixture: DocketFixture) async throws -> [(String, String, String)] {
    let tables = [
      "event", "claim", "debtor", "payment", "notice", "notice_claim", "message", "attempt", "incoming", "seal",
    ]
    return try await fixture.docket.pool.read { db in
      try tables.flatMap { table in
        let columns = try db.columns(in: table).map(\.name)
        let key = table == "notice_claim" ? "notice_id || ' ' || claim_id" : "rowid"
        let rows = try String.fetchAll(db, sql: "SELECT CAST(\(key) AS TEXT) FROM \(table)")
        return rows.flatMap { row in columns.map { (table, $0, row) } }
      }
    }
  }

  /// Changes one bit of a value, or one unit of a number.
  private static func flip(_ table: String, _ column: String, _ row: String, in db: Database) throws -> Bool {
    try db.execute(sql: "PRAGMA foreign_keys = OFF")
    let key = table == "notice_claim" ? "notice_id || ' ' || claim_id" : "CAST(rowid AS TEXT)"
    for trigger in ["claim_recounted", "notice_counted", "notice_recounted"] {
      try db.execute(sql: "DROP TRIGGER IF EXISTS \(trigger)")
    }
    guard
      let value = try DatabaseValue.fetchOne(
        db, sql: "SELECT \(column) FROM \(table) WHERE \(key) = ?", arguments: [row])
    else { return false }
    let changed: (any DatabaseValueConvertible)?
    switch value.storage {
    case .null: return false
    case .int64(let number): changed = number ^ 1
    case .string(let text): changed = flipped(Array(text.utf8)).map { String(decoding: $0, as: UTF8.self) }
    case .blob(let bytes): changed = flipped(Array(bytes)).map { Data($0) }
    case .double: return false
    }
    guard let changed else { return false }
    do {
      try db.execute(sql: "UPDATE \(table) SET \(column) = ? WHERE \(key) = ?", arguments: [changed, row])
    } catch let error as DatabaseError where error.resultCode == .SQLITE_CONSTRAINT {
      // The database itself does not take it.
      return false
    }
    return true
  }

  private static func flipped(_ bytes: [UInt8]) -> [UInt8]? {
    guard !bytes.isEmpty else { return nil }
    var bytes = bytes
    bytes[bytes.count / 2] ^= 1
    return bytes
  }
}
