import Dunning
import DunningDossier
import DunningEvidence
import DunningPaper
import DunningStore
import DunningTesting
import Foundation
import Testing

/// `DOSSIER_NOTICES=400` makes a file of many hundred pages, to be measured.
@Suite("a case file of many notices")
struct LargeDossierTests {
  private static let notices = Int(ProcessInfo.processInfo.environment["DOSSIER_NOTICES"] ?? "") ?? 60

  @Test("it is handed over piece by piece, is intact, and holds every message and letter")
  func large() async throws {
    let count = Self.notices
    let world = try await Self.world(count)
    let folder = try ScratchFolder()
    let path = folder.path + "/file.zip"
    #expect(FileManager.default.createFile(atPath: path, contents: nil))
    let file = try #require(FileHandle(forWritingAtPath: path))
    var (total, largest) = (0, 0)
    let docket = world.fixture.docket
    try await world.dossier.zip(from: docket, press: MadeFile.press, signer: try docket.sealKey()) { piece in
      (total, largest) = (total + piece.count, max(largest, piece.count))
      file.write(Data(piece))
    }
    try file.close()
    #expect(largest < total / 4, "\(largest) of \(total) bytes at once")
    let check = try DossierCheck(path: path)
    #expect(check.findings == [])
    #expect(check.files > 5 * count)
    let script = "unzip -l file.zip | grep -c -- '-letter-n'"
    #expect(try Shell.run(script, in: folder.path).output == "\(count)\n")
  }

  @Test("of a thousand answers to one letter the first are set as pages, and every one is there as it came")
  func manyAnswers() async throws {
    // Given
    let world = try await Self.world(1)
    let fixture = world.fixture
    for number in 1...53 {
      let mail = IncomingMail(
        kind: .reply, ties: ["n1@acme.example"], isAddressDead: false, words: nil, from: "anna@kunde.example",
        subject: "answer \(number)", messageID: "a\(number)@kunde.example",
        bytes: Array("From: anna@kunde.example\r\nSubject: answer \(number)\r\n\r\nno\r\n".utf8))
      let outcome = try await fixture.docket.receive(
        mail, holdsOnReply: false, by: .daemon, rulebook: fixture.rulebook, now: fixture.now)
      try #require(outcome.notice == NoticeID(1))
    }
    // When
    let dossier = try await Self.dossier(fixture)
    let folder = try ScratchFolder()
    let path = folder.path + "/file.zip"
    var bytes: [UInt8] = []
    try await dossier.zip(from: fixture.docket, press: MadeFile.press, signer: try fixture.docket.sealKey()) {
      bytes += $0
    }
    try Data(bytes).write(to: URL(fileURLWithPath: path))
    // Then
    #expect(try DossierCheck(path: path).findings == [])
    for (ending, count) in [("eml", 53), ("pdf", 50)] {
      let script = "unzip -l file.zip | grep -c -- '-reply-m[0-9]*.\(ending)$'"
      #expect(try Shell.run(script, in: folder.path).output == "\(count)\n")
    }
  }

  @Test("on paper every exhibit has its sheets, with the pages of the letters among them")
  func printed() async throws {
    let world = try await Self.world(Self.notices)
    let folder = try ScratchFolder()
    let bytes = try await world.dossier.pdf(from: world.fixture.docket, press: MadeFile.press)
    try Data(bytes).write(to: URL(fileURLWithPath: folder.path + "/file.pdf"))
    let info = try Shell.run("qpdf --check file.pdf > /dev/null && qpdf --show-npages file.pdf", in: folder.path)
    let pages = try #require(Int(info.output.trimmingCharacters(in: .whitespacesAndNewlines)))
    #expect(pages > 4 * Self.notices)
    let last = try Shell.run("pdftotext -layout file.pdf - | grep -c 'words of the letter'", in: folder.path).output
    #expect(last == "\(Self.notices)\n")
  }

  /// A claim with so many steps that were all sent, with a letter each.
  private static func world(_ count: Int) async throws -> (fixture: DocketFixture, dossier: CaseDossier) {
    let steps = try (1...count).map { try Samples.step("step-\($0)", "due+\($0)d", gap: "1d") }
    let policy = Policy(name: "standard", steps: steps, sendWindow: Samples.allHours)
    let fixture = try DocketFixture(rulebook: try Samples.rulebook(policies: [policy]))
    try await fixture.enqueue(try Samples.draft())
    let start = try Samples.moment("2026-12-01T10:00:00+01:00")
    for day in 0..<count {
      fixture.clock.advance(to: start.adding(seconds: day * 86_400))
      for notice in try await fixture.take() { try await send(notice, fixture) }
    }
    return (fixture, try await dossier(fixture))
  }

  private static func dossier(_ fixture: DocketFixture) async throws -> CaseDossier {
    let file = try await fixture.docket.caseFile("R-1")
    let journal = try await fixture.docket.caseJournal(file.claim.record.claim.id, through: file.lastEvent?.id ?? 0)
    return CaseDossier(
      file, journal, madeOn: ZoneRules.utc.date(at: fixture.now), rulebook: fixture.rulebook)
  }

  private static func send(_ notice: DueNotice, _ fixture: DocketFixture) async throws {
    let letter = try MadeFile.typesetter.pdf(
      PaperDocument(
        title: "\(notice.id)", createdUnixSeconds: 0,
        blocks: [.paragraph(PaperText("words of the letter \(notice.id)"))]))
    let message = Array("Subject: \(notice.id)\r\n\r\nPlease pay.\r\n".utf8)
    _ = try await fixture.docket.store(
      Parcel(message: message, letter: letter), for: notice, rulebook: fixture.rulebook, now: fixture.now)
    try await fixture.finish(notice)
  }
}
