import Glibc

/// The body of a request that may be too long for memory: in a file without a name.
final class SpooledBody {
  private let descriptor: Int32
  /// Bytes.
  private(set) var count = 0
  private var held: [UInt8] = []
  private static let pieceBytes = 256 << 10

  /// - Throws: when there is no room where TMPDIR says, else in /var/tmp.
  init() throws(Failure) {
    let folder = getenv("TMPDIR").map { String(cString: $0) } ?? "/var/tmp"
    var path = Array("\(folder)/dunningctl-XXXXXX".utf8CString)
    descriptor = mkstemp(&path)
    guard descriptor >= 0 else { throw Self.noRoom(folder) }
    unlink(path)
  }

  deinit { close(descriptor) }

  func append(_ bytes: [UInt8]) throws(Failure) {
    held += bytes
    count += bytes.count
    if held.count >= Self.pieceBytes { try flush() }
  }

  /// Hands out all of it, piece by piece.
  func each(_ body: ([UInt8]) throws(Failure) -> Void) throws(Failure) {
    try flush()
    var place = 0
    while place < count {
      var piece = [UInt8](repeating: 0, count: min(Self.pieceBytes, count - place))
      let read = piece.withUnsafeMutableBytes { pread(descriptor, $0.baseAddress, $0.count, off_t(place)) }
      guard read > 0 else { throw Self.noRoom("its file") }
      piece.removeLast(piece.count - read)
      place += read
      try body(piece)
    }
  }

  private func flush() throws(Failure) {
    var rest = held[...]
    while !rest.isEmpty {
      let written = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
      guard written > 0 else { throw Self.noRoom("its file") }
      rest = rest.dropFirst(written)
    }
    held.removeAll(keepingCapacity: true)
  }

  private static func noRoom(_ place: String) -> Failure {
    Failure(
      .tryLater, code: "no-room",
      "the list cannot be kept until it is sent (\(place)): \(String(cString: strerror(errno)))",
      hint: "it needs room in /var/tmp, or where TMPDIR says")
  }
}
