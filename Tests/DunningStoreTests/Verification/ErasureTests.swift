import Dunning
import DunningSQL
import DunningTesting
import FoundationEssentials
import Testing

@testable import DunningStore

@Suite("Attachments and erasure", .timeLimit(.minutes(2)))
struct ErasureTests {
  private let fixture: DocketFixture

  init() throws { fixture = try DocketFixture() }

  private func attach(_ text: String, to claim: String = "R-1", name: String = "contract.pdf") async throws
    -> DunningStore.Attachment
  {
    let content = try await fixture.docket.beginAttachment(to: ClaimName(claim))
    for byte in Array(text.utf8) { try content.append([byte]) }
    return try await fixture.docket.attach(
      content, name: name, mediaType: "application/pdf", note: "signed", to: ClaimName(claim), by: .user(1000),
      now: fixture.now
    ).attachment
  }

  private func erase(_ debtor: String) async throws -> [ClaimID] {
    try await fixture.docket.erase(debtor: DebtorName(debtor), because: "asked", by: .user(1000), now: fixture.now)
  }

  /// All that stands in the files of the folder.
  private func bytesOnDisk() throws -> Data {
    var all = Data()
    for name in try FileManager.default.subpathsOfDirectory(atPath: fixture.folder.path) {
      all += FileManager.default.contents(atPath: "\(fixture.folder.path)/\(name)") ?? Data()
    }
    return all
  }

  @Test("an attachment lies under its hash, the same content is one file, and a changed byte in it is found")
  func attachments() async throws {
    try await fixture.enqueue(Samples.draft("R-1"))
    try await fixture.enqueue(Samples.draft("R-2"))
    let attachment = try await attach("abc")
    #expect(attachment.sha256 == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    #expect(try await attach("abc").name == "contract.pdf")
    #expect(attachment.size == 3)
    _ = try await attach("abc", to: "R-2", name: "same.pdf")
    #expect(try await fixture.docket.attachments(of: "R-1").count == 1)
    let place = try await fixture.docket.attachment(attachment.sha256, of: "R-1").file
    #expect(FileManager.default.contents(atPath: place) == Data("abc".utf8))
    let folder = "\(fixture.folder.path)/attachments"
    #expect(try FileManager.default.subpathsOfDirectory(atPath: folder).count == 2)
    #expect(try await fixture.docket.verify().findings == [])
    // When
    #expect(FileManager.default.createFile(atPath: place, contents: Data("abd".utf8)))
    // Then
    let findings = try await fixture.docket.verify().findings
    #expect(findings.map(\.chain) == ["c1", "c2"])
    #expect(findings.first?.seq == 2)
    #expect(findings.first?.what == "content of attachment \(attachment.sha256)")
  }

  @Test("what was begun and never finished leaves nothing behind")
  func unfinished() async throws {
    try await fixture.enqueue(Samples.draft("R-1"))
    var content: AttachmentWriter? = try await fixture.docket.beginAttachment(to: "R-1")
    try content?.append([1, 2, 3])
    content = nil
    #expect(try FileManager.default.subpathsOfDirectory(atPath: "\(fixture.folder.path)/attachments") == [])
  }

