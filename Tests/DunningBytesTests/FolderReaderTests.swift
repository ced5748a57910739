import DunningBytes
import Foundation
import Testing

@Suite("What a folder holds")
struct FolderReaderTests {
  @Test("one that is not there holds nothing, and neither does a file")
  func none() throws {
    let folder = try Folder()
    #expect(try FolderReader.names(in: folder.path + "/none") == [])
    #expect(FileManager.default.createFile(atPath: folder.path + "/file", contents: nil))
    #expect(try FolderReader.names(in: folder.path + "/file/below") == [])
    #expect(try FolderReader.paths(below: folder.path + "/none") == [])
  }

  @Test("names in it, and paths below it")
  func names() throws {
    let folder = try Folder()
    try FileManager.default.createDirectory(atPath: folder.path + "/a/b", withIntermediateDirectories: true)
    #expect(FileManager.default.createFile(atPath: folder.path + "/a/b/c", contents: nil))
    #expect(try FolderReader.names(in: folder.path) == ["a"])
    #expect(try FolderReader.paths(below: folder.path).sorted() == ["a", "a/b", "a/b/c"])
  }

  @Test("one that cannot be read is a failure, and not empty")
  func unreadable() throws {
    let folder = try Folder()
    let loop = folder.path + "/loop"
    try FileManager.default.createSymbolicLink(atPath: loop, withDestinationPath: loop)
    #expect(throws: FileFailure.self) { try FolderReader.names(in: loop) }
    #expect(FileManager.default.createFile(atPath: folder.path + "/file", contents: nil))
    #expect(throws: FileFailure.self) { try FolderReader.names(in: folder.path + "/file") }
  }
}
