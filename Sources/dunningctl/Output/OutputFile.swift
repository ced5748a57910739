import Dunning
import FoundationEssentials

extension Session {
  /// Writes data to a file that takes the place of what was there, or to standard output for `-`.
  func save(_ bytes: [UInt8], to path: String) throws(Failure) {
    if path == "-" { return try write(bytes) }
    do {
      try Data(bytes).write(to: URL(filePath: path), options: .atomic)
    } catch {
      throw Failure(.badData, code: "cannot-write", "\(printable(path)) cannot be written: \(error)")
    }
    try note("wrote \(printable(path)), \(bytes.count) bytes")
  }
}
