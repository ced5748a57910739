import Glibc

/// The log beside a SQLite file, read without SQLite, which would lay it over the file.
///
/// - Source: <https://www.sqlite.org/fileformat2.html#walformat>
package enum WriteAheadLog {
  /// Of a database, in bytes.
  package static let headerBytes = 100

  /// Whether a log was begun beside another state of the file than the one whose header this is. One that was written by
  /// an earlier version does not say, and is not.
  ///
  /// - Parameter header: the first ``headerBytes`` of the file.
  package static func isForeign(_ path: String, to header: [UInt8]) -> Bool {
    // What cannot be read is SQLite's to tell.
    guard let file = LogFile(path), let headers = file.headers(), let last = headers.last else { return false }
    guard number(in: last) != 0 else { return false }
    let ties = Set(headers.map(number))
    // Or what is in the log is in the file already, up to one of its transactions.
    return !ties.contains(LogBond.number(of: header)) && !headers.contains(header)
  }

  private static func number(in header: [UInt8]) -> Int32 {
    Int32(bitPattern: header[60..<64].reduce(0) { $0 << 8 | UInt32($1) })
  }
}

/// Frame by frame.
private final class LogFile {
  private let descriptor: Int32
  private let pageBytes: Int
  private let salts: [UInt8]
  private let isBigEndian: Bool
  private var sums: (UInt32, UInt32) = (0, 0)
  private var position = 32

  /// Nil where there is none, or it makes no sense: SQLite takes none of it then.
  init?(_ path: String) {
    descriptor = open(path, O_RDONLY | O_CLOEXEC)
    var head = [UInt8](repeating: 0, count: 32)
    guard descriptor >= 0, pread(descriptor, &head, 32, 0) == 32 else {
      (pageBytes, salts, isBigEndian) = (0, [], false)
      return nil
    }
    func word(_ index: Int) -> UInt32 { head[index..<index + 4].reduce(0) { $0 << 8 | UInt32($1) } }
    (pageBytes, salts, isBigEndian) = (Int(word(8)), Array(head[16..<24]), word(0) & 1 == 1)
    guard word(0) & ~1 == 0x377F_0682, (512...65_536).contains(pageBytes), pageBytes & (pageBytes - 1) == 0 else {
      return nil
    }
    add(head[0..<24])
    guard sums == (word(24), word(28)) else { return nil }
  }

  deinit {
    if descriptor >= 0 { close(descriptor) }
  }

  /// The headers of the file as the log has them, in order, up to its last commit; nil where it has no commit.
  func headers() -> [[UInt8]]? {
    var (committed, open): ([[UInt8]], [[UInt8]]) = ([], [])
    var hasCommit = false
    while let frame = next() {
      if frame.page == 1 { open.append(Array(frame.bytes.prefix(WriteAheadLog.headerBytes))) }
      guard frame.isCommit else { continue }
      committed += open
      (open, hasCommit) = ([], true)
    }
    return hasCommit ? committed : nil
  }

  /// The next frame that is of this log and whole; nil after the last.
  private func next() -> (page: UInt32, isCommit: Bool, bytes: ArraySlice<UInt8>)? {
    var frame = [UInt8](repeating: 0, count: 24 + pageBytes)
    guard pread(descriptor, &frame, frame.count, off_t(position)) == frame.count, Array(frame[8..<16]) == salts else {
      return nil
    }
    func word(_ index: Int) -> UInt32 { frame[index..<index + 4].reduce(0) { $0 << 8 | UInt32($1) } }
    add(frame[0..<8])
    add(frame[24...])
    guard sums == (word(16), word(20)) else { return nil }
    position += frame.count
    return (word(0), word(4) != 0, frame[24...])
  }

  private func add(_ bytes: ArraySlice<UInt8>) {
    bytes.withUnsafeBytes { buffer in
      for offset in stride(from: 0, to: buffer.count - 7, by: 8) {
        let first = buffer.loadUnaligned(fromByteOffset: offset, as: UInt32.self)
        let second = buffer.loadUnaligned(fromByteOffset: offset + 4, as: UInt32.self)
        sums.0 &+= (isBigEndian ? UInt32(bigEndian: first) : UInt32(littleEndian: first)) &+ sums.1
        sums.1 &+= (isBigEndian ? UInt32(bigEndian: second) : UInt32(littleEndian: second)) &+ sums.0
      }
    }
  }
}
