import FoundationEssentials
import Glibc

/// A folder of its own for one test, gone with it.
final class Folder {
  let path: String

  init() throws {
    var template = Array("\(FileManager.default.temporaryDirectory.path)/dunning-bytes-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw CocoaError(.fileWriteUnknown) }
    path = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  // What cannot be removed is left to the system.
  deinit { try? FileManager.default.removeItem(atPath: path) }

  func callAsFunction(_ name: String) -> String { "\(path)/\(name)" }

  var names: [String] { get throws { try FileManager.default.contentsOfDirectory(atPath: path).sorted() } }

  func mode(of name: String) throws -> mode_t {
    var status = stat()
    guard stat(self(name), &status) == 0 else { throw CocoaError(.fileReadUnknown) }
    return status.st_mode & 0o7777
  }
}
