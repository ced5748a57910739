import Glibc

/// Which messages the daemon was opening, and how often, so that it knows after a crash which one it was.
///
/// It is a file of lines `TRIES NAME`, written before a message is opened and without it afterwards. It holds nothing that
/// would be missed: what cannot be written or read is a message tried once more.
struct OpeningRecord {
  private let path: String

  /// - Parameter path: of the file, which need not be there.
  init(path: String) { self.path = path }

  /// Notes that a message is about to be opened.
  ///
  /// - Returns: how often that was so before and never ended.
  func begin(_ name: String) -> Int {
    var tries = read()
    let before = tries[name] ?? 0
    tries[name] = before + 1
    write(tries)
    return before
  }

  /// Notes that the daemon has outlived it.
  func end(_ name: String) {
    var tries = read()
    tries[name] = nil
    write(tries)
  }

  private func read() -> [String: Int] {
    guard let file = fopen(path, "re") else { return [:] }
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: Self.bytesMax)
    let count = fread(&bytes, 1, bytes.count, file)
    let lines = String(decoding: bytes.prefix(count), as: UTF8.self).split(separator: "\n")
    return lines.reduce(into: [:]) { tries, line in
      let parts = line.split(separator: " ", maxSplits: 1)
      if parts.count == 2, let count = Int(parts[0]) { tries[String(parts[1])] = count }
    }
  }

  private func write(_ tries: [String: Int]) {
    guard !tries.isEmpty else {
      unlink(path)
      return
    }
    // Written aside and moved, so that a crash leaves the old one or the new one.
    guard let file = fopen("\(path).new", "we") else { return }
    fputs(tries.map { "\($0.value) \($0.key)\n" }.sorted().joined(), file)
    if fclose(file) == 0 { rename("\(path).new", path) }
  }

  private static let bytesMax = 64 << 10
}
