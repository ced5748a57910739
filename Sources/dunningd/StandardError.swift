import Glibc

/// Writes whole texts to the standard error stream.
enum StandardError {
  /// Writes a text and a line break to standard error. A closed or full stream is no reason to stop.
  static func write(_ text: String) {
    let bytes = Array((text + "\n").utf8)
    var start = 0
    while start < bytes.count {
      let count = bytes[start...].withUnsafeBytes { Glibc.write(STDERR_FILENO, $0.baseAddress, $0.count) }
      guard count > 0 || errno == EINTR else { return }
      start += max(0, count)
    }
  }
}
