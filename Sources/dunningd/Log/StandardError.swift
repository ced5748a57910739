import Glibc
import Synchronization

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

  /// Lines of the log that the stream did not take.
  private static let lost = Atomic(0)

  /// Writes one line of the log if the stream takes it at once: a pipe that nobody reads must not hold up the daemon.
  /// The next line that is taken says how many were lost.
  static func log(_ line: String) {
    guard isFree else {
      lost.add(1, ordering: .relaxed)
      return
    }
    let before = lost.exchange(0, ordering: .relaxed)
    // A pipe that is free takes a page (pipe(7)), and lines are shorter.
    write(before == 0 ? line : "(\(before) lines of the log were lost: nobody read them)\n\(line)")
  }

  private static var isFree: Bool {
    var stream = pollfd(fd: STDERR_FILENO, events: Int16(POLLOUT), revents: 0)
    // A stream that is closed or broken is free as well: what is written to it is gone at once.
    return poll(&stream, 1, 0) != 0
  }
}
