import FoundationEssentials
import Glibc

/// The full name of this machine, as mail servers want to hear it.
enum HostName {
  /// Nil where it has only a bare one. It is looked up in files alone: a name server that is away must not keep the daemon
  /// from starting.
  static var full: String? {
    var bytes = [CChar](repeating: 0, count: 256)
    guard gethostname(&bytes, bytes.count - 1) == 0 else { return nil }
    let name = String(decoding: bytes.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    let hosts = FileManager.default.contents(atPath: "/etc/hosts").map { String(decoding: $0, as: UTF8.self) }
    return full(name: name, hosts: hosts ?? "")
  }

  /// The name itself when it is full, else the first full one of the line in hosts(5) that has it.
  static func full(name: String, hosts: String) -> String? {
    if isFull(name) { return name }
    let lines = hosts.split { $0.isNewline }.map { line in
      line.prefix { $0 != "#" }.split { $0 == " " || $0 == "\t" }.dropFirst().map(String.init)
    }
    return lines.first { $0.contains { $0.lowercased() == name.lowercased() } }?.first(where: isFull)
  }

  /// A domain that is not made up on this machine (RFC 6761 6.3).
  private static func isFull(_ name: String) -> Bool {
    let labels = name.lowercased().split(separator: ".", omittingEmptySubsequences: false)
    return labels.count > 1 && !labels.contains("")
      && !["localdomain", "localhost", "local"].contains(labels.last ?? "")
      && name.utf8.allSatisfy {
        (0x30...0x39).contains($0) || (0x61...0x7A).contains($0 | 0x20) || $0 == 0x2D || $0 == 0x2E
      }
  }
}
