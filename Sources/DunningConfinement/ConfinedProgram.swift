import CLinux
import Glibc

/// What a program does instead when it is started as a confined process: it answers questions from its standard input,
/// and has nothing else to lose.
package enum ConfinedProgram {
  /// Answers until nobody asks any more.
  ///
  /// - Parameter answer: nil ends it, as what cannot be answered.
  /// - Returns: the exit status: 0, or 71 (EX_OSERR) when it cannot be confined.
  package static func run(_ limits: ConfinedLimits, answer: ([UInt8]) -> [UInt8]?) -> Int32 {
    guard dunning_confine(limits.name, limits.memoryBytesMax) == 0 else { return EX_OSERR }
    while let head = receive(ConfinedFrame.headBytes) {
      let count = ConfinedFrame.count(in: head)
      guard count <= limits.questionBytesMax, dunning_limit_processor(limits.processorSecondsMax) == 0,
        let question = receive(count), let bytes = answer(question)
      else { return EX_OSERR }
      guard send(ConfinedFrame.head(of: bytes)), send(bytes) else { break }
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
