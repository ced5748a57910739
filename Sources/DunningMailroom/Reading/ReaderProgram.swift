import CLinux
import DunningInbound
import FoundationEssentials
import Glibc

/// What the daemon's program does instead when it is started as a reader: it reads messages from its standard input, tells
/// what they say, and has nothing else to lose.
package enum ReaderProgram {
  /// Answers until nobody asks any more.
  ///
  /// - Returns: the exit status: 0, or 71 (EX_OSERR) when it cannot be confined.
  package static func run() -> Int32 {
    guard dunning_confine(ReaderLimits.memoryBytesMax) == 0 else { return EX_OSERR }
    while let head = receive(ReaderFrame.headBytes) {
      let count = ReaderFrame.count(in: head)
      guard count <= ReaderLimits.messageBytesMax, dunning_limit_processor(ReaderLimits.processorSecondsMax) == 0,
        let message = receive(count), let answer = try? JSONEncoder().encode(IncomingMessage(reading: message))
      else { return EX_OSERR }
      let bytes = Array(answer)
      guard send(ReaderFrame.head(of: bytes)), send(bytes) else { break }
    }
    return EX_OK
  }

  /// Nil at the end of what is asked.
  private static func receive(_ count: Int) -> [UInt8]? {
    var bytes = [UInt8](repeating: 0, count: count)
    var filled = 0
    while filled < count {
      let got = bytes.withUnsafeMutableBytes { buffer in
        read(STDIN_FILENO, buffer.baseAddress.map { $0 + filled }, count - filled)
      }
      if got < 0, errno == EINTR { continue }
      guard got > 0 else { return nil }
      filled += got
    }
    return bytes
  }

  private static func send(_ bytes: [UInt8]) -> Bool {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { write(STDOUT_FILENO, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return false }
      rest = rest.dropFirst(count)
    }
    return true
  }
}
