import Dunning
import DunningDossier
import DunningEvidence
import DunningPaper
import DunningStore
import DunningTesting
import Foundation
import Testing

@Suite("letters and attachments in the case file")
struct AttachmentExhibitTests {
  @Test("letter, posting and attachments are exhibits with their bytes, and the index says what each proves")
  func exhibits() async throws {
    let world = try await PostedWorld()
    let folder = world.folder.path
    #expect(try Shell.run("unzip -q file.zip -d out && cd out && python3 verify.py", in: folder).status == 3)
    let names = try FileManager.default.contentsOfDirectory(atPath: folder + "/out/exhibits").sorted()
    for (name, bytes) in world.originals {
      let file = try #require(names.first { $0.hasSuffix(name) }, "\(name) among \(names)")
      #expect(FileManager.default.contents(atPath: folder + "/out/exhibits/" + file) == Data(bytes))
    }
    let index = try String(contentsOfFile: folder + "/out/index.txt", encoding: .utf8)
    for words in [
      "Letter of notice n1 (reminder)", "went with its message", "Posting of the letter of notice n1",
      "the letter was posted on 2026-12-04 (carrier: Deutsche Post, RR123456785DE)", "written down for 2026-12-07",
      "attached as proof of the way of notice n1", "Attached by uid 1000", "as agreed",
    ] {
      #expect(index.contains(words), "\(words)\n\(index)")
    }
    let hashes = try world.originals.map { try Shell.sha256($0.bytes) }
    #expect(hashes.allSatisfy(index.contains))
    #expect(try DossierCheck(path: folder + "/file.zip").findings == [])
    #expect(try await world.fixture.docket.verify().findings == [])
  }

  @Test("the printed file shows letter, contract, photograph and chat as pages, and says where the rest is")
  func printed() async throws {
    let world = try await PostedWorld()
    let folder = world.folder.path
    let bytes = try await world.dossier().pdf(from: world.fixture.docket, press: MadeFile.press)
    try Data(bytes).write(to: URL(fileURLWithPath: folder + "/file.pdf"))
    #expect(try Shell.run("qpdf --check file.pdf", in: folder).status == 0)
    let text = try Shell.run("pdftotext -layout file.pdf -", in: folder).output
    for words in [
      "words of the letter", "words of the contract, page 2", "contract.pdf – as agreed, Page 2 of 2", "see you",
      "[U+10FF00]",
      "cannot be shown on paper. It is in the archive: exhibits/", "RR123456785DE",
    ] {
      #expect(text.contains(words), "\(words)\n\(text)")
    }
    let images = try Shell.run("pdfimages -list file.pdf", in: folder).output
    #expect(images.contains("jpeg"), "\(images)")
    let again = try await world.dossier().pdf(from: world.fixture.docket, press: MadeFile.press)
    #expect(again == bytes)
  }

  @Test("a PDF that cannot be read is named with the reason, and the rest is printed")
  func damaged() async throws {
    let world = try await PostedWorld()
    let contract = try #require(world.originals.first { $0.name == "contract.pdf" }).bytes
    try await world.attach("broken.pdf", Array("%PDF-1.4\nnothing more\n".utf8))
    try Data(contract).write(to: URL(fileURLWithPath: world.folder.path + "/plain.pdf"))
    _ = try Shell.run("qpdf --encrypt secret owner 256 -- plain.pdf locked.pdf", in: world.folder.path)
    try await world.attach(
      "locked.pdf", Array(try Data(contentsOf: URL(fileURLWithPath: world.folder.path + "/locked.pdf"))))
    let bytes = try await world.dossier().pdf(from: world.fixture.docket, press: MadeFile.press)
    try Data(bytes).write(to: URL(fileURLWithPath: world.folder.path + "/file.pdf"))
    let text = try Shell.run("pdftotext -layout file.pdf -", in: world.folder.path).output
    #expect(text.contains("invalid password"))
    #expect(text.contains("words of the contract, page 2"))
    #expect(text.components(separatedBy: "cannot be shown on paper (").count == 3, "\(text)")
  }

  @Test("content that is gone is said to be gone; nothing stands in its place")
  func gone() async throws {
    let world = try await PostedWorld()
    let kept = try #require(try await world.fixture.docket.attachments(of: "R-1").first)
    let file = try await world.fixture.docket.attachment(kept.sha256, of: "R-1").file
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file)
    try Data("other".utf8).write(to: URL(fileURLWithPath: file))
    try await world.write()
    #expect(try Shell.run("unzip -q file.zip -d out", in: world.folder.path).status == 0)
    let index = try String(contentsOfFile: world.folder.path + "/out/index.txt", encoding: .utf8)
    #expect(index.contains("The content is not there any more, or was changed"))
    let names = try FileManager.default.contentsOfDirectory(atPath: world.folder.path + "/out/exhibits")
    #expect(!names.contains { $0.hasSuffix("contract.pdf") })
  }

  @Test("a proof belongs to a notice of the claim, and one content is attached once")
  func proof() async throws {
    let world = try await PostedWorld()
    let code = try await world.fixture.code { try await world.attach("x.txt", Array("x".utf8), notice: 77) }
    #expect(code == .notFound || code == .invalid)
    let known = try #require(world.originals.first { $0.name == "contract.pdf" }).bytes
    #expect(try await world.fixture.code { try await world.attach("c.pdf", known, notice: 1) } == .invalid)
    try await world.attach("c.pdf", known)
    #expect(try await world.fixture.docket.attachments(of: "R-1").count == 5)
  }
}

