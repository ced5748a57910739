import Glibc
import Testing

@testable import DunningBytes

@Suite("A file is read within a limit")
struct FileReaderTests {
  private let folder: Folder
  private let file: String

  init() throws {
    folder = try Folder()
    file = folder("file")
    try DurableFile.write(Array("0123456789".utf8), to: file)
  }

  @Test("a file of as many bytes as the limit is read, one of more is refused")
  func limit() throws {
    #expect(try FileReader.content(of: file, atMost: 10).count == 10)
    let failure = #expect(throws: FileFailure.self) { try FileReader.content(of: file, atMost: 9) }
    #expect(failure?.errorNumber == EFBIG)
    #expect(FileReader.text(of: file, atMost: 9) == nil)
  }

  @Test("what is no text is none, and neither is a folder or what is not there")
  func noText() throws {
    try DurableFile.write([0xC3, 0x28], to: folder("bad"))
    #expect(FileReader.text(of: folder("bad"), atMost: 10) == nil)
    #expect(FileReader.text(of: folder.path, atMost: 10) == nil)
    #expect(FileReader.text(of: folder("missing"), atMost: 10) == nil)
    let failure = #expect(throws: FileFailure.self) { try FileReader(folder("missing")) }
    #expect(failure?.description == "cannot open \(folder("missing")): No such file or directory")
  }

  @Test("pieces follow one another to the end")
  func pieces() throws {
    let reader = try FileReader(file)
    #expect(try reader.size() == 10)
    #expect(try reader.isRegular())
    #expect(try reader.next(atMost: 4) == Array("0123".utf8))
    #expect(try reader.rest(atMost: 3) == Array("456".utf8))
    #expect(try reader.rest(atMost: 100) == Array("789".utf8))
    #expect(try reader.next() == [])
  }

  @Test("a link can be refused, and a folder told from a file")
  func noFile() throws {
    #expect(symlink(file, folder("link")) == 0)
    let failure = #expect(throws: FileFailure.self) { try FileReader(folder("link"), flags: O_NOFOLLOW) }
    #expect(failure?.errorNumber == ELOOP)
    #expect(try !FileReader(folder.path).isRegular())
  }
}
