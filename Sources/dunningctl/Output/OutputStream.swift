import Glibc

/// A standard stream, written in large pieces.
final class OutputStream {
  private var descriptor: Int32
  private var buffer: [UInt8] = []
  /// Shows what is longer than the screen; nil where everything goes to the stream.
  var pager: Pager?
  private var lines = 0
  private static let bufferBytesMax = 1 << 16

  init(descriptor: Int32) { self.descriptor = descriptor }

  /// Whether a pager has the terminal.
  var isPaged: Bool { pager?.isRunning ?? false }

  func write(_ text: String) throws(Failure) { try write(Array(text.utf8)) }

  func write(_ bytes: [UInt8]) throws(Failure) {
    buffer += bytes
    if let pager, !pager.isRunning {
      lines += bytes.count { $0 == UInt8(ascii: "\n") }
      // Until then it may still fit.
      if lines < pager.rows, buffer.count < Self.bufferBytesMax { return }
      descriptor = pager.start() ?? descriptor
    }
    if buffer.count >= Self.bufferBytesMax { try flush() }
  }

  /// Writes what was kept. What is wanted on the terminal before it was too long for it is not paged any more.
  func flush() throws(Failure) {
    if let pager, !pager.isRunning, !buffer.isEmpty { self.pager = nil }
    var rest = buffer[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count > 0 {
        rest = rest.dropFirst(count)
      } else if errno != EINTR {
        buffer = []
        throw Failure(.tryLater, code: "output-failed", "cannot write the output: \(String(cString: strerror(errno)))")
      }
    }
    buffer = []
  }

  /// Writes what was kept, and waits until the pager has ended.
  func finish() throws(Failure) {
    try flush()
    pager?.end()
    pager = nil
  }
}
