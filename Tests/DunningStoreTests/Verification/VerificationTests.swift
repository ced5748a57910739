import Dunning
import DunningSQL
import DunningTesting
import FoundationEssentials
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
    try await fixture.enqueue(Samples.draft("R-3", due: "2027-03-01"))
    let terms = PromiseTerms.day(try CivilDate(parsing: "2027-01-20"), amount: nil)
    try await fixture.change("R-3", .promise(terms, reason: "by phone"))
    let note = Note(
      text: "call again", contact: "Ms Li", staffNumber: "7731", replyBy: try CivilDate(parsing: "2027-01-08"),
      remindOn: try CivilDate(parsing: "2027-01-10"), cause: .technical)
    _ = try await fixture.docket.note("R-3", note, by: .user(1), rulebook: fixture.rulebook, now: fixture.now)
    _ = try await fixture.docket.setLegalHold("lawsuit", on: "R-1", by: .user(1), now: fixture.now)
    let content = try await fixture.docket.beginAttachment(to: "R-3")
    try content.append(Array("abc".utf8))
    _ = try await fixture.docket.attach(
      content, name: "a.pdf", mediaType: "application/pdf", note: "signed", to: "R-3", by: .user(1), now: fixture.now)
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
    #expect(result.claims == 3)
    #expect(result.messages == 3)
    #expect(result.mails == 1)
    #expect(result.seals == 2)
    #expect(result.timestamps == 1)
    #expect(result.publicKeys.count == 1)
    #expect(result.unsealed == 1)
    #expect(try Docket.verify(directory: fixture.folder.path) == result)
    #expect(try await fixture.docket.verify("R-1").findings == [])
  }

  @Test("a register that comes back, or is resolved by a report, is told of in the docket's own chain")
  func registerComesBack() async throws {
    let rulebook = try Samples.rulebook(creditors: [Samples.creditor(register: .monthly)])
    for (kind, verdict, state) in [
      (IncomingMail.Kind.bounce, AttemptResult.Verdict.inDoubt, Notice.State.failed), (.delivered, .inDoubt, .sent),
    ] {
      let fixture = try DocketFixture(rulebook: rulebook)
      try await fixture.enqueue(Samples.draft("R-1", due: "2027-11-30"))
      _ = try await fixture.docket.replanAll(rules: { (rulebook, "x") }, now: fixture.now)
      try fixture.at("2026-12-01T09:00:00+01:00")
      try await fixture.send(verdict)
      let mail = IncomingMail(kind: kind, ties: ["n1@acme.example"], bytes: [1])
      _ = try await fixture.docket.receive(
        mail, holdsOnReply: true, by: .daemon, rulebook: rulebook, now: fixture.now)
      #expect(try await fixture.notice(NoticeID(1)).state == state)
      #expect(try await fixture.docket.verify().findings == [])
    }
  }

  /// What no chain speaks of, and why that is no hole: it is decided anew from what is bound, tells of sending only, or
  /// cannot be seen from outside.
  private static let unbound: [String: Set<String>] = [
    // Decided anew whenever a claim is judged; the digest only tells a repeated request from a new one.
    "claim": [
      "due_end", "obstacle", "obstacle_notice", "revision", "digest", "next_at", "next_step", "next_rank",
      "nothing_because",
    ],
    // How often and when it is tried; the attempts themselves are bound. Of a note to the creditor the debtor says nothing.
    "notice": ["debtor_id", "attempts", "next_attempt_at"],
    "notice_claim": ["revision"],
    // It lies between two entries that are bound.
    "message": ["stored_at"], "letter": ["stored_at"], "delivery": ["next_at"],
    "attempt": ["id"],
    // What is said of a debtor as a whole is told of in the chains of the claims that it holds for.
    "debtor": ["state", "state_until", "state_reason", "erased_at"],
    // Their order is bound, by what they say.
    "payment": ["id"], "instalment": ["number"], "legal_hold": ["id"], "attachment": ["id"],
    // When it is looked at, and with which notice it went.
    "follow_up": ["at", "notice_id", "approval_of"],
  ]

  @Test("every byte that is changed in a table of the docket is found, and the finding says where")
  func flips() async throws {
    let (tried, missed) = try await Self.flips(in: try await Self.full())
    #expect(missed == [])
    #expect(tried > 150)
  }

  @Test("so is one of a letter, of its way by post, and of what somebody said of that")
  func flipsOfLetter() async throws {
    let (tried, missed) = try await Self.flips(in: try await Self.posted())
    #expect(missed == [])
    #expect(tried > 60)
  }

  /// A docket with a notice that went by mail and by post.
  private static func posted() async throws -> DocketFixture {
    let step = try Samples.step("demand", "due+3d", .demand, channels: [.email, .letter])
    let fixture = try DocketFixture(
      rulebook: try Samples.rulebook(policies: [Policy(name: "standard", steps: [step], sendWindow: Samples.allHours)]))
    try await fixture.enqueue(Samples.draft("R-1"))
    try fixture.at("2026-12-03T09:00:00+01:00")
    let work = try await fixture.docket.takeDue(
      now: fixture.now, limit: 20, rulebook: fixture.rulebook, transport: "smtp", printsLetters: true,
      messageID: { notice, _, _ in "\(notice)@acme.example" })
    guard case .notices(let notices) = work, let notice = notices.first else { throw CocoaError(.featureUnsupported) }
    let parcel = Parcel(message: Array("Subject: x\r\n\r\nhello\r\n".utf8), letter: Array("%PDF-1.7 letter".utf8))
    _ = try await fixture.docket.store(parcel, for: notice, rulebook: fixture.rulebook, now: fixture.now)
    let result = AttemptResult(verdict: .accepted, server: "relay.example", reply: "words", dialogue: ["S: words"])
    for (attempt, channel) in [(notice.postAttempt, Step.Channel.letter), (notice.attempt, .email)] {
      _ = try await fixture.docket.dotSent(notice, by: channel, rulebook: fixture.rulebook, now: fixture.now)
      try await fixture.docket.record(
        result, attempt: try #require(attempt), of: notice.id, by: channel, rulebook: fixture.rulebook, now: fixture.now
      )
    }
    try fixture.at("2026-12-08T09:00:00+01:00")
    let posting = PostingDraft(
      postedOn: try CivilDate(parsing: "2026-12-04"), carrier: "Post", tracking: "RR1",
      deliveredOn: try CivilDate(parsing: "2026-12-07"))
    _ = try await fixture.docket.post(
      notice.id, posting, by: .user(1), rulebook: fixture.rulebook, now: fixture.now)
    _ = try await fixture.docket.sealIfDue(now: fixture.now)
    return fixture
  }

  private static func flips(in fixture: DocketFixture) async throws -> (tried: Int, missed: [String]) {
    let folder = fixture.folder.path
    let copy = folder + "/copy"
    var (tried, missed) = (0, [String]())
    try await Self.copy(fixture, to: copy)
    #expect(try Docket.verify(directory: copy).findings == [])
    let sealed = try #require(try await fixture.docket.sealState().last?.through)
    for (table, column, rowID) in try Self.cells(of: fixture) {
      if Self.unbound[table]?.contains(column) == true { continue }
      // Which number an entry has is sealed, not chained.
      if table == "event", column == "id", Int64(rowID) ?? 0 > sealed { continue }
      try await Self.copy(fixture, to: copy)
      let database = try SQLiteEngine(file: copy + "/docket.sqlite", readers: 1)
      let isFlipped = try database.write { try Self.flip(table, column, rowID, $0) }
      // A log that somebody else has written is refused as a whole.
      try await database.close()
      guard isFlipped else { continue }
      tried += 1
      let result = try Docket.verify(directory: copy)
      if result.findings.isEmpty { missed.append("\(table).\(column) of row \(rowID)") }
    }
    return (tried, missed)
  }

  private static func copy(_ fixture: DocketFixture, to folder: String) async throws {
    try? FileManager.default.removeItem(atPath: folder)
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let attachments = fixture.folder.path + "/attachments"
    if FileManager.default.fileExists(atPath: attachments) {
      try FileManager.default.copyItem(atPath: attachments, toPath: folder + "/attachments")
    }
    try await fixture.docket.database.truncateLog()
    try FileManager.default.copyItem(atPath: fixture.docket.file, toPath: folder + "/docket.sqlite")
  }

  /// What names a row of a table.
  private static func key(of table: String) -> String {
    switch table {
    case "notice_claim": "notice_id || ' ' || claim_id"
    case "delivery": "notice_id || ' ' || channel"
    case "instalment": "promise_id || ' ' || number"
    default: "CAST(rowid AS TEXT)"
    }
  }

  private static func cells(of fixture: DocketFixture) throws -> [(String, String, String)] {
    let tables = [
      "event", "claim", "debtor", "payment", "notice", "notice_claim", "message", "attempt", "incoming", "seal",
      "promise", "instalment", "follow_up", "legal_hold", "attachment", "letter", "delivery", "posting",
    ]
    return try fixture.docket.database.read { sql in
      try tables.flatMap { table in
        let columns = try sql.all("SELECT name FROM pragma_table_info(?)", .text(table)) { $0.text(0) }
        // The daemon's own reminders stand in no chain: they are made anew from what does.
        let condition = table == "follow_up" ? "WHERE contact IS NOT NULL" : ""
        let rows = try sql.all("SELECT \(key(of: table)) FROM \(table) \(condition)") { $0.text(0) }
        return rows.flatMap { row in columns.map { (table, $0, row) } }
      }
    }
  }

  /// Changes one bit of a value, or one unit of a number.
  private static func flip(_ table: String, _ column: String, _ row: String, _ sql: SQLConnection) throws -> Bool {
    try sql.run("PRAGMA foreign_keys = OFF")
    let key = key(of: table)
    for trigger in ["claim_recounted", "notice_counted", "notice_recounted"] {
      try sql.run("DROP TRIGGER IF EXISTS \(trigger)")
    }
    let value = try sql.first("SELECT \(column) FROM \(table) WHERE \(key) = ?", .text(row)) { $0.value(0) }
    let changed: SQLValue?
    switch value {
    case nil, .null: changed = nil
    case .number(let number): changed = .number(number ^ 1)
    case .text(let text): changed = flipped(Array(text.utf8)).map { .text(String(decoding: $0, as: UTF8.self)) }
    case .bytes(let bytes): changed = flipped(bytes).map { .bytes($0) }
    }
    guard let changed else { return false }
    do {
      try sql.run("UPDATE \(table) SET \(column) = ? WHERE \(key) = ?", changed, .text(row))
    } catch let error as SQLError where error.kind == .constraint {
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
