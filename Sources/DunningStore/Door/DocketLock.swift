import Glibc

/// Holds the docket's folder for one daemon, as long as the value lives.
final class DocketLock: Sendable {
  private let descriptor: Int32

  /// - Throws: ``DocketError`` `.inUse` with the holder's process number, `.failed` when the folder cannot be used.
  init(directory: String) throws(DocketError) {
    try Self.makeFolder(directory)
    let path = directory + "/docket.lock"
    descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      throw DocketError(.failed, "cannot open \(path): \(String(cString: strerror(errno)))", hint: "check its owner")
    }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      let holder = Self.text(of: descriptor)
      throw DocketError(
        .inUse, "another dunningd\(holder.isEmpty ? "" : " (process \(holder))") works with \(directory)",
        hint: "stop it first, or give this one a folder of its own with --state-dir")
    }
    let number = Array("\(getpid())".utf8)
    guard ftruncate(descriptor, 0) == 0, pwrite(descriptor, number, number.count, 0) == number.count else {
      throw DocketError(.failed, "cannot write \(path): \(String(cString: strerror(errno)))", hint: "free space?")
    }
  }

  deinit {
    giveUp()
    close(descriptor)
  }

  /// Lets another daemon have the folder. A child that is between its fork and its exec holds the same lock; giving it up
  /// takes it from both.
  func giveUp() { flock(descriptor, LOCK_UN) }

  private static func makeFolder(_ directory: String) throws(DocketError) {
    guard mkdir(directory, 0o700) != 0, errno != EEXIST else { return }
    throw DocketError(
      .failed, "cannot make the folder \(directory): \(String(cString: strerror(errno)))",
      hint: "make its parent folder, or give another one with --state-dir")
  }

  private static func text(of descriptor: Int32) -> String {
    var bytes = [UInt8](repeating: 0, count: 20)
    let count = pread(descriptor, &bytes, bytes.count, 0)
    return String(decoding: bytes.prefix(max(0, count)).filter { (48...57).contains($0) }, as: UTF8.self)
  }
}
