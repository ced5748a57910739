import Glibc
import Synchronization

/// Files that a test makes; they go when the tests end.
enum Scratch {
  /// One of their own: beside a configuration its own calendars and rules are looked for.
  private static let folder = "/tmp/dunningctl-tests-\(getpid())"
  private static let paths = Mutex<[String]>([])

  /// A name that nothing has yet.
  static func path(_ ending: String) -> String {
    paths.withLock { paths in
      if paths.isEmpty {
        mkdir(folder, 0o700)
        atexit { Scratch.removeAll() }
      }
      let path = "\(folder)/\(paths.count).\(ending)"
      paths.append(path)
      return path
    }
  }

  static func file(_ content: String, _ ending: String = "csv") -> String { file(Array(content.utf8), ending) }

  static func file(_ content: [UInt8], _ ending: String = "csv") -> String {
    let path = path(ending)
    write(content, to: path)
    return path
  }

  static func write(_ content: [UInt8], to path: String) {
    guard let file = fopen(path, "w") else { preconditionFailure("cannot write \(path)") }
    fwrite(content, 1, content.count, file)
    fclose(file)
  }

  static func read(_ path: String) -> String? {
    guard let file = fopen(path, "r") else { return nil }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while case let count = fread(&buffer, 1, buffer.count, file), count > 0 { bytes += buffer.prefix(count) }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func removeAll() {
    for path in paths.withLock({ $0 }) { unlink(path) }
    rmdir(folder)
  }

  /// The folder of files that the tests read.
  static let fixtures: String = {
    let parts = String(#filePath).split(separator: "/", omittingEmptySubsequences: false)
    return parts.dropLast(2).joined(separator: "/") + "/Fixtures"
  }()

  /// The root of the package.
  static let package: String = {
    fixtures.split(separator: "/", omittingEmptySubsequences: false).dropLast(3).joined(separator: "/")
  }()
}
