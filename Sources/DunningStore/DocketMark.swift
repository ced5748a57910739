import Crypto
import Glibc

/// How far a docket has come, written down beside it: a docket that ends before its mark is an older one that was put in
/// its place.
///
/// The mark is written after the docket's own commit and without a sync, so that whatever ends the daemon it is at most
/// behind the docket, which means nothing.
struct DocketMark: Hashable, Sendable {
  /// Tells one docket from another; copies of one share it.
  let docket: String
  /// The number of the last entry of its journal.
  let entry: Int64

  init(key: [UInt8], entry: Int64) {
    docket = SHA256.hash(data: Array("mark".utf8) + key).prefix(8).map { byte in
      String(byte >> 4, radix: 16) + String(byte & 15, radix: 16)
    }.joined()
    self.entry = entry
  }

  /// The mark in a file; nil when there is none that makes sense.
  init?(file: String) {
    var bytes = [UInt8](repeating: 0, count: Self.length)
    let descriptor = open(file, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    guard pread(descriptor, &bytes, bytes.count, 0) == bytes.count else { return nil }
    let words = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isWhitespace)
    guard words.count == 2, let entry = Int64(words[1]) else { return nil }
    (docket, self.entry) = (String(words[0]), entry)
  }

  /// Why a docket that is as far as `present` is an older one; nil when it is not.
  func difference(from present: DocketMark) -> String? {
    guard docket == present.docket, present.entry < entry else { return nil }
    return "its journal ends with entry \(present.entry), but had come to entry \(entry) here"
  }

  /// Best effort: a mark that is behind only sees less.
  func write(to file: String) {
    let descriptor = open(file, O_WRONLY | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { return }
    defer { close(descriptor) }
    let number = String(entry)
    let line = "\(docket) \(String(repeating: "0", count: Self.digits - number.utf8.count))\(number)\n"
    // One write of one length, so that no other process ever sees half of it.
    _ = pwrite(descriptor, Array(line.utf8), line.utf8.count, 0)
  }

  private static let digits = 19
  private static let length = 16 + 1 + digits + 1
}
