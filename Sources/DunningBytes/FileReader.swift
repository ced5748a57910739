import Glibc

/// Reads a file from its beginning, piece by piece or whole.
package final class FileReader: Sendable {
  /// Bytes of a piece where nobody asks for more or fewer.
  package static let pieceBytes = 1 << 16

  /// As failures name it.
  package let name: String
  private let descriptor: Int32
  private let isOwned: Bool

  /// - Parameter flags: more of those of open(2), such as `O_NOFOLLOW`.
  package init(_ path: String, flags: Int32 = 0) throws(FileFailure) {
    (name, isOwned) = (path, true)
    descriptor = open(path, O_RDONLY | O_CLOEXEC | flags)
    guard descriptor >= 0 else { throw FileFailure("cannot open \(path)", errno) }
  }

  /// Reads what somebody else has opened, and leaves it open.
  package init(descriptor: Int32, name: String) {
    (self.name, self.descriptor, isOwned) = (name, descriptor, false)
  }

  deinit {
    if isOwned { close(descriptor) }
  }

  /// Whether it is a file as such, and no folder, pipe or device.
  package func isRegular() throws(FileFailure) -> Bool { try status().st_mode & S_IFMT == S_IFREG }

  /// How many bytes the system says that it has; 0 for what is no regular file.
  package func size() throws(FileFailure) -> Int { Int(try status().st_size) }

  /// The next bytes, as many as come at once; none at the end.
  package func next(atMost count: Int = pieceBytes) throws(FileFailure) -> [UInt8] {
    while true {
      var failure: Int32?
      let piece = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
        let got = Glibc.read(descriptor, buffer.baseAddress, count)
        failure = got < 0 ? errno : nil
        filled = max(0, got)
      }
      guard let failure else { return piece }
      guard failure == EINTR else { throw FileFailure("cannot read \(name)", failure) }
    }
  }

  /// The bytes up to the end, or the first so many of them.
  package func rest(atMost limit: Int) throws(FileFailure) -> [UInt8] {
    var bytes: [UInt8] = []
    while bytes.count < limit {
      let piece = try next(atMost: min(limit - bytes.count, Self.pieceBytes))
      if piece.isEmpty { break }
      bytes += piece
    }
    return bytes
  }

  /// The whole content of a file.
  ///
  /// - Throws: ``FileFailure``, with `EFBIG` when it has more bytes than `limit`; no more than these are read.
  package static func content(of path: String, atMost limit: Int) throws(FileFailure) -> [UInt8] {
    let bytes = try FileReader(path).rest(atMost: limit + 1)
    guard bytes.count <= limit else { throw FileFailure("\(path) has more than \(limit) bytes", EFBIG) }
    return bytes
  }

  /// The first bytes of a file; nil when it has fewer.
  ///
  /// - Throws: ``FileFailure`` when it cannot be read.
  package static func start(of path: String, _ count: Int) throws(FileFailure) -> [UInt8]? {
    let bytes = try FileReader(path).rest(atMost: count)
    return bytes.count == count ? bytes : nil
  }

  /// The whole content of a file as text; nil when it cannot be read, has more bytes than `limit` or is not UTF-8.
  package static func text(of path: String, atMost limit: Int) -> String? {
    // A caller that has something else to say about each reason takes the bytes.
    (try? content(of: path, atMost: limit)).flatMap { String(validating: $0, as: UTF8.self) }
  }

  private func status() throws(FileFailure) -> stat {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw FileFailure("cannot look at \(name)", errno) }
    return status
  }
}
