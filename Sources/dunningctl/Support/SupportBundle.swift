import Dunning
import DunningBytes

/// Small files in a tar archive.
struct SupportBundle {
  private let madeAt: Instant
  private var bytes: [UInt8] = []
  /// What is in it, in order.
  private(set) var contents: [(name: String, size: Int)] = []

  init(madeAt: Instant) { self.madeAt = madeAt }

  mutating func add(_ name: String, _ content: [UInt8]) throws(Failure) {
    let entry = TarEntry(name: "dunningd-support/\(name)", size: content.count)
    guard let head = entry.head(made: madeAt.milliseconds / 1_000) else {
      throw Failure(.bug, code: "name-too-long", "the archive has no room for the name \(name)")
    }
    bytes += head + content + [UInt8](repeating: 0, count: entry.padding)
    contents.append((name, content.count))
  }

  var archive: [UInt8] { bytes + TarEntry.end }

  /// Such as `Debian GNU/Linux 12 (bookworm)`; os-release(5).
  static var systemName: String? {
    let text = FileReader.text(of: "/etc/os-release", atMost: 1 << 16) ?? ""
    let line = text.split(separator: "\n").first { $0.hasPrefix("PRETTY_NAME=") }
    return line.map { $0.dropFirst("PRETTY_NAME=".count).filter { $0 != "\"" } }
  }
}
