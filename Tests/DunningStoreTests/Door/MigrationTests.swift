import Dunning
import DunningSQL
import DunningTesting
import Foundation
import Testing

@testable import DunningStore

@Suite("Dockets of earlier versions", .timeLimit(.minutes(20)))
struct MigrationTests {
  @Test("a docket of the first schema is brought up to date with all that it holds, and goes on")
  func first() async throws {
    // Given a docket as the first version left it: one claim with a payment and a reminder that is out
    let folder = try ScratchFolder()
    let now = try Samples.moment("2026-12-04T10:00:00+01:00")
    try earlier(folder, migrations: 1, now: now) { sql in
      try sql.script(Self.contents(completedAt: now))
    }
    // When
    let docket = try Docket(directory: folder.path, randomBytes: Samples.bytes, now: now)
    let rulebook = try Samples.rulebook()
    // Then
    let file = try await docket.claim("R-1")
    #expect(file.payments.map(\.kind) == [.payment])
    #expect(file.record.claim.outstanding.decimal == "100.00")
    #expect(file.notices.map(\.state) == [.sent])
    #expect(file.record.cause == nil)
    #expect(file.promises.isEmpty)
    let usual = try docket.database.read { try $0.first("SELECT max(notices) FROM sent_hour") { $0.number(0) } }
    #expect(usual == 1)
    let terms = PromiseTerms.day(try CivilDate(parsing: "2026-12-11"), amount: nil)
    let promised = try await docket.change(
      "R-1", .promise(terms, reason: nil), by: .user(1000), rulebook: rulebook, now: now)
    #expect(promised.claim.state == .promised)
    #expect(promised.next?.step == "second-reminder")
  }

  @Test("a docket of the second schema finds its notices by their Message-IDs afterwards")
  func second() async throws {
    let folder = try ScratchFolder()
    let now = try Samples.moment("2026-12-04T10:00:00+01:00")
    try earlier(folder, migrations: 2, now: now) { sql in
      try sql.script(Self.contents(completedAt: now))
      try sql.run("UPDATE notice SET message_id = 'm1@acme.example'")
    }
    let docket = try Docket(directory: folder.path, randomBytes: Samples.bytes, now: now)
    let mail = IncomingMail(kind: .reply, ties: ["other@x.example", "M1@Acme.Example"], bytes: [1])
    let outcome = try await docket.receive(
      mail, holdsOnReply: true, by: .daemon, rulebook: try Samples.rulebook(), now: now)
    #expect(outcome.notice == NoticeID(1))
    #expect(outcome.isNew)
    #expect(try await docket.claim("R-1").record.claim.state == .paused)
  }

  @Test("what a docket of an earlier version holds is chained and bound, and a later change to it is found")
  func chained() async throws {
    // Given more entries than are chained at a time
    let folder = try ScratchFolder()
    let now = try Samples.moment("2026-12-04T10:00:00+01:00")
    try earlier(folder, migrations: 5, now: now) { sql in
      try sql.script(Self.contents(completedAt: now))
      try sql.script(Self.journal(notes: DocketLimits.chainPage + 7))
    }
    // When
    let docket = try Docket(directory: folder.path, randomBytes: Samples.bytes, now: now)
    // Then
    let result = try await docket.verify()
    #expect(result.findings == [])
    #expect(result.entries == DocketLimits.chainPage + 7 + 5)
    #expect(result.messages == 1)
    #expect(try await docket.events(after: 0, limit: 5_000).last?.event == "journal-chained")
    // When
    try docket.database.write { try $0.run("UPDATE message SET sha256 = x'00'") }
    // Then
    let found = try await docket.verify().findings.map(\.what)
    #expect(found == ["hash over the messages of the time before", "bytes of message n1"])
  }

