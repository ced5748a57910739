import Glibc

/// The lock that makes one daemon at a time the owner of a socket path, held until it is released from memory.
///
/// The kernel drops an flock(2) with its holder, so a lock file that is left behind is not a lock. It is never removed:
/// removing it would let two daemons hold locks on two files of the same name.
final class SocketLock: Sendable {
  private let descriptor: Int32
  private let path: String

  /// Takes the lock beside `socketPath`.
  ///
  /// - Throws: `.alreadyRunning` if another process has it; `.permissionDenied` or `.system` if it cannot be opened.
  init(besideSocketAt socketPath: String) throws(ControlSocketError) {
    let path = socketPath + ".lock"
    let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else { throw .failed("open the lock file \(path)") }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      let number = errno
      let holder = Self.holder(descriptor)
      close(descriptor)
      throw number == EWOULDBLOCK ? .alreadyRunning(socketPath, holder: holder) : .failed("lock \(path)", errno: number)
    }
    self.descriptor = descriptor
    self.path = path
    Self.note(pid: getpid(), in: descriptor)
  }

  /// A child that is between its fork and its exec holds the same lock; giving it up takes it from both.
  deinit {
    flock(descriptor, LOCK_UN)
    close(descriptor)
  }

  /// Whether its file is still there: without it the next daemon would hold a lock of its own.
  var isInPlace: Bool {
    var (held, found) = (stat(), stat())
    return fstat(descriptor, &held) == 0 && lstat(path, &found) == 0 && held.st_dev == found.st_dev
      && held.st_ino == found.st_ino
  }

  /// Leaves the process id for the message of the next daemon; the lock holds without it, so a full disk is no error.
  private static func note(pid: Int32, in descriptor: Int32) {
    let text = "\(pid)\n"
    guard ftruncate(descriptor, 0) == 0 else { return }
    _ = pwrite(descriptor, text, text.utf8.count, 0)
  }

  private static func holder(_ descriptor: Int32) -> Int32? {
    var bytes = [UInt8](repeating: 0, count: 16)
    let count = pread(descriptor, &bytes, bytes.count, 0)
    return Int32(String(decoding: bytes.prefix(max(0, count)).prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self))
  }
}

extension ControlSocketError {
  /// Another daemon owns the path.
  static func alreadyRunning(_ path: String, holder: Int32? = nil) -> ControlSocketError {
    ControlSocketError(
      code: .alreadyRunning,
      message: "another daemon\(holder.map { " (process \($0))" } ?? "") already serves \(path)",
      hint: "stop it first (systemctl stop dunningd.service dunningd.socket), or choose another --socket")
  }
}
