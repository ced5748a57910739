import Dunning
import DunningSQL
import DunningTesting
import Foundation
import Glibc
import Testing

@testable import DunningStore

/// What concerns the file alone; another implementation of the docket has its own.
@Suite("The docket as a SQLite file", .timeLimit(.minutes(20)))
struct SQLiteTests {
  private let fixture: DocketFixture

  init() throws { fixture = try DocketFixture(.sqlite) }

  @Test("a commit is on disk when it returns: write-ahead log, synchronous FULL, on the connection that writes")
  func pragmas() async throws {
    let (synchronous, journal) = try fixture.docket.database.write { sql in
      (try sql.first("PRAGMA synchronous") { $0.number(0) }, try sql.first("PRAGMA journal_mode") { $0.text(0) })
    }
    #expect(synchronous == 2)
    #expect(journal == "wal")
  }

  @Test("a second docket on the same folder is refused with the holder's process number")
  func lock() throws {
    // When
    let error = #expect(throws: DocketError.self) {
      try Docket(directory: fixture.folder.path, randomBytes: Samples.bytes, now: fixture.now)
    }
    // Then
    #expect(error?.code == .inUse)
    #expect(error?.message.contains("process \(getpid())") == true)
  }

  @Test("a second live notice for the same step of a claim cannot be written")
  func forged() async throws {
    // Given
    try await fixture.enqueue(Samples.draft())
    try fixture.at("2026-12-03T09:00:00+01:00")
    try await fixture.send()
    // When
    let error = #expect(throws: SQLError.self) {
      try fixture.docket.database.write { sql in
        try sql.script(
          """
          INSERT INTO notice SELECT 99, creditor, debtor_id, policy, step, tone, state, recipient, currency, total,
            opened_at, pay_by, message_id, approved_at, attempts, next_attempt_at, completed_at, last_reply,
            approved_message, approved_letter, needs_approval, addressee, scope
          FROM notice;
          INSERT INTO notice_claim (notice_id, claim_id, step, outstanding, revision, live)
            SELECT 99, claim_id, step, outstanding, revision, 1 FROM notice_claim
          """)
      }
    }
    // Then
    #expect(error?.kind == .constraint)
    #expect(error?.message?.contains("UNIQUE") == true)
    #expect(try await fixture.docket.notices().count == 1)
  }

  @Test("where a payment counted is found by its number, without looking at every payment or claim")
  func paymentNumber() throws {
    let plan = try fixture.docket.database.read { sql in
      try sql.all("EXPLAIN QUERY PLAN \(paymentByNumber)", [.text("b-1"), .text("acme")]) { $0.text(3) }
    }
    #expect(plan.first == "SEARCH payment USING INDEX payment_external (external_id=?)", "\(plan)")
    #expect(plan.count == 2 && plan.last?.hasPrefix("SEARCH debtor") == true, "\(plan)")
  }

  @Test("whether a debtor has a credit is asked of indexes that hold few")
  func credit() throws {
    let plan = try fixture.docket.database.read { sql in
      try sql.all("EXPLAIN QUERY PLAN \(creditExists)", [.number(1)]) { $0.text(3) }
    }
    let searches = plan.filter { $0.hasPrefix("SEARCH") }
    #expect(
      searches == [
        "SEARCH payment USING INDEX payment_unallocated (debtor_id=?)",
        "SEARCH claim USING INDEX claim_overpaid (debtor_id=?)",
      ], "\(plan)")
  }

  @Test("what is asked after every change goes along indexes that hold few, however many claims and notices there are")
  func status() throws {
    let plans = try fixture.docket.database.read { sql in
      try [Namesake.heldClaims, waitingWithoutInterest, staleClaimsInOrder].map { query in
        try sql.all("EXPLAIN QUERY PLAN \(query)") { $0.text(3) }.first ?? ""
      }
    }
    #expect(
      plans == [
        "SEARCH debtor USING COVERING INDEX debtor_namesake (namesake>?)",
        "SEARCH notice USING COVERING INDEX notice_state (state=?)", "SCAN claim USING INDEX claim_stale",
      ])
  }

  @Test("a page of the register is a walk along the journal, also for one creditor, and nothing is sorted")
  func registerPage() throws {
    let values = Array(repeating: SQLValue.number(1), count: 4) + [.text("acme"), .number(1)]
    let plan = try fixture.docket.database.read { sql in
      try sql.all("EXPLAIN QUERY PLAN \(Booking.page)", values) { $0.text(3) }
    }
    #expect(plan.first?.hasPrefix("SEARCH event USING INTEGER PRIMARY KEY") == true)
    #expect(!plan.contains { $0.contains("B-TREE") })
  }

  @Test("a claim of which no sense can be made is put aside, and holds up no other")
  func poison() async throws {
    // Given three claims, one with a step on record that the rules do not see, one with an impossible currency
    try await fixture.register(Samples.draft("A"), Samples.draft("B"), Samples.draft("C"))
    try fixture.at("2026-12-03T09:00:00+01:00")
    try fixture.docket.database.write { sql in
      try sql.script(
        """
        INSERT INTO notice (id, creditor, debtor_id, policy, step, tone, state, recipient, currency, total, opened_at,
          message_id) VALUES (50, 'acme', 1, 'standard', 'reminder', 'reminder', 'failed', 'x', 'EUR', 1, 1, 'x');
        INSERT INTO notice_claim (notice_id, claim_id, step, outstanding, revision, live)
          VALUES (50, 1, 'reminder', 1, 1, 1);
        UPDATE claim SET currency = 'QQQ' WHERE id = 2
        """)
    }
    // When
    let taken = try await fixture.take()
    let moved = try await fixture.docket.replanAll(
      rules: { (fixture.rulebook, "other") }, now: fixture.now)
    // Then
    #expect(taken.map { $0.claims[0].claim.draft.reference } == ["C"])
    #expect(moved <= 1)
    let aside = try await fixture.docket.events(after: 0).filter { $0.event == "claim-set-aside" }
    #expect(Set(aside.compactMap(\.claim)) == [ClaimID(1), ClaimID(2)])
  }

  @Test("a full disk is told as such, nothing of the write is kept, and it works again when there is room")
  func full() async throws {
    // Given
    try await fixture.enqueue(Samples.draft("first"))
    try await limit(toPages: 0)
    // When
    let drafts = try (1...200).map { try Samples.draft("R-\($0)") }
    let code = try await fixture.code {
      _ = try await fixture.docket.register(drafts, by: .daemon, rulebook: fixture.rulebook, now: fixture.now)
    }
    // Then
    #expect(code == .busy)
    #expect(try await fixture.docket.claims().map(\.claim.draft.reference) == ["first"])
    // When
    try await limit(toPages: 1_000_000)
    _ = try await fixture.docket.register(drafts, by: .daemon, rulebook: fixture.rulebook, now: fixture.now)
    // Then
    #expect(try await fixture.docket.claims().count == 201)
  }

  /// Keeps the file from growing beyond so many pages; it cannot be made smaller than it is.
  private func limit(toPages pages: Int) async throws {
    try fixture.docket.database.write { sql in
      _ = try sql.first("PRAGMA max_page_count = \(max(pages, 1))") { $0.number(0) }
    }
  }

  @Test("a damaged file is reported when it is met, and the daemon is told to stop")
  func damaged() async throws {
    // Given pages that are no longer pages
    for number in 1...50 { try await fixture.enqueue(Samples.draft("R-\(number)")) }
    try await fixture.docket.database.truncateLog()
    let size = try Data(contentsOf: URL(filePath: fixture.docket.file)).count
    let handle = try FileHandle(forUpdating: URL(filePath: fixture.docket.file))
    try handle.seek(toOffset: 4096)
    try handle.write(contentsOf: Data(repeating: 0xFF, count: size - 4096))
    try handle.close()
    // When
    let code = try await fixture.code { _ = try await fixture.docket.claims() }
    // Then
    #expect(code == .failed)
    #expect(await fixture.docket.awaitFailure()?.code == .failed)
  }

  @Test("a file that is no docket is not opened, and the message names it")
  func noDocket() throws {
    // Given
    let folder = try ScratchFolder()
    try folder.write(String(repeating: "not a database ", count: 1000), to: "docket.sqlite")
    // When
    let error = #expect(throws: DocketError.self) {
      try Docket(directory: folder.path, randomBytes: Samples.bytes, now: fixture.now)
    }
    // Then
    #expect(error?.code == .failed)
    #expect(error?.message.contains(folder.path + "/docket.sqlite") == true)
  }
}