  @Test("a docket that counted one transfer twice keeps both, and counts it on no third claim")
  func countedTwice() async throws {
    // Given
    let folder = try ScratchFolder()
    let now = try Samples.moment("2026-12-04T10:00:00+01:00")
    try earlier(folder, migrations: 8, now: now) { sql in
      try sql.script(Self.contents(completedAt: now))
      try sql.script(Self.twice)
    }
    // When
    let docket = try Docket(directory: folder.path, randomBytes: Samples.bytes, now: now)
    let rulebook = try Samples.rulebook()
    func pay(_ name: String) async throws -> ClaimRecord {
      try await docket.pay(
        ClaimName(name), amount: "5.00", date: nil, externalID: "b-1", by: .user(1000), rulebook: rulebook, now: now)
    }
    // Then
    #expect(try await pay("R-1").claim.paid.decimal == "20.00")
    #expect(try await pay("R-2").claim.paid.decimal == "5.00")
    let error = await #expect(throws: DocketError.self) { try await pay("R-3") }
    #expect(error?.code == .paymentTaken && error?.message.contains("counted on claim c1 (R-1)") == true)
  }

  @Test("names of half width are compared as those of full width, and a stop reaches them")
  func widths() async throws {
    let folder = try ScratchFolder()
    let now = try Samples.moment("2026-12-04T10:00:00+01:00")
    let all = Migrations.all(randomBytes: Samples.bytes, now: now)
    let before = try #require(all.firstIndex { $0.name.hasSuffix("names of one width, who is held for another") })
    try earlier(folder, migrations: before, now: now) { sql in
      try sql.script(
        """
        INSERT INTO debtor (id, creditor, key, name, email, address, name_key, state, state_reason)
        VALUES (1, 'acme', 'K1', 'ﾔﾏﾀﾞ', 'a@x.example', '', 'ﾔﾏﾀﾞ', NULL, NULL),
          (2, 'acme', 'K2', 'ヤマダ', 'b@x.example', '', 'ヤマダ', 'stopped', 'x'),
          (3, 'acme', 'K3', 'Meier', 'c@x.example', '', 'meier', NULL, NULL);
        """)
    }
    let docket = try Docket(directory: folder.path, randomBytes: Samples.bytes, now: now)
    let rulebook = try Samples.rulebook()
    // The journal tells nothing of these rows; what they say of one another is right.
    func wrong() async throws -> [Verification.Finding] {
      try await docket.verify().findings.filter { $0.what.contains("name") }
    }
    #expect(try await wrong().isEmpty)
    #expect(try await docket.doubles(rulebook: rulebook, now: now).map(\.debtor.key) == ["K1", "K2"])
    let draft = try Samples.draft("R-1", debtor: Samples.debtor(key: "K1", name: "ヤマダ", email: "a@x.example"))
    _ = try await docket.register([draft], by: .user(1), rulebook: rulebook, now: now)
    #expect(try await docket.claim("R-1").record.claim.state == .paused)
    #expect(try await wrong().isEmpty)
  }

  @Test("a docket on which a later version has run a migration is refused, and nothing in it is changed")
  func later() throws {
    // Given
    let folder = try ScratchFolder()
    let now = try Samples.moment("2026-12-04T10:00:00+01:00")
    _ = try Docket(directory: folder.path, randomBytes: Samples.bytes, now: now)
    // As a daemon opens it: a log that does not say beside which state of the file it was begun is refused before.
    let file = URL(filePath: folder.path + "/docket.sqlite")
    let header = [UInt8](try Data(contentsOf: file).prefix(WriteAheadLog.headerBytes))
    let database = try SQLiteEngine(file: folder.path + "/docket.sqlite", readers: 1) { header }
    try database.write { try $0.run("INSERT INTO grdb_migrations VALUES ('999: of a later version')") }
    let before = try database.write { try $0.first("PRAGMA data_version") { $0.number(0) } }
    // When
    let error = #expect(throws: DocketError.self) { _ = try DocketFactory.underTest.open(folder.path, now) }
    // Then
    #expect(error?.code == .failed)
    #expect(error?.message.contains("later version") == true)
    #expect(error?.hint != nil)
    #expect(try database.write { try $0.first("PRAGMA data_version") { $0.number(0) } } == before)
  }

