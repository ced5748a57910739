import Dunning
@testable import DunningInbound
import DunningStore
import DunningTesting
import Foundation
import Glibc
import Logging
import ServiceLifecycle
import Testing

@testable import DunningMailroom

@Suite("The watched Maildir", .timeLimit(.minutes(20)))
struct MailWatcherTests {
  private let fixture: DocketFixture
  private let folder: ScratchFolder
  private let timer = ManualTimer()
  private let watcher: MailWatcher

  /// Reads all but what names a bomb.
  private struct Careful: MailReader {
    func read(_ bytes: [UInt8]) async -> MailReading {
      let isBomb = String(decoding: bytes, as: UTF8.self).contains("bomb")
      return isBomb
        ? MailReading(message: IncomingMessage(unparsed: bytes), trouble: "it went off")
        : MailReading(message: IncomingMessage(reading: bytes))
    }
  }

  private var record: String { "\(folder.path)/record" }

  init() throws {
    fixture = try DocketFixture(now: "2026-12-03T09:00:00+01:00")
    folder = try ScratchFolder()
    for name in ["new", "cur", "tmp"] {
      try FileManager.default.createDirectory(atPath: "\(folder.path)/\(name)", withIntermediateDirectories: true)
    }
    let (rulebook, now) = (fixture.rulebook, fixture.now)
    let mailroom = Mailroom(
      docket: fixture.docket, reader: Careful(), rulebook: { rulebook }, now: { now }, holdsOnReply: true)
    watcher = MailWatcher(
      maildir: folder.path, record: "\(folder.path)/record", mailroom: mailroom, timer: timer,
      logger: Logger(label: "mail"))
  }

  /// Delivers as a mail server does: written elsewhere, then moved.
  private func deliver(_ text: String, as name: String) throws {
    try Data(text.utf8).write(to: URL(fileURLWithPath: "\(folder.path)/tmp/\(name)"))
    try FileManager.default.moveItem(atPath: "\(folder.path)/tmp/\(name)", toPath: "\(folder.path)/new/\(name)")
  }

