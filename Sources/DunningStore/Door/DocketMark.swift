import Crypto
import DunningBytes
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
  /// Which file the docket was in, as ``DocketFile/name(_:)`` tells it; nil when the mark does not say.
  let file: String?
  /// Whether the file that it was read from is another than the one it was written to.
  let isCopy: Bool

  init(key: [UInt8], entry: Int64, of file: String? = nil) {
    docket = Hex.text(SHA256.hash(data: Array("mark".utf8) + key).prefix(8))
    self.entry = entry
    self.file = file
    isCopy = false
  }

  /// The mark in a file; nil when there is none that makes sense.
  ///
  /// - Parameter home: where the file lives.
  init?(file: String, home: DocketHome) {
    // A mark that cannot be read is none.
    guard let bytes = try? FileReader(file).rest(atMost: Self.bytesMax) else { return nil }
    let words = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isWhitespace)
    guard (2...4).contains(words.count), let entry = Int64(words[1]) else { return nil }
    (docket, self.entry) = (String(words[0]), entry)
    self.file = words.count == 4 ? String(words[3]) : nil
    isCopy = words.count >= 3 && words[2] != "-" && home.fileMade != nil && words[2] != home.fileMade ?? ""
  }

  private static let bytesMax = 256

  /// Why a docket that is as far as `present` is an older one, or another; nil when it is not.
  ///
  /// - Parameter file: where the mark stands.
  func difference(from present: DocketMark, file: String) -> String? {
    guard docket == present.docket else {
      return
        "\(file) is of another docket, with \(entry == 1 ? "1 entry" : "\(entry) entries"), which is gone from here"
    }
    if present.entry < entry {
      return "its journal ends with entry \(present.entry), but had come to entry \(entry), as \(file) says"
    }
    return isCopy ? "its files were written over by a copy, as when a backup is restored in place" : nil
  }

  /// Best effort: a mark that is behind only sees less.
  ///
  /// - Parameter home: where a file lives.
  /// - Returns: whether it is written.
  @discardableResult
  func write(to file: String, home: (String) -> DocketHome) -> Bool {
    // A new file each time, which says when it was made: so that a copy gives itself away, also one written over it.
    let fresh = file + ".new"
    unlink(fresh)
    let descriptor = open(fresh, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    let words = ["\(docket) \(entry) \(home(fresh).fileMade ?? "-")", self.file].compactMap { $0 }
    let line = Array((words.joined(separator: " ") + "\n").utf8)
    return Glibc.write(descriptor, line, line.count) == line.count && rename(fresh, file) == 0
  }
}
