import CLinux
import Glibc

/// A process that reads messages, seen from the daemon: asked for one after the other.
struct ReaderProcess: ~Copyable {
  private let pid: pid_t
  private let socket: Int32
  private var hasEnded = false
  /// How many it was asked for.
  private(set) var messages = 0

  /// - Throws: ``ReaderTrouble`` `.notStarted`.
  init(program: String, argument: String) throws(ReaderTrouble) {
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
  mutating func ask(_ message: [UInt8]) throws(ReaderTrouble) -> [UInt8] {
    messages += 1
    try send(ReaderFrame.head(of: message))
    try send(message)
    let count = ReaderFrame.count(in: try receive(ReaderFrame.headBytes))
    guard count <= ReaderLimits.answerBytesMax else { throw .garbled }
    return try receive(count)
  }

  private mutating func send(_ bytes: [UInt8]) throws(ReaderTrouble) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
      if count > 0 { rest = rest.dropFirst(count) } else { try wait(for: POLLOUT) }
    }
  }

  private mutating func receive(_ count: Int) throws(ReaderTrouble) -> [UInt8] {
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
  private mutating func wait(for event: Int32) throws(ReaderTrouble) {
    guard errno == EAGAIN || errno == EINTR else { throw ended() }
    var entry = pollfd(fd: socket, events: Int16(event), revents: 0)
    guard poll(&entry, 1, ReaderLimits.silenceSecondsMax * 1_000) != 0 else { throw .late }
  }

  private mutating func ended() -> ReaderTrouble {
    hasEnded = true
    return .ended(Self.end(of: pid))
  }

  /// Waits for its end, and gives what waitpid(2) says of it.
  private static func end(of pid: pid_t) -> Int32 {
    var status: Int32 = 0
    while waitpid(pid, &status, 0) < 0, errno == EINTR {}
    return status
  }
}
