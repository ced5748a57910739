import Glibc

/// A standard stream, written in large pieces.
final class OutputStream {
  private let descriptor: Int32
  private var buffer: [UInt8] = []
  private static let bufferBytesMax = 1 << 16

  init(descriptor: Int32) { self.descriptor = descriptor }

  func write(_ text: String) throws(Failure) { try write(Array(text.utf8)) }

  func write(_ bytes: [UInt8]) throws(Failure) {
    buffer += bytes
    if buffer.count >= Self.bufferBytesMax { try flush() }
  }

  func flush() throws(Failure) {
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
}
