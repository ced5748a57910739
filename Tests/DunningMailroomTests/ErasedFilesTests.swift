import Dunning
import DunningBytes
import DunningTesting
import Foundation
import Glibc
import Testing

@testable import DunningMailroom
@testable import DunningStore

/// What an erasure leaves in the watched folders where they cannot be read: nobody has said that nothing is there.
@Suite("Copies in watched folders that cannot be read", .timeLimit(.minutes(20)))
struct ErasedFilesTests {
  private let fixture: DocketFixture
  private let folder: ScratchFolder

  init() throws {
    (fixture, folder) = (try DocketFixture(), try ScratchFolder())
  }

  private static let invoice = Array("the invoice".utf8)

  /// Has a claim erased that had an invoice.
  private func erasedOne() async throws {
    try await fixture.enqueue(Samples.draft("R-1"))
    let content = try await fixture.docket.beginAttachment(to: ClaimName("R-1"))
    try content.append(Self.invoice)
    _ = try await fixture.docket.attach(
      content, name: "R-1.xml", mediaType: "text/xml", note: "invoice", to: ClaimName("R-1"), by: .user(1000),
      now: fixture.now)
    try await fixture.pay("R-1", "120.00")
    _ = try await fixture.docket.erase(debtor: "k1", because: "asked", by: .user(1), now: fixture.now)
  }

  private func put(_ bytes: [UInt8], _ name: String) throws {
    let place = URL(filePath: "\(folder.path)/\(name)")
    try FileManager.default.createDirectory(
      at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: place)
  }

  private func files(
    _ invoices: String, read: CopySearch.Reader? = nil
  ) -> ErasedFiles {
    let now = fixture.now
    guard let read else {
      return ErasedFiles(docket: fixture.docket, maildir: nil, statements: nil, invoices: invoices, now: { now })
    }
    return ErasedFiles(docket: fixture.docket, invoices: invoices, now: { now }, read: read)
  }

  @Test("a file that cannot be read now is named, its content is not forgotten, and it goes when it can be read")
  func file() async throws {
    try await erasedOne()
    for name in ["done/a.xml", "done/b.xml"] { try put(Self.invoice, name) }
    let path = folder.path
    // When
    let locked = files(path) { file, _ throws(FileFailure) in
      if file.hasSuffix("b.xml") { throw FileFailure("cannot open \(file)", EACCES) }
      return Self.invoice
    }
    let left = await locked.removeFiles(namesStatements: true)
    // Then
    #expect(left == ["cannot open \(path)/done/b.xml: Permission denied: it may hold a copy"])
    #expect(try folder.names(in: "done") == ["b.xml"])
    #expect(try await fixture.docket.goneContents().count == 1)
    // When
    #expect(await files(path).removeFiles(namesStatements: true) == [])
    // Then
    #expect(try folder.names(in: "done") == [])
    #expect(try await fixture.docket.goneContents() == [])
    #expect(try await fixture.docket.verify().findings == [])
  }

  @Test("a file that is gone meanwhile holds nothing")
  func gone() async throws {
    try await erasedOne()
    try put(Self.invoice, "done/a.xml")
    let files = files(folder.path) { file, _ throws(FileFailure) in throw FileFailure("cannot open \(file)", ENOENT) }
    #expect(await files.removeFiles(namesStatements: true) == [])
    #expect(try await fixture.docket.goneContents() == [])
  }

  @Test("many files that cannot be read are named by the first, and counted")
  func many() async throws {
    try await erasedOne()
    for number in 10..<30 { try put([], "done/\(number).xml") }
    let files = files(folder.path) { file, _ throws(FileFailure) in throw FileFailure("cannot open \(file)", EIO) }
    let left = await files.removeFiles(namesStatements: true)
    #expect(left.count == 6)
    #expect(left.first?.contains("/done/10.xml: ") == true)
    #expect(left.last == "15 more could not be looked at: they may hold copies")
  }