  @Test("an erasure leaves amounts, dates and hashes, no word about the debtor, and chains that can be checked")
  func erasure() async throws {
    // Given a claim with a notice, an answer, a note and an attachment, all of them settled and sealed
    try await fixture.enqueue(Samples.draft("R-1"))
    _ = try await attach("SECRET-CONTENT")
    try fixture.at("2026-12-03T09:00:00+01:00")
    for notice in try await fixture.take() {
      _ = try await fixture.store(notice, "Subject: x\r\n\r\nSECRET-MESSAGE\r\n")
      try await fixture.finish(notice)
    }
    let mail = IncomingMail(
      kind: .reply, ties: ["n1@acme.example"], from: "a@k.example", subject: "SECRET-SUBJECT",
      bytes: Array("SECRET-REPLY".utf8))
    _ = try await fixture.docket.receive(
      mail, holdsOnReply: false, by: .daemon, rulebook: fixture.rulebook, now: fixture.now)
    _ = try await fixture.docket.note(
      "R-1", Note(text: "SECRET-NOTE"), by: .user(1), rulebook: fixture.rulebook, now: fixture.now)
    _ = try await fixture.docket.sealIfDue(now: fixture.now)
    let before = try await fixture.claim("R-1")
    let debtor = before.record.claim.draft.debtor
    #expect(try await fixture.code { _ = try await erase(debtor.key) } == .wrongState)
    try await fixture.pay("R-1", "120.00")
    // When
    #expect(try await erase(debtor.key) == [ClaimID(1)])
    // Then
    let after = try await fixture.claim("R-1")
    #expect(
      after.events.dropLast().map(\.hash) == before.events.map(\.hash) + after.events.dropLast().suffix(2).map(\.hash))
    #expect(after.record.claim.state == .paid)
    #expect(after.record.claim.draft.amount.decimal == "120.00")
    #expect(after.record.claim.draft.debtor.name == "erased")
    #expect(after.events.allSatisfy { $0.data.isEmpty })
    let result = try await fixture.docket.verify()
    #expect(result.findings == [])
    #expect(result.erasures == [.init(claim: ClaimID(1), at: fixture.now)])
    let disk = String(decoding: try bytesOnDisk(), as: UTF8.self)
    for word in ["SECRET", debtor.email?.text ?? "SECRET", debtor.name] { #expect(!disk.contains(word), "\(word)") }
    // And nothing more is written about it
    #expect(try await fixture.code { try await fixture.enqueue(Samples.draft("R-1")) } == .referenceTaken)
    #expect(
      try await fixture.code {
        _ = try await fixture.docket.note(
          "R-1", Note(text: "x"), by: .user(1), rulebook: fixture.rulebook, now: fixture.now)
      } == .wrongState)
  }

  @Test("a row of an erased claim that is changed is found in the docket's own chain")
  func changedAfterErasure() async throws {
    try await fixture.enqueue(Samples.draft("R-1"))
    try await fixture.change("R-1", .withdraw(reason: "mistake"))
    _ = try await erase(try await fixture.claim("R-1").record.claim.draft.debtor.key)
    try fixture.docket.database.write { try $0.run("UPDATE claim SET amount = amount + 1") }
    let findings = try await fixture.docket.verify().findings
    #expect(findings.map(\.what) == ["claim.amount of c1"])
    #expect(findings.first?.chain == "docket")
    #expect(findings.first?.stored == "120.01")
    #expect(findings.first?.computed == "120.00")
  }

  @Test("what is on legal hold is not erased, neither by a word nor by time, until the hold is lifted")
  func legalHold() async throws {
    try await fixture.enqueue(Samples.draft("R-1"))
    try await fixture.change("R-1", .withdraw(reason: "mistake"))
    let key = try await fixture.claim("R-1").record.claim.draft.debtor.key
    _ = try await fixture.docket.setLegalHold("lawsuit", debtor: DebtorName(key), by: .user(1000), now: fixture.now)
    #expect(try await fixture.docket.legalHold(on: ClaimID(1))?.reason == "lawsuit")
    let keeping = try rulebook(retain: "12mo")
    try fixture.at("2028-12-03T09:00:00+01:00")
    #expect(try await fixture.code { _ = try await erase(key) } == .wrongState)
    #expect(try await look(keeping) == .announced(0))
    #expect(
      try await fixture.docket.expiringClaims(until: today, rulebook: keeping).claims.map(\.hold?.reason) == ["lawsuit"]
    )
    try fixture.at("2028-12-04T09:00:00+01:00")
    #expect(try await look(keeping) == .erased(0))
    // When
    _ = try await fixture.docket.setLegalHold(nil, debtor: DebtorName(key), by: .user(1000), now: fixture.now)
    // Then, a look being taken once a day
    #expect(try await look(keeping) == .nothing)
    try fixture.at("2028-12-05T09:00:00+01:00")
    #expect(try await look(keeping) == .erased(1))
    #expect(try await fixture.docket.verify().findings == [])
    #expect(try await fixture.code { _ = try await erase(key) } == .notFound)
  }

  private var today: CivilDate { ZoneRules.utc.date(at: fixture.now) }

  private func rulebook(retain: String?) throws -> Rulebook {
    try Samples.rulebook(creditors: [Samples.creditor(retain: retain)])
  }

  private func look(_ rulebook: Rulebook) async throws -> RetentionOutcome {
    try await fixture.docket.eraseExpired(rulebook: rulebook, now: fixture.now)
  }

  @Test("time erases what is closed for longer than is to be kept, and nothing else")
  func retention() async throws {
    for number in 1...3 { try await fixture.enqueue(Samples.draft("R-\(number)")) }
    try await fixture.pay("R-1", "120.00")
    try fixture.at("2027-11-20T09:00:00+01:00")
    try await fixture.pay("R-2", "120.00")
    let keeping = try rulebook(retain: "12mo")
    let list = try await fixture.docket.expiringClaims(until: try CivilDate(parsing: "2027-11-24"), rulebook: keeping)
    #expect(list.claims.map(\.claim) == [ClaimID(1)])
    #expect(list.claims.first?.eraseOn.iso == "2027-11-24")
    #expect(try await fixture.docket.expiringClaims(until: today, rulebook: keeping).claims == [])
    // When
    try fixture.at("2027-11-23T09:00:00+01:00")
    #expect(try await look(try rulebook(retain: nil)) == .nothing)
    #expect(try await look(keeping) == .announced(0))
    try fixture.at("2027-11-24T09:00:00+01:00")
    // Then
    #expect(try await look(keeping) == .erased(1))
    let result = try await fixture.docket.verify()
    #expect(result.findings == [])
    #expect(result.erasures.map(\.claim) == [ClaimID(1)])
    #expect(try await fixture.docket.events(after: 0).contains { $0.event == "claim-erased" && $0.actor == "daemon" })
    // The debtor has other claims, and is known.
    #expect(try await fixture.claim("R-2").record.claim.draft.debtor.name != "erased")
  }

  @Test("new times, a month without a look, a clock that went back and a held docket erase nothing at once")
  func grace() async throws {
    try await fixture.enqueue(Samples.draft("R-1"))
    try await fixture.pay("R-1", "120.00")
    try fixture.at("2028-11-20T09:00:00+01:00")
    let (long, short) = (try rulebook(retain: "24mo"), try rulebook(retain: "12mo"))
    #expect(try await look(long) == .announced(0))
    try fixture.at("2028-11-21T09:00:00+01:00")
    #expect(try await look(short) == .announced(1))
    try fixture.at("2028-12-31T09:00:00+01:00")
    #expect(try await look(short) == .announced(1))
    try await fixture.docket.hold(because: "x", by: .user(1), now: fixture.now)
    try fixture.at("2029-01-01T09:00:00+01:00")
    #expect(try await look(short) == .held)
    _ = try await fixture.docket.arm(by: .user(1), now: fixture.now)
    let past = try Samples.moment("2028-12-30T09:00:00+01:00")
    #expect(try await fixture.docket.eraseExpired(rulebook: short, now: past) == .announced(1))
    #expect(try await look(short) == .erased(1))
  }

  @Test("the registers that were mailed since a claim was enqueued are erased with it, unless one is on its way")
  func registers() async throws {
    let rulebook = try Samples.rulebook(creditors: [Samples.creditor(register: .monthly)])
    let fixture = try DocketFixture(rulebook: rulebook)
    try await fixture.enqueue(Samples.draft("R-1"))
    try await fixture.pay("R-1", "120.00")
    _ = try await fixture.docket.replanAll(rules: { (rulebook, "x") }, now: fixture.now)
    try fixture.at("2026-12-01T09:00:00+01:00")
    let notice = try #require(try await fixture.take().first)
    #expect(notice.register?.description == "2026-11")
    #expect(notice.claims.isEmpty)
    let key = try await fixture.claim("R-1").record.claim.draft.debtor.key
    let code = try await fixture.code {
      _ = try await fixture.docket.erase(debtor: DebtorName(key), because: "asked", by: .user(1), now: fixture.now)
    }
    #expect(code == .wrongState)
    _ = try await fixture.store(notice, "Subject: x\r\n\r\nSECRET Anna\r\n")
    try await fixture.finish(notice)
    #expect(try await fixture.docket.verify().findings == [])
    // When
    _ = try await fixture.docket.erase(debtor: DebtorName(key), because: "asked", by: .user(1), now: fixture.now)
    // Then
    #expect(try await fixture.docket.message(of: notice.id) == [])
    #expect(try await fixture.docket.verify().findings == [])
  }
}
