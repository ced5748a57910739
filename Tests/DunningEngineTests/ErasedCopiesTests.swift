import Dunning
import DunningMail
import DunningStore
import DunningTesting
import Foundation
import Logging
import Testing

@testable import DunningEngine

/// What an erasure leaves in the print spool and the outbox.
@Suite("Copies of what was erased", .timeLimit(.minutes(20)))
struct ErasedCopiesTests {
  private let folder: ScratchFolder
  private let engine: EngineFixture
  private var letters: String { folder.path + "/letters/" }
  private var outbox: String { folder.path + "/outbox/" }

  init() throws {
    folder = try ScratchFolder()
    try FileManager.default.createDirectory(atPath: folder.path + "/letters", withIntermediateDirectories: false)
    let step = try Samples.step("demand", "due+3d", .demand, channels: [.email, .letter])
    engine = try EngineFixture(
      rulebook: Samples.rulebook(policies: [Policy(name: "standard", steps: [step], sendWindow: Samples.allHours)]),
      spool: PrintSpool(directory: folder.path + "/letters"),
      outbox: MaildirTransport(directory: folder.path + "/outbox"))
  }

  /// Has two debtors written to, and one of them erased; the outbox holds both mails, as a reader has left them.
  ///
  /// - Parameter answered: whether the debtor who is erased has answered the notice.
  private func erasedOne(answered: Bool = false) async throws {
    let store = engine.store
    for (reference, debtor) in [("R-1", "anna"), ("R-2", "bert")] {
      try await store.enqueue(
        Samples.draft(
          reference, due: "2026-11-25", debtor: Samples.debtor(key: debtor, address: ["Hauptstraße 1", "10115 Berlin"]))
      )
    }
    try await engine.run { _ in try await engine.advance(to: "2026-11-28T13:00:00+01:00") }
    for folder in ["tmp", "new", "cur"] {
      try FileManager.default.createDirectory(atPath: outbox + folder, withIntermediateDirectories: true)
    }
    for (number, place) in [(Int64(1), "cur/"), (2, "new/")] {
      let name = try await copyName(number)
      try Data("mail".utf8).write(to: URL(filePath: outbox + place + name + (place == "cur/" ? ":2,S" : "")))
    }
    if answered {
      let mail = IncomingMail(
        kind: .reply, ties: [try await store.notice(NoticeID(1)).messageID], from: "anna@kunde.example",
        bytes: Array("answer".utf8))
      _ = try await store.docket.receive(
        mail, holdsOnReply: false, by: .daemon, rulebook: store.rulebook, now: store.now)
    }
    try await store.pay("R-1", "120.00")
    _ = try await store.docket.erase(debtor: "anna", because: "asked", by: .user(1), now: store.now)
  }

  private func copyName(_ number: Int64) async throws -> String {
    let id = try await engine.store.docket.file(of: NoticeID(number)).notice.messageID
    return String(id.prefix { $0 != "@" })
  }

  private func remove(_ watched: ErasedCopies.Watched = .init()) async -> [String] {
    let copies = ErasedCopies(
      docket: engine.store.docket, rules: engine.rules, clock: engine.store.clock,
      logger: Logger(label: "copies") { _ in SwiftLogNoOpLogHandler() }, watched: watched)
    return await copies.remove()
  }

  private func names(_ folder: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
  }

  @Test("letter, slip and mail go, and what others were sent stays")
  func removed() async throws {
    try await erasedOne()
    #expect(try names(letters) == ["n1.json", "n1.pdf", "n2.json", "n2.pdf"])
    // When
    #expect(await remove() == [])
    // Then
    #expect(try names(letters) == ["n2.json", "n2.pdf"])
    #expect(try names(outbox + "cur") == [])
    #expect(try names(outbox + "new") == [try await copyName(2)])
    #expect(try await engine.store.docket.goneCopies() == [])
    #expect(try await engine.store.docket.verify().findings == [])
  }

  @Test("what a print shop has taken is no mistake, and the slip that it left goes")
  func taken() async throws {
    try await erasedOne()
    try FileManager.default.removeItem(atPath: letters + "n1.pdf")
    #expect(await remove() == [])
    #expect(try names(letters) == ["n2.json", "n2.pdf"])
  }

  @Test(
    "another letter of the same name stays and is named, and is looked for again", arguments: ["n1.pdf", "n1.json"])
  func another(file: String) async throws {
    try await erasedOne()
    if file == "n1.json" { try FileManager.default.removeItem(atPath: letters + "n1.pdf") }
    try Data("another".utf8).write(to: URL(filePath: letters + file))
    // When
    let left = await remove()
    // Then
    #expect(left.count == 1)
    #expect(left.first?.contains(letters + file) == true)
    #expect(FileManager.default.contents(atPath: letters + file) == Data("another".utf8))
    // The mail went all the same.
    #expect(try names(outbox + "cur") == [])
    // When somebody has moved it away
    try FileManager.default.removeItem(atPath: letters + file)
    #expect(await remove() == [])
    #expect(try await engine.store.docket.goneCopies() == [])
  }

  @Test("a pipe or a link in a letter's place holds nobody, stays and is named", arguments: ["pipe", "link", "folder"])
  func noFile(what: String) async throws {
    try await erasedOne()
    let place = letters + "n1.pdf"
    try FileManager.default.moveItem(atPath: place, toPath: folder.path + "/moved.pdf")
    switch what {
    case "pipe": #expect(mkfifo(place, 0o600) == 0)
    case "link": #expect(symlink(folder.path + "/moved.pdf", place) == 0)
    default: #expect(mkdir(place, 0o700) == 0)
    }
    let left = await remove()
    #expect(left.count == 1)
    #expect(left.first?.contains(place) == true)
    #expect(try names(letters).contains("n1.pdf"))
  }

  @Test("mails that could not be looked at are looked for again, where there were any", arguments: [true, false])
  func unseen(answered: Bool) async throws {
    try await erasedOne(answered: answered)
    let blind = ErasedCopies.Watched(mails: { _ in
      var left = LeftMails()
      left.unseen = ["cannot read cur"]
      return left
    })
    // When
    #expect(await remove(blind) == ["cannot read cur"])
    // Then
    #expect(try await engine.store.docket.goneCopies().map(\.mails.count) == (answered ? [1] : []))
    #expect(await remove() == [])
    #expect(try await engine.store.docket.goneCopies() == [])
  }

  @Test("without any folder there is nothing to do")
  func noFolder() async throws {
    try await erasedOne()
    try FileManager.default.removeItem(atPath: letters)
    try FileManager.default.removeItem(atPath: outbox)
    #expect(await remove() == [])
  }
}