  @Test(
    "what is no folder in a folder's place is named, and the content is not forgotten",
    arguments: ["done", "refused", "asked"], ["loop", "file"])
  func noFolder(name: String, what: String) async throws {
    try await erasedOne()
    let place = "\(folder.path)/\(name)"
    if what == "loop" { try #require(symlink(name, place) == 0) } else { try put([1], name) }
    let left = await files(folder.path).removeFiles(namesStatements: true)
    #expect(left.count == 1)
    #expect(left.first?.hasPrefix("cannot read \(place): ") == true, "\(left)")
    #expect(try await fixture.docket.goneContents().count == 1)
    // When it is one again
    try #require(unlink(place) == 0)
    try put(Self.invoice, "\(name)/a.xml")
    try put(Array("why".utf8), "\(name)/a.xml.txt")
    // Then
    #expect(await files(folder.path).removeFiles(namesStatements: true) == [])
    // Beside what was taken in lies no reason, so that it is another file.
    #expect(try folder.names(in: name) == (name == "done" ? ["a.xml.txt"] : []))
    #expect(try await fixture.docket.goneContents() == [])
  }

  @Test("folders that were never made hold nothing")
  func neverMade() async throws {
    try await erasedOne()
    #expect(await files(folder.path).removeFiles(namesStatements: true) == [])
    #expect(try await fixture.docket.goneContents() == [])
  }

  @Test("a file that is larger than any that is taken in is not read, and is none of them")
  func tooLarge() async throws {
    try await erasedOne()
    try put([], "done/a.xml")
    try #require(truncate("\(folder.path)/done/a.xml", StatementReaderLimits.fileBytesMax + 1) == 0)
    let files = files(folder.path) { file, _ throws(FileFailure) in throw FileFailure("cannot open \(file)", EIO) }
    #expect(await files.removeFiles(namesStatements: true) == [])
    #expect(try await fixture.docket.goneContents() == [])
    #expect(try folder.names(in: "done") == ["a.xml"])
  }

  @Test("a file whose path is too long to be looked at is named, and is no message and no file")
  func tooLong() async throws {
    try await erasedOne()
    let deep = try DeepFolder(below: folder.path + "/done")
    defer { deep.remove() }
    var search = CopySearch { _, _ throws(FileFailure) in [] }
    #expect(search.files(in: deep.path).isEmpty)
    #expect(search.words.count == 1)
    #expect(search.words.first?.contains("cannot look at \(deep.path)/") == true)
    #expect(try DropFolder(path: deep.path).files().isEmpty)
    #expect(try DropFolder(path: deep.path).others().map(\.name) == [DeepFolder.name])
  }

  @Test("bank files are named where their folder cannot be read")
  func statements() async throws {
    try #require(symlink("done", "\(folder.path)/done") == 0)
    let now = fixture.now
    let files = ErasedFiles(
      docket: fixture.docket, maildir: nil, statements: folder.path, invoices: nil, now: { now })
    let left = await files.removeFiles(namesStatements: true)
    #expect(left.map { $0.hasPrefix("cannot read \(folder.path)/done: ") } == [true], "\(left)")
  }

  @Test("a folder of mails that cannot be read may hold mails about any notice")
  func mails() async throws {
    let path = folder.path
    for name in ["cur", ".rejected"] {
      try FileManager.default.createDirectory(atPath: "\(path)/\(name)", withIntermediateDirectories: true)
    }
    let mail = Array("From: a@b.example\n\nx\n".utf8)
    for name in ["1.a", "2.b"] { try put(mail, "cur/\(name)") }
    try #require(symlink("new", "\(path)/.rejected/new") == 0)
    let copy = GoneCopy(notice: NoticeID(7), messageID: nil, letter: nil, mails: [GoneCopy.hash(of: mail)])
    let now = fixture.now
    let files = ErasedFiles(docket: fixture.docket, maildir: path, now: { now }) { file, _ throws(FileFailure) in
      if file.hasSuffix("2.b") { throw FileFailure("cannot open \(file)", EMFILE) }
      return mail
    }
    // When
    let left = files.remove(mailsAbout: [copy])
    // Then
    #expect(left.about.isEmpty)
    #expect(
      left.unseen.map { $0.contains("2.b: Too many open files") || $0.contains(".rejected/new: ") } == [true, true])
    #expect(try folder.names(in: "cur") == ["2.b"])
    // And whoever had no mails waits for nothing
    let other = GoneCopy(notice: NoticeID(8), messageID: nil, letter: nil, mails: [])
    #expect(files.remove(mailsAbout: [other]).unseen.isEmpty)
  }

  // MARK: Counts

  @Test("what lies aside is not counted as none where it cannot be read")
  func counts() throws {
    try put([1], "new/1.a")
    try put([1], ".rejected/cur/2.b")
    #expect(SetAsideMail(maildir: folder.path, now: fixture.now).count == 1)
    #expect(SetAsideMail(maildir: folder.path, now: fixture.now).trouble == nil)
    try #require(symlink("new", "\(folder.path)/.rejected/new") == 0)
    let aside = SetAsideMail(maildir: folder.path, now: fixture.now)
    #expect(aside.count == 1)
    #expect(aside.trouble?.hasPrefix("cannot read \(folder.path)/.rejected/new: ") == true)
    // A folder that is watched and is not there is no empty one.
    #expect(SetAsideMail(maildir: "\(folder.path)/none", now: fixture.now).trouble?.contains("/none/new: ") == true)
  }

  @Test("the same of invoices")
  func invoiceCounts() throws {
    try put([1], "asked/1.xml")
    try put([1], "asked/1.xml.txt")
    #expect(InvoiceFolder(path: folder.path, now: fixture.now).trouble == nil)
    try #require(symlink("refused", "\(folder.path)/refused") == 0)
    let counts = InvoiceFolder(path: folder.path, now: fixture.now)
    #expect(counts.asked == 1)
    #expect(counts.trouble?.hasPrefix("cannot read \(folder.path)/refused: ") == true)
  }
}

/// A folder whose path is as long as one can be, so that what lies in it has none.
private struct DeepFolder {
  static let name = String(repeating: "x", count: 200)
  let path: String
  private let descriptor: Int32

  init(below parent: String) throws {
    try FileManager.default.createDirectory(atPath: parent, withIntermediateDirectories: true)
    var (path, descriptor) = (parent, open(parent, O_DIRECTORY))
    while path.utf8.count < Int(PATH_MAX) - 150 {
      let part = String(repeating: "d", count: min(200, Int(PATH_MAX) - 20 - path.utf8.count))
      guard mkdirat(descriptor, part, 0o700) == 0 else { throw CocoaError(.fileWriteUnknown) }
      let next = openat(descriptor, part, O_DIRECTORY)
      close(descriptor)
      (path, descriptor) = ("\(path)/\(part)", next)
    }
    let file = openat(descriptor, Self.name, O_WRONLY | O_CREAT, 0o600)
    guard file >= 0 else { throw CocoaError(.fileWriteUnknown) }
    close(file)
    (self.path, self.descriptor) = (path, descriptor)
  }

  func remove() {
    unlinkat(descriptor, Self.name, 0)
    close(descriptor)
  }
}
