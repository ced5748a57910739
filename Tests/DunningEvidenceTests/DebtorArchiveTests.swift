import Dunning
import DunningEvidence
import DunningStore
import DunningTesting
import Foundation
import Testing

@Suite("What a debtor gets who asks for their data")
struct DebtorArchiveTests {
  private let folder: ScratchFolder

  init() throws { folder = try ScratchFolder() }

  /// Two debtors with a reminder each; the first has answered, and there is a contract.
  private func world() async throws -> DocketFixture {
    let fixture = try DocketFixture()
    try await fixture.enqueue(Samples.draft("R-1"))
    let bert = try Samples.debtor(key: "k2", name: "Bert Kunde", email: "bert@kunde.example")
    try await fixture.enqueue(Samples.draft("R-2", debtor: bert))
    for claim in ["R-1", "R-2"] {
      let content = try await fixture.docket.beginAttachment(to: ClaimName(claim))
      try content.append(Array("contract of \(claim)".utf8))
      _ = try await fixture.docket.attach(
        content, name: "a:b.pdf", mediaType: "application/pdf", note: nil, to: ClaimName(claim), by: .user(1),
        now: fixture.now)
    }
    try fixture.at("2026-12-03T09:00:00+01:00")
    for notice in try await fixture.take() {
      let name = notice.claims.first?.claim.draft.debtor.name ?? ""
      let letter = Array("%PDF letter to \(name)".utf8)
      _ = try await fixture.docket.dotSent(
        notice, parcel: Parcel(message: Array("Subject: x\r\n\r\nDear \(name)\r\n".utf8), letter: letter),
        rulebook: fixture.rulebook, now: fixture.now)
      try await fixture.docket.record(
        AttemptResult(verdict: .accepted, server: nil, reply: "250 ok", dialogue: []),
        attempt: try #require(notice.attempt), of: notice.id, rulebook: fixture.rulebook, now: fixture.now)
      let mail = IncomingMail(
        kind: .reply, ties: ["\(notice.id)@acme.example"], from: "x@kunde.example", subject: "Re: x",
        bytes: Array("Subject: Re: x\r\n\r\n\(name) answers\r\n".utf8))
      _ = try await fixture.docket.receive(
        mail, holdsOnReply: false, by: .daemon, rulebook: fixture.rulebook, now: fixture.now)
    }
    return fixture
  }

  @Test("the archive has every message, letter, answer and attachment of theirs, with hashes, and nothing of another")
  func archive() async throws {
    let fixture = try await world()
    // When
    let papers = try await fixture.docket.debtorPapers("k1")
    var zip: [UInt8] = []
    let summary = try OrderedLines()
    try summary.add([.init(key: [2], text: Array("}".utf8)), .init(key: [1], text: Array("{".utf8))])
    try await DebtorArchive(papers, summary: summary, bytes: 2).zip(from: fixture.docket) { zip += $0 }
    // Then
    let path = folder.path + "/export.zip"
    try Data(zip).write(to: URL(fileURLWithPath: path))
    #expect(try Shell.run("unzip -q export.zip && sha256sum --check --quiet SHA256SUMS", in: folder.path).status == 0)
    let names = try FileManager.default.subpathsOfDirectory(atPath: folder.path).filter { $0.contains(".") }.sorted()
    var reading = papers
    let contract = try #require(try await reading.next()?.attachments.first).sha256.prefix(8)
    #expect(try await reading.next() == nil)
    #expect(try String(contentsOfFile: folder.path + "/data.json", encoding: .utf8) == "{}")
    #expect(
      names == [
        "README.txt", "attachments/c1-\(contract)-a_b.pdf", "data.json", "export.zip", "mails/m1.eml",
        "notices/n1.eml", "notices/n1.pdf",
      ])
    let text = String(decoding: zip, as: UTF8.self)
    for word in ["Dear Anna", "letter to Anna", "Anna Kunde answers", "contract of R-1"] {
      #expect(text.contains(word), "\(word)")
    }
    #expect(!text.contains("Bert"))
    #expect(!text.contains("R-2"))
  }
}
