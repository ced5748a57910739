import Glibc
import Testing

@testable import DunningBytes

@Suite("A file is there as a whole or not at all")
struct DurableFileTests {
  private let folder: Folder

  init() throws { folder = try Folder() }

  @Test("a file is written over one that is there, and over what an attempt before left")
  func writes() throws {
    let file = folder("key")
    try DurableFile.write([1, 2, 3], to: file)
    try DurableFile.create(folder("key.new"), [9], mode: 0o600)
    try DurableFile.write([4], to: file)
    #expect(try FileReader.content(of: file, atMost: 10) == [4])
    #expect(try folder.names == ["key"])
    #expect(try folder.mode(of: "key") == 0o600)
  }

  @Test("a file that is made has its mode whatever the umask, and takes the place of none")
  func creates() throws {
    try DurableFile.create(folder("slip"), Array("{}".utf8), mode: 0o666)
    #expect(try folder.mode(of: "slip") == 0o666)
    let failure = #expect(throws: FileFailure.self) { try DurableFile.create(folder("slip"), [1], mode: 0o600) }
    #expect(failure?.errorNumber == EEXIST)
    #expect(FileReader.text(of: folder("slip"), atMost: 10) == "{}")
  }

  @Test("a draft that nobody publishes leaves nothing")
  func draft() throws {
    var draft: FileDraft? = try FileDraft(folder("part"))
    try draft?.append([1, 2])
    #expect(try folder.names == ["part"])
    draft = nil
    #expect(try folder.names == [])
  }

  @Test("a draft gets its name with all that was appended")
  func published() throws {
    let draft = try FileDraft(folder("part"))
    for byte: UInt8 in 0..<200 { try draft.append([UInt8](repeating: byte, count: 1000)) }
    try draft.publish(as: folder("whole"))
    #expect(try folder.names == ["whole"])
    let bytes = try FileReader.content(of: folder("whole"), atMost: 200_000)
    #expect(bytes.count == 200_000)
    #expect(bytes[199_000] == 199)
  }

  @Test("a file that cannot get its name says so, and is gone")
  func unpublished() throws {
    var draft: FileDraft? = try FileDraft(folder("part"))
    let failure = #expect(throws: FileFailure.self) { try draft?.publish(as: folder("missing/whole")) }
    #expect(failure?.errorNumber == ENOENT)
    #expect(failure?.isInPlace == false)
    draft = nil
    #expect(try folder.names == [])
  }

  @Test("files are moved in their order, up to the first that is not there")
  func moves() throws {
    try DurableFile.create(folder(".a"), [1], mode: 0o600)
    let failure = #expect(throws: FileFailure.self) {
      try DurableFile.move([(folder(".a"), folder("a")), (folder(".b"), folder("b"))], in: folder.path)
    }
    #expect(failure?.description == "cannot move \(folder(".b")) to \(folder("b")): No such file or directory")
    #expect(try folder.names == ["a"])
  }

  @Test("a folder is made once, a name removed once, and neither twice is a mistake")
  func twice() throws {
    for _ in 1...2 { try DurableFile.makeFolder(folder("sub")) }
    #expect(try DurableFile.exists(folder("sub")))
    try DurableFile.create(folder("file"), [], mode: 0o600)
    for _ in 1...2 { try DurableFile.remove(folder("file")) }
    #expect(try !DurableFile.exists(folder("file")))
  }

  @Test("the folder of a path", arguments: [("/a/b", "/a"), ("/a", "/"), ("a", "."), ("a/b/c", "a/b")])
  func parent(path: String, folder: String) { #expect(DurableFile.parent(of: path) == folder) }
}
