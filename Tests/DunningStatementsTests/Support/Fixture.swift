import DunningBytes
import Glibc

/// The small files that the tests read, made up for one trap each.
enum Fixture {
  static func bytes(_ name: String) throws -> [UInt8] {
    try FileReader.content(of: folder + "/" + name, atMost: 1 << 20)
  }

  /// The files of a folder of them.
  static func names(in folder: String) throws -> [String] {
    guard let directory = opendir(Self.folder + "/" + folder) else { throw FileFailure("cannot open \(folder)", errno) }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if !name.hasPrefix(".") { names.append(name) }
    }
    return names.sorted()
  }

  private static let folder =
    #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(2).joined(separator: "/") + "/Fixtures"
}