  private func names(_ name: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: "\(folder.path)/\(name)").sorted()
  }

  private func reminder() async throws -> Notice {
    try await fixture.enqueue(Samples.draft())
    try await fixture.send()
    return try await fixture.notice(NoticeID(1))
  }

  @Test("what waits at the start is opened and moved to cur, and what cannot be opened stops nothing")
  func start() async throws {
    let notice = try await reminder()
    try deliver("garbage", as: "1.a")
    try FileManager.default.createDirectory(atPath: "\(folder.path)/new/2.b", withIntermediateDirectories: false)
    try FileManager.default.createSymbolicLink(atPath: "\(folder.path)/new/3.c", withDestinationPath: "/dev/zero")
    try deliver(Mails.reply(to: notice), as: "4.d:2,")
    try await watcher.openAll()
    #expect(try names("new").isEmpty)
    #expect(try names("cur") == ["1.a:2,S", "2.b:2,S", "3.c:2,S", "4.d:2,"])
    #expect(try await fixture.claim("R-1").record.claim.state == .paused)
  }

  /// Puts a file down under a name of bytes.
  private func put(_ text: String, _ name: [UInt8], in place: String = "new") throws {
    let path = (Array("\(folder.path)/\(place)/".utf8) + name + [0]).map { CChar(bitPattern: $0) }
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL, 0o600)
    try #require(descriptor >= 0)
    defer { close(descriptor) }
    let bytes = Array(text.utf8)
    #expect(write(descriptor, bytes, bytes.count) == bytes.count)
  }

  @Test(
    "a mail whose name is no UTF-8 is read like any other",
    arguments: [
      Array("1.m".utf8) + [0xFC] + Array("ller:2,".utf8), [0xFF], Array("1.".utf8) + [0xC3, 0x28, 0x80],
      Array(repeating: 0xE4, count: 255),
    ])
  func nameOfBytes(name: [UInt8]) async throws {
    let notice = try await reminder()
    try put(Mails.reply(to: notice), name)
    try await watcher.openAll()
    #expect(try await fixture.claim("R-1").record.claim.state == .paused)
    #expect(try names("new").isEmpty)
    #expect(try names("cur").count == 1)
    #expect(SetAsideMail(maildir: folder.path, now: fixture.now).count == 0)
    #expect(try await watcher.openAll().isEmpty)
  }

  @Test("two such names that come to the same one are two mails, and neither takes the other's place")
  func namesakes() async throws {
    let notice = try await reminder()
    try put("From: a@b.example\nSubject: x\n\nx\n", Array("a=FC".utf8))
    try put(Mails.reply(to: notice), Array("a".utf8) + [0xFC])
    try await watcher.openAll()
    #expect(try names("cur") == ["a=FC.1:2,S", "a=FC:2,S"])
    #expect(try await fixture.claim("R-1").record.claim.state == .paused)
  }

  @Test("one that cannot be given another name is counted for a person")
  func notNamed() async throws {
    // A folder of the new name takes no file, and what is no file is not renamed.
    let path = (Array("\(folder.path)/new/".utf8) + [0xFF, 0]).map { CChar(bitPattern: $0) }
    #expect(mkdir(path, 0o700) == 0)
    #expect(try await watcher.openAll() == ["=FF"])
    #expect(SetAsideMail(maildir: folder.path, now: fixture.now).count == 1)
  }

  @Test("what is about an erased notice goes from where it was put away, and a mailbox with others' mail is named")
  func erased() async throws {
    let notice = try await reminder()
    let mark = "From a@kunde.example Thu Dec  3 09:00:00 2026\n"
    let other = "From: b@kunde.example\nSubject: hello\nMessage-ID: <other@kunde.example>\n\nbody\n"
    let reply = Mails.reply(to: notice)
    let second = Mails.reply(to: notice, "X-A: another one")
    try deliver(reply, as: "1.a")
    try deliver(other, as: "2.b")
    try deliver(mark + second + "\n" + mark + other, as: "3.c")
    try deliver(Mails.reply(to: notice, "X-A: bomb of a mail") + "bomb\n", as: "4.d")
    try await watcher.openAll()
    try await fixture.pay("R-1", "120.00")
    _ = try await fixture.docket.erase(debtor: "k1", because: "asked", by: .user(1), now: fixture.now)
    let now = fixture.now
    let files = ErasedFiles(
      docket: fixture.docket, maildir: folder.path, statements: nil, invoices: nil, now: { now })
    // When
    let left = files.remove(mailsAbout: try await fixture.docket.goneCopies())
    // Then
    #expect(try names("cur") == ["2.b:2,S", "3.c:2,S"])
    #expect(try names(".rejected/cur").isEmpty)
    #expect(left.unseen == [])
    #expect(left.about.keys.map(\.description) == ["n1"])
    #expect(left.about.values.flatMap(\.self).map { $0.contains("3.c") } == [true])
  }

  @Test("a file that is a mailbox of several messages is read as all of them, and laid aside when one is no good")
  func mailbox() async throws {
    // Given
    let notice = try await reminder()
    let mark = "From a@kunde.example Thu Dec  3 09:00:00 2026\n"
    let other = "From: b@kunde.example\nSubject: hello\nMessage-ID: <other@kunde.example>\n\nbody\n"
    // When
    try deliver(mark + other + "\n" + mark + Mails.reply(to: notice), as: "1.a")
    try deliver(mark + other + "\n" + mark + "Subject: bomb\n\nx\n", as: "2.b")
    try await watcher.openAll()
    // Then
    #expect(try await fixture.claim("R-1").record.claim.state == .paused)
    #expect(try names("cur") == ["1.a:2,S"])
    #expect(try names(".rejected/cur") == ["2.b:2,"])
  }

  @Test("what is delivered while it runs is opened, without anybody asking")
  func delivered() async throws {
    let notice = try await reminder()
    let group = group()
    try await withThrowingTaskGroup(of: Void.self) { tasks in
      tasks.addTask { try await group.run() }
      let growth = fixture.docket.journal.stream()
      try deliver(Mails.reply(to: notice), as: "1.a")
      try await paused(growth)
      await group.triggerGracefulShutdown()
      try await tasks.waitForAll()
    }
    #expect(try names("new").isEmpty)
    #expect(try names("cur") == ["1.a:2,S"])
  }

  /// Waits until the claim is paused; the journal grows with it.
  private func paused(_ growth: some AsyncSequence) async throws {
    for try await _ in growth {
      if try await fixture.claim("R-1").record.claim.state == .paused { break }
    }
  }

  /// A name that is not UTF-8 stands for any file that cannot be opened.
  /// Of what root cannot read either: no file, under a name that cannot be told.
  private var unreadableName: [CChar] { "\(folder.path)/new/1.a".utf8.map { CChar(bitPattern: $0) } + [-1, 0] }

  private func group() -> ServiceGroup {
    ServiceGroup(configuration: .init(services: [.init(service: watcher)], logger: Logger(label: "mail")))
  }

  @Test("what cannot be read now stays, stops nothing, and is tried again")
  func unreadable() async throws {
    let text = Array(Mails.reply(to: try await reminder()).utf8)
    try #require(mkdir(unreadableName, 0o700) == 0)
    try Data(text).write(to: URL(filePath: "\(folder.path)/tmp/1.a"))
    try deliver("garbage", as: "0.a")
    let group = group()
    try await withThrowingTaskGroup(of: Void.self) { tasks in
      var waits = timer.waits().makeAsyncIterator()
      let growth = fixture.docket.journal.stream()
      tasks.addTask { try await group.run() }
      _ = await waits.next()
      #expect(try names("cur") == ["0.a:2,S"])
      try #require(rmdir(unreadableName) == 0)
      try #require(rename("\(folder.path)/tmp/1.a", "\(folder.path)/new/1.a") == 0)
      timer.advance(by: .seconds(30))
      try await paused(growth)
      await group.triggerGracefulShutdown()
      try await tasks.waitForAll()
    }
    #expect(try names("new").isEmpty)
    #expect(try names("cur") == ["0.a:2,S", "1.a:2,S"])
  }

  @Test("what cannot be read delays nothing that is delivered meanwhile")
  func delay() async throws {
    try #require(mkdir(unreadableName, 0o700) == 0)
    let group = group()
    try await withThrowingTaskGroup(of: Void.self) { tasks in
      var waits = timer.waits().makeAsyncIterator()
      tasks.addTask { try await group.run() }
      _ = await waits.next()
      // No time passes.
      try deliver("garbage", as: "2.a")
      while try names("cur").isEmpty { await Task.yield() }
      await group.triggerGracefulShutdown()
      try await tasks.waitForAll()
    }
    #expect(try names("cur") == ["2.a:2,S"])
  }

  @Test("a stop ends the wait for what cannot be read, and is no error")
  func stop() async throws {
    try #require(mkdir(unreadableName, 0o700) == 0)
    let group = group()
    try await withThrowingTaskGroup(of: Void.self) { tasks in
      var waits = timer.waits().makeAsyncIterator()
      tasks.addTask { try await group.run() }
      _ = await waits.next()
      await group.triggerGracefulShutdown()
      try await tasks.waitForAll()
    }
  }

  @Test("a folder that is removed or renamed, and made anew, is watched again", arguments: [true, false])
  func replaced(isRemoved: Bool) async throws {
    let notice = try await reminder()
    let group = group()
    try await withThrowingTaskGroup(of: Void.self) { tasks in
      var waits = timer.waits().makeAsyncIterator()
      let growth = fixture.docket.journal.stream()
      try deliver("garbage", as: "0.a")
      tasks.addTask { try await group.run() }
      while try names("cur").isEmpty { await Task.yield() }
      let new = "\(folder.path)/new"
      if isRemoved {
        try FileManager.default.removeItem(atPath: new)
      } else {
        try FileManager.default.moveItem(atPath: new, toPath: "\(folder.path)/old")
      }
      while await waits.next() != .seconds(30) {}
      timer.advance(by: .seconds(30))
      // It is not there yet.
      while await waits.next() != .seconds(30) {}
      try FileManager.default.createDirectory(atPath: new, withIntermediateDirectories: false)
      timer.advance(by: .seconds(30))
      try deliver(Mails.reply(to: notice), as: "1.a")
      try await paused(growth)
      await group.triggerGracefulShutdown()
      try await tasks.waitForAll()
    }
  }

  @Test("a folder above it that is renamed, with another one in its place, is found out at the next look")
  func replacedAbove() async throws {
    let notice = try await reminder()
    let (group, old) = (group(), folder.path + "-old")
    defer { try? FileManager.default.removeItem(atPath: old) }
    try await withThrowingTaskGroup(of: Void.self) { tasks in
      var waits = timer.waits().makeAsyncIterator()
      let growth = fixture.docket.journal.stream()
      tasks.addTask { try await group.run() }
      while await waits.next() != FolderPlace.pause {}
      try FileManager.default.moveItem(atPath: folder.path, toPath: old)
      for name in ["new", "cur", "tmp"] {
        try FileManager.default.createDirectory(atPath: "\(folder.path)/\(name)", withIntermediateDirectories: true)
      }
      try deliver(Mails.reply(to: notice), as: "1.a")
      timer.advance(by: FolderPlace.pause)
      while await waits.next() != .seconds(30) {}
      timer.advance(by: .seconds(30))
      try await paused(growth)
      await group.triggerGracefulShutdown()
      try await tasks.waitForAll()
    }
  }

  @Test("what waits in a watched folder for longer than it takes to take it in is told")
  func lingering() throws {
    try deliver("x", as: "1.a")
    var status = stat()
    try #require(stat("\(folder.path)/new/1.a", &status) == 0)
    let came = Instant(milliseconds: Int64(status.st_ctim.tv_sec) * 1_000)
    #expect(SetAsideMail(maildir: folder.path, now: came.adding(seconds: 600)).trouble == nil)
    let late = came.adding(seconds: 601)
    #expect(SetAsideMail(maildir: folder.path, now: late).trouble?.contains("1.a has waited in") == true)
    #expect(LeftLying(folder: folder.path + "/new", now: late).trouble?.contains("over 10 minutes") == true)
    try deliver("y", as: "2.a")
    #expect(
      InvoiceFolder(path: folder.path + "/new", now: late.adding(seconds: 60)).trouble?.hasPrefix("2 files") == true)
    #expect(LeftLying(folder: folder.path + "/none", now: late).trouble?.contains("No such file") == true)
  }

  @Test("what cannot be read is laid aside for a person, stops nothing, and holds what its header is about")
  func setAside() async throws {
    let notice = try await reminder()
    try deliver(Mails.reply(to: notice, "X-A: bomb"), as: "1.a")
    try deliver("garbage", as: "2.b")
    try await watcher.openAll()
    #expect(try names("new").isEmpty && names("cur") == ["2.b:2,S"] && names(".rejected/cur") == ["1.a:2,"])
    #expect(SetAsideMail(maildir: folder.path, now: fixture.now).count == 1)
    let file = try await fixture.claim("R-1")
    #expect(file.record.claim.state == .paused && file.followUps.contains { $0.note.contains("mail message m1") })
    #expect(!FileManager.default.fileExists(atPath: record))
  }

  @Test("where no folder can be made beside it, what cannot be read is flagged")
  func flagged() async throws {
    try Data().write(to: URL(fileURLWithPath: "\(folder.path)/.rejected"))
    try deliver("bomb", as: "1.a:2,")
    try await watcher.openAll()
    #expect(try names("new").isEmpty && names("cur") == ["1.a:2,F"])
  }

  @Test("a message during which the daemon has ended twice is laid aside before it is opened again")
  func tries() async throws {
    for (tries, isOpened) in [(0, true), (1, true), (2, false), (7, false)] {
      try deliver("x", as: "\(tries).a")
      try Data("\(tries) \(tries).a\n1 other name\ngarbage\n".utf8).write(to: URL(fileURLWithPath: record))
      try await watcher.openAll()
      #expect(try names("cur").contains("\(tries).a:2,S") == isOpened)
      #expect(try String(contentsOfFile: record, encoding: .utf8) == "1 other name\n")
    }
    #expect(try names(".rejected/cur") == ["2.a:2,", "7.a:2,"])
  }

  @Test("before a message is opened it is noted, so that a crash leaves its name")
  func noted() throws {
    let record = OpeningRecord(path: record)
    #expect(record.begin("1.a") == 0 && record.begin("1.a") == 1)
    #expect(try String(contentsOfFile: self.record, encoding: .utf8) == "2 1.a\n")
    record.end("1.a")
    #expect(record.begin("1.a") == 0)
    // Where nothing can be written, everything is tried.
    #expect(OpeningRecord(path: "/nowhere/record").begin("1.a") == 0)
  }

  @Test("a folder that is not there is said so")
  func missing() async throws {
    let path = "\(folder.path)/nowhere"
    #expect(throws: MailFolderError.self) { try FolderWatch(path: path) }
  }
}
