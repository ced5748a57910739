import CLinux
import Glibc

/// A process with little memory and time, seen from whoever asks it: one question after the other.
package struct ConfinedProcess: ~Copyable {
  private let pid: pid_t
  private let socket: Int32
  private let limits: ConfinedLimits
  private var hasEnded = false
  /// How many it was asked.
  package private(set) var questions = 0

  /// - Parameter program: the program that answers as ``ConfinedProgram`` does when it is started with the argument.
  /// - Throws: ``ConfinedTrouble`` `.notStarted`.
  package init(program: String, argument: String, limits: ConfinedLimits) throws(ConfinedTrouble) {
    self.limits = limits
    var socket: Int32 = -1
    pid = dunning_spawn(program, argument, &socket)
    guard pid > 0 else { throw .notStarted("cannot start \(program): \(String(cString: strerror(errno)))") }
    self.socket = socket
  }

  deinit {
    close(socket)
    guard !hasEnded else { return }
    kill(pid, SIGKILL)
    _ = Self.end(of: pid)
  }

  /// What it answers; after an error it is of no more use.
  package mutating func ask(_ question: [UInt8]) throws(ConfinedTrouble) -> [UInt8] {
    questions += 1
    try send(ConfinedFrame.head(of: question))
    try send(question)
    let count = ConfinedFrame.count(in: try receive(ConfinedFrame.headBytes))
    guard count <= limits.answerBytesMax else { throw .garbled }
    return try receive(count)
  }

  private mutating func send(_ bytes: [UInt8]) throws(ConfinedTrouble) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
      if count > 0 { rest = rest.dropFirst(count) } else { try wait(for: POLLOUT) }
    }
  }

  private mutating func receive(_ count: Int) throws(ConfinedTrouble) -> [UInt8] {
    var bytes: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: min(count, 1 << 16))
    while bytes.count < count {
      let wanted = min(piece.count, count - bytes.count)
      let got = piece.withUnsafeMutableBytes { read(socket, $0.baseAddress, wanted) }
      if got == 0 { throw ended() }
      if got > 0 { bytes += piece.prefix(got) } else { try wait(for: POLLIN) }
    }
    return bytes
  }

  /// After a call that did not go on.
  private mutating func wait(for event: Int32) throws(ConfinedTrouble) {
    guard errno == EAGAIN || errno == EINTR else { throw ended() }
    var entry = pollfd(fd: socket, events: Int16(event), revents: 0)
    guard poll(&entry, 1, limits.silenceSecondsMax * 1_000) != 0 else { throw .late(limits) }
  }

  private mutating func ended() -> ConfinedTrouble {
    hasEnded = true
    return .ended(Self.end(of: pid), limits)
  }

  /// Waits for its end, and gives what waitpid(2) says of it.
  private static func end(of pid: pid_t) -> Int32 {
    var status: Int32 = 0
    while waitpid(pid, &status, 0) < 0, errno == EINTR {}
    return status
  }
}