  /// A docket as an earlier version left it, with so many of the migrations.
  private func earlier(
    _ folder: ScratchFolder, migrations count: Int, now: Instant, _ fill: (SQLConnection) throws -> Void
  ) throws {
    let database = try SQLiteEngine(file: folder.path + "/docket.sqlite", readers: 1)
    try database.migrate(Array(Migrations.all(randomBytes: Samples.bytes, now: now).prefix(count)))
    try database.write(fill)
  }

  private static func contents(completedAt moment: Instant) -> String {
    """
    INSERT INTO debtor (id, creditor, key, name, email, address) VALUES (1, 'acme', 'k1', 'Anna', 'a@k.example', '');
    INSERT INTO claim (id, creditor, reference, debtor_id, amount, paid, currency, due_date, due_end, policy, state,
      digest, enqueued_at) VALUES (1, 'acme', 'R-1', 1, 12000, 2000, 'EUR', '2026-11-30', 1796079600000, 'standard',
      'open', x'00', 1795000000000);
    INSERT INTO payment (claim_id, amount, paid_on, recorded_at) VALUES (1, 2000, '2026-12-01', 1796079600000);
    INSERT INTO notice (id, creditor, debtor_id, policy, step, tone, state, recipient, currency, total, opened_at,
      message_id, completed_at) VALUES (1, 'acme', 1, 'standard', 'reminder', 'reminder', 'sent', 'a@k.example', 'EUR',
      10000, 1796200000000, 'm1', \(moment.milliseconds));
    INSERT INTO notice_claim (notice_id, claim_id, step, outstanding, revision) VALUES (1, 1, 'reminder', 10000, 2);
    """
  }

  /// Two claims more, and one transfer that counted on two of the three.
  private static let twice = """
    INSERT INTO claim (creditor, reference, debtor_id, amount, paid, currency, due_date, due_end, policy, state, digest,
      enqueued_at) SELECT creditor, 'R-2', debtor_id, amount, 500, currency, due_date, due_end, policy, state, digest,
      enqueued_at FROM claim;
    INSERT INTO claim (creditor, reference, debtor_id, amount, paid, currency, due_date, due_end, policy, state, digest,
      enqueued_at) SELECT creditor, 'R-3', debtor_id, amount, 0, currency, due_date, due_end, policy, state, digest,
      enqueued_at FROM claim WHERE reference = 'R-1';
    UPDATE payment SET external_id = 'b-1', amount = 500;
    INSERT INTO payment (claim_id, external_id, amount, paid_on, recorded_at)
      SELECT 2, 'b-1', 500, paid_on, recorded_at FROM payment;
    """

  /// What the fifth schema's journal says of ``contents``.
  private static func journal(notes count: Int) -> String {
    """
    INSERT INTO setting VALUES ('message_key', 'AAECAwQFBgc=');
    INSERT INTO message VALUES (1, x'68656c6c6f', x'2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824', 1);
    INSERT INTO event (at, event, actor, data) VALUES (1795000000000, 'docket-created', 'daemon', '{}');
    INSERT INTO event (at, event, claim_id, actor, data) VALUES (1795000000000, 'claim-registered', 1, 'uid 1000',
      '{"amount":"120.00","currency":"EUR","due":"2026-11-30","policy":"standard","reference":"R-1"}');
    INSERT INTO event (at, event, claim_id, actor, data) VALUES (1796079600000, 'payment-recorded', 1, 'uid 1000',
      '{"amount":"20.00","currency":"EUR","date":"2026-12-01"}');
    INSERT INTO event (at, event, claim_id, notice_id, actor, data) VALUES (1796200000000, 'notice-sent', 1, 1,
      'daemon', '{"reply":"250 ok"}');
    WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < \(count))
    INSERT INTO event (at, event, claim_id, actor, data) SELECT 1796200000001, 'note-added', 1, 'uid 1000',
      '{"text":"note ' || i || '"}' FROM n;
    """
  }
}
