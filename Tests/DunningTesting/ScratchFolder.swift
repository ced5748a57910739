import FoundationEssentials
import Glibc

/// A folder of its own for one test, removed when nobody holds it any more. It lies in memory where that is possible:
/// tests are about what is written when, not about the speed of a disk.
package final class ScratchFolder: Sendable {
  /// Short enough that a socket fits into it.
  package let path: String

  package init() throws {
    let parent = access("/dev/shm", W_OK) == 0 ? "/dev/shm" : FileManager.default.temporaryDirectory.path
    var template = Array("\(parent)/dunning-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw CocoaError(.fileWriteUnknown) }
    path = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  // A folder that cannot be removed is no failure of what was tested.
  deinit { try? FileManager.default.removeItem(atPath: path) }

  package func write(_ text: String, to name: String) throws {
    try Data(text.utf8).write(to: URL(filePath: "\(path)/\(name)"))
  }

  package func names(in name: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: "\(path)/\(name)").sorted()
  }
}
