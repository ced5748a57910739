import Glibc

/// A file, or standard input, read in pieces.
final class InputFile {
  /// As messages name it.
  let name: String
  /// In bytes; nil when it is no regular file.
  let size: Int?
  private let descriptor: Int32
  private static let pieceBytes = 1 << 16

  /// Opens the file; `-` is standard input.
  init(path: String) throws(Failure) {
    self.name = path == "-" ? "standard input" : path
    self.descriptor = path == "-" ? 0 : open(path, O_RDONLY | O_CLOEXEC)
    var status = stat()
    self.size = descriptor >= 0 && fstat(descriptor, &status) == 0 && status.st_size > 0 ? Int(status.st_size) : nil
    guard descriptor >= 0 else {
      let number = errno
      throw Failure(
        number == ENOENT ? .notFound : .badData, code: "file-not-readable",
        "cannot read \(path): \(String(cString: strerror(number)))")
    }
  }

  deinit {
    if descriptor > 0 { close(descriptor) }
  }

  /// The next bytes; none at the end.
  func read() throws(Failure) -> [UInt8] {
    var piece = [UInt8](repeating: 0, count: Self.pieceBytes)
    while true {
      let count = piece.withUnsafeMutableBytes { Glibc.read(descriptor, $0.baseAddress, $0.count) }
      if count >= 0 { return Array(piece.prefix(count)) }
      guard errno == EINTR else {
        throw Failure(.badData, code: "file-not-readable", "cannot read \(name): \(String(cString: strerror(errno)))")
      }
    }
  }
}