/// A claim with a contract, pictures and a chat, whose reminder went with a letter that was posted.
struct PostedWorld {
  let fixture: DocketFixture
  let folder: ScratchFolder
  /// The letter first, then what was attached.
  private(set) var originals: [(name: String, bytes: [UInt8])] = []

  init(language: String = "en") async throws {
    folder = try ScratchFolder()
    fixture = try DocketFixture(rulebook: try Samples.rulebook(creditors: [try MadeFile.creditor(language)]))
    try await fixture.enqueue(try Samples.draft())
    for (name, bytes, note) in try files() {
      try await attach(name, bytes, note: note)
      originals.append((name, bytes))
    }
    try fixture.at("2026-12-03T10:00:00+01:00")
    let letter = try Self.pdf("the letter", pages: 1)
    originals.insert(("letter-n1-reminder.pdf", letter), at: 0)
    try await send(letter)
    try fixture.at("2026-12-08T10:00:00+01:00")
    try await post()
    let receipt: (String, [UInt8]) = ("receipt.bin", [0xD0, 0xCF, 0x11, 0xE0, 0, 1, 2, 3])
    try await attach(receipt.0, receipt.1, notice: 1)
    originals.append(receipt)
    _ = try await fixture.docket.sealIfDue(now: fixture.now)
    try await write()
  }

  func attach(_ name: String, _ bytes: [UInt8], note: String? = nil, notice: Int64? = nil) async throws {
    let writer = try await fixture.docket.beginAttachment(to: "R-1")
    try writer.append(bytes)
    _ = try await fixture.docket.attach(
      writer, name: name, mediaType: name.hasSuffix(".txt") ? "text/plain" : "application/octet-stream", note: note,
      to: "R-1", notice: notice.map { NoticeID($0) }, by: .user(1000), now: fixture.now)
  }

  func dossier() async throws -> CaseDossier {
    let file = try await fixture.docket.caseFile("R-1")
    let journal = try await fixture.docket.caseJournal(file.claim.record.claim.id, through: file.lastEvent?.id ?? 0)
    return CaseDossier(file, journal, madeOn: try CivilDate(parsing: "2026-12-31"), rulebook: fixture.rulebook)
  }

  /// Writes `file.zip`.
  func write() async throws {
    var bytes: [UInt8] = []
    try await dossier()
      .zip(from: fixture.docket, press: MadeFile.press, signer: try fixture.docket.sealKey()) { bytes += $0 }
    try Data(bytes).write(to: URL(fileURLWithPath: folder.path + "/file.zip"))
  }

  private func send(_ letter: [UInt8]) async throws {
    for notice in try await fixture.take() {
      let message = Array("Subject: reminder\r\n\r\nhello\r\n".utf8)
      _ = try await fixture.docket.store(
        Parcel(message: message, letter: letter), for: notice, rulebook: fixture.rulebook, now: fixture.now)
      guard let attempt = notice.attempt else { continue }
      _ = try await fixture.docket.dotSent(notice, rulebook: fixture.rulebook, now: fixture.now)
      let result = AttemptResult(
        verdict: .accepted, server: "relay.example", reply: "250 2.0.0 queued", dialogue: ["S: 250 2.0.0 queued"])
      try await fixture.docket.record(
        result, attempt: attempt, of: notice.id, rulebook: fixture.rulebook, now: fixture.now)
    }
  }

  private func post() async throws {
    let posting = PostingDraft(
      postedOn: try CivilDate(parsing: "2026-12-04"), carrier: "Deutsche Post", tracking: "RR123456785DE",
      deliveredOn: try CivilDate(parsing: "2026-12-07"))
    _ = try await fixture.docket.post(
      NoticeID(1), posting, by: .user(1000), rulebook: fixture.rulebook, now: fixture.now)
  }

  /// Pictures are made of the contract, so that they are what programs write.
  private func files() throws -> [(String, [UInt8], String?)] {
    let contract = try Self.pdf("the contract", pages: 2)
    try Data(contract).write(to: URL(fileURLWithPath: folder.path + "/contract.pdf"))
    let made =
      "pdftoppm -jpeg -r 40 -f 1 -l 1 -singlefile contract.pdf photo && "
      + "pdftoppm -png -r 40 -f 1 -l 1 -singlefile contract.pdf screen"
    _ = try Shell.run(made, in: folder.path)
    let read = { (name: String) in Array(try Data(contentsOf: URL(fileURLWithPath: folder.path + "/" + name))) }
    return [
      ("contract.pdf", contract, "as agreed"), ("photo.jpg", try read("photo.jpg"), nil),
      ("screen.png", try read("screen.png"), nil),
      ("chat.txt", Array("10:02 Anna: will pay on Friday \u{10FF00}\r\n10:03 Ben: see you\r\n".utf8), nil),
    ]
  }

  private static func pdf(_ name: String, pages: Int) throws -> [UInt8] {
    let blocks = (1...pages).flatMap { page -> [PaperBlock] in
      (page == 1 ? [] : [.pageBreak]) + [.paragraph(PaperText("words of \(name), page \(page)"))]
    }
    return try MadeFile.typesetter.pdf(PaperDocument(title: name, createdUnixSeconds: 0, blocks: blocks))
  }
}
