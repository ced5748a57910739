import Dunning
import DunningTesting
import GRDB
import Testing

@testable import DunningStore

@Suite("Dockets of earlier versions", .timeLimit(.minutes(5)))
struct MigrationTests {
  @Test("a docket of the first schema is brought up to date with all that it holds, and goes on")
  func first() async throws {
    // Given a docket as the first version left it: one claim with a payment and a reminder that is out
    let folder = try ScratchFolder()
    let now = try Samples.moment("2026-12-04T10:00:00+01:00")
    let queue = try DatabaseQueue(path: folder.path + "/docket.sqlite")
    try Migrations.all.migrate(queue, upTo: "1: claims, payments, notices, attempts, journal")
    try await queue.write { db in try db.execute(sql: Self.contents, arguments: [now.milliseconds]) }
    try queue.close()
    // When
    let docket = try Docket(directory: folder.path, randomBytes: Array(0..<32), now: now)
    let rulebook = try Samples.rulebook()
    // Then
    let file = try await docket.claim("R-1")
    #expect(file.payments.map(\.kind) == [.payment] && file.record.claim.outstanding.decimal == "100.00")
    #expect(file.notices.map(\.state) == [.sent] && file.record.cause == nil && file.promises.isEmpty)
    let usual = try await docket.pool.read { try Int.fetchOne($0, sql: "SELECT max(notices) FROM sent_hour") }
    #expect(usual == 1)
    let terms = PromiseTerms.day(try CivilDate(parsing: "2026-12-11"), amount: nil)
    let promised = try await docket.change(
      "R-1", .promise(terms, reason: nil), by: .user(1000), rulebook: rulebook, now: now)
    #expect(promised.claim.state == .promised && promised.next?.step == "second-reminder")
  }

  @Test("a docket of the second schema finds its notices by their Message-IDs afterwards")
  func second() async throws {
    let folder = try ScratchFolder()
    let now = try Samples.moment("2026-12-04T10:00:00+01:00")
    let queue = try DatabaseQueue(path: folder.path + "/docket.sqlite")
    try Migrations.all.migrate(queue, upTo: "2: promises, follow-ups, what is said of a debtor")
    try await queue.write { db in try db.execute(sql: Self.contents, arguments: [now.milliseconds]) }
    try await queue.write { db in try db.execute(sql: "UPDATE notice SET message_id = 'm1@acme.example'") }
    try queue.close()
    let docket = try Docket(directory: folder.path, randomBytes: Array(0..<32), now: now)
    let mail = IncomingMail(kind: .reply, ties: ["other@x.example", "M1@Acme.Example"], bytes: [1])
    let outcome = try await docket.receive(
      mail, holdsOnReply: true, by: .daemon, rulebook: try Samples.rulebook(), now: now)
    #expect(outcome.notice == NoticeID(1) && outcome.isNew)
    #expect(try await docket.claim("R-1").record.claim.state == .paused)
  }

  @Test("a docket on which a later version has run a migration is refused, and nothing in it is changed")
  func later() throws {
    // Given
    let folder = try ScratchFolder()
    let now = try Samples.moment("2026-12-04T10:00:00+01:00")
    _ = try Docket(directory: folder.path, randomBytes: Array(0..<32), now: now)
    let queue = try DatabaseQueue(path: folder.path + "/docket.sqlite")
    try queue.write { db in try db.execute(sql: "INSERT INTO grdb_migrations VALUES ('999: of a later version')") }
    let before = try queue.read { db in try Int.fetchOne(db, sql: "PRAGMA data_version") }
    // When
    let error = #expect(throws: DocketError.self) {
      _ = try Docket(directory: folder.path, randomBytes: Array(0..<32), now: now)
    }
    // Then
    #expect(error?.code == .failed && error?.message.contains("later version") == true && error?.hint != nil)
    #expect(try queue.read { db in try Int.fetchOne(db, sql: "PRAGMA data_version") } == before)
  }

  private static let contents = """
    INSERT INTO debtor (id, creditor, key, name, email, address) VALUES (1, 'acme', 'k1', 'Anna', 'a@k.example', '');
    INSERT INTO claim (id, creditor, reference, debtor_id, amount, paid, currency, due_date, due_end, policy, state,
      digest, enqueued_at) VALUES (1, 'acme', 'R-1', 1, 12000, 2000, 'EUR', '2026-11-30', 1796079600000, 'standard',
      'open', x'00', 1795000000000);
    INSERT INTO payment (claim_id, amount, paid_on, recorded_at) VALUES (1, 2000, '2026-12-01', 1796079600000);
    INSERT INTO notice (id, creditor, debtor_id, policy, step, tone, state, recipient, currency, total, opened_at,
      message_id, completed_at) VALUES (1, 'acme', 1, 'standard', 'reminder', 'reminder', 'sent', 'a@k.example', 'EUR',
      10000, 1796200000000, 'm1', ?);
    INSERT INTO notice_claim (notice_id, claim_id, step, outstanding, revision) VALUES (1, 1, 'reminder', 10000, 2);
    """
}
